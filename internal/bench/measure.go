package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"syscall"
	"time"
)

// contender is one way of doing a piece of work. It runs as a process of its own,
// so that its processor time and its memory are its own.
type contender struct {
	name    string
	command []string
	stdin   string
	// server is the process of the database's server, where its time counts too.
	server int
	// writes is the file whose size counts; empty where none does.
	writes string
	// absent says why it cannot run here.
	absent string
}

// measured is one run of a contender.
type measured struct {
	Wall, CPU time.Duration
	Server    time.Duration // processor time of the database's server
	RSS       int64         // largest resident set, bytes
	// Bytes is the size of what was written, 0 where nothing is.
	Bytes int64
}

// run runs the contender once. A contender that prints a measured as JSON has
// taken the time itself, of the part of its work that is compared.
func (c contender) run(ctx context.Context) (measured, error) {
	cmd := exec.CommandContext(ctx, c.command[0], c.command[1:]...)
	var out, words bytes.Buffer
	cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(c.stdin), &out, &words
	if c.stdin != "" {
		cmd.Stdout = nil // a client's rows go nowhere, as with > /dev/null
	}
	served, err := c.served()
	if err != nil {
		return measured{}, err
	}
	begun := time.Now()
	if err := cmd.Run(); err != nil {
		return measured{}, fmt.Errorf("%s: %w\n%s%s", c.name, err, out.String(), words.String())
	}
	usage := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	m := measured{
		Wall: time.Since(begun), CPU: cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(),
		RSS: usage.Maxrss << 10,
	}
	if m.Server, err = c.served(); err != nil {
		return m, err
	}
	m.Server -= served
	if c.writes != "" {
		info, err := os.Stat(c.writes)
		if err != nil {
			return m, fmt.Errorf("%s wrote nothing: %w", c.name, err)
		}
		m.Bytes = info.Size()
	}
	if line := bytes.TrimSpace(out.Bytes()); bytes.HasPrefix(line, []byte(`{"Wall"`)) {
		rss := m.RSS
		if err := json.Unmarshal(line, &m); err != nil {
			return m, err
		}
		m.RSS = max(rss, m.RSS)
	}
	return m, nil
}

// served is the server's processor time so far.
func (c contender) served() (time.Duration, error) {
	if c.server == 0 {
		return 0, nil
	}
	return processTime(c.server)
}

// alternate runs the contenders in turn, so that what else the machine does falls
// on all alike, and returns the medians.
func alternate(ctx context.Context, rounds int, contenders []contender, words io.Writer) (map[string]measured, error) {
	all := map[string][]measured{}
	for round := range rounds {
		for _, c := range contenders {
			if c.absent != "" {
				continue
			}
			m, err := c.run(ctx)
			if err != nil {
				return nil, err
			}
			fmt.Fprintf(words, "  %d/%d %-40s %6.2f s wall %6.2f s CPU %5d MB %6.2f s of the server\n", round+1, rounds, c.name, m.Wall.Seconds(), m.CPU.Seconds(), m.RSS>>20, m.Server.Seconds())
			all[c.name] = append(all[c.name], m)
		}
	}
	out := map[string]measured{}
	for name, runs := range all {
		out[name] = median(runs)
	}
	return out, nil
}

// median takes the median of each figure by itself.
func median(runs []measured) measured {
	mid := func(of func(measured) int64) int64 {
		values := make([]int64, len(runs))
		for i, r := range runs {
			values[i] = of(r)
		}
		slices.Sort(values)
		return values[len(values)/2]
	}
	return measured{
		Wall:   time.Duration(mid(func(m measured) int64 { return int64(m.Wall) })),
		CPU:    time.Duration(mid(func(m measured) int64 { return int64(m.CPU) })),
		Server: time.Duration(mid(func(m measured) int64 { return int64(m.Server) })),
		RSS:    mid(func(m measured) int64 { return m.RSS }),
		Bytes:  mid(func(m measured) int64 { return m.Bytes }),
	}
}

// clock takes the time of a part of this process.
type clock struct {
	wall time.Time
	cpu  time.Duration
}

func startClock() clock { return clock{time.Now(), cpuTime()} }

// stop prints what was measured since the start, for [contender.run].
func (c clock) stop(bytes int64) error {
	return json.NewEncoder(os.Stdout).Encode(measured{Wall: time.Since(c.wall), CPU: cpuTime() - c.cpu, Bytes: bytes})
}

func cpuTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
