package heap

import (
	"math"
	"runtime"
	"runtime/debug"
	"testing"
	"time"
)

// The limit follows what is in use, and stays where it was: what the process had
// once is not worth collecting for.
func TestBoundFollowsUse(t *testing.T) {
	t.Setenv("GOMEMLIMIT", "")
	t.Setenv("GOGC", "")
	const least, size = 16 << 20, 64 << 20
	t.Cleanup(func() { debug.SetMemoryLimit(math.MaxInt64) })
	Bound(least)
	held := make([]byte, size)
	awaitLimit(t, func(n int64) bool { return n >= size+size/8 })
	runtime.KeepAlive(held)
	held = nil
	for range 3 {
		runtime.GC()
		time.Sleep(10 * time.Millisecond) // for the cleanup
	}
	if n := debug.SetMemoryLimit(-1); n < size+size/8 {
		t.Errorf("the limit fell to %d", n)
	}
}

// awaitLimit waits for a limit: cleanups run some time after a collection.
func awaitLimit(t *testing.T, wanted func(int64) bool) {
	t.Helper()
	var n int64
	for range 200 {
		runtime.GC()
		if n = debug.SetMemoryLimit(-1); wanted(n) {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
	t.Fatalf("the limit is %d", n)
}

func TestOperatorDecides(t *testing.T) {
	t.Setenv("GOMEMLIMIT", "2GiB")
	before := debug.SetMemoryLimit(-1)
	Bound(1 << 20)
	if after := debug.SetMemoryLimit(-1); after != before {
		t.Errorf("the limit went from %d to %d", before, after)
	}
}
