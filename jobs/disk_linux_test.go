package jobs_test

import (
	"os/signal"
	"syscall"
)

// mountSmall puts a disk of two megabytes on a folder.
func mountSmall(path string) error { return syscall.Mount("tmpfs", path, "tmpfs", 0, "size=2m") }

func unmount(path string) error { return syscall.Unmount(path, syscall.MNT_DETACH) }

// limitFiles lets no file of this process grow beyond a size, until it is restored.
func limitFiles(size uint64) (restore func() error, err error) {
	var was syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &was); err != nil {
		return nil, err
	}
	signal.Ignore(syscall.SIGXFSZ) // which would end the process
	return func() error {
		signal.Reset(syscall.SIGXFSZ)
		return syscall.Setrlimit(syscall.RLIMIT_FSIZE, &was)
	}, syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: size, Max: was.Max})
}
