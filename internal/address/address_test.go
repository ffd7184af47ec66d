package address

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSignature(t *testing.T) {
	tests := []struct {
		in, name, left string
		ok             bool
	}{
		{"They will never pay for it...best-donna", "donna", "They will never pay for it...", true},
		{"Quite so, quite so. – Ben", "Ben", "Quite so, quite so. ", true},
		{"I would not do that.\n-- Ann Lee", "Ann Lee", "I would not do that.\n", true},
		{"Try the other shop.\nCheers,\nCem", "Cem", "Try the other shop.\n", true},
		{"Lovely photos!\nBest, Maria", "Maria", "Lovely photos!\n", true},
		{"“No man is an island.” – John Donne", "", "", false},
		{"I like state-of-the-art", "", "", false},
		{"It was a well-known - Fact", "", "", false},
		{"That is all - thanks", "", "", false},
		{"", "", "", false},
		{"-", "", "", false},
		{"donna", "", "", false},
	}
	for _, tt := range tests {
		name, sp, ok := Signature(tt.in)
		left := ""
		if ok {
			left = tt.in[:sp.Start]
		}
		if name != tt.name || ok != tt.ok || left != tt.left {
			t.Errorf("Signature(%q) = %q %v %v, left %q", tt.in, name, sp, ok, left)
		}
	}
}

func TestVocatives(t *testing.T) {
	known := []string{"Ann Lee", "Richard", "mad_hatter", "BobbyBrown", "FF", "Will"}
	tests := []struct {
		in    string
		known []string
		want  []string
	}{
		{"Seems like a fair assessment Gregor. I hope so.", nil, []string{"vocative Gregor"}},
		{"really solid points GK, really solid", nil, []string{"vocative GK"}},
		{"@FF: why not?", nil, []string{"handle FF"}},
		{"@Ann Lee, you missed it", known, []string{"handle Ann Lee"}},
		{"@ Ann Lee you missed it", known, []string{"handle Ann Lee"}},
		{"Thanks Petra! It worked.", nil, []string{"vocative Petra"}},
		{"Thank you, Petra.", nil, []string{"vocative Petra"}},
		{"Hi Petra,\nwhere is it?", nil, []string{"vocative Petra"}},
		{"Petra: that was last year.", nil, []string{"vocative Petra"}},
		{"Petra, your oven is too hot.", nil, []string{"vocative Petra"}},
		{"Good point, Petra.", nil, []string{"vocative Petra"}},
		{"I live in London.", nil, nil},
		{"However, you are wrong.", nil, nil},
		{"The talks are between NATO and Moscow.", nil, nil},
		{"I saw London, Paris.", nil, nil},
		{"I agree with Richard here", known, []string{"reference Richard"}},
		{"As mad_hatter says, no.", known, []string{"reference mad_hatter"}},
		{"Will you come?", known, nil},
		{"Will, you should come.", known, []string{"vocative Will"}},
		{"That is nonsense, Ann", known, []string{"vocative Ann Lee"}},
		{"That went well Richard!", known, []string{"vocative Richard"}},
		{"A fan of Richard.", known, []string{"reference Richard"}},
		{"Nothing here", known, nil},
		{"mail me at a@b.org", nil, nil},
	}
	for _, tt := range tests {
		var got []string
		for _, m := range Vocatives(tt.in, tt.known) {
			got = append(got, m.Kind.String()+" "+m.Name)
		}
		if d := cmp.Diff(tt.want, got); d != "" {
			t.Errorf("Vocatives(%q) (-want +got):\n%s", tt.in, d)
		}
	}
}

func FuzzAddress(f *testing.F) {
	for _, s := range []string{"@", "@ A", "best-donna", "Thanks Ben!", "\n-", "—\xff", "a.\n– Á", "Hi\nBen", ", Ben", "FF,"} {
		f.Add(s, "Ben")
		f.Add(s, "")
	}
	f.Fuzz(func(t *testing.T, s, known string) {
		if name, sp, ok := Signature(s); ok && (name == "" || sp.Start < 0 || sp.Start >= sp.End || sp.End > len(s)) {
			t.Fatalf("Signature(%q) = %q %v", s, name, sp)
		}
		at := 0
		for _, m := range Vocatives(s, []string{known}) {
			if m.Span.Start < at || m.Span.End <= m.Span.Start || m.Span.End > len(s) || m.Name == "" {
				t.Fatalf("%+v after %d in %q", m, at, s)
			}
			at = m.Span.End
		}
	})
}

func TestIdentity(t *testing.T) {
	for in, want := range map[string]string{
		"Ann": "ann", " ann  Lee ": "ann lee", "": "", "  ": "", "Guest": "", "[Deleted]": "", "Guest House": "guest house",
	} {
		if got := Identity(in); got != want {
			t.Errorf("Identity(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestOccurrences(t *testing.T) {
	names := NewNames([]string{"Anna Schmidt", "FF", "quayside_kat", "Hope", "will", "Björn"})
	for in, want := range map[string][]string{
		"@FF: no. @nobody_here, see what Anna Schmidt wrote": {"@FF", "@nobody_here", "Anna Schmidt"},
		"I hope they will. Hope is all we have.":             nil,
		"Thanks, Hope!":                                      {"Hope"},
		"As quayside_kat said, Björn is right":               {"quayside_kat", "Björn"},
		"Mr. Putin is a thug, God help us":                   nil,
		"":                                                   nil,
	} {
		var got []string
		for _, m := range names.Occurrences(in) {
			got = append(got, m.Span.In(in))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
	long := strings.Repeat("x y ", 40<<10) + "@FF said so"
	if got := names.Occurrences(long); len(got) != 1 || got[0].Span.In(long) != "@FF" {
		t.Errorf("in a long text: %v", got)
	}
}
