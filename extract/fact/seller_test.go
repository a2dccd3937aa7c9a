package fact

import (
	"math/big"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestSellers(t *testing.T) {
	s := &Snapshot{
		Salespeople: []Salesperson{{Code: "B"}, {Code: "A"}},
		Customers:   []Customer{{Salesperson: 1}, {Salesperson: None}},
		Documents: DocumentsOf(
			Document{Customer: 0, Salesperson: 0}, Document{Customer: 0, Salesperson: None}, Document{Customer: 1, Salesperson: None},
			Document{Customer: 0, Salesperson: 0}, Document{Customer: 0, Salesperson: 0}, Document{Customer: 0, Salesperson: 0},
			Document{Customer: 0, Salesperson: 0}, Document{Customer: 0, Salesperson: 0},
		),
		Shares: []Share{
			{Document: 3, Salesperson: 0, Millionths: 400_000}, {Document: 3, Salesperson: 1, Millionths: 600_000},
			{Document: 4, Salesperson: 0, Millionths: 300_000}, {Document: 4, Salesperson: 1, Millionths: 300_000},
			{Document: None, Salesperson: 1, Millionths: ShareScale}, {Document: 5, Salesperson: 1, Millionths: 700_000},
			{Document: 5, Salesperson: 0, Millionths: 700_000}, {Document: 6, Salesperson: 1, Millionths: ShareScale},
			{Document: 7, Salesperson: 0, Millionths: ShareScale}, {Document: 7, Salesperson: 1, Millionths: ShareScale},
		},
	}
	want := [][]Seller{
		{{0, ShareScale}},                             // its own
		{{1, ShareScale}},                             // the customer's
		{{None, ShareScale}},                          // nobody's
		{{1, 600_000}, {0, 400_000}},                  // shares, the largest first
		{{1, 300_000}, {0, 300_000}, {None, 400_000}}, // equal ones by code, and the rest
		{{1, 700_000}, {0, 700_000}},                  // more than the whole
		{{1, ShareScale}},                             // the whole
		{{1, ShareScale}, {0, ShareScale}},            // the whole twice
	}
	x := NewSellers(s)
	for d := range s.Documents.Len() {
		if diff := cmp.Diff(want[d], x.OfDocument(Ref(d))); diff != "" {
			t.Errorf("document %d: %s", d, diff)
		}
	}
	if got := x.Of(0, 0); got[0].Who != 0 {
		t.Errorf("a salesperson named is %v", got)
	}
	if got := testing.AllocsPerRun(10, func() { x.OfDocument(0) }); got != 0 {
		t.Errorf("asking allocates %v times", got)
	}
}

func TestSpread(t *testing.T) {
	tests := []struct {
		total    string
		parts    []Amount
		decimals int
		want     []string
	}{
		{"100", []Amount{1, 1, 1}, 2, []string{"33.33", "33.34", "33.33"}},
		{"-0.01", []Amount{500_000, 500_000}, 2, []string{"-0.01", "0.00"}},
		{"100", []Amount{1, 2}, 0, []string{"33.00", "67.00"}},
		{"5", []Amount{0, 0}, 2, []string{"0.00", "5.00"}},
	}
	for _, test := range tests {
		for i, got := range Spread(amount(t, test.total), test.parts, test.decimals) {
			if got.String() != test.want[i] {
				t.Errorf("part %d of %s by %v is %s, want %s", i, test.total, test.parts, got, test.want[i])
			}
		}
	}
}

// Nothing is lost, and nobody is a minor unit away from the exact part.
func TestSpreadKeepsTheTotal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		total := Amount(rapid.Int64Range(-1e15, 1e15).Draw(t, "total"))
		var parts []Amount
		var whole, sum Amount
		for range rapid.IntRange(1, 6).Draw(t, "parts") {
			parts = append(parts, Amount(rapid.IntRange(0, ShareScale).Draw(t, "part")))
			whole += parts[len(parts)-1]
		}
		for i, got := range Spread(total, parts, 2) {
			sum += got
			if whole == 0 {
				continue
			}
			exact := big.NewRat(int64(parts[i]), int64(whole))
			exact.Mul(exact, big.NewRat(int64(total), 1))
			if exact.Sub(exact, big.NewRat(int64(got), 1)).Abs(exact).Cmp(big.NewRat(2*AmountScale/100, 1)) > 0 {
				t.Fatalf("part %d of %s by %v is %s", i, total, parts, got)
			}
		}
		if sum != total {
			t.Fatalf("parts of %s sum to %s", total, sum)
		}
	})
}

// The way through 128 bits gives what big numbers give, wherever it gives
// anything.
func TestShareAgainstBig(t *testing.T) {
	any := rapid.OneOf(rapid.Int64(), rapid.Int64Range(-1e9, 1e9))
	rapid.Check(t, func(t *rapid.T) {
		a, part, whole := any.Draw(t, "a"), any.Draw(t, "part"), any.Draw(t, "whole")
		decimals := rapid.IntRange(0, 4).Draw(t, "decimals")
		got, ok := Amount(a).shareIn128(Amount(part), Amount(whole), decimals)
		if !ok {
			return
		}
		exact, fits := roundedQuotient(new(big.Int).Mul(big.NewInt(a), big.NewInt(part)), big.NewInt(whole), decimals)
		if !fits || got != exact {
			t.Fatalf("%d × %d / %d to %d decimals = %d; exact %d", a, part, whole, decimals, got, exact)
		}
	})
	if _, ok := Amount(1).shareIn128(1, 0, 2); ok {
		t.Error("a share of nothing was computed")
	}
	if n := testing.AllocsPerRun(10, func() { Amount(-100_0000).Share(333_333, ShareScale, 2) }); n != 0 {
		t.Errorf("a share allocates %v times", n)
	}
}

func TestPriceTimesQuantityAgainstBig(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, q := UnitPrice(rapid.Int64().Draw(t, "price")), Quantity(rapid.Int64().Draw(t, "quantity"))
		n := new(big.Int).Mul(big.NewInt(int64(p)), big.NewInt(int64(q)))
		exact, _ := roundedQuotient(n, big.NewInt(1e8), amountDecimals)
		fits := n.Abs(n).Cmp(new(big.Int).Mul(big.NewInt(1<<62), big.NewInt(1e8))) < 0
		var got Amount
		var err error
		func() {
			defer CatchOverflow(&err)
			got = p.Times(q)
		}()
		if fits && (err != nil || got != exact) {
			t.Fatalf("%s × %s = %s, %v; exact %s", p, q, got, err, exact)
		}
	})
	p, _, _ := ParseUnitPriceBytes([]byte("12.345678"))
	q, _, _ := ParseQuantityBytes([]byte("-8.1"))
	if got := p.Times(q); got.String() != "-100.00" { // 99.9999918
		t.Errorf("12.345678 × −8.1 = %s", got)
	}
}
