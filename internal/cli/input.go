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
	"github.com/undertone-project/undertone/internal/numeral"
)

// input is one file, or standard input.
type input struct {
	path string // "-" for standard input
	// name is what tables and messages call it: the path below the directory
	// that was given, or the shortest end of a file's path, and in either case
	// as much more of it as tells it from the others. Never absolute, so that output does not depend on where the
	// files lie.
	name string
	// walked is set for files found in a directory: there, a file of another
	// kind is no error.
	walked bool
}

// expand resolves the INPUT arguments: files, directories (read recursively in
// lexical order, hidden files left out), globs and "-". A file that several
// arguments give is read once.
func expand(args []string) ([]input, error) {
	var all []input
	seen := map[string]bool{}
	for _, arg := range args {
		inputs, err := resolve(arg)
		if err != nil {
			return nil, err
		}
		for _, in := range inputs {
			if p := in.absolute(); !seen[p] {
				seen[p] = true
				all = append(all, in)
			}
		}
	}
	name(all)
	return all, nil
}

// absolute tells whether two inputs are one file.
func (in input) absolute() string {
	if in.path == "-" {
		return in.path
	}
	if p, err := filepath.Abs(in.path); err == nil {
		return p
	}
	return filepath.Clean(in.path)
}

// resolve gives the files of one argument.
func resolve(arg string) ([]input, error) {
	info, err := os.Stat(arg)
	switch {
	case arg == "-":
		return []input{{path: "-", name: "-"}}, nil
	case err == nil && info.IsDir():
		return walk(arg)
	case err == nil:
		return []input{{path: arg}}, nil
	case !errors.Is(err, fs.ErrNotExist) || !strings.ContainsAny(arg, "*?["):
		return nil, err
	}
	matches, err := filepath.Glob(arg)
	if err != nil {
		return nil, usagef("pattern %q: %v", arg, err)
	}
	var inputs []input
	for _, m := range matches {
		found, err := resolve(m)
		if err != nil {
			return nil, err
		}
		inputs = append(inputs, found...)
	}
	if len(inputs) == 0 {
		return nil, fmt.Errorf("no file matches %q", arg)
	}
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

// name gives inputs the shortest end of their path that no other input has;
// for files found in a directory, at least their path below it.
func name(inputs []input) {
	parts := make([][]string, len(inputs))
	used := make([]int, len(inputs))
	for i, in := range inputs {
		if in.path == "-" {
			continue
		}
		parts[i] = strings.Split(strings.TrimLeft(filepath.ToSlash(filepath.Clean(in.path)), "/"), "/")
		used[i] = min(1+strings.Count(in.name, "/"), len(parts[i]))
	}
	for again := true; again; {
		again = false
		seen := map[string]int{}
		for i := range inputs {
			if used[i] > 0 {
				inputs[i].name = strings.Join(parts[i][len(parts[i])-used[i]:], "/")
			}
			seen[inputs[i].name]++
		}
		for i := range inputs {
			if seen[inputs[i].name] > 1 && used[i] > 0 && used[i] < len(parts[i]) {
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
	gave    map[string]bool // names of the inputs that held a thread
	skipped int
}

// threads yields the threads of the inputs in order. Bad records are warned
// of and skipped; files of a directory that no format fits likewise, unless
// none fits.
func (r *reader) threads(ctx context.Context, inputs []input) iter.Seq2[thread.Thread, error] {
	if r.ids == nil {
		r.ids, r.gave = map[string]bool{}, map[string]bool{}
	}
	return func(yield func(thread.Thread, error) bool) {
		var unrecognized error
		read := 0
		for _, in := range inputs {
			ok, err := r.one(ctx, in, yield)
			if err != nil && in.walked && errors.Is(err, format.ErrUnrecognized) {
				r.warner.input("%v", err)
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
			yield(thread.Thread{}, fmt.Errorf("%s could not be read (--strict)", numeral.Plural(r.skipped, "record")))
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
			r.warner.input("%v; record skipped", bad)
			continue
		}
		if err != nil {
			return false, err
		}
		t.ID, r.gave[in.name] = r.unique(t.ID, in.name), true
		for _, w := range t.Warnings {
			r.warner.input("%s: thread %s: %s", t.Source, t.ID, w)
		}
		if !yield(t, nil) {
			return false, nil
		}
	}
	if r.opened != nil {
		// What follows the last record is a part of the file, too.
		if _, err := io.Copy(io.Discard, from); err != nil {
			return false, fmt.Errorf("reading %s: %w", in.name, err)
		}
	}
	if !found {
		r.warner.input("%s: no posts and no comments found in it", in.name)
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
