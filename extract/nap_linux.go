package extract

import (
	"syscall"
	"time"
)

// nap pauses a tenth of a millisecond, in which a server sends some 10 KB. It is
// not time.Sleep, as the runtime waits for time and network in one call, which
// whatever arrives would end. Interrupted, it is shorter.
func nap() {
	const pause = 100 * time.Microsecond
	t := syscall.NsecToTimespec(int64(pause))
	_ = syscall.Nanosleep(&t, nil)
}
