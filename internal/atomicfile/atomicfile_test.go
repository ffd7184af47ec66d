package atomicfile

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func names(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return out
}

func content(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func put(t *testing.T, d *Dir, name, text string) {
	t.Helper()
	f, err := d.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := f.Commit(); err != nil {
		t.Fatal(err)
	}
}

func TestFileDiscard(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a")
	if err := os.WriteFile(path, []byte("old"), 0o644); err != nil {
		t.Fatal(err)
	}
	f, err := Create(path)
	if err != nil {
		t.Fatal(err)
	}
	f.Write([]byte("new"))
	f.Discard()
	if got := content(t, path); got != "old" || len(names(t, dir)) != 1 {
		t.Errorf("content %q, files %v", got, names(t, dir))
	}
}

func TestDirReplacesOwnFilesOnly(t *testing.T) {
	parent := t.TempDir()
	path := filepath.Join(parent, "out")
	for _, text := range []string{"one", "two"} {
		d, err := CreateDir(path, []string{"a", "stale"})
		if err != nil {
			t.Fatal(err)
		}
		put(t, d, "a", text)
		if text == "one" {
			put(t, d, "stale", "gone next time")
		}
		if err := d.Commit(); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(path, "foreign"), []byte("mine"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if got := names(t, path); !slices.Equal(got, []string{"a", "foreign"}) {
		t.Errorf("files %v", got)
	}
	if got := content(t, filepath.Join(path, "a")); got != "two" {
		t.Errorf("a holds %q", got)
	}
	if got := names(t, parent); !slices.Equal(got, []string{"out"}) {
		t.Errorf("left behind: %v", got)
	}
}

func TestDirForeignFileInTheWay(t *testing.T) {
	parent := t.TempDir()
	path := filepath.Join(parent, "out")
	if err := os.Mkdir(path, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(path, "a"), []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	d, err := CreateDir(path, nil)
	if err != nil {
		t.Fatal(err)
	}
	put(t, d, "a", "new")
	if err := d.Commit(); err == nil {
		t.Error("a foreign file was overwritten")
	}
	if got := content(t, filepath.Join(path, "a")); got != "mine" || len(names(t, parent)) != 1 {
		t.Errorf("a holds %q; left behind: %v", got, names(t, parent))
	}
}

func TestCheckDir(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	for path, ok := range map[string]bool{
		dir: true, filepath.Join(dir, "new"): true, filepath.Join(dir, "a", "b", "c"): true,
		file: false, filepath.Join(file, "below"): false, filepath.Join(file, "far", "below"): false,
	} {
		if err := CheckDir(path); (err == nil) != ok {
			t.Errorf("CheckDir(%s) = %v", path, err)
		}
	}
	if got := names(t, dir); !slices.Equal(got, []string{"file"}) {
		t.Errorf("left behind: %v", got)
	}
}
