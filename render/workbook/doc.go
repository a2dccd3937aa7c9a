// Package workbook decides what stands on which sheet: it lays a receivables
// result out as a [render.Document], in one language, without knowing a file
// format.
//
// One file holds one sheet. The list of sheets stands in receivables.go; what the
// Summary and the mail have in common is the [render.Brief] of brief.go. A sheet
// is either placed cell by cell (Summary, Notes) or made of lists whose columns
// say how a cell comes from a row (table.go).
//
// Sheets state amounts exactly; the Summary states them in thousands or 万. No
// clock and no identity of a run enters, so that equal facts give equal bytes.
package workbook
