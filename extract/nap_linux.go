package extract

import (
	"syscall"
	"time"
)

// nap pauses. It is not time.Sleep, as the runtime waits for time and network in one
// call, which whatever arrives would end. Interrupted, it is shorter.
func nap(pause time.Duration) {
	t := syscall.NsecToTimespec(int64(pause))
	_ = syscall.Nanosleep(&t, nil)
}
