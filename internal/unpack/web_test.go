package unpack

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func warcRecord(kind, uri, contentType, block string) string {
	return fmt.Sprintf("WARC/1.1\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nWARC-Date: 2021-05-06T07:08:09.5Z\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n",
		kind, uri, contentType, len(block), block)
}

func response(uri, fields, body string) string {
	return warcRecord("response", uri, "application/http; msgtype=response", "HTTP/1.1 "+fields+"\r\n\r\n"+body)
}

// listWeb tells what an input holds, a line an entry.
func listWeb(t testing.TB, name string, data []byte) (out []string) {
	t.Helper()
	entries, err := Open(name, bytes.NewReader(data), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	for e, err := range entries {
		switch {
		case err != nil:
			out = append(out, "! "+err.Error())
			continue
		case e.Reader == nil:
			out = append(out, fmt.Sprintf("- %d %s", e.Omitted, e.Why))
			continue
		}
		text, err := io.ReadAll(e.Reader)
		line := fmt.Sprintf("%s: %s", e.Name, text)
		if err != nil {
			line += " (" + err.Error() + ")"
		}
		if e.Page != nil {
			line += " <" + e.Page.URL + " " + e.Page.Captured.UTC().Format(time.RFC3339) + ">"
		}
		out = append(out, line)
	}
	return out
}

const blog = "https://blog.example/2021/bridge/?p=1"

func TestWARC(t *testing.T) {
	archive := warcRecord("warcinfo", "", "application/warc-fields", "software: x\r\n") +
		warcRecord("request", blog, "application/http; msgtype=request", "GET / HTTP/1.1\r\n\r\n") +
		response(blog, "200 OK\r\nContent-Type: text/html", "<p>one</p>") +
		response("https://blog.example/a.png", "200 OK\r\nContent-Type: image/png", "\x89PNG") +
		response("https://blog.example/b.png", "200 OK\r\nContent-Type: image/png", "\x89PNG") +
		response("https://blog.example/gone", "404 Not Found\r\nContent-Type: text/html", "<p>no</p>") +
		response("https://blog.example/api", "200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked", "2\r\n[]\r\n0\r\n\r\n") +
		warcRecord("revisit", blog, "application/http; msgtype=response", "HTTP/1.1 200 OK\r\n\r\n") +
		warcRecord("resource", "https://blog.example/feed", "application/rss+xml", "<rss/>") +
		response("https://blog.example/bare", "200 OK", "<p>two</p>") +
		response("https://blog.example/cut", "200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked", "3\r\n<p>\r\n9\r\nthr")
	want := []string{
		"crawl.warc/blog.example/2021/bridge.html?p=1: <p>one</p> <" + blog + " 2021-05-06T07:08:09Z>",
		"crawl.warc/blog.example/api: [] <https://blog.example/api 2021-05-06T07:08:09Z>",
		"crawl.warc/blog.example/feed: <rss/> <https://blog.example/feed 2021-05-06T07:08:09Z>",
		"crawl.warc/blog.example/bare: <p>two</p> <https://blog.example/bare 2021-05-06T07:08:09Z>",
		"crawl.warc/blog.example/cut: <p>thr <https://blog.example/cut 2021-05-06T07:08:09Z>",
		"! crawl.warc/blog.example/cut: record 11: unexpected EOF; it was read as far as it goes",
		"- 2 of type image/png",
		"- 1 request records",
		"- 1 responses of HTTP status 404",
		"- 1 revisits: the archive, or another, holds the page as captured before",
		"- 1 warcinfo records",
	}
	if d := cmp.Diff(want, listWeb(t, "crawl.warc", []byte(archive))); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff(want, listWeb(t, "crawl.warc.gz", gz(t, []byte(archive)))); d != "" {
		t.Error("compressed as a whole: ", d)
	}
}

// TestWARCDamagedMember damages one of the gzip members that records have each
// their own.
func TestWARCDamagedMember(t *testing.T) {
	var archive []byte
	for i := range 4 {
		page := fmt.Sprintf("<p>%d %s</p>", i, strings.Repeat("words ", 3))
		member := gz(t, []byte(response(fmt.Sprintf("https://blog.example/%d", i), "200 OK\r\nContent-Type: text/html", page)))
		if i == 1 {
			for k := 30; k < 60; k++ {
				member[k] ^= 0x55
			}
		}
		archive = append(archive, member...)
	}
	got := listWeb(t, "crawl.warc.gz", archive)
	var pages, faults int
	for _, line := range got {
		switch {
		case strings.HasPrefix(line, "!"):
			faults++
		case strings.Contains(line, "words"):
			pages++
		}
	}
	if pages != 3 || faults != 1 {
		t.Errorf("%d pages, %d faults: %q", pages, faults, got)
	}
}

// A gzip file that is no web archive ends at a fault.
func TestDamagedMemberIsFinal(t *testing.T) {
	bad := gz(t, []byte(strings.Repeat("some words, ", 300)))
	for k := 20; k < 40; k++ {
		bad[k] ^= 0x55
	}
	got := listWeb(t, "a.txt.gz", append(bad, gz(t, []byte("hidden"))...))
	if all := strings.Join(got, "\n"); strings.Contains(all, "hidden") || !strings.Contains(all, "unpacking a.txt.gz") {
		t.Errorf("%q", got)
	}
	two := append(gz(t, []byte("one ")), gz(t, []byte("two"))...)
	if d := cmp.Diff([]string{"a.txt: one two"}, listWeb(t, "a.txt.gz", two)); d != "" {
		t.Error(d)
	}
}

func TestMHTML(t *testing.T) {
	page := strings.ReplaceAll(`From: <Saved by Blink>
Snapshot-Content-Location: `+blog+`
Subject: The bridge
Date: Thu, 6 May 2021 07:08:09 -0000
MIME-Version: 1.0
Content-Type: multipart/related;
	type="text/html";
	boundary="----MultipartBoundary--x----"


------MultipartBoundary--x----
Content-Type: text/html
Content-ID: <frame-1@mhtml.blink>
Content-Transfer-Encoding: quoted-printable
Content-Location: `+blog+`

<p class=3D"c">one=
 and two</p>
------MultipartBoundary--x----
Content-Type: image/png
Content-Transfer-Encoding: base64
Content-Location: https://blog.example/a.png

iVBORw0=

------MultipartBoundary--x----
Content-Type: text/html
Content-Transfer-Encoding: base64
Content-Location: https://comments.example/embed

PHA+dGhyZWU8L3A+

------MultipartBoundary--x------
`, "\n", "\r\n")
	want := []string{
		"bridge.mhtml: <p class=\"c\">one and two</p> <" + blog + " 2021-05-06T07:08:09Z>",
		"bridge.mhtml/comments.example/embed: <p>three</p> <https://comments.example/embed 2021-05-06T07:08:09Z>",
		"- 1 of type image/png",
	}
	if d := cmp.Diff(want, listWeb(t, "bridge.mhtml", []byte(page))); d != "" {
		t.Error(d)
	}
	cut := listWeb(t, "bridge.mhtml", []byte(page[:strings.Index(page, " and two")]))
	if len(cut) < 2 || !strings.HasPrefix(cut[0], `bridge.mhtml: <p class="c">one`) || !strings.HasPrefix(cut[1], "! ") {
		t.Errorf("cut off: %q", cut)
	}
	for _, mail := range []string{"From: Ann <a@x.example>\nSubject: Saved by the bell\n\nFrom: <Saved by x", "Title: x\nFrom here on\n"} {
		if got := listWeb(t, "mail", []byte(mail)); len(got) != 1 || strings.HasPrefix(got[0], "!") {
			t.Errorf("%q: %q", mail, got)
		}
	}
}

// A page of zeros in a web archive is bounded like any other.
func TestWARCBomb(t *testing.T) {
	bomb := gz(t, bytes.Repeat([]byte(" "), 200<<20))
	archive := warcRecord("response", blog, "application/http", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n"+string(bomb))
	entries, err := Open("a.warc", strings.NewReader(archive), Limits{Ratio: 100})
	if err != nil {
		t.Fatal(err)
	}
	var limit *LimitError
	for e, err := range entries {
		if err == nil {
			_, err = io.Copy(io.Discard, e.Reader)
		}
		if errors.As(err, &limit) {
			return
		}
	}
	t.Error("not stopped")
}

func FuzzWeb(f *testing.F) {
	f.Add([]byte(response(blog, "200 OK\r\nContent-Type: text/html", "<p>one</p>") + warcRecord("revisit", blog, "", "")))
	f.Add(gz(f, []byte(response(blog, "200 OK\r\nContent-Encoding: br", "xxxx"))))
	f.Add([]byte("From: <Saved by Blink>\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\nPHA+\n--x--\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		entries, err := Open("a", bytes.NewReader(data), Limits{Bytes: 1 << 20, Spool: 1 << 20, Window: 1 << 20, Entries: 100})
		if err != nil {
			return
		}
		n := 0
		for e, err := range entries {
			if n++; n > len(data)+100 {
				t.Fatal("no end")
			}
			if err == nil && e.Reader != nil {
				_, _ = io.Copy(io.Discard, e.Reader) // any fault will do
			}
		}
	})
}
