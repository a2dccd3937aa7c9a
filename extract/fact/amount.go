package fact

import (
	"errors"
	"fmt"
	"math"
	"math/big"
	"math/bits"
	"strconv"
	"strings"
	"unique"
)

// Amount is a sum of money in ten-thousandths of one unit of its currency, which
// stands beside it. Its range is ±922,337,203,685,477.5807, so that every
// DECIMAL(18,4) fits.
type Amount int64

// AmountScale is the number of ten-thousandths in one unit.
const AmountScale = 10_000

const amountDecimals = 4

// ErrOverflow says that a sum or product left the range of [Amount].
var ErrOverflow = errors.New("amount exceeds ±922,337,203,685,477.5807")

// Plus returns a + b. It panics with [ErrOverflow] where the sum does not fit;
// an analysis turns that panic into its error with [CatchOverflow].
func (a Amount) Plus(b Amount) Amount {
	s := a + b
	if (s > a) != (b > 0) {
		if b != 0 {
			panic(ErrOverflow)
		}
	}
	return s
}

// Minus returns a − b, checked as [Amount.Plus] is.
func (a Amount) Minus(b Amount) Amount {
	d := a - b
	if (d < a) != (b > 0) && b != 0 {
		panic(ErrOverflow)
	}
	return d
}

// Neg returns −a, checked as [Amount.Plus] is.
func (a Amount) Neg() Amount { return Amount(0).Minus(a) }

// Abs returns |a|.
func (a Amount) Abs() Amount {
	if a < 0 {
		return a.Neg()
	}
	return a
}

// CatchOverflow is deferred by an analysis: it turns the panic of a checked sum
// into *err and lets every other panic pass.
func CatchOverflow(err *error) {
	switch r := recover(); {
	case r == nil:
	case r == any(ErrOverflow):
		*err = ErrOverflow
	default:
		panic(r)
	}
}

// Share returns a × part / whole, rounded half away from zero to the minor unit
// with the given number of decimals. It panics where whole is 0.
func (a Amount) Share(part, whole Amount, decimals int) Amount {
	if out, ok := a.shareIn128(part, whole, decimals); ok {
		return out
	}
	n := new(big.Int).Mul(big.NewInt(int64(a)), big.NewInt(int64(part)))
	out, ok := roundedQuotient(n, big.NewInt(int64(whole)), decimals)
	if !ok {
		panic(ErrOverflow)
	}
	return out
}

// shareIn128 is Share where 128 bits are enough, which spares the allocations of
// big numbers: reports ask it for millions of rows. It is false where they are
// not enough, or whole is 0.
func (a Amount) shareIn128(part, whole Amount, decimals int) (Amount, bool) {
	unit := uint64(1)
	for range max(0, amountDecimals-decimals) {
		unit *= 10
	}
	tooLarge, den := bits.Mul64(magnitude(int64(whole)), unit)
	hi, lo := bits.Mul64(magnitude(int64(a)), magnitude(int64(part)))
	lo, carry := bits.Add64(lo, den/2, 0)
	hi += carry
	if tooLarge != 0 || hi >= den {
		return 0, false
	}
	q, _ := bits.Div64(hi, lo, den)
	tooLarge, q = bits.Mul64(q, unit)
	if tooLarge != 0 || q > math.MaxInt64 {
		return 0, false
	}
	if ((a < 0) != (part < 0)) != (whole < 0) {
		return -Amount(q), true
	}
	return Amount(q), true
}

// Spread splits total over parts in proportion, to the minor unit with the given
// number of decimals, without losing any; where the parts sum to nothing the
// last takes it all.
func Spread(total Amount, parts []Amount, decimals int) []Amount {
	out := make([]Amount, len(parts))
	var whole, sofar, given Amount
	for _, p := range parts {
		whole = whole.Plus(p)
	}
	if whole == 0 {
		out[len(out)-1] = total
		return out
	}
	for k, p := range parts {
		sofar = sofar.Plus(p)
		upto := total
		if k < len(parts)-1 {
			upto = total.Share(sofar, whole, decimals)
		}
		out[k], given = upto.Minus(given), upto
	}
	return out
}

// Round returns a rounded half away from zero to the given number of decimals.
func (a Amount) Round(decimals int) Amount {
	out, ok := roundedQuotient(big.NewInt(int64(a)), big.NewInt(1), decimals)
	if !ok {
		panic(ErrOverflow)
	}
	return out
}

// roundedQuotient returns num / den, both in ten-thousandths of an amount,
// rounded half away from zero to decimals (at most four) of a unit.
func roundedQuotient(num, den *big.Int, decimals int) (Amount, bool) {
	unit := pow10(max(0, amountDecimals-decimals))
	d := new(big.Int).Mul(den, unit)
	if d.Sign() < 0 {
		num, d = new(big.Int).Neg(num), d.Neg(d)
	}
	twice := new(big.Int).Lsh(new(big.Int).Abs(num), 1)
	twice.Add(twice, d)
	q := twice.Quo(twice, d.Lsh(d, 1))
	q.Mul(q, unit)
	if num.Sign() < 0 {
		q.Neg(q)
	}
	return Amount(q.Int64()), q.IsInt64()
}

func pow10(n int) *big.Int {
	return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil)
}

// Float returns a in units, for ratios and charts only: it is not exact.
func (a Amount) Float() float64 { return float64(a) / AmountScale }

// Ratio returns a / b, and false where b is 0.
func (a Amount) Ratio(b Amount) (float64, bool) {
	if b == 0 {
		return 0, false
	}
	return float64(a) / float64(b), true
}

// String writes a in full with at least two decimals: -1234.50, 0.0001.
func (a Amount) String() string { return a.Text(2) }

// Text writes a exactly, with at least the given number of decimals.
func (a Amount) Text(minDecimals int) string {
	u := uint64(a)
	sign := ""
	if a < 0 {
		u, sign = -u, "-"
	}
	frac := fmt.Sprintf("%04d", u%AmountScale)
	for len(frac) > minDecimals && frac[len(frac)-1] == '0' {
		frac = frac[:len(frac)-1]
	}
	whole := sign + strconv.FormatUint(u/AmountScale, 10)
	if frac == "" {
		return whole
	}
	return whole + "." + frac
}

// Digits counts the significant digits of a written with its decimals. A
// spreadsheet keeps 15.
func (a Amount) Digits() int {
	return len(strings.TrimLeft(strings.NewReplacer("-", "", ".", "").Replace(a.Text(2)), "0"))
}

// ParseAmount reads a decimal such as "-1234.5". Digits beyond the fourth
// decimal are rounded half away from zero and reported as rounded.
func ParseAmount(s string) (a Amount, rounded bool, err error) {
	return ParseAmountBytes([]byte(s))
}

// ParseAmountBytes is [ParseAmount] without a copy: the path of every money
// column from the wire.
func ParseAmountBytes(s []byte) (a Amount, rounded bool, err error) {
	v, rounded, err := parseFixed(s, amountDecimals)
	return Amount(v), rounded, err
}

// Quantity is a number of units of measure in millionths.
type Quantity int64

// UnitPrice is a price per unit of measure in millionths of the currency's unit.
type UnitPrice int64

const microDecimals = 6

// ParseQuantityBytes reads a decimal quantity; see [ParseAmountBytes].
func ParseQuantityBytes(s []byte) (q Quantity, rounded bool, err error) {
	v, rounded, err := parseFixed(s, microDecimals)
	return Quantity(v), rounded, err
}

// ParseUnitPriceBytes reads a decimal unit price; see [ParseAmountBytes].
func ParseUnitPriceBytes(s []byte) (p UnitPrice, rounded bool, err error) {
	v, rounded, err := parseFixed(s, microDecimals)
	return UnitPrice(v), rounded, err
}

// Plus returns a + b, checked as [Amount.Plus] is.
func (q Quantity) Plus(b Quantity) Quantity { return Quantity(Amount(q).Plus(Amount(b))) }

// Times returns what q units cost at the price p, in p's currency, rounded half
// away from zero to the ten-thousandth. It panics with [ErrOverflow] where that
// does not fit.
func (p UnitPrice) Times(q Quantity) Amount {
	const perAmount = 1e12 / AmountScale // millionths of millionths in a ten-thousandth
	hi, lo := bits.Mul64(magnitude(int64(p)), magnitude(int64(q)))
	lo, carry := bits.Add64(lo, perAmount/2, 0)
	hi += carry
	if hi >= perAmount {
		panic(ErrOverflow)
	}
	u, _ := bits.Div64(hi, lo, perAmount)
	if u > math.MaxInt64 {
		panic(ErrOverflow)
	}
	if (p < 0) != (q < 0) {
		return -Amount(u)
	}
	return Amount(u)
}

func magnitude(v int64) uint64 {
	if v < 0 {
		return -uint64(v)
	}
	return uint64(v)
}

// Float returns q in units of measure: it is not exact.
func (q Quantity) Float() float64 { return float64(q) / 1e6 }

// String writes q without trailing zeros.
func (q Quantity) String() string { return microText(int64(q)) }

// String writes p without trailing zeros.
func (p UnitPrice) String() string { return microText(int64(p)) }

func microText(v int64) string {
	u, sign := uint64(v), ""
	if v < 0 {
		u, sign = -u, "-"
	}
	return strings.TrimSuffix(strings.TrimRight(fmt.Sprintf("%s%d.%06d", sign, u/1_000_000, u%1_000_000), "0"), ".")
}

// parseFixed reads a decimal into an integer of 10^-decimals.
func parseFixed(s []byte, decimals int) (v int64, rounded bool, err error) {
	if v, ok := parsePlain(s, decimals); ok {
		return v, false, nil
	}
	return parseAny(s, decimals)
}

// powers are those of ten that a plain number is scaled by.
var powers = [...]int64{1, 10, 100, 1_000, 10_000, 100_000, 1_000_000}

// parsePlain reads what nearly every number is, in a third of the time: few enough
// digits to fit whatever they are, and beyond the decimals nothing but zeros.
func parsePlain(s []byte, decimals int) (v int64, ok bool) {
	const safeDigits = 18
	i, neg := 0, len(s) > 0 && s[0] == '-'
	if neg {
		i = 1
	}
	first := i
	for ; i < len(s) && s[i]-'0' <= 9; i++ {
		v = v*10 + int64(s[i]-'0')
	}
	if whole := i - first; whole == 0 || whole+decimals > safeDigits {
		return 0, false
	}
	missing := decimals
	if i < len(s) && s[i] == '.' {
		for i++; missing > 0 && i < len(s) && s[i]-'0' <= 9; i++ {
			v, missing = v*10+int64(s[i]-'0'), missing-1
		}
		for i < len(s) && s[i] == '0' {
			i++
		}
	}
	if i < len(s) {
		return 0, false
	}
	if v *= powers[missing]; neg {
		return -v, true
	}
	return v, true
}

// parseAny reads any decimal.
func parseAny(s []byte, decimals int) (v int64, rounded bool, err error) {
	digits, neg := s, false
	if len(digits) > 0 && (digits[0] == '-' || digits[0] == '+') {
		neg, digits = digits[0] == '-', digits[1:]
	}
	var u uint64
	seen, point, up := 0, -1, false
	for i, c := range digits {
		switch {
		case c == '.' && point < 0:
			point = i
		case c < '0' || c > '9':
			return 0, false, fmt.Errorf("%q is not a decimal number", s)
		case point >= 0 && i-point > decimals:
			if i-point == decimals+1 {
				up = c >= '5'
			}
			rounded = rounded || c != '0'
			seen++
		default:
			if u > (math.MaxInt64-uint64(c-'0'))/10 {
				return 0, false, fmt.Errorf("%q: %w", s, ErrOverflow)
			}
			u, seen = u*10+uint64(c-'0'), seen+1
		}
	}
	if seen == 0 {
		return 0, false, fmt.Errorf("%q is not a decimal number", s)
	}
	have := 0
	if point >= 0 {
		have = min(len(digits)-point-1, decimals)
	}
	for ; have < decimals; have++ {
		if u > math.MaxInt64/10 {
			return 0, false, fmt.Errorf("%q: %w", s, ErrOverflow)
		}
		u *= 10
	}
	if up {
		u++
	}
	if u > math.MaxInt64 {
		return 0, false, fmt.Errorf("%q: %w", s, ErrOverflow)
	}
	if neg {
		return -int64(u), rounded, nil
	}
	return int64(u), rounded, nil
}

// Currency is an ISO 4217 code such as "CNY".
type Currency string

// Decimals returns the number of decimals of the currency's minor unit.
// Source: ISO 4217; what the table does not name has two.
func (c Currency) Decimals() int {
	switch c {
	case "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF":
		return 0
	case "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND":
		return 3
	case "CLF", "UYW":
		return 4
	}
	return 2
}

// Rate is an exchange rate, exact to 38 digits, in the direction in which the
// ERP keeps it. The zero Rate says that none is known. Rates are few and rows are
// many, so that each is kept once.
type Rate struct{ is unique.Handle[decimalRate] }

// decimalRate is what a rate is.
type decimalRate struct {
	coef    string // digits without sign, point or leading zeros
	scale   int    // digits after the point
	inverse bool
}

// ParseRate reads a positive decimal. It is units of company currency for one
// unit of the foreign one, or with inverse the other way round, as webERP and
// Dolibarr keep it.
func ParseRate(s string, inverse bool) (Rate, error) {
	whole, frac, _ := strings.Cut(strings.TrimSpace(s), ".")
	frac = strings.TrimRight(frac, "0")
	coef := strings.TrimLeft(whole+frac, "0")
	if strings.Trim(whole+frac, "0123456789") != "" || whole+frac == "" && s != "0" {
		return Rate{}, fmt.Errorf("rate %q is not a decimal number", s)
	}
	if coef == "" {
		return Rate{}, fmt.Errorf("rate %q is not positive", s)
	}
	if len(coef) > 38 {
		return Rate{}, fmt.Errorf("rate %q has more than 38 digits", s)
	}
	return Rate{unique.Make(decimalRate{coef: coef, scale: len(frac), inverse: inverse})}, nil
}

// Unity is the rate of the company's own currency.
var Unity = Rate{unique.Make(decimalRate{coef: "1"})}

// IsZero says that no rate is known.
func (r Rate) IsZero() bool { return r == Rate{} }

// Convert returns the foreign amount a in company currency, rounded half away
// from zero to the given number of decimals.
func (r Rate) Convert(a Amount, decimals int) (Amount, error) {
	if r.IsZero() {
		return 0, errors.New("no exchange rate")
	}
	is := r.is.Value()
	coef, _ := new(big.Int).SetString(is.coef, 10)
	num, den := big.NewInt(int64(a)), pow10(is.scale)
	if is.inverse {
		num.Mul(num, den)
		den = coef
	} else {
		num.Mul(num, coef)
	}
	out, ok := roundedQuotient(num, den, decimals)
	if !ok {
		return 0, fmt.Errorf("%s at the rate %s: %w", a, r, ErrOverflow)
	}
	return out, nil
}

// String writes the rate as the ERP keeps it.
func (r Rate) String() string {
	if r.IsZero() {
		return ""
	}
	is := r.is.Value()
	digits := is.coef
	if len(digits) <= is.scale {
		digits = strings.Repeat("0", is.scale-len(digits)+1) + digits
	}
	if is.scale == 0 {
		return digits
	}
	return digits[:len(digits)-is.scale] + "." + digits[len(digits)-is.scale:]
}
