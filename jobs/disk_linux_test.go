package jobs_test

import "syscall"

// mountSmall puts a disk of two megabytes on a folder.
func mountSmall(path string) error { return syscall.Mount("tmpfs", path, "tmpfs", 0, "size=2m") }

func unmount(path string) error { return syscall.Unmount(path, syscall.MNT_DETACH) }
