package monitor

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// patience is how long one answer may take: watchers give up after some ten seconds.
const patience = 5 * time.Second

// handler answers /healthz, /readyz and /metrics.
func (m *Monitor) handler(jobs Jobs) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "alive") })
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), patience)
		defer cancel()
		if err := jobs.Ready(ctx); err != nil {
			http.Error(w, "not ready: "+err.Error(), http.StatusServiceUnavailable)
			return
		}
		fmt.Fprintln(w, "ready")
	})
	mux.HandleFunc("GET /metrics", func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), patience)
		defer cancel()
		asked := prometheus.NewRegistry()
		asked.MustRegister(scrape{m, ctx, jobs})
		promhttp.HandlerFor(prometheus.Gatherers{m.registry, asked}, promhttp.HandlerOpts{}).ServeHTTP(w, r)
	})
	return mux
}

// Listen begins to answer at an address, until it is closed.
func (m *Monitor) Listen(address string, jobs Jobs) (*Listener, error) {
	at, err := net.Listen("tcp", address)
	if err != nil {
		return nil, fmt.Errorf("listening for watchers: %w; end what listens there, or change listen", err)
	}
	l := &Listener{at: at, over: make(chan error, 1)}
	l.server.Handler = m.handler(jobs)
	l.server.ReadHeaderTimeout, l.server.WriteTimeout, l.server.MaxHeaderBytes = patience, 4*patience, 16<<10
	go func() { l.over <- l.server.Serve(at) }()
	return l, nil
}

// Listener answers watchers.
type Listener struct {
	at     net.Listener
	server http.Server
	over   chan error
}

// Address is where it listens, with the port that was chosen where 0 was asked for.
func (l *Listener) Address() string { return l.at.Addr().String() }

// Close ends the answering; what is being answered has a moment to end.
func (l *Listener) Close() error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	err := l.server.Shutdown(ctx)
	if over := <-l.over; !errors.Is(over, http.ErrServerClosed) {
		err = errors.Join(err, over)
	}
	return err
}
