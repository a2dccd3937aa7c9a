package killtest

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"math/rand/v2"
	"net/mail"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"daybook/internal/mariadbtest"
	"daybook/jobs/mail/catcher"
	"daybook/jobs/runlog"
)

// days is how many days are reported on, each with at least one kill; every third
// is aimed at the moment between the server's acceptance and our record. On every
// fifth a daemon finishes what was begun.
const days = 300

// seed makes the moments of the kills the same each time, as far as time can be.
const seed = 20261124

// TestKill kills the program at random moments and lets it finish what it began. A
// message that was recorded as being sent when its process died arrives at most
// once, is known as unknown, and the owner is told; every other message arrives
// exactly once. Both readers of one slice get the same workbook, although the ERP
// changes between a death and the next start.
func TestKill(t *testing.T) {
	server := mariadbtest.Start(t)
	binary := build(t)
	const workers = 2 // as many as there are processors, commonly
	var total tally
	var wg sync.WaitGroup
	for w := range workers {
		h := newHouse(t, server, binary)
		rng := rand.New(rand.NewPCG(seed, uint64(w)))
		wg.Go(func() {
			life := h.lifetime()
			for i := w; i < days && !t.Failed(); i += workers {
				d := &day{house: h, rng: rng, asOf: asOf(i), life: life, aimed: i%3 == 0, served: i%5 == 0, shaky: map[string]bool{}}
				d.play()
				total.add(d)
				life = d.life
			}
		})
	}
	wg.Wait()
	t.Log(total.String())
	if total.kills < days*9/10 || total.aimed < days/3*9/10 {
		t.Errorf("too few kills hit: %s", total.String())
	}
}

// asOf is the day of a number.
func asOf(i int) string { return time.Date(2026, 1, 1+i, 0, 0, 0, 0, time.UTC).Format(time.DateOnly) }

// lifetime measures how long the program lives when nobody kills it.
func (h *house) lifetime() time.Duration {
	post := h.post(nil)
	defer post.Close()
	begun := time.Now()
	p := h.start("2025-12-31")
	p.wait(time.Minute)
	if code := p.cmd.ProcessState.ExitCode(); code != 0 || len(post.Caught()) != recipients {
		h.t.Errorf("undisturbed it exits with %d and sends %d mails: %s", code, len(post.Caught()), p.out.String())
	}
	return time.Since(begun)
}

// day is the delivery for one day, with kills.
type day struct {
	*house
	rng   *rand.Rand
	asOf  string
	life  time.Duration // of an undisturbed run, as far as it is known
	aimed bool
	// served says that a daemon finishes what a kill left, before the job is run again.
	served bool

	mu      sync.Mutex
	current *process
	target  int // the number of the message at which an aimed kill strikes; 0 is none
	answer  bool
	mute    bool // the first mail to the owner is cut off by a kill

	shaky   map[string]bool // recipients whose message was being sent at a kill
	folders []string        // what the archive kept
	counts
}

// counts are what a day, or all, came to.
type counts struct {
	kills, aimed, late      int // late: it had ended by itself
	early, between, sending int // kills before anything was kept, while nothing was sent, in a message
	once, unknownIn, lost   int // messages: arrived once; unknown and arrived; unknown and not
	told, muted             int // days on which the owner was told; kills while it was
}

// play runs the job until it ends by itself, killing it on the way.
func (d *day) play() {
	post := d.post(d.fault)
	defer post.Close()
	if d.aimed {
		d.target, d.answer, d.mute = 1+d.rng.IntN(recipients), d.rng.IntN(2) == 0, d.rng.IntN(3) == 0
	}
	for attempt := 0; ; attempt++ {
		p, begun := d.begin(), time.Now()
		moment := time.Minute
		if attempt == 0 && !d.aimed || attempt > 0 && attempt < 4 && d.rng.IntN(3) == 0 {
			moment = time.Duration(d.rng.Int64N(int64(d.life)))
		}
		p.wait(moment)
		d.mu.Lock() // a kill that the server aims may still be under way
		killed := p.killed
		d.mu.Unlock()
		if !killed {
			if moment < time.Minute {
				d.late++
			}
			if attempt == 0 {
				d.life = time.Since(begun)
			}
			d.judge(post, p)
			return
		}
		if attempt == 0 && !d.aimed {
			d.life += d.life / 50 // it may be longer by now, for all that is known
		}
		if d.died(); d.served {
			d.serve()
		}
	}
}

func (d *day) begin() *process {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.current = d.start(d.asOf)
	return d.current
}

// fault is asked by the mail server. It has the message in full: what it does next
// is between its acceptance and our record.
func (d *day) fault(step catcher.Step, to string) catcher.Fault {
	if step != catcher.AtAccept {
		return catcher.Fault{}
	}
	d.mu.Lock()
	if strings.HasPrefix(to, "owner@") {
		defer d.mu.Unlock()
		return d.silence()
	}
	if d.target == 0 {
		d.mu.Unlock()
		return catcher.Fault{}
	}
	if d.target--; d.target > 0 {
		d.mu.Unlock()
		return catcher.Fault{}
	}
	d.counts.aimed++
	victim := d.current
	if !d.answer {
		victim.kill()
		d.mu.Unlock()
		return catcher.Fault{Drop: true, Keep: true}
	}
	go func() { // the answer and the kill race each other
		defer d.mu.Unlock()
		time.Sleep(time.Duration(d.rng.IntN(1500)) * time.Microsecond)
		victim.kill()
	}()
	return catcher.Fault{}
}

// silence kills the program while it tells the owner, once where it is to.
func (d *day) silence() catcher.Fault {
	if !d.mute {
		return catcher.Fault{}
	}
	d.mute = false
	d.muted++
	d.current.kill()
	return catcher.Fault{Drop: true}
}

// died looks at what a kill left, and changes the ERP.
func (d *day) died() {
	d.kills++
	deliveries, _ := d.deliveries(d.asOf)
	hit := false
	for _, x := range deliveries {
		if x.State == "sending" {
			d.shaky[x.Recipient], hit = true, true
		}
	}
	switch {
	case hit:
		d.sending++
	case len(d.kept(d.asOf)) == 0:
		d.early++
	default:
		d.between++
	}
	d.invoice()
}

// judge holds what arrived, and what is recorded, to the promise.
func (d *day) judge(post *catcher.Catcher, last *process) {
	got, books, told := d.arrived(post)
	d.folders = d.kept(d.asOf)
	deliveries, open := d.deliveries(d.asOf)
	if len(deliveries) != recipients || open != 0 {
		d.t.Errorf("%s: %d deliveries are recorded, %d runs did not end: %s", d.asOf, len(deliveries), open, last.out.String())
	}
	for _, x := range deliveries {
		d.judgeOne(x, got[x.Recipient])
		d.compare(x, got[x.Recipient])
	}
	for slice, sums := range books {
		if len(sums) != 1 {
			d.t.Errorf("%s: the readers of %s got %d different workbooks", d.asOf, slice, len(sums))
		}
	}
	want := 0
	if len(d.shaky) > 0 {
		want = 2
	}
	if code := last.cmd.ProcessState.ExitCode(); code != want {
		d.t.Errorf("%s: exit code %d, want %d: %s", d.asOf, code, want, last.out.String())
	}
	for to := range d.shaky {
		if !strings.Contains(told, to) {
			d.t.Errorf("%s: the owner was not told that it is unknown whether %s has their mail", d.asOf, to)
		}
	}
	if told != "" {
		d.told++
	}
	must(d.t, os.RemoveAll(d.day(d.asOf)))
}

// judgeOne counts one message.
func (d *day) judgeOne(x runlog.Delivery, mails [][]byte) {
	n := len(mails)
	switch {
	case !d.shaky[x.Recipient] && n == 1 && x.Outcome == runlog.Delivered:
		d.once++
	case d.shaky[x.Recipient] && n == 1 && x.Outcome == runlog.Unknown:
		d.unknownIn++
	case d.shaky[x.Recipient] && n == 0 && x.Outcome == runlog.Unknown:
		d.lost++
	default:
		d.t.Errorf("%s: %s got %d mails and is recorded as %q; being sent at a kill: %v", d.asOf, x.Recipient, n, x.Outcome, d.shaky[x.Recipient])
	}
}

// compare holds what arrived to what was kept before it was sent.
func (d *day) compare(x runlog.Delivery, mails [][]byte) {
	for _, raw := range mails {
		same := false
		for _, folder := range d.folders {
			kept, err := os.ReadFile(filepath.Join(folder, x.Recipient+".eml"))
			same = same || err == nil && bytes.Equal(kept, raw)
		}
		if !same {
			d.t.Errorf("%s: %s got something else than was kept", d.asOf, x.Recipient)
		}
	}
}

// arrived sorts what the server accepted: by recipient, the different workbooks of
// each slice, and all that the owner was told.
func (d *day) arrived(post *catcher.Catcher) (got map[string][][]byte, books map[string]map[[32]byte]bool, told string) {
	got, books = map[string][][]byte{}, map[string]map[[32]byte]bool{}
	for _, c := range post.Caught() {
		m, err := mail.ReadMessage(bytes.NewReader(c.Raw))
		must(d.t, err)
		if strings.HasPrefix(c.To, "owner@") {
			told += string(c.Raw)
			continue
		}
		if !strings.Contains(m.Header.Get("Message-Id"), d.asOf) {
			d.t.Errorf("%s: a mail with the id %s", d.asOf, m.Header.Get("Message-Id"))
		}
		got[c.To] = append(got[c.To], c.Raw)
		// The workbook is the last part, in base64 between its boundaries.
		_, book, _ := bytes.Cut(c.Raw, []byte("filename="))
		name, content, _ := bytes.Cut(book, []byte("\r\n\r\n"))
		content, _, _ = bytes.Cut(content, []byte("\r\n--"))
		slice, _, _ := strings.Cut(string(name), "\r\n")
		if books[slice] == nil {
			books[slice] = map[[32]byte]bool{}
		}
		books[slice][sha256.Sum256(content)] = true
	}
	return got, books, told
}

// tally adds the days up.
type tally struct {
	mu sync.Mutex
	counts
	days, messages int
}

func (a *tally) add(d *day) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.days++
	a.messages += recipients
	for to, from := range map[*int]int{
		&a.kills: d.kills, &a.aimed: d.counts.aimed, &a.late: d.late, &a.early: d.early, &a.between: d.between, &a.sending: d.sending,
		&a.once: d.once, &a.unknownIn: d.unknownIn, &a.lost: d.lost, &a.told: d.told, &a.muted: d.muted,
	} {
		*to += from
	}
}

func (a *tally) String() string {
	return fmt.Sprintf(`%d days, %d messages
kills                      %5d, of which %d between acceptance and record; %d more came too late
  before anything was kept %5d
  kept, none being sent    %5d
  in a message             %5d
messages arrived once      %5d
unknown, and arrived       %5d
unknown, and not           %5d
the owner was told on      %5d days, on %d of them after a kill in the telling`,
		a.days, a.messages, a.kills, a.aimed, a.late, a.early, a.between, a.sending, a.once, a.unknownIn, a.lost, a.told, a.muted)
}
