package fact

import (
	"strings"
	"testing"
	"unsafe"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// sameFacts compares facts in every detail.
var sameFacts = cmp.Comparer(func(a, b Rate) bool { return a == b })

// drawText draws a text such as ERPs keep; now and then one that is longer than a
// chunk of them.
func drawText(t *rapid.T, what string) string {
	if rapid.IntRange(0, 40).Draw(t, what+" is long") == 0 {
		return strings.Repeat("长", rapid.IntRange(80, textChunk).Draw(t, what+" of"))
	}
	return rapid.StringN(0, 12, -1).Draw(t, what)
}

func drawAmount(t *rapid.T, what string) Amount { return Amount(rapid.Int64().Draw(t, what)) }

func drawRef(t *rapid.T, what string) Ref { return Ref(rapid.Int32Min(-1).Draw(t, what)) }

func drawDate(t *rapid.T, what string) Date { return Date(rapid.Int32().Draw(t, what)) }

func drawCurrency(t *rapid.T) Currency {
	return Currency(rapid.SampledFrom([]string{"CNY", "USD", ""}).Draw(t, "currency"))
}

func drawRate(t *rapid.T) Rate {
	r, _ := ParseRate(rapid.SampledFrom([]string{"0", "7.1", "0.125"}).Draw(t, "rate"), rapid.Bool().Draw(t, "inverse"))
	return r
}

func drawName(t *rapid.T, what string) Name {
	return NewName(rapid.SampledFrom([]string{"", "ann", "小李"}).Draw(t, what))
}

func drawDocument(t *rapid.T) Document {
	d := Document{
		ID: drawText(t, "id"), Number: drawText(t, "number"), Kind: Kind(rapid.IntRange(0, 4).Draw(t, "kind")), Disputed: rapid.Bool().Draw(t, "disputed"),
		Customer: drawRef(t, "customer"), Salesperson: drawRef(t, "salesperson"), Posted: drawDate(t, "posted"), Due: drawDate(t, "due"),
		Currency: drawCurrency(t), Rate: drawRate(t), Net: drawAmount(t, "net") / 4, Gross: drawAmount(t, "gross") / 4,
		Corrects: None, Revalues: None, Order: drawText(t, "order"), CreatedBy: drawName(t, "created by"), ApprovedBy: drawName(t, "approved by"),
	}
	d.Tax, d.CompanyNet, d.CompanyTax, d.CompanyGross = d.Gross-d.Net, d.Net, d.Gross-d.Net, d.Gross
	if rapid.Bool().Draw(t, "rare") {
		d.Tax, d.CompanyNet, d.CompanyTax, d.CompanyGross = drawAmount(t, "tax"), drawAmount(t, "company net"), drawAmount(t, "company tax"), drawAmount(t, "company gross")
		d.Corrects, d.Revalues, d.CancelledOn, d.Contract = drawRef(t, "corrects"), drawRef(t, "revalues"), drawDate(t, "cancelled"), drawText(t, "contract")
	}
	return d
}

// What is kept comes back as it was given, whatever was changed and sorted between.
func TestDocumentsComeBackAsGiven(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.SliceOfN(rapid.Custom(drawDocument), 0, 12).Draw(t, "documents")
		kept := DocumentsOf(want...)
		if len(want) > 0 {
			at := rapid.IntRange(0, len(want)-1).Draw(t, "changed")
			want[at] = drawDocument(t)
			kept.Set(Ref(at), want[at])
		}
		for i := range want {
			doc, at := &want[i], Ref(i)
			if kept.ID(at) != doc.ID || kept.Number(at) != doc.Number || kept.Kind(at) != doc.Kind || kept.Currency(at) != doc.Currency || kept.Revalued(at) != doc.Revalued() {
				t.Errorf("document %d: %s %s %s %s %d", i, kept.ID(at), kept.Number(at), kept.Kind(at), kept.Currency(at), kept.Revalued(at))
			}
			sign := doc.Kind.Sign()
			stake := Stake{doc.Customer, doc.Posted, doc.CancelledOn, sign * doc.Gross, sign * doc.CompanyGross}
			if kept.Stake(at) != stake {
				t.Errorf("document %d: %+v, want %+v", i, kept.Stake(at), stake)
			}
		}
		if kept.Len() != len(want) {
			t.Errorf("%d documents of %d", kept.Len(), len(want))
		}
		// Back to front, which no two of them are equal in.
		kept.Sort(func(a, b Ref) int { return int(b - a) })
		for i := range want {
			if diff := cmp.Diff(want[len(want)-1-i], kept.At(Ref(i)), sameFacts); diff != "" {
				t.Error(diff)
			}
		}
	})
}

// The sort is stable, and rows of several chunks come into their places.
func TestDocumentsSortStably(t *testing.T) {
	var d Documents
	const n = 3*chunkRows + 7
	for i := range n {
		d.Append(Document{Customer: Ref(i), Posted: Date(i % 3)})
	}
	d.Sort(func(a, b Ref) int { return int(d.Stake(a).Posted - d.Stake(b).Posted) })
	before := Stake{Customer: -1}
	for i := range Ref(n) {
		s := d.Stake(i)
		if s.Posted < before.Posted || s.Posted == before.Posted && s.Customer <= before.Customer {
			t.Fatalf("place %d: %+v after %+v", i, s, before)
		}
		before = s
	}
}

func TestReceiptsComeBackAsGiven(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Receipt {
			r := Receipt{
				ID: drawText(t, "id"), Number: drawText(t, "number"), Customer: drawRef(t, "customer"), Received: drawDate(t, "received"),
				Currency: drawCurrency(t), Rate: drawRate(t), Amount: drawAmount(t, "amount") / 2, Reference: drawText(t, "reference"),
				Method: drawName(t, "method"), CreatedBy: drawName(t, "created by"), ApprovedBy: drawName(t, "approved by"),
			}
			r.CompanyAmount = r.Amount
			if rapid.Bool().Draw(t, "rare") {
				r.CompanyAmount, r.Matures, r.BouncedOn = drawAmount(t, "company amount")/2, drawDate(t, "matures"), drawDate(t, "bounced")
			}
			return r
		}), 0, 12).Draw(t, "receipts")
		kept := ReceiptsOf(want...)
		for i, r := range want {
			stake := Stake{r.Customer, r.Received, r.BouncedOn, -r.Amount, -r.CompanyAmount}
			if got := kept.Stake(Ref(i)); got != stake || kept.ID(Ref(i)) != r.ID || kept.Number(Ref(i)) != r.Number || kept.Currency(Ref(i)) != r.Currency {
				t.Errorf("receipt %d: %+v, want %+v", i, got, stake)
			}
		}
		if diff := cmp.Diff(want, kept.List(), sameFacts); diff != "" && len(want) > 0 {
			t.Error(diff)
		}
	})
}

func TestOrdersComeBackAsGiven(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Order {
			o := Order{
				ID: drawText(t, "id"), Number: drawText(t, "number"), Customer: drawRef(t, "customer"), Salesperson: drawRef(t, "salesperson"),
				Ordered: drawDate(t, "ordered"), Currency: drawCurrency(t), Amount: drawAmount(t, "amount"), Status: drawName(t, "status"),
			}
			if rapid.Bool().Draw(t, "come far") {
				o.Approved, o.Signed, o.Promised = drawDate(t, "approved"), drawDate(t, "signed"), drawDate(t, "promised")
				o.Shipped, o.Delivered, o.Invoiced = drawDate(t, "shipped"), drawDate(t, "delivered"), drawDate(t, "invoiced")
				o.NotShipped, o.NotInvoiced, o.ApprovedBy = drawAmount(t, "not shipped"), drawAmount(t, "not invoiced"), drawName(t, "approved by")
			}
			return o
		}), 0, 12).Draw(t, "orders")
		kept := OrdersOf(want...)
		for i, o := range want {
			if kept.ID(Ref(i)) != o.ID || kept.Salesperson(Ref(i)) != o.Salesperson {
				t.Errorf("order %d: %s of %d", i, kept.ID(Ref(i)), kept.Salesperson(Ref(i)))
			}
		}
		if diff := cmp.Diff(want, kept.List()); diff != "" && len(want) > 0 {
			t.Error(diff)
		}
	})
}

// A million documents are to fit beside an ERP.
func TestRowsStaySmall(t *testing.T) {
	for name, is := range map[string][2]uintptr{
		"document": {unsafe.Sizeof(documentRow{}), 64}, "receipt": {unsafe.Sizeof(receiptRow{}), 48}, "order": {unsafe.Sizeof(orderRow{}), 40},
		"quotation": {unsafe.Sizeof(quotationRow{}), 48},
	} {
		if is[0] > is[1] {
			t.Errorf("a row of a %s takes %d bytes, more than %d", name, is[0], is[1])
		}
	}
}
