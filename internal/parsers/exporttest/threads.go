package exporttest

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/internal/structure"
)

// Threads counts how many of gold's parents the reply trees built from the
// records have. A parent that gold does not name is the post.
func Threads(t *testing.T, f format.Format, path string) (right, of int) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	parents := map[string]string{} // by id; "" for the post
	seq := f.Read(context.Background(), format.Source{Name: filepath.Base(path), Reader: bytes.NewReader(data)})
	for th, err := range structure.Threads(seq, structure.Options{Source: filepath.Base(path)}) {
		if err != nil {
			t.Errorf("%s: %v", path, err)
			continue
		}
		parents[th.Post.ID] = ""
		for _, c := range th.Comments {
			parents[c.ID] = c.Reply.Parent
			if c.Reply.Parent == th.Post.ID {
				parents[c.ID] = ""
				parents[c.ID+" to "+th.Post.ID] = ""
			}
		}
	}
	for _, g := range readGold(t, path+".gold.jsonl") {
		if g.ID == nil {
			continue
		}
		of++
		want := str(g.Parent)
		if id := messageID.FindString(want); id != "" {
			want = id
		}
		got, ok := parents[*g.ID]
		if _, top := parents[*g.ID+" to "+want]; ok && (got == want || top) {
			right++
		} else {
			t.Errorf("%s: in the tree %s answers %q, want %q", filepath.Base(path), *g.ID, got, want)
		}
	}
	return right, of
}
