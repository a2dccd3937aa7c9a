package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"runtime"
	"runtime/debug"
	"strings"
)

// marks are the lines of the report between which the command writes; it leaves
// the rest to people. The verb is that of the Makefile.
func marks(verb string) (open, end string) {
	return "<!-- " + verb + ": from here on written by make " + verb + " -->", "<!-- " + verb + ": to here -->"
}

// section is one table of the report.
type section struct {
	title, words string
	head         []string
	rows         [][]string
}

func (s *section) row(cells ...string) { s.rows = append(s.rows, cells) }

func (s *section) write(b *bytes.Buffer) {
	fmt.Fprintf(b, "### %s\n\n%s\n\n", s.title, s.words)
	fmt.Fprintf(b, "| %s |\n|%s\n", strings.Join(s.head, " | "), "---|"+strings.Repeat("--:|", len(s.head)-1))
	for _, row := range s.rows {
		fmt.Fprintf(b, "| %s |\n", strings.Join(row, " | "))
	}
	b.WriteByte('\n')
}

// publish puts the sections between a verb's marks of a file, or without a file on
// the terminal.
func publish(path, verb, machine string, sections []*section) error {
	openMark, closeMark := marks(verb)
	if path == "" {
		var b bytes.Buffer
		fmt.Fprintf(&b, "%s\n\n", machine)
		for _, s := range sections {
			s.write(&b)
		}
		_, err := b.WriteTo(os.Stdout)
		return err
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	before, rest, ok1 := strings.Cut(string(text), openMark)
	_, after, ok2 := strings.Cut(rest, closeMark)
	if !ok1 || !ok2 {
		return fmt.Errorf("%s has no lines %q and %q", path, openMark, closeMark)
	}
	b := bytes.NewBufferString(before + openMark + "\n\n" + machine + "\n\n")
	for _, s := range sections {
		s.write(b)
	}
	b.WriteString(closeMark + after)
	return os.WriteFile(path, b.Bytes(), 0o644)
}

// machine names where and with what was measured.
func machine(rounds int) string {
	parts := []string{fmt.Sprintf("%d × %s, %s, %s", runtime.NumCPU(), cpuName(), memory(), firstLine("uname", "-sr"))}
	parts = append(parts, runtime.Version(), firstLine("mariadbd", "--version"), xlsxWriterVersion())
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, m := range info.Deps {
			switch m.Path {
			case "github.com/go-sql-driver/mysql", "github.com/jmoiron/sqlx", "github.com/xuri/excelize/v2", "github.com/klauspost/compress":
				parts = append(parts, m.Path[strings.Index(m.Path, "/")+1:]+" "+m.Version)
			}
		}
	}
	parts = append(parts, "load at the end "+loadAverage())
	runs := fmt.Sprintf("Medians of %d alternating runs", rounds)
	if rounds == 1 {
		runs = "One run of each"
	}
	return fmt.Sprintf("%s. %s.", runs, strings.Join(parts, "; "))
}

func cpuName() string {
	text, err := os.ReadFile("/proc/cpuinfo")
	if err != nil {
		return runtime.GOARCH
	}
	if m := regexp.MustCompile(`model name\s*: (.*)`).FindSubmatch(text); m != nil {
		return string(m[1])
	}
	return runtime.GOARCH
}

func memory() string {
	text, _ := os.ReadFile("/proc/meminfo")
	var kib int
	if _, err := fmt.Sscanf(string(text), "MemTotal: %d kB", &kib); err != nil {
		return "memory unknown"
	}
	return fmt.Sprintf("%d GiB", (kib+1<<19)>>20)
}

func loadAverage() string {
	text, _ := os.ReadFile("/proc/loadavg")
	first, _, _ := strings.Cut(string(text), " ")
	return first
}

func xlsxWriterVersion() string {
	return "XlsxWriter " + firstLine(python, "-c", "import xlsxwriter; print(xlsxwriter.__version__)")
}

// firstLine is what a program says of itself.
func firstLine(program string, args ...string) string {
	out, err := exec.Command(program, args...).Output()
	if err != nil {
		out, err = exec.Command("/usr/sbin/"+program, args...).Output()
	}
	if err != nil {
		return "(none)"
	}
	line, _, _ := strings.Cut(string(out), "\n")
	return strings.TrimSpace(line)
}
