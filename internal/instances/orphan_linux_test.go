package instances_test

import "syscall"

// diesWithUs lets a process end when the test that began it does.
func diesWithUs() *syscall.SysProcAttr { return &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL} }
