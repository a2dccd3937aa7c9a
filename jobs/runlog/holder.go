package runlog

import (
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// Holder is the process that works on a run.
type Holder struct {
	Host  string
	PID   int
	Start time.Time // of the process; tells two processes of one PID apart
}

// String is what the runlog keeps: host/pid/start.
func (h Holder) String() string {
	return fmt.Sprintf("%s/%d/%s", h.Host, h.PID, stamp(h.Start))
}

// Same says that both are one process.
func (h Holder) Same(other Holder) bool { return h.String() == other.String() }

func parseHolder(s string) (Holder, error) {
	parts := strings.Split(s, "/")
	if len(parts) != 3 {
		return Holder{}, fmt.Errorf("holder %q is not host/pid/start", s)
	}
	pid, err := strconv.Atoi(parts[1])
	if err != nil {
		return Holder{}, fmt.Errorf("holder %q: %w", s, err)
	}
	start, err := parseStamp(parts[2])
	return Holder{Host: parts[0], PID: pid, Start: start}, err
}

// GoneHere says of other holders whether they are surely gone, as far as the
// process self can see: only on its own host. Of others it says no, and their
// lease decides.
func GoneHere(self Holder) func(Holder) bool {
	return func(h Holder) bool {
		switch {
		case h.Host != self.Host || h.Same(self):
			return false
		case h.PID == self.PID:
			return true // its number is ours now, as in a restarted container
		}
		p, err := os.FindProcess(h.PID)
		if err != nil {
			return true
		}
		err = p.Signal(syscall.Signal(0))
		return errors.Is(err, os.ErrProcessDone) || errors.Is(err, syscall.ESRCH)
	}
}
