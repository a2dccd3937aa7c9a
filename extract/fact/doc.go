// Package fact is Daybook's vocabulary: the nouns of sales and receivables as
// plain values, with exact money, calendar dates and nothing else.
//
// It is pure. It imports no other package of Daybook, no database driver, no
// clock and no locale, so that every other package can speak in its terms.
//
// A [Snapshot] is what one extraction read from one ERP at one instant.
// Dimensions (customers, salespeople, products) describe; facts (documents,
// receipts, allocations, lines) are summed. Facts refer to dimensions and to
// each other by [Ref], an index into the snapshot's slices, so that joining
// costs an array access and a million documents stay small.
//
// Amounts in facts are positive and the kind gives the sign: an invoice of 100
// and a credit note of 100 both carry 100. Signs appear in figures only.
package fact
