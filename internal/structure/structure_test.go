package structure

import (
	"errors"
	"fmt"
	"iter"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/analysis/thread"
)

func post(id, text string) format.Record {
	return format.Record{Kind: thread.KindPost, ID: id, Text: text}
}

func said(text string) format.Record {
	return format.Record{Kind: thread.KindComment, Text: text}
}

func reply(id, to, text string) format.Record {
	return format.Record{Kind: thread.KindComment, ID: id, ParentKnown: true, ReplyTo: to, Text: text}
}

func in(key string, r format.Record) format.Record {
	r.Thread = key
	return r
}

// outline writes a thread on one line: id, then each comment with its parent,
// the source of the edge, its confidence where certain, and its depth.
func outline(th thread.Thread) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s/%s:", th.ID, th.Post.ID)
	for _, c := range th.Comments {
		mark := ""
		if c.Deleted {
			mark = "*"
		}
		fmt.Fprintf(&b, " %s%s>%s(%s %v)%d", c.ID, mark, c.Reply.Parent, c.Reply.Source, c.Reply.Confidence, c.Depth)
	}
	return b.String()
}

func outlines(t *testing.T, recs []format.Record, opt Options) (lines, warnings []string) {
	t.Helper()
	for th, err := range Threads(seqOf(recs), opt) {
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, outline(th))
		warnings = append(warnings, th.Warnings...)
	}
	return lines, warnings
}

func TestDeclared(t *testing.T) {
	tests := []struct {
		name     string
		recs     []format.Record
		opt      Options
		want     []string
		warnings []string
	}{
		{"nothing", nil, Options{}, nil, nil},
		{"one post", []format.Record{post("", "x")}, Options{Source: "a/page.old.txt"}, []string{"page.old/post:"}, nil},
		{"several posts", []format.Record{post("", "x"), post("p", "y")}, Options{Source: "page.txt"}, []string{"page-1/post:", "page-2/p:"}, nil},
		{"declared", []format.Record{post("", "x"), reply("a", "", "1"), reply("b", "a", "2"), reply("", "b", "3"), reply("d", "post", "4")}, Options{Source: "-"},
			[]string{"stdin/post: a>post(none 1)1 b>a(declared 1)2 c3>b(declared 1)3 d>post(none 1)1"}, nil},
		{"comments only", []format.Record{reply("a", "", "1"), reply("b", "a", "2")}, Options{}, []string{"stdin/post: a>post(none 1)1 b>a(declared 1)2"}, nil},
		{"post without a row", []format.Record{reply("a", "t1", "1"), reply("b", "a", "2"), reply("c", "t1", "3")}, Options{},
			[]string{"stdin/t1: a>t1(none 1)1 b>a(declared 1)2 c>t1(none 1)1"}, nil},
		{"parent after child", []format.Record{post("", "x"), reply("b", "a", "2"), reply("a", "", "1")}, Options{},
			[]string{"stdin/post: b>a(declared 1)2 a>post(none 1)1"}, nil},
		{"missing parent", []format.Record{post("", "x"), reply("a", "", "1"), reply("b", "gone", "2"), reply("c", "gone", "3")}, Options{},
			[]string{"stdin/post: a>post(none 1)1 gone*>post(none 0)1 b>gone(declared 1)2 c>gone(declared 1)2"},
			[]string{"parents that the source does not hold are shown as placeholders: gone"}},
		{"own parent", []format.Record{post("", "x"), reply("a", "a", "1")}, Options{}, []string{"stdin/post: a>post(none 0)1"},
			[]string{"comments that name themselves as parent count as top-level: a"}},
		{"circle", []format.Record{post("", "x"), reply("a", "c", "1"), reply("b", "a", "2"), reply("c", "b", "3"), reply("d", "c", "4")}, Options{},
			[]string{"stdin/post: a>post(none 0)1 b>a(declared 1)2 c>b(declared 1)3 d>c(declared 1)4"},
			[]string{"parents in a circle: these comments count as top-level: a"}},
		{"duplicate ids", []format.Record{post("", "x"), reply("a", "", "1"), reply("a", "", "2"), reply("b", "a", "3")}, Options{},
			[]string{"stdin/post: a>post(none 1)1 a~2>post(none 1)1 b>a~2(declared 1)2"},
			[]string{"ids that occur more than once got a suffix (~2, ~3...): a"}},
		{"given id like an assigned one", []format.Record{post("", "x"), reply("", "", "1"), reply("c1", "", "2"), reply("post", "c1", "3")}, Options{},
			[]string{"stdin/post: c1~2>post(none 1)1 c1>post(none 1)1 post~2>c1(declared 1)2"},
			[]string{"ids that occur more than once got a suffix (~2, ~3...): post"}},
		{"interleaved", []format.Record{in("t", reply("a", "", "1")), in("u", post("q", "y")), in("t", reply("b", "a", "2")), in("u", reply("a", "q", "3"))}, Options{},
			[]string{"t/post: a>post(none 1)1 b>a(declared 1)2", "u/q: a>q(none 1)1"}, nil},
		{"key means the post", []format.Record{in("t", post("", "x")), in("t", reply("a", "t", "1"))}, Options{}, []string{"t/post: a>post(none 1)1"}, nil},
		{"second post of a key", []format.Record{in("t", post("p", "x")), in("t", post("q", "y"))}, Options{}, []string{"t/p: q>p(none 1)1"},
			[]string{"a second post in this thread is read as a top-level comment"}},
		{"stated confidence", []format.Record{post("", "x"), reply("a", "", "1"), {Kind: thread.KindComment, ID: "b", ParentKnown: true, ReplyTo: "a", ReplySource: thread.ParentInferred, ReplyConfidence: 0.5}}, Options{},
			[]string{"stdin/post: a>post(none 1)1 b>a(inferred 0.5)2"}, nil},
		{"first comment", []format.Record{said("1")}, Options{}, []string{"stdin/post: c1>post(none 1)1"}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, warnings := outlines(t, tt.recs, tt.opt)
			if d := cmp.Diff(tt.want, got); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
			if d := cmp.Diff(tt.warnings, warnings); d != "" {
				t.Errorf("warnings (-want +got):\n%s", d)
			}
		})
	}
}

func TestContiguous(t *testing.T) {
	recs := []format.Record{in("t", post("", "x")), in("t", said("1")), in("u", post("", "y")), in("t", said("2"))}
	got, _ := outlines(t, recs, Options{Contiguous: true})
	want := []string{"t/post: c1>post(none 1)1", "u/post:", "t~2/post: c1>post(none 1)1"}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

func TestErrors(t *testing.T) {
	broken := errors.New("broken")
	recs := func(yield func(format.Record, error) bool) {
		_ = yield(post("", "x"), nil) && yield(format.Record{}, &format.SyntaxError{Line: 2, Err: broken}) &&
			yield(post("", "y"), nil) && yield(format.Record{}, broken) && yield(post("", "z"), nil)
	}
	var got []string
	for th, err := range Threads(iter.Seq2[format.Record, error](recs), Options{}) {
		var bad *format.SyntaxError
		switch {
		case errors.As(err, &bad):
			got = append(got, "syntax")
		case err != nil:
			got = append(got, "error")
		default:
			got = append(got, th.ID)
		}
	}
	if d := cmp.Diff([]string{"syntax", "stdin-1", "error"}, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

// vocabulary for generated comments: what inference looks for, and some more.
var phrases = []string{
	"I agree", "No, you are wrong", "Thanks Petra!", "@Gregor: why?", "> the oven was far too hot for that bread", "the oven was far too hot for that bread",
	"What do you mean?", "That is a good point", "bread", "\xff", "", "\n", "The problem with that is the oven", "– Petra", "lovely recipe", "it rose for two hours",
}

func records(t *rapid.T) []format.Record {
	ids := rapid.SampledFrom([]string{"", "", "", "a", "b", "c", "post", "c1"})
	n := rapid.IntRange(0, 25).Draw(t, "n")
	out := make([]format.Record, n)
	for i := range out {
		r := &out[i]
		r.Kind = thread.KindComment
		if rapid.IntRange(0, 12).Draw(t, "kind") == 0 {
			r.Kind = thread.KindPost
		}
		r.Thread = rapid.SampledFrom([]string{"", "", "", "k", "l"}).Draw(t, "thread")
		r.ID = ids.Draw(t, "id")
		r.ParentKnown = rapid.IntRange(0, 2).Draw(t, "known") == 0
		r.ReplyTo = ids.Draw(t, "to")
		r.Author = rapid.SampledFrom([]string{"", "Petra", "Gregor", "Ann Lee"}).Draw(t, "author")
		r.Text = strings.Join(rapid.SliceOfN(rapid.SampledFrom(phrases), 0, 5).Draw(t, "text"), rapid.SampledFrom([]string{" ", "\n"}).Draw(t, "gap"))
		r.Deleted = rapid.IntRange(0, 9).Draw(t, "deleted") == 0
	}
	return out
}

// check fails where a thread breaks what the package promises.
func check(t interface{ Fatalf(string, ...any) }, th thread.Thread) {
	depth := map[string]int{th.Post.ID: 0}
	for _, c := range th.Comments {
		if _, dup := depth[c.ID]; dup || c.ID == "" {
			t.Fatalf("id %q is empty or not unique", c.ID)
		}
		depth[c.ID] = c.Depth
	}
	for _, c := range th.Comments {
		d, ok := depth[c.Reply.Parent]
		if !ok || c.Depth != d+1 {
			t.Fatalf("comment %s at depth %d has parent %q at depth %d (%v)", c.ID, c.Depth, c.Reply.Parent, d, ok)
		}
		sum, listed := 0.0, len(c.Reply.Candidates) == 0
		for _, k := range c.Reply.Candidates {
			sum += k.Probability
			listed = listed || (k.Parent == c.Reply.Parent && k.Probability == c.Reply.Confidence)
			if _, ok := depth[k.Parent]; !ok || math.IsNaN(k.Probability) || k.Probability < 0 {
				t.Fatalf("comment %s: candidate %+v", c.ID, k)
			}
		}
		if sum > 1+1e-9 || !listed {
			t.Fatalf("comment %s: candidates sum to %v, parent among them: %v", c.ID, sum, listed)
		}
		for _, e := range c.Reply.Evidence {
			if e.Span != (thread.Span{}) && e.Span.In(c.Text) == "" {
				t.Fatalf("comment %s: evidence %+v does not fit %q", c.ID, e, c.Text)
			}
		}
	}
}

func TestProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		recs := records(t)
		var first, second []thread.Thread
		ids := map[string]bool{}
		for th, err := range Threads(seqOf(recs), Options{Source: "x.csv"}) {
			if err != nil {
				t.Fatal(err)
			}
			check(t, th)
			if ids[th.ID] {
				t.Fatalf("thread id %q twice", th.ID)
			}
			ids[th.ID] = true
			first = append(first, th)
		}
		for th := range Threads(seqOf(slices.Clone(recs)), Options{Source: "x.csv"}) {
			second = append(second, th)
		}
		if d := cmp.Diff(first, second); d != "" {
			t.Fatalf("not deterministic:\n%s", d)
		}
	})
}

func FuzzThreads(f *testing.F) {
	f.Add("a||I agree, Petra.\nb|a|> I agree\n|?|No.\n|?|Why?", "page.txt")
	f.Add("a|b|x\nb|a|y\na|a|z", "")
	f.Add("|?|@\n|?|best-donna\n|?|“quoted words that go on and on”", "-")
	f.Fuzz(func(t *testing.T, list, source string) {
		var recs []format.Record
		for line := range strings.SplitSeq(list, "\n") {
			id, rest, _ := strings.Cut(line, "|")
			to, text, _ := strings.Cut(rest, "|")
			r := format.Record{Kind: thread.KindComment, ID: id, ReplyTo: to, ParentKnown: to != "?", Text: text + "\n" + line}
			if strings.HasPrefix(text, "#") {
				r.Kind = thread.KindPost
			}
			recs = append(recs, r)
		}
		for th, err := range Threads(seqOf(recs), Options{Source: source}) {
			if err != nil {
				t.Fatal(err)
			}
			check(t, th)
		}
	})
}
