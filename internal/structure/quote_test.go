package structure

import (
	"testing"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/analysis/thread"
)

const (
	longLine  = "The dough was far too wet for me to shape it on Sunday morning."
	otherLine = "Nobody in our village has ever used more than two spoons of salt."
)

func TestQuotes(t *testing.T) {
	tests := []struct {
		name         string
		before, text string
		own, quoted  string
		source       thread.ParentSource // of the edge of text; "" for any
	}{
		{"marked", longLine, "> The dough was far too wet for me\nUse less water.", "Use less water.", "The dough was far too wet for me", thread.ParentQuote},
		{"marked twice", longLine, "> > far too wet for me\nUse less water.\n\n> on Sunday morning\nWhy Sunday?", "Use less water.\n\nWhy Sunday?", "far too wet for me\non Sunday morning", ""},
		{"copied", longLine, longLine + "\nUse less water.", "Use less water.", longLine, thread.ParentQuote},
		{"nearly copied", longLine, "the dough was far too wet for me to shape it on Sunday\nUse less water.", "Use less water.", "the dough was far too wet for me to shape it on Sunday", thread.ParentQuote},
		{"within a line", longLine, "You say “far too wet for me to shape it” but why?", "You say “far too wet for me to shape it” but why?", "", thread.ParentQuote},
		{"nothing but a quotation", longLine, "> what a loaf", "> what a loaf", "", ""},
		{"posted twice", longLine, longLine, longLine, "", ""},
		{"short line", "Use less water.", "Use less water.\nI did, and it helped.", "Use less water.\nI did, and it helped.", "", ""},
		{"not quoted", longLine, otherLine + "\nUse less water.", otherLine + "\nUse less water.", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			th := only(t, []format.Record{post("", "How I bake."), said(tt.before), said(tt.text)}, Options{})
			c := th.Comments[1]
			if c.Text != tt.own || c.Quoted != tt.quoted {
				t.Errorf("text %q quoted %q, want %q and %q", c.Text, c.Quoted, tt.own, tt.quoted)
			}
			if tt.source != "" && c.Reply.Source != tt.source {
				t.Errorf("source %s, want %s; candidates %+v", c.Reply.Source, tt.source, c.Reply.Candidates)
			}
		})
	}
}

func TestAuthors(t *testing.T) {
	th := only(t, []format.Record{
		post("", "How I bake."),
		said("The oven is the problem, and has been for years, because it never gets hot enough."),
		said("Sounds like a fair assessment Gregor."),
		said("I would not know...best-petra"),
		{Kind: thread.KindComment, Author: "Ann", Text: "Rye."},
	}, Options{})
	want := []struct {
		author string
		source thread.AuthorSource
	}{{"Gregor", thread.AuthorAddressed}, {"", ""}, {"petra", thread.AuthorSigned}, {"Ann", thread.AuthorStated}}
	for i, w := range want {
		if c := th.Comments[i]; c.Author != w.author || c.AuthorSource != w.source {
			t.Errorf("comment %d: author %q (%s), want %q (%s)", i, c.Author, c.AuthorSource, w.author, w.source)
		}
	}
	if s := th.Comments[1].Reply.Source; s != thread.ParentMention {
		t.Errorf("source %s, want mention", s)
	}
}

// Abstaining leaves a comment at the top level and keeps the alternatives.
func TestAbstain(t *testing.T) {
	recs := []format.Record{post("", "How I bake."), said("The oven never gets hot enough."), said("No, you are wrong about that.")}
	sure := only(t, recs, Options{MinConfidence: -1}).Comments[1].Reply
	if sure.Parent != "c1" {
		t.Skipf("the model takes the comment for top-level: %+v", sure)
	}
	shy := only(t, recs, Options{MinConfidence: 1}).Comments[1].Reply
	if shy.Parent != "post" || shy.Source != thread.ParentNone || len(shy.Candidates) != len(sure.Candidates) || shy.Confidence >= sure.Confidence {
		t.Errorf("abstaining gives %+v, deciding %+v", shy, sure)
	}
}

func TestAge(t *testing.T) {
	tests := []struct {
		raw    string
		known  bool
		lo, hi float64
	}{
		{"3 hours ago", true, -4 * 3600, -3 * 3600},
		{"about an hour ago", true, -7200, -3600},
		{"2d ago", true, -3 * 86400, -2 * 86400},
		{"long ago", false, 0, 0},
		{"", false, 0, 0},
	}
	for _, tt := range tests {
		if w := age(tt.raw); w.Known != tt.known || w.Lo != tt.lo || w.Hi != tt.hi {
			t.Errorf("age(%q) = %+v", tt.raw, w)
		}
	}
}
