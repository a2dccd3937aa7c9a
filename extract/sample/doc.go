// Package sample is a made-up company: Brackwater Flow Instruments (Ningbo) Co.,
// Ltd., its customers, and some two years of what happened between them, written
// as rows of the reference tables.
//
// Brackwater makes valves, meters and actuators and sells them from Ningbo to
// machine builders, dealers, contractors and waterworks all over China, and in
// dollars, euros and dong abroad. It grows by about a tenth a year, stands still
// over Spring Festival and the October holiday, and makes up for it in December.
// Every January prices rise; now and then a promotion lowers them; once in a
// while somebody sells below cost. Six key accounts order twice a week, most
// customers once a month; most large orders come of a quotation, and as many
// quotations come to nothing. Most pay within days of the due date, some take the
// discount for paying early, a few pay when reminded, a handful never. In
// between there are deposits, part payments, money for ten invoices at once,
// returned cheques, goods that come back, rebates, invoices made out wrongly and
// again, head offices that take over what a branch owes, bank charges and
// exchange differences.
//
// The history is lived through day by day, so that numbers run as a company's
// numbers do and only what is open is kept in mind: memory grows with customers,
// not with invoices. It begins some months before the first row is written; what
// is unpaid when the books open becomes the opening balance.
//
// Every customer has a source of chance of their own, and customers come in
// blocks of 110 with a sales office each. A larger scale adds blocks and changes
// nothing in those before, apart from ids and numbers. There are no floats: the
// same options give the same rows on every machine.
//
// The general ledger's account 1122 (control rows) is kept beside the documents
// from the postings alone, the way a bookkeeper keeps it, and is what a
// receivables report must tie out to.
package sample
