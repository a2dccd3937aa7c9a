package runlog_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"daybook/jobs/runlog"
)

func TestResends(t *testing.T) {
	onEach(t, func(t *testing.T, at place) {
		l := at.open(t)
		r := claim(t, l, daily, first, seven)
		if got, err := l.Run(t.Context(), r.ID); err != nil || got.Key != r.Key {
			t.Errorf("%+v %v", got, err)
		}
		if _, err := l.Run(t.Context(), r.ID+7); !errors.Is(err, runlog.ErrNoRun) {
			t.Errorf("a run that is not there: %v", err)
		}
		one := runlog.Resend{RunID: r.ID, Recipient: "li@example.com", MessageID: "<2@b>", Repeats: "<1@b>", AskedBy: "wu", SHA256: "ab", Begun: seven}
		two := one
		two.MessageID, two.Recipient = "<3@b>", "wang@example.com"
		must(t, l.BeginResend(t.Context(), one))
		must(t, l.BeginResend(t.Context(), two))
		one.Outcome, one.Reason, one.Reply, one.Finished = runlog.Delivered, "zu sp\xe4t", "OK \xff🏮", seven.Add(time.Second)
		must(t, l.FinishResend(t.Context(), one))
		one.Reason, one.Reply = "zu sp\uFFFDt", "OK \uFFFD🏮"
		if err := l.FinishResend(t.Context(), one); !errors.Is(err, runlog.ErrLost) {
			t.Errorf("ended twice: %v", err)
		}
		got, err := l.Resends(t.Context(), r.ID)
		must(t, err)
		if diff := cmp.Diff([]runlog.Resend{one, two}, got); diff != "" {
			t.Error(diff)
		}
		for to, n := range map[string]int{"li@example.com": 1, "nobody@example.com": 0} {
			if runs, err := l.History(t.Context(), runlog.Filter{Recipient: to}); err != nil || len(runs) != n {
				t.Errorf("the history of %s has %d runs, %v", to, len(runs), err)
			}
		}
		if got, err := l.Resends(t.Context(), r.ID+7); err != nil || got != nil {
			t.Errorf("%v %v", got, err)
		}
	})
}
