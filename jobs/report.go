package jobs

import (
	"context"
	"errors"
	"slices"
	"strings"

	"daybook/config"
	"daybook/extract"
	"daybook/jobs/mail"
	"daybook/jobs/runlog"
)

// Report is what became of a run: one JSON object, a contract that scripts rely
// on. Amounts are strings in company currency.
type Report struct {
	Job        string         `json:"job"`
	AsOf       string         `json:"as_of"`
	Outcome    runlog.Outcome `json:"outcome"`
	Figures    any            `json:"figures,omitempty"`
	TieOut     []Identity     `json:"tie_out"`
	Data       Data           `json:"data"`
	Files      []File         `json:"files"`
	Deliveries []Delivery     `json:"deliveries"`
	Error      *Failure       `json:"error,omitempty"`
	// Notes are remarks for people: "already delivered; nothing was sent".
	Notes []string `json:"notes,omitempty"`

	cause error
	// doubtful are the mails that may have arrived.
	doubtful []doubt
	// untouched says that there was nothing left to do: all had ended before.
	untouched bool
}

// doubt is a mail of a run that may have arrived.
type doubt struct {
	run       int64
	recipient string
}

// Identity is one check of the tie-out. Right, Difference and Passed are null
// where the source does not supply the other side.
type Identity struct {
	Check      string  `json:"check"`
	Left       string  `json:"left"`
	Right      *string `json:"right"`
	Difference *string `json:"difference"`
	Passed     *bool   `json:"passed"`
}

// failed says that the check is supplied and did not pass.
func (c Identity) failed() bool { return c.Passed != nil && !*c.Passed }

// Data counts the rows that were read: Read = Used + Excluded.
type Data struct {
	Read     int `json:"read"`
	Used     int `json:"used"`
	Excluded int `json:"excluded"`
	Assumed  int `json:"assumed"`
}

// counts is the data as a manifest keeps it, and dataIn what a manifest has kept.
func (d Data) counts() map[string]int64 {
	return map[string]int64{"read": int64(d.Read), "used": int64(d.Used), "excluded": int64(d.Excluded), "assumed": int64(d.Assumed)}
}

func dataIn(counts map[string]int64) Data {
	return Data{Read: int(counts["read"]), Used: int(counts["used"]), Excluded: int(counts["excluded"]), Assumed: int(counts["assumed"])}
}

// File is a workbook that was written.
type File struct {
	Path   string `json:"path"`
	Sheets int    `json:"sheets"`
	Rows   int    `json:"rows"`
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
}

// Delivery is what became of one message.
type Delivery struct {
	Recipient string         `json:"recipient"`
	Slice     string         `json:"slice"`
	Outcome   runlog.Outcome `json:"outcome"`
	Reason    string         `json:"reason"`
	MessageID string         `json:"message_id"`
}

// Failure is an error with a stable code, and what to do.
type Failure struct {
	Code    string `json:"code"`
	Message string `json:"message"`
	Hint    string `json:"hint,omitempty"`
}

// The codes of failures.
const (
	CodeConfig      = "configuration"
	CodeUsage       = "usage"
	CodeUnreachable = "source_unreachable"
	CodeContract    = "source_contract"
	CodeDenied      = "source_denied"
	CodeMismatch    = "source_mismatch"
	CodeMail        = "mail"
	CodeBusy        = "already_running"
	CodeRunlog      = "runlog"
	CodeStopped     = "stopped"
	CodeFailed      = "failed"
)

// Exit codes beside those of outcomes.
const (
	ExitUsage       = 64
	ExitUnreachable = 69
	ExitConfig      = 78
)

// Exit is the process's exit code for the report.
func (r Report) Exit() int {
	if r.Error != nil {
		switch r.Error.Code {
		case CodeConfig, CodeContract, CodeDenied, CodeMismatch:
			return ExitConfig
		case CodeUsage:
			return ExitUsage
		case CodeUnreachable:
			return ExitUnreachable
		}
	}
	code := r.Outcome.Exit()
	switch {
	case code == 0 && slices.ContainsFunc(r.TieOut, Identity.failed):
		return 2
	case code == 0 && r.Error != nil: // delivered, and the records do not say so
		return 1
	}
	return code
}

// WorstExit is the worst exit code of several reports.
func WorstExit(reports []Report) int {
	worst := 0
	for _, r := range reports {
		if code := r.Exit(); slices.Index(byWorse, code) > slices.Index(byWorse, worst) {
			worst = code
		}
	}
	return worst
}

// byWorse are the exit codes of reports, the best first.
var byWorse = []int{0, 75, 2, 1, ExitUnreachable, ExitConfig, ExitUsage}

// newReport is the report of a run that has done nothing yet. Its lists are empty
// and not null, for the scripts that read them.
func newReport(job string) Report {
	return Report{Job: job, Outcome: runlog.Failed, TieOut: []Identity{}, Files: []File{}, Deliveries: []Delivery{}}
}

// FailedReport is the report of a run that could not even begin.
func FailedReport(job string, err error) Report {
	r := newReport(job)
	return *r.fail(err)
}

// Cause is the error behind Error, for those who need its type.
func (r Report) Cause() error { return r.cause }

// fail makes the report one of a failure.
func (r *Report) fail(err error) *Report {
	r.cause, r.Error = err, FailureOf(err)
	if r.Error.Code == CodeBusy {
		r.Outcome = runlog.NotReady
	}
	return r
}

// UsageError is a request that cannot be carried out as asked.
type UsageError struct{ Message, Hint string }

func (e *UsageError) Error() string { return e.Message }

// busyError says that another process is at work on the run.
type busyError struct{ message string }

func (e *busyError) Error() string { return e.message }

// overtaken says that the run ended because it was another process's by then.
func (r Report) overtaken() error {
	if errors.Is(r.cause, runlog.ErrLost) {
		return r.cause
	}
	return nil
}

// elsewhere says that the run was made, or is being made, by another process.
func (r Report) elsewhere() bool {
	return r.untouched || r.Error != nil && r.Error.Code == CodeBusy
}

// said is why there was nothing to do.
func (r Report) said() string {
	if r.Error != nil {
		return r.Error.Message
	}
	return strings.Join(r.Notes, "; ")
}

// FailureOf gives an error its stable code and its hint.
func FailureOf(err error) *Failure {
	f := &Failure{Code: CodeFailed, Message: err.Error()}
	var (
		mistakes    *config.Mistakes
		usage       *UsageError
		busy        *busyError
		log         *runlog.Error
		unreachable *extract.Unreachable
		contract    *extract.Contract
		denied      *extract.Denied
		mismatch    *extract.Mismatch
		sending     *mail.Error
	)
	switch {
	case errors.Is(err, context.Canceled):
		f.Code, f.Hint = CodeStopped, "run it again: what was sent is not sent twice"
	case errors.As(err, &mistakes):
		f.Code = CodeConfig
	case errors.As(err, &usage):
		f.Code, f.Hint = CodeUsage, usage.Hint
	case errors.As(err, &busy):
		f.Code, f.Hint = CodeBusy, "wait for it, or see daybook history"
	case errors.As(err, &log):
		f.Code, f.Hint = CodeRunlog, log.Advice
	case errors.As(err, &unreachable):
		f.Code, f.Hint = CodeUnreachable, unreachable.Hint
	case errors.As(err, &contract):
		f.Code, f.Hint = CodeContract, contract.Remedy()
	case errors.As(err, &denied):
		f.Code, f.Hint = CodeDenied, denied.Hint()
	case errors.As(err, &mismatch):
		f.Code, f.Hint = CodeMismatch, mismatch.Hint
	case errors.As(err, &sending):
		f.Code, f.Hint = CodeMail, sending.Hint
	}
	return f
}
