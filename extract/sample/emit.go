package sample

import (
	"context"
	"fmt"
	"strconv"

	"daybook/extract/fact"
)

// emitBatch is the number of rows that a sink gets at a time.
const emitBatch = 256

// emitter hands rows to the sink in batches and keeps the first error.
type emitter struct {
	ctx   context.Context
	sink  Sink
	batch []any
	err   error
}

func (e *emitter) put(row any) {
	if e.batch = append(e.batch, row); len(e.batch) >= emitBatch {
		e.fail(e.flush())
	}
}

func (e *emitter) fail(err error) {
	if e.err == nil {
		e.err = err
	}
}

func (e *emitter) flush() error {
	if e.err == nil {
		e.err = e.ctx.Err()
	}
	if e.err == nil && len(e.batch) > 0 {
		e.err = e.sink.Write(e.batch...)
	}
	clear(e.batch)
	e.batch = e.batch[:0]
	return e.err
}

// series is a run of numbers that begins anew every month.
type series struct {
	month fact.Date
	last  int
}

// number returns the next document number of a series: INV-2609-00042.
func (f *firm) number(prefix string, day fact.Date) string {
	s := f.series[prefix]
	if s == nil {
		s = &series{}
		f.series[prefix] = s
	}
	if month := day.MonthStart(); s.month != month {
		*s = series{month: month}
	}
	if f.live {
		s.last++
	}
	return fmt.Sprintf("%s-%s-%05d", prefix, day.Time().Format("0601"), s.last)
}

// id returns the next id of a table, and none while the books are closed.
func (f *firm) id(table string) string {
	if !f.live {
		return ""
	}
	f.ids[table]++
	return strconv.Itoa(f.ids[table])
}

// flag writes a boolean as the tables keep it.
func flag(b bool) string {
	if b {
		return "1"
	}
	return "0"
}

// atMost returns the day where it has come by the last one, else none: what lies
// ahead is not in the books yet.
func atMost(day, last fact.Date) fact.Date {
	if day > last {
		return 0
	}
	return day
}
