package extract_test

import (
	"strconv"
	"testing"

	"daybook/extract"
	"daybook/extract/reference"
	"daybook/internal/mariadbtest"
)

// BenchmarkLines reads 200,000 lines of 20,000 documents from MariaDB.
func BenchmarkLines(b *testing.B) {
	const documents, lines = 20_000, 10
	server := mariadbtest.Start(b)
	dsn := server.DSN(b, "lines")
	rows := []any{reference.Company{ID: "c", Currency: "EUR"}, reference.Customer{ID: "1"}}
	for i := range documents {
		id := strconv.Itoa(i)
		rows = append(rows, plainInvoice(id, id, "2025-05-01", "1234.56"))
		for n := range lines {
			rows = append(rows, reference.Line{Document: id, LineNo: strconv.Itoa(n), Quantity: "12", UnitPrice: "10.288", Net: "123.456", Cost: "99.5"})
		}
	}
	fill(b, server.Open(b, dsn), rows...)
	source, err := extract.Open(b.Context(), dsn, asReference)
	if err != nil {
		b.Fatal(err)
	}
	defer source.Close()
	b.ReportAllocs()
	for b.Loop() {
		snap, err := source.Snapshot(b.Context(), lastOfMay, nil)
		if err != nil || snap.Lines.Len() != documents*lines {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)*documents*(lines+1)/b.Elapsed().Seconds(), "rows/s")
}
