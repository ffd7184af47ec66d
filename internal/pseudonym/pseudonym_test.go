package pseudonym_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/pseudonym"
)

const key = "a key that is long enough"

func names(tb testing.TB, key string) *pseudonym.Pseudonyms {
	tb.Helper()
	p, err := pseudonym.New([]byte(key))
	if err != nil {
		tb.Fatal(err)
	}
	return p
}

func TestName(t *testing.T) {
	p := names(t, key)
	ann := p.Name("Ann Lee")
	if !strings.HasPrefix(ann, "p-") || len(ann) != 12 {
		t.Errorf("Name gives %q", ann)
	}
	if again := p.Name("  ann  lee"); again != ann {
		t.Errorf("case and spacing matter: %q, %q", ann, again)
	}
	if ben := p.Name("Ben"); ben == ann {
		t.Error("two names have one pseudonym")
	}
	if other := names(t, key+"!").Name("Ann Lee"); other == ann {
		t.Error("the key does not matter")
	}
	for _, shared := range []string{"", "Anonymous", "[deleted]", "Guest"} {
		if got := p.Name(shared); got != shared {
			t.Errorf("Name(%q) = %q", shared, got)
		}
	}
	if _, err := pseudonym.New([]byte("short")); err == nil {
		t.Error("a short key is taken")
	}
}

func TestThread(t *testing.T) {
	p := names(t, key)
	th := thread.Thread{
		ID:   "on-bridges",
		Post: thread.Post{ID: "post", Author: "Ann Lee", Title: "By Ann Lee", Text: "Comments are read by Ann Lee.", URL: "https://example.org/bridges"},
		Comments: []thread.Comment{
			{ID: "c1", Author: "river_rat", Text: "No, Ann. The mayor said it.", URL: "https://example.org/users/river_rat#c1"},
			{ID: "<7@example.org>", Author: "Ben", Quoted: "river_rat wrote: no", Text: "@River_Rat, @stranger: Ben here. Anonymous agrees.",
				Reply: thread.ReplyEdge{Parent: "c1", Candidates: []thread.Candidate{{Parent: "c1", Evidence: []thread.Evidence{{Note: "river_rat"}}}}}},
			{ID: "c3", Author: "Anonymous", Text: "Yes.", Reply: thread.ReplyEdge{Parent: "<7@example.org>"}},
		},
	}
	p.Thread(&th)
	rat, ann, ben := p.Name("river_rat"), p.Name("Ann Lee"), p.Name("Ben")
	first, second, third := th.Comments[0], th.Comments[1], th.Comments[2]
	for _, c := range []struct{ got, want string }{
		{th.ID, "on-bridges"},
		{th.Post.Author, ann}, {th.Post.Title, "By " + ann}, {th.Post.Text, "Comments are read by " + ann + "."},
		{th.Post.URL, "https://example.org/bridges"},
		{first.Author, rat}, {first.Text, "No, " + ann + ". The mayor said it."}, {first.URL, ""},
		{second.Quoted, rat + " wrote: no"},
		{second.Text, "@" + rat + ", @" + p.Name("stranger") + ": " + ben + " here. Anonymous agrees."},
		{third.Author, "Anonymous"}, {third.Reply.Parent, second.ID}, {second.Reply.Parent, "c1"},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
	if strings.Contains(fmt.Sprintf("%+v", th), "iver_") || strings.Contains(second.ID, "@") {
		t.Errorf("a name is left: %+v", th)
	}
}

// Nothing that a text holds may break it, and no author's handle may stay.
func FuzzThread(f *testing.F) {
	f.Add("ann_99", "@ann_99: thanks, ann_99!")
	f.Add("Åsa Ek", "Åsa Ek skrev: nej")
	f.Add("", "@ @@ @x")
	f.Fuzz(func(t *testing.T, author, text string) {
		th := thread.Thread{Comments: []thread.Comment{{ID: "1", Author: author, Text: "@ann_99 " + text}, {ID: "2", Author: "ann_99", Text: text}}}
		names(t, key).Thread(&th)
		if strings.HasPrefix(th.Comments[0].Text, "@ann_99 ") {
			t.Errorf("a mention is left in %q", th.Comments[0].Text)
		}
	})
}
