package monitor_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"daybook/jobs/monitor"
)

// fakeJobs are jobs whose answers a test gives.
type fakeJobs struct {
	next      map[string]time.Time
	succeeded map[string]time.Time
	err       error
}

var _ monitor.Jobs = (*fakeJobs)(nil)

func (j *fakeJobs) Next() map[string]time.Time { return j.next }
func (j *fakeJobs) LastSuccess(context.Context) (map[string]time.Time, error) {
	return j.succeeded, j.err
}
func (j *fakeJobs) Ready(context.Context) error { return j.err }

// listen answers watchers at a free port and returns where.
func listen(t *testing.T, m *monitor.Monitor, jobs monitor.Jobs) string {
	t.Helper()
	l, err := m.Listen("127.0.0.1:0", jobs)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	})
	return "http://" + l.Address()
}

func get(t *testing.T, url string) (int, string) {
	t.Helper()
	r, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return r.StatusCode, string(body)
}

// samples are the lines of an exposition that are no comments.
func samples(text string) []string {
	var out []string
	for line := range strings.Lines(text) {
		if !strings.HasPrefix(line, "#") {
			out = append(out, strings.TrimSpace(line))
		}
	}
	return out
}

// Instants are whole seconds of Unix time: 1790319600 is 2026-09-25 07:00 UTC, as
// date -u -d @1790319600 says.
func TestMetrics(t *testing.T) {
	m := monitor.New("v1.2.3")
	seven := time.Date(2026, 9, 25, 7, 0, 0, 0, time.UTC)
	jobs := &fakeJobs{next: map[string]time.Time{"daily": seven.Add(24 * time.Hour)}, succeeded: map[string]time.Time{"daily": seven, "weekly": seven.Add(-time.Hour)}}
	at := listen(t, m, jobs)
	m.Ran(monitor.Run{
		Job: "daily", Outcome: "failed", Ended: seven, Took: time.Second, Mails: map[string]int{"delivered": 1, "failed": 2},
		Differences: map[string]float64{"buckets": 0.25, "gl": -3},
	})
	m.Ran(monitor.Run{
		Job: "daily", Outcome: "delivered", Ended: seven.Add(1500 * time.Millisecond), Took: 2500 * time.Millisecond, Rows: 46241, Bytes: 1 << 20,
		Mails: map[string]int{"delivered": 3}, Differences: map[string]float64{"buckets": 0},
	})
	code, text := get(t, at+"/metrics")
	want := []string{
		`daybook_build_info{version="v1.2.3"} 1`,
		`daybook_job_last_run_bytes{job="daily"} 1.048576e+06`,
		`daybook_job_last_run_duration_seconds{job="daily"} 2.5`,
		`daybook_job_last_run_rows{job="daily"} 46241`,
		`daybook_job_last_run_timestamp_seconds{job="daily"} 1.7903196015e+09`,
		`daybook_job_last_success_timestamp_seconds{job="daily"} 1.7903196e+09`,
		`daybook_job_last_success_timestamp_seconds{job="weekly"} 1.790316e+09`,
		`daybook_job_next_firing_timestamp_seconds{job="daily"} 1.790406e+09`,
		`daybook_job_tie_out_difference{check="buckets",job="daily"} 0`,
		`daybook_mails_total{job="daily",outcome="delivered"} 4`,
		`daybook_mails_total{job="daily",outcome="failed"} 2`,
		`daybook_runs_total{job="daily",outcome="delivered"} 1`,
		`daybook_runs_total{job="daily",outcome="failed"} 1`,
	}
	if got := samples(text); code != http.StatusOK || strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("%d\n%s\nwant\n%s", code, strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	jobs.err = errors.New("the runlog is away")
	if _, text := get(t, at+"/metrics"); strings.Contains(text, "last_success") || !strings.Contains(text, "daybook_runs_total") {
		t.Errorf("with a runlog that cannot be read:\n%s", text)
	}
}

func TestHealth(t *testing.T) {
	jobs := &fakeJobs{}
	at := listen(t, monitor.New("v0"), jobs)
	for _, c := range []struct {
		path string
		err  error
		code int
		text string
	}{
		{"/healthz", nil, 200, "alive\n"},
		{"/healthz", errors.New("told to stop"), 200, "alive\n"},
		{"/readyz", nil, 200, "ready\n"},
		{"/readyz", errors.New("told to stop"), 503, "not ready: told to stop\n"},
		{"/", nil, 404, "404 page not found\n"},
		{"/debug/pprof/", nil, 404, "404 page not found\n"},
	} {
		jobs.err = c.err
		if code, text := get(t, at+c.path); code != c.code || text != c.text {
			t.Errorf("%s: %d %q, want %d %q", c.path, code, text, c.code, c.text)
		}
	}
	r, err := http.Post(at+"/healthz", "text/plain", nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Body.Close()
	if r.StatusCode != http.StatusMethodNotAllowed {
		t.Errorf("POST: %s", r.Status)
	}
}

func TestListenWhereAnotherDoes(t *testing.T) {
	at := strings.TrimPrefix(listen(t, monitor.New("v0"), &fakeJobs{}), "http://")
	if _, err := monitor.New("v0").Listen(at, &fakeJobs{}); err == nil || !strings.Contains(err.Error(), "change listen") {
		t.Error(err)
	}
}

// Nothing that goes wrong with a ping prints more of its address than the host.
func TestPing(t *testing.T) {
	asked := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked++
		switch r.URL.Path {
		case "/down-5ec2e7":
			w.WriteHeader(http.StatusServiceUnavailable)
		case "/moved-5ec2e7":
			http.Redirect(w, r, "/elsewhere-5ec2e7", http.StatusFound)
		}
	}))
	defer server.Close()
	gone := httptest.NewServer(nil)
	gone.Close()
	for address, want := range map[string]string{
		server.URL + "/well-5ec2e7?rid=5ec2e7": "",
		server.URL + "/down-5ec2e7":            "answered 503",
		server.URL + "/moved-5ec2e7":           "answered 302",
		gone.URL + "/5ec2e7":                   "connection refused",
		"http://user:5ec2e7@\x7f/5ec2e7":       "its address is none",
		"ftp://example.com/5ec2e7":             "unsupported protocol",
	} {
		err := monitor.Ping(t.Context(), address)
		if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", address, err, want)
		}
		if err != nil && strings.Contains(err.Error(), "5ec2e7") {
			t.Errorf("a secret is printed: %v", err)
		}
	}
	if asked != 3 {
		t.Errorf("asked %d times", asked)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := monitor.Ping(ctx, server.URL); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
