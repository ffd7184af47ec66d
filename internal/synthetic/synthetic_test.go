package synthetic

import (
	"bytes"
	"encoding/json"
	"testing"
)

// TestDump reads a dump back: every line is a comment, threads interleave, and
// the same seed gives the same bytes.
func TestDump(t *testing.T) {
	var a, b bytes.Buffer
	d := Dump{Seed: 3, Bytes: 1 << 20, Active: 50}
	got, err := d.Write(&a)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Write(&b); err != nil || !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Fatalf("two runs differ (error %v)", err)
	}
	links, changes, last := map[string]int{}, 0, ""
	lines := bytes.Split(bytes.TrimSpace(a.Bytes()), []byte("\n"))
	for i, line := range lines {
		var c struct {
			ID       string `json:"id"`
			Link     string `json:"link_id"`
			Parent   string `json:"parent_id"`
			Body     string `json:"body"`
			Subredit string `json:"subreddit"`
		}
		if err := json.Unmarshal(line, &c); err != nil {
			t.Fatalf("line %d: %v: %s", i+1, err, line)
		}
		if c.ID == "" || c.Link == "" || c.Parent == "" || c.Body == "" {
			t.Fatalf("line %d lacks a field: %s", i+1, line)
		}
		if c.Link != last {
			changes++
		}
		last = c.Link
		links[c.Link]++
	}
	if int64(a.Len()) != got.Bytes || len(lines) != got.Comments || len(links) != got.Threads {
		t.Errorf("got %d bytes, %d comments, %d threads; it says %+v", a.Len(), len(lines), len(links), got)
	}
	if got.Bytes < d.Bytes || got.Bytes > d.Bytes+64<<10 || changes < len(lines)*9/10 {
		t.Errorf("%d bytes, %d of %d lines belong to another thread than the line before", got.Bytes, changes, len(lines))
	}
}
