package extract

import (
	"testing"
	"time"
)

// Times become days of the company's zone, worked out on two clocks: New York is six
// hours behind Berlin in winter.
func TestLimitsOfADayInZones(t *testing.T) {
	zone := func(name string) *time.Location {
		z, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		return z
	}
	berlin, newYork := zone("Europe/Berlin"), zone("America/New_York")
	for _, test := range []struct {
		raw      string
		from, to *time.Location
		want     string
	}{
		{"2025-01-15 17:59:59", newYork, berlin, "2025-01-15"},
		{"2025-01-15 18:00:00", newYork, berlin, "2025-01-16"},
		{"2025-01-16 05:59:59", berlin, newYork, "2025-01-15"},
		{"2025-01-16 06:00:00", berlin, newYork, "2025-01-16"},
		{"2025-01-15 18:00:00", berlin, berlin, "2025-01-15"},
		{"2025-01-15", newYork, berlin, "2025-01-15"}, // a DATE is a day wherever it is read
		{"2000-02-29", nil, nil, "2000-02-29"},
	} {
		var c day
		if c.set([]byte(test.raw), zones{test.from, test.to}); c.bad || c.date.String() != test.want {
			t.Errorf("%s from %v to %v: %s (bad %t), want %s", test.raw, test.from, test.to, c.date, c.bad, test.want)
		}
	}
}
