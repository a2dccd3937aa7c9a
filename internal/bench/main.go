// Command bench measures how fast Daybook reads, writes and reports, beside what
// else would do the same, in the same run, and writes the tables into
// PERFORMANCE.md.
//
// Each contender is a process of its own. They take turns, and medians are kept;
// processor seconds mean more than those of the clock where the machine has
// other things to do.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log"
	"os"
	"os/signal"

	"daybook/internal/mariadbtest"
)

// options are what can be chosen about a run.
type options struct {
	rounds int
	scale  int
	socket string
	only   string
	report string
	// peer is the folder of the script that Daybook is measured beside, instead of
	// all else; database holds its tables.
	peer, database string
}

func main() {
	var o options
	flag.IntVar(&o.rounds, "rounds", 5, "runs of each contender")
	flag.IntVar(&o.scale, "scale", 218, "sales offices of the largest company; 218 have 1.27 million invoices and 3 million lines")
	flag.StringVar(&o.socket, "socket", "", "of a running MariaDB whose root needs no password; by default one is started. The databases bench_… stay there")
	flag.StringVar(&o.only, "only", "", "one of "+names())
	flag.StringVar(&o.report, "report", "PERFORMANCE.md", "the file whose tables are renewed; none for a part of the measurements or fewer rounds")
	flag.StringVar(&o.peer, "peer", "", "the folder of the peer's daily.py: measures Daybook beside it, on the tables behind -socket and -database")
	flag.StringVar(&o.database, "database", "erp", "that holds the peer's tables")
	do := flag.String("do", "", "what one contender does; used by the command itself")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	var err error
	switch {
	case *do != "":
		err = work(ctx, *do, flag.Args())
	case o.peer != "":
		err = benchPeer(ctx, o)
	default:
		err = bench(ctx, o)
	}
	if err != nil {
		log.Fatal(err)
	}
}

// work is what one contender does, in a process of its own.
func work(ctx context.Context, what string, args []string) error {
	switch {
	case what == "fill" && len(args) == 2:
		return fill(ctx, args[0], args[1])
	case len(args) != 1:
		return fmt.Errorf("%s takes a database or a file", what)
	}
	switch what {
	case "read":
		return readFacts(ctx, args[0])
	case "scan":
		return scanLines(ctx, args[0])
	case "select":
		return selectLines(ctx, args[0])
	case "write":
		return writeDaybook(args[0], writtenRows)
	case "stream":
		return writeStream(args[0], writtenRows)
	}
	return fmt.Errorf("there is no contender %q", what)
}

// bench makes every measurement that is asked for and renews the report.
func bench(ctx context.Context, o options) (err error) {
	l, err := newLab(ctx, o)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, l.close()) }()
	var sections []*section
	for _, m := range measurements {
		if o.only != "" && o.only != m.name {
			continue
		}
		fmt.Fprintln(os.Stderr, m.name)
		s, err := m.run(l)
		if err != nil {
			return fmt.Errorf("%s: %w", m.name, err)
		}
		sections = append(sections, s)
	}
	if o.only != "" {
		o.report = ""
	}
	return publish(o.report, "bench", machine(o.rounds), sections)
}

// lab is what measurements share.
type lab struct {
	ctx      context.Context
	options  options
	self     string // this program
	program  string // Daybook
	folder   string
	socket   string
	server   *mariadbtest.Server
	tenth    company
	third    company
	complete company
}

func newLab(ctx context.Context, o options) (l *lab, err error) {
	l = &lab{ctx: ctx, options: o, socket: o.socket}
	if l.self, err = os.Executable(); err != nil {
		return nil, err
	}
	if l.folder, err = os.MkdirTemp("", "daybook-bench-"); err != nil {
		return nil, err
	}
	if l.socket == "" {
		if l.server, err = mariadbtest.Launch("--innodb-buffer-pool-size=1G"); err != nil {
			return nil, errors.Join(err, l.close())
		}
		l.socket = l.server.Socket()
	}
	for part, to := range map[int]*company{10: &l.tenth, 3: &l.third, 1: &l.complete} {
		scale := max(1, o.scale/part)
		fmt.Fprintf(os.Stderr, "company of %d offices\n", scale)
		if *to, err = companyOf(ctx, l.self, l.socket, scale); err != nil {
			return nil, errors.Join(err, l.close())
		}
	}
	if l.program, err = buildProgram(ctx, l.folder); err != nil {
		return nil, errors.Join(err, l.close())
	}
	return l, nil
}

// close removes what the measurements left behind.
func (l *lab) close() error {
	err := os.RemoveAll(l.folder)
	if l.server != nil {
		err = errors.Join(err, l.server.Close())
	}
	return err
}
