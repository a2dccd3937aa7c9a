package runlog

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
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
	// Place is the running system and the container within which PID names a process;
	// empty where that is not known. Two containers may be called alike, and each has
	// a process 1.
	Place string
	// ID is drawn at the start, and no other process's.
	ID string
}

// ThisProcess is the holder that this process is from now on.
func ThisProcess(now time.Time) Holder {
	host, err := os.Hostname()
	if err != nil {
		host = "unknown"
	}
	return Holder{Host: host, PID: os.Getpid(), Start: now, Place: place(), ID: rand.Text()[:8]}
}

// place names the boot of the kernel, which all containers on it have in common, and
// the namespace that numbers the processes.
func place() string {
	boot, err1 := os.ReadFile("/proc/sys/kernel/random/boot_id")
	namespace, err2 := os.Readlink("/proc/self/ns/pid")
	if err1 != nil || err2 != nil {
		return "" // not Linux
	}
	sum := sha256.Sum256([]byte(strings.TrimSpace(string(boot)) + namespace))
	return hex.EncodeToString(sum[:6])
}

// String is what the runlog keeps: host/pid/start/place/id.
func (h Holder) String() string {
	return fmt.Sprintf("%s/%d/%s/%s/%s", h.Host, h.PID, stamp(h.Start), h.Place, h.ID)
}

// Name is for people.
func (h Holder) Name() string { return fmt.Sprintf("%s, process %d", h.Host, h.PID) }

// Same says that both are one process.
func (h Holder) Same(other Holder) bool { return h.String() == other.String() }

// parseHolder reads what String wrote, and what it wrote before there was a place.
func parseHolder(s string) (Holder, error) {
	parts := strings.Split(s, "/")
	if len(parts) == 3 {
		parts = append(parts, "", "")
	}
	if len(parts) != 5 {
		return Holder{}, fmt.Errorf("holder %q is not host/pid/start/place/id", s)
	}
	pid, err := strconv.Atoi(parts[1])
	if err != nil {
		return Holder{}, fmt.Errorf("holder %q: %w", s, err)
	}
	start, err := parseStamp(parts[2])
	return Holder{Host: parts[0], PID: pid, Start: start, Place: parts[3], ID: parts[4]}, err
}

// GoneHere says of other holders whether they are surely gone, as far as the
// process self can see: only where PIDs mean the same to both. Of others it says no,
// and their lease decides.
func GoneHere(self Holder) func(Holder) bool {
	return func(h Holder) bool {
		switch {
		case h.Host != self.Host || h.Place != self.Place || h.Same(self):
			return false
		case h.PID == self.PID:
			return true // its number is ours now
		}
		p, err := os.FindProcess(h.PID)
		if err != nil {
			return true
		}
		err = p.Signal(syscall.Signal(0))
		return errors.Is(err, os.ErrProcessDone) || errors.Is(err, syscall.ESRCH)
	}
}
