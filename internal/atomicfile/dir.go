package atomicfile

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
)

// Dir is a directory being written. Its files appear together with Commit.
// Create may be called concurrently.
type Dir struct {
	path, tmp string
	owned     map[string]bool

	mu      sync.Mutex
	written map[string]bool
}

// CreateDir begins a directory that will stand at path. Where path already
// exists, owned lists the files in it that may be replaced or removed; other
// files stay as they are, and one that would be overwritten is an error, found
// by Commit before anything changes.
func CreateDir(path string, owned []string) (*Dir, error) {
	path = filepath.Clean(path)
	if err := CheckDir(path); err != nil {
		return nil, err
	}
	parent := filepath.Dir(path)
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return nil, fmt.Errorf("creating directory %s: %w", path, err)
	}
	tmp, err := os.MkdirTemp(parent, "."+filepath.Base(path)+".*.tmp")
	if err != nil {
		return nil, fmt.Errorf("creating directory %s: %w", path, err)
	}
	d := &Dir{path: path, tmp: tmp, owned: map[string]bool{}, written: map[string]bool{}}
	for _, name := range owned {
		d.owned[name] = true
	}
	return d, nil
}

// CheckDir finds out, leaving nothing behind, whether a directory can be
// written at path: no file is in the way of it or of its parents, and the
// nearest parent that exists can be written to.
func CheckDir(path string) error {
	path = filepath.Clean(path)
	at := filepath.Dir(path)
	for _, p := range []string{path, at} {
		if info, err := os.Stat(p); err == nil && !info.IsDir() {
			return fmt.Errorf("creating directory %s: %s: a file of that name is in the way", path, p)
		}
	}
	for {
		if _, err := os.Stat(at); err == nil || at == filepath.Dir(at) {
			break
		}
		at = filepath.Dir(at)
	}
	probe, err := os.MkdirTemp(at, ".undertone-*.tmp")
	if err != nil {
		return fmt.Errorf("creating directory %s: %w", path, err)
	}
	return os.Remove(probe)
}

// Create begins a file of the directory. The caller commits it.
func (d *Dir) Create(name string) (*File, error) {
	d.mu.Lock()
	d.written[name] = true
	d.mu.Unlock()
	return Create(filepath.Join(d.tmp, name))
}

// Discard leaves nothing behind. It does nothing after Commit.
func (d *Dir) Discard() { os.RemoveAll(d.tmp) }

// Commit puts the directory in its place. Files in an existing directory that
// are neither owned nor written stay there.
func (d *Dir) Commit() error {
	defer d.Discard()
	foreign, err := d.foreign()
	if err != nil {
		return err
	}
	if err := os.Chmod(d.tmp, 0o755); err != nil {
		return fmt.Errorf("writing directory %s: %w", d.path, err)
	}
	if foreign == nil {
		return d.place()
	}
	// The old directory steps aside, so that the new one takes its place
	// whole; foreign files then move over.
	aside := d.tmp + ".old"
	if err := os.Rename(d.path, aside); err != nil {
		return fmt.Errorf("replacing directory %s: %w", d.path, err)
	}
	if err := d.place(); err != nil {
		return errors.Join(err, os.Rename(aside, d.path))
	}
	for _, name := range foreign {
		if err := os.Rename(filepath.Join(aside, name), filepath.Join(d.path, name)); err != nil {
			return fmt.Errorf("keeping %s: %w; the files of before are in %s", name, err, aside)
		}
	}
	return os.RemoveAll(aside)
}

func (d *Dir) place() error {
	if err := os.Rename(d.tmp, d.path); err != nil {
		return fmt.Errorf("writing directory %s: %w", d.path, err)
	}
	return nil
}

// foreign lists the entries of the directory at path that are not ours, nil
// where there is no such directory.
func (d *Dir) foreign() ([]string, error) {
	entries, err := os.ReadDir(d.path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading directory %s: %w", d.path, err)
	}
	foreign := []string{}
	for _, e := range entries {
		switch {
		case d.owned[e.Name()]:
		case d.written[e.Name()]:
			return nil, fmt.Errorf("%s exists and was not written by this program; choose another directory or use --force", filepath.Join(d.path, e.Name()))
		default:
			foreign = append(foreign, e.Name())
		}
	}
	return foreign, nil
}
