package xlsx

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// need returns the path of a program; its absence skips the test, except in CI.
func need(t *testing.T, program string) string {
	t.Helper()
	path, err := exec.LookPath(program)
	switch {
	case err == nil:
		return path
	case os.Getenv("CI") != "":
		t.Fatalf("%s is not installed", program)
	}
	t.Skipf("%s is not installed: this test needs it", program)
	return ""
}

// TestLibreOffice opens the workbook and prints it. With LOOK_DIR set, the files
// stay there to be looked at.
func TestLibreOffice(t *testing.T) {
	soffice := need(t, "soffice")
	dir := os.Getenv("LOOK_DIR")
	if dir == "" {
		dir = t.TempDir()
	}
	for _, language := range []string{"en", "zh-CN"} {
		file := filepath.Join(dir, language+".xlsx")
		if _, err := WriteFile(file, fixture(language)); err != nil {
			t.Fatal(err)
		}
		out, err := exec.Command(soffice, "-env:UserInstallation=file://"+t.TempDir(), "--headless", "--convert-to", "pdf", "--outdir", dir, file).CombinedOutput()
		if err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		if info, err := os.Stat(strings.TrimSuffix(file, ".xlsx") + ".pdf"); err != nil || info.Size() < 10_000 {
			t.Errorf("%s: no pdf of some size: %v: %s", language, err, out)
		}
	}
}
