package extract

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"math/big"
	"os"
	"path/filepath"
	"testing"
	"time"

	"daybook/internal/mariadbtest"
)

// Over TLS the packets cannot be seen: the driver reads all, as without us.
func TestEncryptedAnswer(t *testing.T) {
	mariadbtest.Start(t) // skips where no server is to be started
	certificate, key := selfSigned(t)
	server, err := mariadbtest.Launch("--ssl-cert="+certificate, "--ssl-key="+key)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { server.Close() })
	session := openSessionTo(t, t.Context(), server.DSN(t, "tls")+"?tls=skip-verify")
	err = session.stream("SHOW SESSION STATUS LIKE 'Ssl_cipher'", nil, func(a *answer) error {
		if a.wire != nil {
			t.Error("rows are taken from what is encrypted")
		}
		if !a.next() || len(a.cells[1]) == 0 {
			t.Errorf("the connection is not encrypted: %q, %v", a.cells, a.err)
		}
		for a.next() {
			t.Errorf("more than one row: %q", a.cells)
		}
		return a.err
	})
	if err != nil {
		t.Error(err)
	}
}

// selfSigned writes a certificate and its key.
func selfSigned(t *testing.T) (certificate, key string) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := x509.Certificate{SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour), DNSNames: []string{"localhost"}}
	signed, err := x509.CreateCertificate(rand.Reader, &template, &template, private.Public(), private)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	return writePEM(t, "CERTIFICATE", signed), writePEM(t, "PRIVATE KEY", secret)
}

func writePEM(t *testing.T, kind string, der []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "pem")
	if err := os.WriteFile(path, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}
