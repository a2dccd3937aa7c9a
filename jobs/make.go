package jobs

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"daybook/config"
	"daybook/extract/fact"
	"daybook/jobs/mail"
	"daybook/jobs/runlog"
	"daybook/render/xlsx"
)

// part makes one slice's workbook, delivers it as the request says, and records
// what became of it.
func (r *Runner) part(ctx context.Context, x *run, p *part) {
	if p.settled != nil && x.q.Once {
		p.outcome = p.settled.Outcome
		return
	}
	if p.rule.Each {
		x.sumUp(p)
	} else {
		p.err = r.makePart(ctx, x, p)
	}
	p.forget()
	if p.err != nil && p.outcome == "" {
		p.outcome, p.reason = runlog.Failed, p.err.Error()
	}
	if p.claim.ID != 0 && !p.troubled() {
		p.err = errors.Join(p.err, r.finish(ctx, x, p))
	}
}

func (r *Runner) makePart(ctx context.Context, x *run, p *part) error {
	draft, err := os.MkdirTemp("", "daybook-")
	if err != nil {
		return fmt.Errorf("making a folder for the workbook: %w; free some space or set TMPDIR", err)
	}
	defer p.drop(draft)
	if err := r.build(ctx, x, p, draft); err != nil {
		return err
	}
	if x.q.Out != "" || !x.archives(p) {
		if err := p.place(cmp.Or(x.q.Out, ".")); err != nil {
			return err
		}
	}
	return r.decide(ctx, x, p, draft)
}

// build builds the report and writes its workbook into the folder, or takes what an
// earlier attempt built.
func (r *Runner) build(ctx context.Context, x *run, p *part, folder string) (err error) {
	if p.begun != nil {
		p.file = p.begun.workbook()
		p.book, err = p.begun.book()
		return err
	}
	if p.book, err = r.lay(ctx, x, p); err != nil {
		return err
	}
	return p.write(x, folder)
}

// lay analyses the part's facts and lays its workbook out.
func (r *Runner) lay(ctx context.Context, x *run, p *part) (*book, error) {
	if p.rest != nil {
		return p.rest(p.facts())
	}
	set, err := r.settings(ctx, x, p)
	if err != nil {
		return nil, err
	}
	return x.kind.build(p.facts(), set)
}

// begin has the analysis of the whole begin while the ERP adds up its own totals.
func (r *Runner) begin(ctx context.Context, x *run) func(*fact.Snapshot) {
	i := slices.IndexFunc(x.parts, func(p part) bool { return whole(p.name) && p.begun == nil && p.settled == nil })
	if x.kind.begin == nil || i < 0 {
		return nil
	}
	p := &x.parts[i]
	p.rest = nil // of an earlier try, which would stay beside what is read now
	return func(s *fact.Snapshot) {
		// What is wrong, even a defect, shows again and is said when the part is made.
		defer func() { _ = recover() }()
		if set, err := r.settings(ctx, x, p); err == nil {
			p.rest = x.kind.begin(s, set)
		}
	}
}

func (r *Runner) settings(ctx context.Context, x *run, p *part) (settings, error) {
	last, err := r.previousOf(ctx, x, p)
	return settings{job: x.job, asOf: x.asOf, last: last, pages: r.pages, detail: x.detail}, err
}

// forget lets go of what only the making needed: a document reads from its
// snapshot, and a job may have hundreds of parts.
func (p *part) forget() {
	p.facts, p.rest = nil, nil
	if p.book != nil {
		p.book.document = nil
	}
}

// drop removes the draft, and the workbook from the report where it lies nowhere
// else.
func (p *part) drop(draft string) {
	os.RemoveAll(draft) // a folder that stays in TMPDIR is no reason to fail
	if filepath.Dir(p.file.Path) == draft {
		p.file = File{}
	}
}

// archives says whether what is made of the part is kept in the archive.
func (x *run) archives(p *part) bool { return x.q.claims() && p.settled == nil }

// decide is what becomes of a part that was built.
func (r *Runner) decide(ctx context.Context, x *run, p *part, draft string) error {
	switch {
	case p.begun != nil:
		return r.deliver(ctx, x, p, draft)
	case x.q.DryRun:
		p.outcome = runlog.Built
		p.would(x.q.To)
	case p.settled != nil:
		p.outcome = p.settled.Outcome
	case p.book.failed() && x.job.HoldOnFailedTieOut:
		p.outcome, p.reason = runlog.HeldBack, "a tie-out check failed, and hold_on_failed_tie_out is set"
		if x.archives(p) {
			return r.keep(x, p) // for those who look into it
		}
	case p.book.empty && x.job.Empty == "skip":
		p.outcome, p.reason = runlog.Nothing, "nothing is open, and empty is skip"
	case x.q.Keep:
		p.outcome, p.reason = runlog.Built, "kept in the archive and mailed to nobody"
		return r.keep(x, p)
	default:
		return r.deliver(ctx, x, p, draft)
	}
	return nil
}

// write writes the workbook into a folder.
func (p *part) write(x *run, folder string) error {
	path := filepath.Join(folder, p.fileName(x))
	artifact, err := xlsx.WriteFile(path, p.book.document)
	if err != nil {
		return fmt.Errorf("writing the workbook: %w", err)
	}
	p.file = File{Path: path, Sheets: artifact.Sheets, Rows: artifact.Rows, Bytes: artifact.Bytes, SHA256: artifact.SHA256}
	return nil
}

// fileName is short and of ASCII, because some mail programs break others.
func (p *part) fileName(x *run) string {
	return mail.SafeName(fmt.Sprintf("%s_%s_%s.xlsx", x.asOf, x.kind.name, p.name))
}

// place copies the workbook into a folder of the operator's.
func (p *part) place(folder string) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return fmt.Errorf("making the folder for the workbook: %w", err)
	}
	to := filepath.Join(folder, filepath.Base(p.file.Path))
	if err := copyFile(p.file.Path, to); err != nil {
		return fmt.Errorf("putting the workbook into %s: %w; free some space or name another folder with --out", folder, err)
	}
	p.file.Path = to
	return nil
}

// would lists whom a dry run would mail.
func (p *part) would(redirect string) {
	for _, to := range p.recipients {
		p.sendings = append(p.sendings, &sending{to: to, Delivery: Delivery{
			Recipient: cmp.Or(redirect, to.address.Address), Slice: p.name, Outcome: runlog.Built, Reason: "dry run: would be mailed",
		}})
		if redirect != "" {
			return
		}
	}
}

// whole says whether a slice is everything.
func whole(slice string) bool { return slice == config.AllSlice }
