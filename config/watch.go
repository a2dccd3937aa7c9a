package config

import (
	"net"
	"net/netip"
	"net/url"
	"strconv"
)

const listenForm = "an address of this machine with a port: 127.0.0.1:9464"

// parseListen takes where a daemon answers watchers.
func parseListen(text string) (string, error) {
	host, port, err := net.SplitHostPort(text)
	if n, bad := strconv.Atoi(port); err != nil || bad != nil || n < 1 || n > 65535 {
		return "", refusal{quoted(text) + " is not an address to listen at", listenForm, ""}
	}
	if _, err := netip.ParseAddr(host); err != nil && host != "localhost" {
		return "", refusal{quoted(text) + " does not begin with an address of this machine", listenForm, "0.0.0.0 listens at all of them"}
	}
	return text, nil
}

// loopback says that only this machine reaches the host.
func loopback(host string) bool {
	at, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && at.IsLoopback()
}

// ping takes the address of a dead man's switch. It is a secret, and no message
// repeats it.
func (o *object) ping() Secret {
	secret, key := o.secret("ping")
	if secret.IsZero() {
		return secret
	}
	at, err := url.Parse(secret.Reveal())
	if err != nil || !isSite(at) {
		key.refuse("is not the address of a web site", "https://…, as the watching service shows it", "")
	}
	return secret
}
