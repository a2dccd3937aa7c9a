// Package monitor tells watchers how a daemon does: over HTTP whether it lives and is
// ready, and in the format of Prometheus what became of its jobs; and it pings those
// who raise the alarm when nobody does.
package monitor

import (
	"context"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// Run is what became of one run, as far as watchers want to know.
type Run struct {
	Job, Outcome string
	Ended        time.Time
	Took         time.Duration
	// Rows were read of the ERP, Bytes are those of the workbooks.
	Rows, Bytes int64
	// Mails are how many ended how.
	Mails map[string]int
	// Differences are those of the tie-out's checks, in company currency. What is shown
	// on a graph need not be exact.
	Differences map[string]float64
}

// Jobs is what is asked at each scrape.
type Jobs interface {
	// Next returns when each job with a schedule fires next.
	Next() map[string]time.Time
	// LastSuccess returns when each job last ended well, by whichever process.
	LastSuccess(context.Context) (map[string]time.Time, error)
	// Ready says why no firing could be served; nil is ready.
	Ready(context.Context) error
}

// Monitor keeps the metrics of a process.
type Monitor struct {
	registry *prometheus.Registry

	runs, mails             *prometheus.CounterVec
	ended, took             *prometheus.GaugeVec
	rows, bytes, difference *prometheus.GaugeVec
	lastSuccess, nextFiring *prometheus.Desc
}

// New makes the metrics of a version of the program.
func New(version string) *Monitor {
	gauge := func(name, help string, labels ...string) *prometheus.GaugeVec {
		return prometheus.NewGaugeVec(prometheus.GaugeOpts{Name: "daybook_" + name, Help: help}, append([]string{"job"}, labels...))
	}
	counter := func(name, help string) *prometheus.CounterVec {
		return prometheus.NewCounterVec(prometheus.CounterOpts{Name: "daybook_" + name, Help: help}, []string{"job", "outcome"})
	}
	m := &Monitor{
		registry:    prometheus.NewRegistry(),
		runs:        counter("runs_total", "Runs of this process by outcome."),
		mails:       counter("mails_total", "Mails to readers by outcome."),
		ended:       gauge("job_last_run_timestamp_seconds", "When the last run of this process ended."),
		took:        gauge("job_last_run_duration_seconds", "How long the last run took."),
		rows:        gauge("job_last_run_rows", "Rows that the last run read of the ERP."),
		bytes:       gauge("job_last_run_bytes", "Bytes of the workbooks of the last run."),
		difference:  gauge("job_tie_out_difference", "Difference of each check of the last run, in company currency; 0 ties out.", "check"),
		lastSuccess: prometheus.NewDesc("daybook_job_last_success_timestamp_seconds", "When the job last delivered to all readers, or had nothing to report, in any process.", []string{"job"}, nil),
		nextFiring:  prometheus.NewDesc("daybook_job_next_firing_timestamp_seconds", "When the job fires next.", []string{"job"}, nil),
	}
	build := prometheus.NewGauge(prometheus.GaugeOpts{Name: "daybook_build_info", Help: "1, with the version.", ConstLabels: prometheus.Labels{"version": version}})
	build.Set(1)
	m.registry.MustRegister(build, m.runs, m.mails, m.ended, m.took, m.rows, m.bytes, m.difference)
	return m
}

// Ran takes a run that ended.
func (m *Monitor) Ran(r Run) {
	m.runs.WithLabelValues(r.Job, r.Outcome).Inc()
	for outcome, n := range r.Mails {
		m.mails.WithLabelValues(r.Job, outcome).Add(float64(n))
	}
	m.ended.WithLabelValues(r.Job).Set(seconds(r.Ended))
	m.took.WithLabelValues(r.Job).Set(r.Took.Seconds())
	m.rows.WithLabelValues(r.Job).Set(float64(r.Rows))
	m.bytes.WithLabelValues(r.Job).Set(float64(r.Bytes))
	if len(r.Differences) > 0 { // a run that failed early says nothing of them
		m.difference.DeletePartialMatch(prometheus.Labels{"job": r.Job})
	}
	for check, difference := range r.Differences {
		m.difference.WithLabelValues(r.Job, check).Set(difference)
	}
}

// scrape is what is asked of the jobs at a scrape.
type scrape struct {
	*Monitor
	ctx  context.Context
	jobs Jobs
}

// Describe implements [prometheus.Collector].
func (s scrape) Describe(to chan<- *prometheus.Desc) {
	to <- s.lastSuccess
	to <- s.nextFiring
}

// Collect implements [prometheus.Collector]. A runlog that cannot be read leaves the
// successes out: an alarm on their age must not be calmed by an old answer.
func (s scrape) Collect(to chan<- prometheus.Metric) {
	for job, at := range s.jobs.Next() {
		to <- prometheus.MustNewConstMetric(s.nextFiring, prometheus.GaugeValue, seconds(at), job)
	}
	succeeded, err := s.jobs.LastSuccess(s.ctx)
	if err != nil {
		return
	}
	for job, at := range succeeded {
		to <- prometheus.MustNewConstMetric(s.lastSuccess, prometheus.GaugeValue, seconds(at), job)
	}
}

func seconds(t time.Time) float64 { return float64(t.UnixMilli()) / 1000 }
