// Package tables reads CSV and XLSX files into the reference tables: a new SQLite
// file that is a source like any other.
//
// A row goes the way [grid] → [plan] → [reference.Writer]: a grid is a sheet of
// cells as a file holds it, whatever its format; a plan says which table's columns
// its cells fill, by their own names or by a map. Which columns there are and what
// each holds is the contract of package extract, and stands nowhere else.
//
// Rows are streamed. What is wrong is collected ([Faults]) and not written: a file
// is imported whole or not at all.
package tables
