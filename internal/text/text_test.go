package text

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestTokens(t *testing.T) {
	tests := []struct {
		in   string
		want []string
	}{
		{"", nil},
		{"I don’t know…", []string{"I", "don’t", "know", "…"}},
		{"U.S. talks with @FF: see https://x.org/a?b=1.", []string{"U.S.", "talks", "with", "@FF", ":", "see", "https://x.org/a?b=1", "."}},
		{"8,500 troops at 12:31, #NoWar!!! :-)", []string{"8,500", "troops", "at", "12:31", ",", "#NoWar", "!!!", ":-)"}},
		{"well-known 4th 👍🏽 ok", []string{"well-known", "4th", "👍🏽", "ok"}},
		{"bad\xffbyte", []string{"bad", "byte"}},
	}
	for _, tt := range tests {
		var got []string
		for _, tok := range Tokens(nil, tt.in) {
			got = append(got, tok.In(tt.in))
		}
		if d := cmp.Diff(tt.want, got); d != "" {
			t.Errorf("Tokens(%q) (-want +got):\n%s", tt.in, d)
		}
	}
}

func TestSentences(t *testing.T) {
	tests := []struct {
		in   string
		want []string
	}{
		{"", nil},
		{"One. Two?  Three!", []string{"One.", "Two?", "Three!"}},
		{"Antony J. Blinken met Mr. Lavrov. They talked.", []string{"Antony J. Blinken met Mr. Lavrov.", "They talked."}},
		{"a line\nwithout dots", []string{"a line", "without dots"}},
		{"In the U.S. nobody cares. Fine.", []string{"In the U.S. nobody cares.", "Fine."}},
	}
	for _, tt := range tests {
		var got []string
		for _, sp := range Sentences(tt.in) {
			got = append(got, sp.In(tt.in))
		}
		if d := cmp.Diff(tt.want, got); d != "" {
			t.Errorf("Sentences(%q) (-want +got):\n%s", tt.in, d)
		}
	}
}

func FuzzTokens(f *testing.F) {
	for _, s := range []string{"", "I don’t.", ":-) <3 @a #b", "U.S.", "\xff\xfe", "👩‍👩‍👧 1.", "www."} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		at := 0
		for _, tok := range Tokens(nil, s) {
			if tok.Start < at || tok.End <= tok.Start || tok.End > len(s) {
				t.Fatalf("token %+v after offset %d of %q", tok, at, s)
			}
			at = tok.End
		}
		at = 0
		for _, sp := range Sentences(s) {
			if sp.Start < at || sp.End <= sp.Start || sp.End > len(s) {
				t.Fatalf("sentence %+v after offset %d of %q", sp, at, s)
			}
			at = sp.End
		}
	})
}

func BenchmarkTokens(b *testing.B) {
	s := "I have read this twice, and I still don't see what the author wants to say about the talks. Thanks to @maria for the link! "
	var buf []Token
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	for b.Loop() {
		if buf = Tokens(buf[:0], s); len(buf) != 28 {
			b.Fatal(len(buf))
		}
	}
}

func TestFoldsTo(t *testing.T) {
	words := []string{"", "Don’t", "don't", "DON`T", "yet", "Yet", "yeti", "ÉTÉ", "été", "it"}
	for _, w := range words {
		for _, k := range words {
			if got, want := FoldsTo(w, "nothing", k), Fold(w) == k; got != want {
				t.Errorf("FoldsTo(%q, %q) = %v, Fold gives %q", w, k, got, Fold(w))
			}
		}
	}
}
