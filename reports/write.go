package reports

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"github.com/undertone-project/undertone/analysis"
	"github.com/undertone-project/undertone/internal/atomicfile"
	"github.com/undertone-project/undertone/reports/export"
)

// manifestName is the file by which a directory is known as a report.
const manifestName = "manifest.json"

// Input is one input of a report.
type Input struct {
	Name   string `json:"name"`
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
}

// manifest says what made a report, so that it can be made again.
type manifest struct {
	Program  string            `json:"program"`
	Version  string            `json:"version"`
	Inputs   []Input           `json:"inputs"`
	Settings map[string]string `json:"settings"`
	Seed     uint64            `json:"seed"`
	Warnings []string          `json:"warnings"`
	Files    []Input           `json:"files"`
}

// bundle is a directory of files in the making: a report or a comparison.
type bundle struct {
	style     export.Style
	encodings []string
	files     []file
	inputs    []Input
	settings  map[string]string
	seed      uint64
	warnings  []string
}

// file is one file of a bundle.
type file struct {
	name  string
	write func(io.Writer) error
}

// Write puts the files into dir, completely or not at all. A directory that
// holds an earlier report is replaced; files in it that are not the report's
// stay. A file that would be overwritten and was not written by undertone is
// an error unless force is set. Once ctx is done nothing more is drawn, and
// dir stays as it was.
func (b *bundle) Write(ctx context.Context, dir string, force bool) error {
	owned, err := ownedFiles(dir)
	if err != nil && !force {
		return err
	}
	if force {
		owned = append(owned, manifestName)
		for _, f := range b.files {
			owned = append(owned, f.name)
		}
	}
	d, err := atomicfile.CreateDir(dir, owned)
	if err != nil {
		return err
	}
	defer d.Discard()
	written, err := b.writeFiles(ctx, d)
	if err != nil {
		return err
	}
	m := manifest{
		Program: "undertone", Version: analysis.Version, Inputs: b.inputs, Settings: b.settings,
		Seed: b.seed, Warnings: b.warnings, Files: written,
	}
	if _, err := writeFile(d, file{manifestName, func(w io.Writer) error {
		e := json.NewEncoder(w)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		return e.Encode(m)
	}}); err != nil {
		return err
	}
	return d.Commit()
}

// CheckDir finds out early what Write would refuse: a file in the way of the
// directory, or a directory of somebody else's making.
func CheckDir(dir string, force bool) error {
	if _, err := ownedFiles(dir); err != nil && !force {
		return err
	}
	return atomicfile.CheckDir(dir)
}

// writeFiles writes two files at a time: most of the work is drawing. It stops
// at the first error: what follows a full disk would only repeat it.
func (b *bundle) writeFiles(ctx context.Context, d *atomicfile.Dir) ([]Input, error) {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	written := make([]Input, len(b.files))
	var wg sync.WaitGroup
	slots := make(chan struct{}, 2)
	for i, f := range b.files {
		slots <- struct{}{}
		wg.Add(1)
		go func() {
			defer wg.Done()
			defer func() { <-slots }()
			if ctx.Err() != nil {
				return
			}
			var err error
			if written[i], err = writeFile(d, f); err != nil {
				stop(err) // the first cause is kept
			}
		}()
	}
	wg.Wait()
	return written, context.Cause(ctx)
}

func writeFile(d *atomicfile.Dir, f file) (Input, error) {
	out, err := d.Create(f.name)
	if err != nil {
		return Input{}, err
	}
	h := NewHasher(out)
	if err := f.write(h); err != nil {
		out.Discard()
		return Input{}, fmt.Errorf("writing %s: %w", f.name, err)
	}
	return h.Input(f.name), out.Commit()
}

// Hasher counts and hashes what passes through it.
type Hasher struct {
	w    io.Writer
	n    int64
	hash hash.Hash
}

// NewHasher returns a hasher that hands everything on to w.
func NewHasher(w io.Writer) *Hasher { return &Hasher{w: w, hash: sha256.New()} }

// Write counts, hashes and hands on.
func (h *Hasher) Write(p []byte) (int, error) {
	n, err := h.w.Write(p)
	h.n += int64(n)
	h.hash.Write(p[:n])
	return n, err
}

// Input describes what passed through.
func (h *Hasher) Input(name string) Input {
	return Input{Name: name, Bytes: h.n, SHA256: hex.EncodeToString(h.hash.Sum(nil))}
}

// ownedFiles lists the files of an earlier report in dir, none where dir holds
// no report. A damaged manifest is an error: it cannot be told whose the files
// are.
func ownedFiles(dir string) ([]string, error) {
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		return nil, nil // no report; creating the directory will say what is in the way
	}
	path := filepath.Join(dir, manifestName)
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("looking for an earlier report: %w", err)
	}
	var m manifest
	if err := json.Unmarshal(data, &m); err != nil || m.Program != "undertone" {
		return nil, fmt.Errorf("%s was not written by undertone; choose another directory or use --force", path)
	}
	owned := []string{manifestName}
	for _, f := range m.Files {
		owned = append(owned, filepath.Base(f.Name))
	}
	return owned, nil
}
