package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/undertone-project/undertone/analysis"
	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/analysis/thread"
)

// input is one file, or standard input.
type input struct {
	path string // "-" for standard input
	// name is what tables and messages call it: the path below the directory
	// that was given, or the shortest end of a file's path that tells it from
	// the others. Never absolute, so that output does not depend on where the
	// files lie.
	name string
	// walked is set for files found in a directory: there, a file of another
	// kind is no error.
	walked bool
}

// expand resolves the INPUT arguments: files, directories (read recursively in
// lexical order, hidden files left out), globs and "-".
func expand(args []string) ([]input, error) {
	var inputs []input
	for _, arg := range args {
		info, err := os.Stat(arg)
		switch {
		case arg == "-":
			inputs = append(inputs, input{path: "-", name: "-"})
		case err == nil && info.IsDir():
			found, err := walk(arg)
			if err != nil {
				return nil, err
			}
			inputs = append(inputs, found...)
		case err == nil:
			inputs = append(inputs, input{path: arg})
		case errors.Is(err, fs.ErrNotExist) && strings.ContainsAny(arg, "*?["):
			matches, globErr := filepath.Glob(arg)
			if globErr != nil {
				return nil, usagef("pattern %q: %v", arg, globErr)
			}
			if len(matches) == 0 {
				return nil, fmt.Errorf("no file matches %q", arg)
			}
			for _, m := range matches {
				inputs = append(inputs, input{path: m})
			}
		default:
			return nil, err
		}
	}
	name(inputs)
	return inputs, nil
}

func walk(dir string) ([]input, error) {
	var inputs []input
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if p != dir && strings.HasPrefix(d.Name(), ".") {
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if d.IsDir() || !regular(p, d) {
			return nil
		}
		rel, err := filepath.Rel(dir, p)
		if err != nil {
			return err
		}
		inputs = append(inputs, input{path: p, name: filepath.ToSlash(rel), walked: true})
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("reading directory: %w", err)
	}
	if len(inputs) == 0 {
		return nil, fmt.Errorf("%s: %w: the directory holds no files", dir, format.ErrUnrecognized)
	}
	return inputs, nil
}

// regular leaves out devices and pipes, whose reading may never end, and
// follows links to files only.
func regular(p string, d fs.DirEntry) bool {
	if d.Type()&fs.ModeSymlink == 0 {
		return d.Type().IsRegular()
	}
	info, err := os.Stat(p)
	return err == nil && info.Mode().IsRegular()
}

// name gives inputs without a name the shortest end of their path that no
// other input has.
func name(inputs []input) {
	parts := make([][]string, len(inputs))
	used := make([]int, len(inputs))
	for i, in := range inputs {
		if in.name == "" {
			parts[i] = strings.Split(strings.TrimLeft(filepath.ToSlash(filepath.Clean(in.path)), "/"), "/")
			used[i] = 1
		}
	}
	for again := true; again; {
		again = false
		seen := map[string][]int{}
		for i := range inputs {
			if used[i] > 0 {
				inputs[i].name = strings.Join(parts[i][len(parts[i])-used[i]:], "/")
			}
			seen[inputs[i].name] = append(seen[inputs[i].name], i)
		}
		for i := range inputs {
			if len(seen[inputs[i].name]) > 1 && used[i] > 0 && used[i] < len(parts[i]) {
				used[i]++
				again = true
			}
		}
	}
}

func (in input) open(s streams) (io.ReadCloser, error) {
	if in.path == "-" {
		return io.NopCloser(s.in), nil
	}
	return os.Open(in.path)
}

// reader reads the threads of all inputs.
type reader struct {
	analyzer *analysis.Analyzer
	streams  streams
	warner   *warner
	strict   bool
	// opened, where not nil, sees every byte of each input that is read.
	opened func(in input, r io.Reader) io.Reader

	ids     map[string]bool
	skipped int
}

// threads yields the threads of the inputs in order. Bad records are warned
// of and skipped; files of a directory that no format fits likewise, unless
// none fits.
func (r *reader) threads(ctx context.Context, inputs []input) iter.Seq2[thread.Thread, error] {
	if r.ids == nil {
		r.ids = map[string]bool{}
	}
	return func(yield func(thread.Thread, error) bool) {
		var unrecognized error
		read := 0
		for _, in := range inputs {
			ok, err := r.one(ctx, in, yield)
			if err != nil && in.walked && errors.Is(err, format.ErrUnrecognized) {
				r.warner.warn("%v", err)
				unrecognized = err
				continue
			}
			if err != nil {
				yield(thread.Thread{}, err)
				return
			}
			if !ok {
				return
			}
			read++
		}
		switch {
		case read == 0 && unrecognized != nil && len(inputs) > 1:
			yield(thread.Thread{}, fmt.Errorf("%w: none of the %d files of the input can be read, for instance: %v", format.ErrUnrecognized, len(inputs), unrecognized))
		case read == 0 && unrecognized != nil:
			yield(thread.Thread{}, unrecognized)
		case r.strict && r.skipped > 0:
			yield(thread.Thread{}, fmt.Errorf("%d records could not be read (--strict)", r.skipped))
		}
	}
}

// one reads one input; false means that the consumer wants no more.
func (r *reader) one(ctx context.Context, in input, yield func(thread.Thread, error) bool) (bool, error) {
	f, err := in.open(r.streams)
	if err != nil {
		return false, err
	}
	defer f.Close()
	var from io.Reader = f
	if r.opened != nil {
		from = r.opened(in, f)
	}
	found := false
	for t, err := range r.analyzer.Threads(ctx, in.name, from) {
		found = true
		var bad *format.SyntaxError
		if errors.As(err, &bad) {
			r.skipped++
			r.warner.warn("%v; record skipped", bad)
			continue
		}
		if err != nil {
			return false, err
		}
		t.ID = r.unique(t.ID, in.name)
		if !yield(t, nil) {
			return false, nil
		}
	}
	if !found {
		r.warner.warn("%s: no posts and no comments found in it", in.name)
	}
	return true, nil
}

// unique keeps thread ids apart across inputs.
func (r *reader) unique(id, name string) string {
	if r.ids[id] {
		id = strings.TrimSuffix(name, path.Ext(name)) + ":" + id
	}
	for base, n := id, 2; r.ids[id]; n++ {
		id = fmt.Sprintf("%s~%d", base, n)
	}
	r.ids[id] = true
	return id
}

// all collects the threads.
func (r *reader) all(ctx context.Context, inputs []input) ([]thread.Thread, error) {
	var threads []thread.Thread
	for t, err := range r.threads(ctx, inputs) {
		if err != nil {
			return nil, err
		}
		threads = append(threads, t)
	}
	return slices.Clip(threads), nil
}
