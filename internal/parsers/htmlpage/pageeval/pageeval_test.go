package pageeval

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/analysis/thread"
)

const page = `<html><body><h1>Post</h1><ol class="commentlist"><li class="comment" id="comment-1"><cite class="fn">Ann</cite> <span class="says">says:</span>
<a href="#comment-1">3 May 2010 at 10:00</a><p>Some words of hers.</p><ul class="children"><li class="comment" id="comment-2"><cite class="fn">Bo</cite>
<a href="#comment-2">4 May 2010 at 11:30</a><p>And an answer by him.</p></li></ul></li></ol></body></html>`

const gold = `{"platform":"wordpress","comments":[
{"id":"1","parent_id":null,"author":"Ann","time":"3 May 2010 at 10:00","text":"Some words of hers.\nReply","kind":"comment"},
{"id":"2","parent_id":"1","author":"Posted by: Bo","time":"4 May 2010 at 11:30","text":"And an answer by him.","kind":"comment"},
{"id":"3","parent_id":null,"author":"Cy","time":"","text":"This one was never in the page.","kind":"comment"},
{"id":"4","parent_id":null,"author":"","time":"","text":"A pingback is not counted.","kind":"pingback"}]}`

func TestRun(t *testing.T) {
	dir := t.TempDir()
	for name, data := range map[string]string{"a.html": page, "a.gold.json": gold, "without-gold.html": page} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(data), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	if err := Run(context.Background(), &out, []string{"-v", dir}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"gold 3 found 2 matched 2 author 2/2 time 2/2 parent 2/2", "1.000   0.667  0.800"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is not in:\n%s", want, &out)
		}
	}
	out.Reset()
	if err := Run(context.Background(), &out, []string{"-diff", "a", "-general", dir}); err != nil || !strings.Contains(out.String(), "missed") {
		t.Errorf("%v:\n%s", err, &out)
	}
	if err := Run(context.Background(), &out, nil); err == nil {
		t.Error("no error without a directory")
	}
}

// TestAlign makes sure that the best overlaps are paired and that nothing is
// paired twice.
func TestAlign(t *testing.T) {
	items := []Item{{ID: "1", Text: "one two three four"}, {ID: "2", Text: "one two three five"}, {ID: "3", Text: "", Kind: "comment"}}
	records := []format.Record{{Kind: thread.KindComment, ID: "b", Text: "one two three five"}, {Kind: thread.KindComment, ID: "a", Text: "one two three four"},
		{Kind: thread.KindComment, ID: "comment-3"}, {Kind: thread.KindComment, ID: "d", Text: "nothing alike"}}
	a := align(items, records)
	for g, want := range []int{1, 0, 2} {
		if a.record[g] != want {
			t.Errorf("gold %d is paired with %d, want %d", g, a.record[g], want)
		}
	}
	if a.gold[3] != -1 || !a.ignored[2] || a.ignored[3] {
		t.Errorf("got %+v", a)
	}
}
