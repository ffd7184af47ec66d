package unpack

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/zstd"
)

func gz(t testing.TB, data []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func zst(t testing.TB, data []byte, opts ...zstd.EOption) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := zstd.NewWriter(&b, opts...)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// file is a file of an archive.
type file struct {
	name string
	data []byte
}

func tarOf(t testing.TB, files ...file) []byte {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, f := range files {
		h := &tar.Header{Name: f.name, Mode: 0o644, Size: int64(len(f.data)), Typeflag: tar.TypeReg}
		if strings.HasSuffix(f.name, "/") {
			h.Typeflag = tar.TypeDir
		}
		if err := w.WriteHeader(h); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(f.data); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func zipOf(t testing.TB, files ...file) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range files {
		e, err := w.Create(f.name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := e.Write(f.data); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// all reads everything; errors stand as "NAME! MESSAGE".
func all(t testing.TB, name string, r io.Reader, l Limits) []string {
	t.Helper()
	entries, err := Open(name, r, l)
	if err != nil {
		return []string{err.Error()}
	}
	var out []string
	for e, err := range entries {
		if err != nil {
			out = append(out, e.Name+"! "+err.Error())
			continue
		}
		data, err := io.ReadAll(e.Reader)
		line := fmt.Sprintf("%s=%.20s", e.Name, data)
		if err != nil {
			line += "! " + err.Error()
		}
		out = append(out, line)
	}
	return out
}

func TestOpen(t *testing.T) {
	hello := []byte("hello")
	bz := []byte("BZh91AY&SY\x19\x31\x65\x3d\x00\x00\x00\x81\x00\x02\x44\xa0\x00\x21\x9a\x68\x33\x4d\x07\x33\x8b\xb9\x22\x9c\x28\x48\x0c\x98\xb2\x9e\x80")
	for _, tt := range []struct {
		what, name string
		in         []byte
		want       []string
	}{
		{"plain", "a.txt", hello, []string{"a.txt=hello"}},
		{"empty", "a.txt", nil, []string{"a.txt="}},
		{"gzip", "a.txt.gz", gz(t, hello), []string{"a.txt=hello"}},
		{"gzip in members", "a.txt.GZ", append(gz(t, hello), gz(t, hello)...), []string{"a.txt=hellohello"}},
		{"gzip without a suffix", "-", gz(t, hello), []string{"-=hello"}},
		{"zstd", "a.ndjson.zst", zst(t, hello), []string{"a.ndjson=hello"}},
		{"zstd after a skippable frame", "a.zst", append([]byte("\x50\x2a\x4d\x18\x02\x00\x00\x00ab"), zst(t, hello)...), []string{"a=hello"}},
		{"bzip2", "a.bz2", bz, []string{"a=hello"}},
		{"tar", "a.tar", tarOf(t, file{"d/", nil}, file{"d/x", hello}, file{"../../y", []byte("bye")}, file{"._z", hello}),
			[]string{"a.tar/d/x=hello", "a.tar/y=bye"}},
		{"tgz", "a.tgz", gz(t, tarOf(t, file{"x", hello}, file{"y.gz", gz(t, hello)})), []string{"a.tar/x=hello", "a.tar/y=hello"}},
		{"zip", "a.zip", zipOf(t, file{"d/x", hello}, file{"__MACOSX/x", nil}, file{"y.zst", zst(t, hello)}), []string{"a.zip/d/x=hello", "a.zip/y=hello"}},
		{"xz", "a.xz", []byte("\xfd7zXZ\x00\x00"), []string{"a.xz! a.xz: xz files are not read; unpack it first"}},
		{"cut off", "a.gz", gz(t, hello)[:14], []string{"a=hel! unpacking a.gz: unexpected EOF"}},
		{"too many layers", "a", gz(t, gz(t, gz(t, gz(t, hello)))),
			[]string{`a! a: compressions and archives inside one another are more than 3 (limit "layers"); if the file can be trusted, raise the limit`}},
	} {
		t.Run(tt.what, func(t *testing.T) {
			if d := cmp.Diff(tt.want, all(t, tt.name, bytes.NewReader(tt.in), Limits{})); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
		})
	}
}

func TestZipOnDisk(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.zip")
	if err := os.WriteFile(path, zipOf(t, file{"x", []byte("hello")}), 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	// Nothing may be copied: the limit would forbid it.
	if got := all(t, "a.zip", f, Limits{Spool: 1}); len(got) != 1 || got[0] != "a.zip/x=hello" {
		t.Errorf("got %q", got)
	}
}

func TestLongWindow(t *testing.T) {
	in := zst(t, bytes.Repeat([]byte("a line of text\n"), 1<<20), zstd.WithWindowSize(1<<27))
	entries, err := Open("a.zst", bytes.NewReader(in), Limits{Window: 1 << 20, Ratio: 1 << 30})
	if err != nil {
		t.Fatal(err)
	}
	for e, err := range entries {
		if err == nil {
			_, err = io.Copy(io.Discard, e.Reader)
		}
		wantLimit(t, err, "Window")
		break
	}
	entries, err = Open("a.zst", bytes.NewReader(in), Limits{Ratio: 1 << 30})
	if err != nil {
		t.Fatal(err)
	}
	for e, err := range entries {
		if err != nil {
			t.Fatal(err)
		}
		if n, err := io.Copy(io.Discard, e.Reader); n != 15<<20 || err != nil {
			t.Errorf("read %d bytes, %v", n, err)
		}
	}
}

func wantLimit(t *testing.T, err error, name string) {
	t.Helper()
	var limit *LimitError
	if !errors.As(err, &limit) || limit.Limit != name {
		t.Errorf("got %v, want the limit %s", err, name)
	}
}

func TestBombs(t *testing.T) {
	zeros := make([]byte, 40<<20)
	bomb := gz(t, zeros)
	for _, tt := range []struct {
		limit string
		in    []byte
		l     Limits
	}{
		{"Ratio", bomb, Limits{Ratio: 100}},
		{"Ratio", zipOf(t, file{"a", zeros}), Limits{Ratio: 100}},
		{"Ratio", tarOf(t, file{"a.gz", bomb}), Limits{Ratio: 100}},
		{"Bytes", bomb, Limits{Bytes: 1 << 20}},
		{"Bytes", []byte(strings.Repeat("x", 2000)), Limits{Bytes: 1000}},
		{"Entries", tarOf(t, file{"a", nil}, file{"b", nil}, file{"c", nil}), Limits{Entries: 2}},
		{"Entries", zipOf(t, file{"a", nil}, file{"b", nil}, file{"c", nil}), Limits{Entries: 2}},
		{"Spool", zipOf(t, file{"a", nil}), Limits{Spool: 10}},
	} {
		entries, err := Open("in", bytes.NewReader(tt.in), tt.l)
		if err != nil {
			t.Fatal(err)
		}
		var last error
		for e, err := range entries {
			if last = err; err == nil {
				_, last = io.Copy(io.Discard, e.Reader)
			}
		}
		wantLimit(t, last, tt.limit)
	}
}

func TestStop(t *testing.T) {
	entries, err := Open("a.tar", bytes.NewReader(tarOf(t, file{"a", nil}, file{"b", nil})), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for range entries {
		n++
		break
	}
	if n != 1 {
		t.Errorf("went on after %d entries", n)
	}
}

func FuzzOpen(f *testing.F) {
	hello := []byte("hello")
	for _, in := range [][]byte{hello, gz(f, hello), zst(f, hello), tarOf(f, file{"a", hello}), zipOf(f, file{"a", gz(f, hello)}), gz(f, tarOf(f, file{"a", hello}))} {
		f.Add(in)
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		l := Limits{Bytes: 1 << 22, Ratio: 100, Entries: 100, Spool: 1 << 20, Window: 1 << 20}
		for _, line := range all(t, "in", bytes.NewReader(in), l) {
			if strings.Contains(strings.SplitN(line, "=", 2)[0], "/../") {
				t.Errorf("a name leads out: %q", line)
			}
		}
	})
}

func BenchmarkZstd(b *testing.B) {
	data := bytes.Repeat([]byte(`{"id":"abc","body":"some words of a comment, as they are","created_utc":1500000000}`+"\n"), 100_000)
	in := zst(b, data)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		entries, err := Open("a.zst", bytes.NewReader(in), Limits{Ratio: 1 << 30})
		if err != nil {
			b.Fatal(err)
		}
		for e, err := range entries {
			if err != nil {
				b.Fatal(err)
			}
			if _, err := io.Copy(io.Discard, e.Reader); err != nil {
				b.Fatal(err)
			}
		}
	}
}
