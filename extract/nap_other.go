//go:build !linux

package extract

import "time"

// nap is for a server on the same machine, which elsewhere than on Linux is not
// worth a system call of its own.
func nap(time.Duration) {}
