package config

import (
	"fmt"
	"io"
	"log/slog"
)

// Secret is text that never prints: under every verb of fmt, in YAML, in JSON and in
// slog it is <secret>. Only [Secret.Reveal] gives it away.
type Secret struct{ text string }

const hidden = "<secret>"

// NewSecret hides the text.
func NewSecret(text string) Secret { return Secret{text: text} }

// Reveal returns the text, for the one call that hands it to a server.
func (s Secret) Reveal() string { return s.text }

// IsZero says that there is no secret.
func (s Secret) IsZero() bool { return s.text == "" }

// Equal compares two secrets without showing them.
func (s Secret) Equal(other Secret) bool { return s.text == other.text }

// String returns <secret>.
func (Secret) String() string { return hidden }

// Format prints <secret> under every verb and flag: String alone would leave %d and
// %#v to print the field.
func (Secret) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, hidden) }

// MarshalText prints <secret> in every encoding that takes text.
func (Secret) MarshalText() ([]byte, error) { return []byte(hidden), nil }

// MarshalJSON prints "<secret>".
func (Secret) MarshalJSON() ([]byte, error) { return []byte(`"` + hidden + `"`), nil }

// MarshalYAML prints <secret>.
func (Secret) MarshalYAML() (any, error) { return hidden, nil }

// LogValue prints <secret>.
func (Secret) LogValue() slog.Value { return slog.StringValue(hidden) }
