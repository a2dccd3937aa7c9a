// Package heap keeps the process from growing to twice of what it uses.
//
// Go lets garbage grow as large as what is in use before it collects. A report on a
// million invoices uses some hundred megabytes, on servers that have other things to
// do, and much of what is read is garbage at once. As facts are kept in rows without
// pointers, a collection looks at little of them and costs tens of milliseconds:
// collecting often saves half of the memory for a few hundredths of the time.
package heap

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// Ample is a bound that small companies never reach, in bytes.
const Ample = 352 << 20

// Bound has the collector run often enough to stay below least bytes, or an
// eighth above what is in use where that is more: a limit below what is in use
// would have it run without end. It never falls again: memory that the process had
// once is not worth collecting for. Where the operator set GOMEMLIMIT or GOGC, those
// hold instead.
func Bound(least int64) {
	if os.Getenv("GOMEMLIMIT") != "" || os.Getenv("GOGC") != "" {
		return
	}
	debug.SetMemoryLimit(least)
	follow(least)
}

// sentinel is garbage at once, so that its cleanup runs after the next collection.
type sentinel struct{ _ *sentinel }

// follow renews the limit after each collection, to least or more.
func follow(least int64) {
	runtime.AddCleanup(new(sentinel), func(least int64) {
		bound := limit(inUse(), least)
		debug.SetMemoryLimit(bound)
		follow(bound)
	}, least)
}

// limit is the bound for what is in use.
func limit(used, least int64) int64 { return max(least, used+used/8) }

// inUse is what the last collection left, in bytes.
func inUse() int64 {
	s := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(s)
	if s[0].Value.Kind() != metrics.KindUint64 {
		return 0
	}
	return int64(s[0].Value.Uint64())
}
