package synthetic

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
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

func TestComments(t *testing.T) {
	c := Comments{Words: 60, Names: []string{"Norland", "the bridge"}, Mentions: 1}
	got := c.Write(200)
	if !slices.Equal(got, c.Write(200)) {
		t.Error("two runs differ")
	}
	named, types := 0, map[string]bool{}
	for _, s := range got {
		words := strings.Fields(s)
		if len(words) != c.Words {
			t.Errorf("%d words: %s", len(words), s)
		}
		for _, w := range words {
			types[strings.ToLower(strings.Trim(w, ".,!?\""))] = true
		}
		for _, n := range c.Names {
			if strings.Contains(strings.ToLower(s), strings.ToLower(n)) {
				named++
			}
		}
	}
	if named < 150 || named > 250 {
		t.Errorf("%d mentions in 200 comments, want about one in each", named)
	}
	if len(types) < 1500 || len(types) > 4000 {
		t.Errorf("%d different words in 12,000", len(types))
	}
}
