package warc

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/zstd"
)

// record writes a record as crawlers do.
func record(kind, uri, contentType, block string) string {
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nWARC-Date: 2021-05-06T07:08:09Z\r\n"+
		"WARC-Record-ID: <urn:uuid:1>\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", kind, uri, contentType, len(block), block)
}

// read tells what an archive holds, a line a record.
func read(in io.Reader) (out []string) {
	r := NewReader(in)
	for range 100 {
		rec, err := r.Next()
		var damage *DamageError
		switch {
		case errors.Is(err, io.EOF):
			return out
		case errors.As(err, &damage):
			out = append(out, err.Error())
			continue
		case err != nil:
			return append(out, "END "+err.Error())
		}
		b, err := io.ReadAll(rec.Block)
		line := fmt.Sprintf("%d %s %s %s", rec.Number, rec.Type, rec.URI, b)
		if err != nil {
			line += " (" + err.Error() + ")"
		}
		out = append(out, line)
	}
	return append(out, "no end")
}

func TestReader(t *testing.T) {
	a, b := record("response", "http://a.example/", "x/y", "one"), record("resource", "<http://b.example/>", "x/y", "two")
	for _, tt := range []struct {
		name, in string
		want     []string
	}{
		{"empty", "", nil},
		{"two", a + b, []string{"1 response http://a.example/ one", "2 resource http://b.example/ two"}},
		{"line feeds alone", strings.ReplaceAll(a+b, "\r", ""), []string{"1 response http://a.example/ one", "2 resource http://b.example/ two"}},
		{"no length", strings.Replace(a, "Content-Length", "Length", 1) + b, []string{
			`record 1 is damaged: "" is no Content-Length`, "record 1 is damaged: it is followed by what is no record", "2 resource http://b.example/ two"}},
		{"negative length", strings.Replace(a, "Length: 3", "Length: -3", 1) + b, []string{
			`record 1 is damaged: "-3" is no Content-Length`, "record 1 is damaged: it is followed by what is no record", "2 resource http://b.example/ two"}},
		{"too short", strings.Replace(a, "Length: 3", "Length: 2", 1) + b, []string{
			"1 response http://a.example/ on", "record 1 is damaged: it is followed by what is no record", "2 resource http://b.example/ two"}},
		{"too long", strings.Replace(a, "Length: 3", "Length: 33", 1) + b + b, []string{
			"1 response http://a.example/ one\r\n\r\n" + b[:26], "record 1 is damaged: it is followed by what is no record", "2 resource http://b.example/ two"}},
		{"cut off in the block", (a + b)[:len(a+b)-5], []string{
			"1 response http://a.example/ one", "2 resource http://b.example/ tw (unexpected EOF)", "record 2 is damaged: unexpected EOF"}},
		{"cut off in the head", a + b[:60], []string{"1 response http://a.example/ one", "record 2 is damaged: unexpected EOF"}},
		{"no version", "WARC/\n\n" + a, []string{`record 1 is damaged: "WARC/" is no version`, "2 response http://a.example/ one"}},
		{"a line without end", "WARC/1.0\r\nX: " + strings.Repeat("x", 1<<17) + "\r\n\r\n" + a, []string{
			"record 1 is damaged: a line of its head is longer than 65536 bytes", "record 1 is damaged: it is followed by what is no record",
			"2 response http://a.example/ one"}},
		{"text", "no archive", []string{"record 0 is damaged: it is followed by what is no record"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if d := cmp.Diff(tt.want, read(strings.NewReader(tt.in))); d != "" {
				t.Error(d)
			}
			if d := cmp.Diff(tt.want, read(iotest.OneByteReader(strings.NewReader(tt.in)))); d != "" {
				t.Error("byte by byte: ", d)
			}
		})
	}
}

func TestRecordDate(t *testing.T) {
	rec, err := NewReader(strings.NewReader(record("response", "u", "t", "b"))).Next()
	if err != nil || !rec.Date.Equal(time.Date(2021, 5, 6, 7, 8, 9, 0, time.UTC)) || rec.ContentType != "t" {
		t.Errorf("%+v, %v", rec, err)
	}
}

func TestAlwaysFailing(t *testing.T) {
	got := read(iotest.ErrReader(errors.New("the disk is gone")))
	if len(got) > maxFaults+1 || got[len(got)-1] != "END the disk is gone" {
		t.Errorf("%q", got)
	}
}

func TestReadResponse(t *testing.T) {
	const page = "<html>words of a page</html>"
	zip := func(w io.WriteCloser, b *bytes.Buffer) string {
		_, err := io.WriteString(w, page)
		if err := errors.Join(err, w.Close()); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	var gz, br, zs bytes.Buffer
	enc, err := zstd.NewWriter(&zs)
	if err != nil {
		t.Fatal(err)
	}
	chunks := "a\r\n" + page[:10] + "\r\n" + fmt.Sprintf("%x\r\n", len(page)-10) + page[10:] + "\r\n0\r\n\r\n"
	for _, tt := range []struct{ name, fields, body string }{
		{"plain", "", page},
		{"chunks", "Transfer-Encoding: chunked\r\n", chunks},
		{"chunks undone by the crawler", "Transfer-Encoding: chunked\r\n", page},
		{"gzip", "Content-Encoding: gzip\r\n", zip(gzip.NewWriter(&gz), &gz)},
		{"gzip undone by the crawler", "Content-Encoding: gzip\r\n", page},
		{"br", "content-encoding: BR\r\n", zip(brotli.NewWriter(&br), &br)},
		{"br undone by the crawler", "Content-Encoding: br\r\n", page},
		{"zstd", "Content-Encoding: zstd\r\n", zip(enc, &zs)},
		{"deflate undone by the crawler", "Content-Encoding: deflate\r\n", page},
	} {
		t.Run(tt.name, func(t *testing.T) {
			res, err := ReadResponse(strings.NewReader("HTTP/1.1 200 OK\r\nContent-Type: Text/HTML; charset=utf-8\r\n" + tt.fields + "\r\n" + tt.body))
			if err != nil {
				t.Fatal(err)
			}
			got, err := io.ReadAll(res.Body)
			if string(got) != page || err != nil || res.Status != 200 || res.MediaType != "text/html" || res.Charset != "utf-8" {
				t.Errorf("%q, %v; %+v", got, err, res)
			}
		})
	}
	for _, in := range []string{"", "GET / HTTP/1.1\r\n\r\n", "HTTP/1.1 ok\r\n\r\n", "HTTP/1.1 200 OK\r\nA: b", "HTTP/1.1 200\r\nContent-Encoding: rot13\r\n\r\nx"} {
		if _, err := ReadResponse(strings.NewReader(in)); err == nil {
			t.Errorf("%q is taken for a response", in)
		}
	}
}

func FuzzReader(f *testing.F) {
	whole := record("response", "http://a.example/", "application/http; msgtype=response",
		"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n4\r\nabcd\r\n0\r\n\r\n") + record("revisit", "u", "t", "")
	f.Add([]byte(whole))
	f.Add([]byte(whole[:len(whole)/2]))
	f.Add([]byte("WARC/\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		r := NewReader(bytes.NewReader(data))
		for n := 0; ; n++ {
			if n > len(data)+maxFaults {
				t.Fatal("no end")
			}
			rec, err := r.Next()
			var damage *DamageError
			if errors.As(err, &damage) {
				continue
			}
			if err != nil {
				return
			}
			if res, err := ReadResponse(rec.Block); err == nil {
				_, _ = io.Copy(io.Discard, io.LimitReader(res.Body, 1<<20)) // any fault will do
			}
		}
	})
}
