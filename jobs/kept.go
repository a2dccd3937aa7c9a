package jobs

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"daybook/jobs/archive"
	"daybook/jobs/mail"
)

// message is what was kept for a recipient.
func (b *begun) message(to string) (archive.Delivery, bool) {
	i := slices.IndexFunc(b.manifest.Deliveries, func(d archive.Delivery) bool { return d.Recipient == to && d.File != "" })
	if i < 0 {
		return archive.Delivery{}, false
	}
	return b.manifest.Deliveries[i], true
}

// address gives a sending the message that was kept for it.
func (b *begun) address(s *sending) {
	if d, ok := b.message(s.Recipient); ok {
		s.MessageID, s.file, s.sha256 = d.MessageID, d.File, d.SHA256
		s.path = filepath.Join(b.folder, d.File)
	}
}

// former are the messages kept for those who are recipients no more: they stay
// unsent, and what became of them earlier stays known.
func (b *begun) former(p *part, now []*sending) []*sending {
	var out []*sending
	for _, d := range b.deliveries {
		if slices.ContainsFunc(now, func(s *sending) bool { return s.Recipient == d.Recipient }) {
			continue
		}
		s := &sending{former: true, claim: d.DeliveryClaim, Delivery: Delivery{Recipient: d.Recipient, Slice: p.name, MessageID: d.MessageID}}
		b.address(s)
		s.recorded(d)
		out = append(out, s)
	}
	return out
}

// readdress makes the message for a recipient who came to the part between two
// attempts out of one that was kept.
func (b *begun) readdress(s *sending, folder string) error {
	model := b.manifest.Deliveries[slices.IndexFunc(b.manifest.Deliveries, func(d archive.Delivery) bool { return d.File != "" })]
	raw, err := os.ReadFile(filepath.Join(b.folder, model.File))
	if err != nil {
		return err
	}
	letter, err := mail.Readdress(raw, s.MessageID, s.to.address.String())
	if err != nil {
		return err
	}
	return s.write(letter, folder)
}

// keep adds to what was kept below a root the messages that were made since.
func (b *begun) keep(root string, p *part) error {
	var files []archive.File
	var deliveries []archive.Delivery
	for _, s := range p.sendings {
		if s.due && s.file == "" {
			s.file = filepath.Base(s.path)
			files = append(files, archive.File{Name: s.file, Path: s.path})
			deliveries = append(deliveries, s.toSend())
			s.path = filepath.Join(b.folder, s.file)
		}
	}
	p.folder, p.file.Path = b.folder, filepath.Join(b.folder, filepath.Base(p.file.Path))
	if len(files) == 0 {
		return nil
	}
	return archive.Add(root, b.folder, files, deliveries)
}

// book is what is still known of the report that was built.
func (b *begun) book() (*book, error) {
	m := b.manifest
	checks, err := checksIn(m, b.folder)
	if err != nil {
		return nil, err
	}
	return &book{figures: m.Totals, checks: checks, data: dataIn(m.Counts)}, nil
}

// checksIn is the tie-out that a folder's manifest has.
func checksIn(m archive.Manifest, folder string) (checks []Identity, err error) {
	if len(m.TieOut) == 0 {
		return nil, nil
	}
	if err := json.Unmarshal(m.TieOut, &checks); err != nil {
		return nil, fmt.Errorf("the manifest of %s: %w", folder, err)
	}
	return checks, nil
}

// workbook is the file that was built.
func (b *begun) workbook() File {
	for _, f := range b.manifest.Files {
		if filepath.Ext(f.Name) == ".xlsx" {
			return File{Path: filepath.Join(b.folder, f.Name), Sheets: f.Sheets, Rows: f.Rows, Bytes: f.Bytes, SHA256: f.SHA256}
		}
	}
	return File{}
}
