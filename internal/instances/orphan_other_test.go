//go:build !linux

package instances_test

import "syscall"

func diesWithUs() *syscall.SysProcAttr { return nil }
