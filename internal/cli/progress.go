package cli

import (
	"fmt"

	"daybook/extract"

	"github.com/schollz/progressbar/v3"
)

// bar shows on a terminal how far the reading is. Elsewhere it is silent: nobody
// watches at seven in the morning, and logs are not to fill with it.
type bar struct {
	env  Env
	bar  *progressbar.ProgressBar
	fact string
}

func newBar(env Env) *bar { return &bar{env: env} }

func (b *bar) show(p extract.Progress) {
	if !b.env.Terminal {
		return
	}
	if b.bar == nil || b.fact != p.Fact {
		b.finish()
		b.fact = p.Fact
		b.bar = progressbar.NewOptions(-1,
			progressbar.OptionSetWriter(b.env.Stderr), progressbar.OptionSetDescription(fmt.Sprintf("reading %s", p.Fact)),
			progressbar.OptionShowIts(), progressbar.OptionSetItsString("rows"), progressbar.OptionClearOnFinish(),
		)
	}
	_ = b.bar.Set(p.Rows) // a bar that cannot be drawn is no reason to stop
	if p.Done {
		b.finish()
	}
}

func (b *bar) finish() {
	if b.bar != nil {
		_ = b.bar.Finish()
		b.bar = nil
	}
}
