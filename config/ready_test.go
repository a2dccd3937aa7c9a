package config

import (
	"testing"
	"time"
)

func TestReady(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "closed.sql", "-- is the day closed?\nSELECT closed\nFROM days WHERE day = :as_of;\n")
	write(t, "daybook.yml", minimal+`    ready:
      query: closed.sql
      every: 90s
      until: 9:05
    missed: {policy: all, at_most: 36h}
    retry: {for: 0s}
  - name: inline
    report: receivables
    ready:
      query: |
        WITH d AS (SELECT 1)
        SELECT * FROM d
      until: "23:30"
    missed: skip
    recipients: [{to: cfo@example.com, slice: all}]
`)
	c, err := Load("daybook.yml")
	if err != nil {
		t.Fatal(err)
	}
	file, inline := c.Jobs[0], c.Jobs[1]
	if want := "-- is the day closed?\nSELECT closed\nFROM days WHERE day = :as_of"; file.Ready.Query != want || file.Ready.Every != 90*time.Second {
		t.Errorf("%+v", file.Ready)
	}
	if want := "WITH d AS (SELECT 1)\nSELECT * FROM d"; inline.Ready.Query != want || inline.Ready.Every != 5*time.Minute || inline.Ready.Until() != "23:30" {
		t.Errorf("%+v", inline.Ready)
	}
	if file.Missed != (Missed{"all", 36 * time.Hour}) || inline.Missed != (Missed{"skip", LongestMissed}) {
		t.Errorf("%+v, %+v", file.Missed, inline.Missed)
	}
	if file.Retry != (Retry{Every: 5 * time.Minute}) || inline.Retry != (Retry{time.Hour, 5 * time.Minute}) {
		t.Errorf("%+v, %+v", file.Retry, inline.Retry)
	}
	// Waiting ends at the next 09:05, though it begin after nine or at night.
	newYork := mustZone(t, "America/New_York")
	for begun, want := range map[string]string{
		"2026-01-05T12:00:00Z": "2026-01-05T14:05:00Z",
		"2026-01-05T14:05:00Z": "2026-01-06T14:05:00Z",
		"2026-01-06T03:00:00Z": "2026-01-06T14:05:00Z",
	} {
		if got := file.Ready.Deadline(mustInstant(t, begun), newYork); !got.Equal(mustInstant(t, want)) {
			t.Errorf("waiting from %s ends at %s, want %s", begun, got.UTC(), want)
		}
	}
}
