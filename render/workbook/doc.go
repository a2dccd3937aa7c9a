// Package workbook decides what stands on which sheet: it lays a result out as a
// [render.Document], in one language, without knowing a file format.
//
// A report is a list of sheets and a [render.Brief], which its first sheet and
// its mail have in common: the daily one stands in receivables.go, the weekly one
// in sales.go, and what both are laid out with in base.go. One file holds one
// sheet. A sheet is either placed cell by cell (Summary, Scorecard, Notes) or
// made of lists whose columns say how a cell comes from a row (table.go).
//
// Sheets state amounts exactly; the first sheet states them in thousands or 万.
// No clock and no identity of a run enters, so that equal facts give equal bytes.
package workbook
