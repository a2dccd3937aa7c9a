package jobs

import (
	"context"
	"encoding/json"
	"time"

	"daybook/jobs/archive"
	"daybook/jobs/runlog"
)

// Dossier is all that is known of one run: what an auditor asks for.
type Dossier struct {
	Run      int64            `json:"run"`
	Job      string           `json:"job"`
	AsOf     string           `json:"as_of"`
	Slice    string           `json:"slice"`
	Revision int              `json:"revision"`
	Outcome  runlog.Outcome   `json:"outcome"` // empty while it runs
	Reason   string           `json:"reason,omitempty"`
	Attempts []Attempt        `json:"attempts"` // the present one last
	Version  string           `json:"version,omitempty"`
	Folder   string           `json:"folder,omitempty"` // in the archive, as its manifest says
	Files    []archive.Record `json:"files"`
	Counts   map[string]int64 `json:"counts,omitempty"` // rows read, used, excluded, assumed
	TieOut   []Identity       `json:"tie_out"`
	Totals   json.RawMessage  `json:"totals,omitempty"`
	Messages []Message        `json:"messages"`
	Resent   []Message        `json:"resent"`
	// Problem says what is wrong with what was kept; Damaged, that something was kept.
	Problem string `json:"problem,omitempty"`
	Damaged bool   `json:"damaged"`
}

// Attempt is one try at a run.
type Attempt struct {
	Attempt   int            `json:"attempt"`
	StartedBy string         `json:"started_by"`
	Host      string         `json:"host"`
	Started   time.Time      `json:"started"`
	Finished  time.Time      `json:"finished,omitzero"` // none where its process ended first
	Outcome   runlog.Outcome `json:"outcome"`
	Reason    string         `json:"reason,omitempty"`
}

// Message is a mail and what the mail server said to it.
type Message struct {
	Recipient string         `json:"recipient"`
	Outcome   runlog.Outcome `json:"outcome"`
	Reason    string         `json:"reason,omitempty"`
	Reply     string         `json:"reply,omitempty"`
	MessageID string         `json:"message_id"`
	Repeats   string         `json:"repeats,omitempty"`
	AskedBy   string         `json:"asked_by,omitempty"`
	SHA256    string         `json:"sha256,omitempty"`
	Sending   time.Time      `json:"sending,omitzero"`
	Finished  time.Time      `json:"finished,omitzero"`
}

// DossierOf gathers what the runlog and the archive below root know of a run.
func DossierOf(ctx context.Context, log *runlog.Log, root string, id int64) (*Dossier, error) {
	run, err := numbered(ctx, log, id)
	if err != nil {
		return nil, err
	}
	d := &Dossier{
		Run: run.ID, Job: run.Job, AsOf: run.AsOf, Slice: sliceName(run.Slice), Revision: run.Revision, Outcome: run.Outcome, Reason: run.Reason,
		TieOut: []Identity{}, Messages: []Message{}, Resent: []Message{}, Files: []archive.Record{},
	}
	for _, gather := range []func(context.Context, *runlog.Log, runlog.Run) error{d.attempts, d.messages, d.resent} {
		if err := gather(ctx, log, run); err != nil {
			return nil, err
		}
	}
	return d, d.archived(root, run)
}

func (d *Dossier) attempts(ctx context.Context, log *runlog.Log, run runlog.Run) error {
	earlier, err := log.Attempts(ctx, run.ID)
	for _, a := range earlier {
		d.Attempts = append(d.Attempts, Attempt{a.Attempt, a.StartedBy, a.Holder, a.Started, a.Finished, a.Outcome, a.Reason})
	}
	d.Attempts = append(d.Attempts, Attempt{run.Attempt, run.StartedBy, run.Holder.String(), run.Started, run.Finished, run.Outcome, run.Reason})
	return err
}

func (d *Dossier) messages(ctx context.Context, log *runlog.Log, run runlog.Run) error {
	all, err := log.Deliveries(ctx, run.ID)
	for _, m := range all {
		d.Messages = append(d.Messages, Message{
			Recipient: m.Recipient, Outcome: m.Outcome, Reason: m.Reason, Reply: m.Reply, MessageID: m.MessageID, SHA256: m.SHA256,
			Sending: m.Sending, Finished: m.Finished,
		})
	}
	return err
}

func (d *Dossier) resent(ctx context.Context, log *runlog.Log, run runlog.Run) error {
	all, err := log.Resends(ctx, run.ID)
	for _, m := range all {
		d.Resent = append(d.Resent, Message{
			Recipient: m.Recipient, Outcome: m.Outcome, Reason: m.Reason, Reply: m.Reply, MessageID: m.MessageID, Repeats: m.Repeats,
			AskedBy: m.AskedBy, SHA256: m.SHA256, Sending: m.Begun, Finished: m.Finished,
		})
	}
	return err
}

// archived looks into the folder of the last attempt that kept something, and reads
// every file of it again.
func (d *Dossier) archived(root string, run runlog.Run) error {
	for n := run.Attempt; n > 0; n-- {
		folder, err := folderOf(root, run.Key, n)
		if err != nil {
			return err
		}
		m, err := archive.Read(folder)
		if err != nil {
			continue // an attempt that kept nothing, or a folder that was removed
		}
		d.Folder, d.Version, d.Files, d.Counts, d.Totals = folder, m.Version, m.Files, m.Counts, m.Totals
		checks, err := checksIn(m, folder)
		if err != nil {
			return err
		}
		d.TieOut = append(d.TieOut, checks...)
		if err := archive.Verify(folder); err != nil {
			d.Problem, d.Damaged = err.Error(), true
		}
		return nil
	}
	d.Problem = "the archive has nothing of it"
	return nil
}
