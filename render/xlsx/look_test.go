package xlsx

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// need returns the path of a program. Tests that want one belong to the full
// suite, where its absence is a failure.
func need(t *testing.T, program string) string {
	t.Helper()
	if os.Getenv("CI") == "" {
		t.Skipf(`uses %s, as "make test" does; alone: CI=1 go test`, program)
	}
	path, err := exec.LookPath(program)
	if err != nil {
		t.Fatalf("%s is not installed", program)
	}
	return path
}

// TestLibreOffice opens the workbook and prints it. With LOOK_DIR set, the files
// stay there to be looked at.
func TestLibreOffice(t *testing.T) {
	soffice := need(t, "soffice")
	dir := os.Getenv("LOOK_DIR")
	if dir == "" {
		dir = t.TempDir()
	}
	args := []string{"-env:UserInstallation=file://" + t.TempDir(), "--headless", "--convert-to", "pdf", "--outdir", dir}
	languages := []string{"en", "zh-CN"}
	for _, language := range languages {
		file := filepath.Join(dir, language+".xlsx")
		if _, err := WriteFile(file, fixture(language)); err != nil {
			t.Fatal(err)
		}
		args = append(args, file)
	}
	out, err := exec.Command(soffice, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	for _, language := range languages {
		if info, err := os.Stat(filepath.Join(dir, language+".pdf")); err != nil || info.Size() < 10_000 {
			t.Errorf("%s: no pdf of some size: %v: %s", language, err, out)
		}
	}
}
