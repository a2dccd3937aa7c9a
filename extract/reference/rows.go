// Package reference is Daybook's own documented tables: the shape to which a
// company without a preset maps its data, into which files are imported and
// demos and tests write. It holds the DDL per engine and the only writer of
// facts.
//
// A row is a struct of strings in the order of the table's columns, because what
// comes from outside may be anything: the empty string is NULL, and an invalid
// date or a missing amount can be written as it came, to be found by extraction.
// Dates are YYYY-MM-DD, amounts plain decimals, booleans 1 or 0. Company is the id
// of the company whose the row is, and empty where the tables hold only one.
package reference

// Company is a row of table company.
type Company struct {
	ID, Name, Currency, FiscalYearStart, TimeZone string
}

// Customer is a row of table customers. TermsRule is days, end_of_month or
// day_of_month; TermsDay is the day for the last.
type Customer struct {
	ID, Code, Name, CustomerGroup, Region, Country      string
	Salesperson, Collector, Parent, Currency            string
	TermsDays, TermsRule, TermsDay, CreditLimit, OnHold string
	Contact, Mail, Phone, Since, Active                 string
}

// Salesperson is a row of table salespeople.
type Salesperson struct {
	ID, Code, Name, Team, Region, Mail, Manager, Joined, LeftOn, Active string
}

// Product is a row of table products.
type Product struct {
	ID, Code, Name, Category, Brand, Unit, ListPrice, StandardCost string
}

// Document is a row of table documents. Kind is one of fact.Kinds. Rate is
// company currency per unit of the foreign one.
type Document struct {
	ID, Number, Kind, Customer, Posted, Due      string
	Currency, Rate, Net, Tax, Gross              string
	CompanyNet, CompanyTax, CompanyGross         string
	Salesperson, Corrects, Revalues              string
	OrderNumber, Contract, Disputed, CancelledOn string
	CreatedBy, ApprovedBy, Company               string
}

// Instalment is a row of table instalments.
type Instalment struct{ Document, No, Due, Amount string }

// Share is a row of table document_salespeople; Share is a fraction of 1.
type Share struct{ Document, Salesperson, Share string }

// Line is a row of table lines.
type Line struct {
	Document, LineNo, Product, Quantity, ListPrice, UnitPrice, Discount string
	Net, CompanyNet, Cost, Promotion, ReturnReason                      string
}

// Receipt is a row of table receipts.
type Receipt struct {
	ID, Number, Customer, Received, Matures, BouncedOn       string
	Currency, Rate, Amount, CompanyAmount, Method, Reference string
	CreatedBy, ApprovedBy, Company                           string
}

// Allocation is a row of table allocations. Document is the id of a document, or
// with TakerKind receipt that of a receipt. Giver is the id of a receipt or of a
// document, as GiverKind (receipt, document) says; both empty where the kind
// (one of fact.AllocationKinds) needs no giving end.
type Allocation struct {
	GiverKind, Giver, Document, Instalment, MatchedOn     string
	Amount, GiverAmount, CompanyAmount, CancelledOn, Kind string
	TakerKind                                             string
}

// Order is a row of table orders.
type Order struct {
	ID, Number, Customer, Salesperson, Ordered, ApprovedOn, ApprovedBy string
	ContractSigned, Promised, Shipped, Delivered, Invoiced             string
	Currency, Amount, NotShipped, NotInvoiced, Status, Company         string
}

// OrderLine is a row of table order_lines.
type OrderLine struct {
	OrderID, LineNo, Product, Quantity, UnitPrice, Net, NotShipped, NotInvoiced string
}

// Delivery is a row of table deliveries; NotInvoiced is in company currency.
type Delivery struct{ ID, OrderID, Customer, Shipped, Delivered, NotInvoiced, Company string }

// Quotation is a row of table quotations; Outcome is one of fact.Outcomes.
type Quotation struct {
	ID, Number, Customer, Prospect, Salesperson, Quoted, ValidUntil string
	Currency, Amount, Outcome, Decided, OrderID, Company            string
}

// Rate is a row of table rates.
type Rate struct{ Currency, Day, Rate string }

// Target is a row of table targets; Month is its first day.
type Target struct{ Salesperson, Month, NetSales string }

// Promotion is a row of table promotions.
type Promotion struct{ ID, Name, ValidFrom, ValidUntil string }

// Control is a row of table control: a posting on a receivables account (basis
// gl), or the ERP's own total (basis erp), in company currency.
type Control struct{ Basis, Account, Posted, Amount, Company string }
