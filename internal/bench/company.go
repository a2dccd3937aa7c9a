package main

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strconv"

	_ "github.com/go-sql-driver/mysql" // the driver of the measured database

	"daybook/extract/sample"
	"daybook/internal/mariadbtest"
)

// company is the made-up company of a size, in a database of its own.
type company struct {
	scale                      int
	dsn                        string
	invoices, lines, customers int
}

// companyOf returns the company of a scale, written where the server has none yet:
// by a process of its own, as a child's peak of memory is never less than what its
// parent had when it began.
func companyOf(ctx context.Context, self, socket string, scale int) (c company, err error) {
	c.scale = scale
	var empty bool
	if c.dsn, empty, err = mariadbtest.Create(socket, fmt.Sprintf("bench_%d", scale)); err != nil {
		return c, err
	}
	if empty {
		if out, err := exec.CommandContext(ctx, self, "-do", "fill", c.dsn, strconv.Itoa(scale)).CombinedOutput(); err != nil {
			return c, fmt.Errorf("filling %s: %w\n%s", c.dsn, err, out)
		}
	}
	db, err := openPlain(c.dsn)
	if err != nil {
		return c, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	return c, db.QueryRowContext(ctx, "SELECT (SELECT COUNT(*) FROM documents WHERE kind = 'invoice'), (SELECT COUNT(*) FROM `lines`), (SELECT COUNT(*) FROM customers)").
		Scan(&c.invoices, &c.lines, &c.customers)
}

func fill(ctx context.Context, dsn, scale string) (err error) {
	n, err := strconv.Atoi(scale)
	if err != nil {
		return err
	}
	db, err := openPlain(dsn)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	return sample.Fill(ctx, db, sample.Options{Scale: n})
}
