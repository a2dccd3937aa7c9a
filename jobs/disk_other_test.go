//go:build !linux

package jobs_test

import "errors"

func mountSmall(string) error { return errors.ErrUnsupported }

func unmount(string) error { return errors.ErrUnsupported }

func limitFiles(uint64) (func() error, error) { return nil, errors.ErrUnsupported }
