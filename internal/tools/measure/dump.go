package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/klauspost/compress/zstd"

	"github.com/undertone-project/undertone/internal/bytesize"
	"github.com/undertone-project/undertone/internal/jsonstream"
	"github.com/undertone-project/undertone/internal/synthetic"
)

// measureDump writes a synthetic dump of Reddit comments, compresses it, and
// measures what reading it costs: the program as a whole in a process of its
// own, beside decompression alone and the decoding of the JSON alone.
func measureDump(ctx context.Context, out io.Writer, args []string) error {
	flags := flag.NewFlagSet("dump", flag.ContinueOnError)
	size := bytesize.Size(100e6)
	flags.Var(&size, "size", "size of the dump before compression")
	seed := flags.Uint64("seed", 1, "seed of the dump")
	long := flags.Bool("long", false, "compress with a window of 512 MiB, as published dumps are")
	file := flags.String("file", "", "keep the compressed dump here, and use it where it exists")
	command := flags.String("command", "parse --to jsonl", "what the program does with the dump")
	binary := flags.String("binary", "", "the program (default: built from this module)")
	if err := flags.Parse(args); err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "undertone-measure-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if *file == "" {
		*file = filepath.Join(dir, "RC_synthetic.ndjson.zst")
	}
	if err := makeDump(out, *file, synthetic.Dump{Seed: *seed, Bytes: int64(size)}, *long); err != nil {
		return err
	}
	if *binary == "" {
		*binary = filepath.Join(dir, "undertone")
		build := exec.CommandContext(ctx, "go", "build", "-o", *binary, "./cmd/undertone")
		build.Stderr = os.Stderr
		if err := build.Run(); err != nil {
			return fmt.Errorf("building the program: %w", err)
		}
	}
	bytes, err := bare(out, *file)
	if err != nil {
		return err
	}
	return child(ctx, out, *binary, append(strings.Fields(*command), *file), bytes)
}

// makeDump writes the compressed dump unless it is there.
func makeDump(out io.Writer, path string, d synthetic.Dump, long bool) error {
	if _, err := os.Stat(path); err == nil {
		return nil
	}
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	opts := []zstd.EOption{zstd.WithEncoderConcurrency(2)}
	if long {
		opts = append(opts, zstd.WithWindowSize(zstd.MaxWindowSize))
	}
	z, err := zstd.NewWriter(f, opts...)
	if err != nil {
		return errors.Join(err, f.Close())
	}
	written, err := d.Write(z)
	if err := errors.Join(err, z.Close(), f.Close()); err != nil {
		return errors.Join(err, os.Remove(path))
	}
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "dump: %.1f MB (compressed %.1f MB), %d comments in %d threads\n",
		float64(written.Bytes)/1e6, float64(info.Size())/1e6, written.Comments, written.Threads)
	return nil
}

// bare measures what every reader of the dump has to do: decompress it, and
// decode its JSON with the standard library and with the decoder in use.
func bare(out io.Writer, path string) (int64, error) {
	var n int64
	for _, step := range []struct {
		what string
		line func([]byte) error
	}{
		{"decompression alone", nil},
		{"and JSON, encoding/json", func(line []byte) error { return json.Unmarshal(line, new(comment)) }},
		{"and JSON, goccy/go-json", func(line []byte) error { return jsonstream.Unmarshal(line, new(comment)) }},
	} {
		began, used := time.Now(), processorTime()
		var err error
		if n, err = eachLine(path, step.line); err != nil {
			return n, err
		}
		speed(out, step.what, n, time.Since(began), processorTime()-used)
	}
	return n, nil
}

// comment is what a reader of dumps cannot do without.
type comment struct {
	ID        string          `json:"id"`
	LinkID    string          `json:"link_id"`
	ParentID  string          `json:"parent_id"`
	Author    string          `json:"author"`
	Body      string          `json:"body"`
	Permalink string          `json:"permalink"`
	Created   json.RawMessage `json:"created_utc"`
	Score     json.RawMessage `json:"score"`
}

// eachLine decompresses a file, passes its lines to do unless that is nil, and
// returns the number of bytes.
func eachLine(path string, do func([]byte) error) (n int64, err error) {
	f, err := os.Open(path)
	if err != nil {
		return 0, err
	}
	defer f.Close() // read only
	z, err := zstd.NewReader(f, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(1<<31))
	if err != nil {
		return 0, err
	}
	defer z.Close()
	if do == nil {
		return io.Copy(io.Discard, z)
	}
	lines := bufio.NewScanner(z)
	lines.Buffer(make([]byte, 1<<20), 64<<20)
	for lines.Scan() {
		n += int64(len(lines.Bytes())) + 1
		if line := bytes.TrimSpace(lines.Bytes()); len(line) > 0 {
			if err := do(line); err != nil {
				return n, err
			}
		}
	}
	return n, lines.Err()
}

// child runs the program and says how fast it was and how much memory was
// resident at most.
func child(ctx context.Context, out io.Writer, binary string, args []string, bytes int64) error {
	run := exec.CommandContext(ctx, binary, args...)
	run.Stderr = os.Stderr
	began := time.Now()
	if err := run.Run(); err != nil {
		return fmt.Errorf("undertone %s: %w", strings.Join(args, " "), err)
	}
	p := run.ProcessState
	speed(out, "undertone "+strings.Join(args[:len(args)-1], " "), bytes, time.Since(began), p.UserTime()+p.SystemTime())
	if peak := peakMemory(p); peak > 0 {
		fmt.Fprintf(out, "memory resident at most: %.0f MB\n", float64(peak)/1e6)
	}
	return nil
}

func speed(out io.Writer, what string, bytes int64, took, used time.Duration) {
	fmt.Fprintf(out, "%-28s %8.1f MB/s %8.1f s %8.1f s of processor time\n", what, float64(bytes)/1e6/took.Seconds(), took.Seconds(), used.Seconds())
}
