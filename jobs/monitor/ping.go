package monitor

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"
)

// pingPatience bounds a ping: it comes after the work, and nobody waits for it.
const pingPatience = 10 * time.Second

// Ping tells a dead man's switch that a run went well. Whoever knows the address can
// keep the alarm silent, so that no error says more of it than the host.
func Ping(ctx context.Context, address string) error {
	ctx, cancel := context.WithTimeout(ctx, pingPatience)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return errors.New("its address is none")
	}
	request.Header.Set("User-Agent", "daybook")
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	response, err := client.Do(request)
	var within *url.Error // prints the address
	if errors.As(err, &within) {
		err = within.Err
	}
	if err != nil {
		return fmt.Errorf("%s: %w", request.URL.Host, err)
	}
	response.Body.Close()
	if response.StatusCode/100 != 2 {
		return fmt.Errorf("%s answered %s", request.URL.Host, response.Status)
	}
	return nil
}
