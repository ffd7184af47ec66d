package targets

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/undertone-project/undertone/analysis/stance"
)

// found writes mentions as "target:words", with ~ for implied ones.
func found(list []stance.Target, s string) []string {
	var out []string
	for _, m := range NewFinder(list).Find(s) {
		mark := ""
		if m.Implied {
			mark = "~"
		}
		out = append(out, mark+list[m.Target].Name+":"+m.In(s))
	}
	return out
}

func TestFind(t *testing.T) {
	us := stance.Target{Name: "US government", Aliases: []string{"US"}}
	russia := stance.Target{Name: "Russia"}
	nato := stance.Target{Name: "NATO"}
	tests := []struct {
		name string
		list []stance.Target
		in   string
		want []string
	}{
		{"empty", []stance.Target{nato}, "", nil},
		{"no targets", nil, "NATO", nil},
		{"possessive", []stance.Target{{Name: "Biden"}}, "Biden’s plan and Biden's men", []string{"Biden:Biden", "Biden:Biden"}},
		{"plural", []stance.Target{{Name: "Tory"}}, "two Torys, no history", []string{"Tory:Torys"}},
		{"common noun both numbers", []stance.Target{{Name: "masks"}}, "a mask, the masks, masked", []string{"masks:mask", "masks:masks"}},
		{"policy in any case", []stance.Target{{Name: "gun control"}}, "Gun control now. GUN CONTROL!", []string{"gun control:Gun control", "gun control:GUN CONTROL"}},
		{"pronoun us", []stance.Target{us}, "They lied to us about the US.", []string{"US government:US"}},
		{"dotted", []stance.Target{us}, "the U.S. army", []string{"US government:U.S."}},
		{"shouted us", []stance.Target{us}, "THEY HATE US AND WANT US GONE", nil},
		{"shouted the us", []stance.Target{us}, "GET THE US OUT OF HERE NOW", []string{"US government:US"}},
		{"acronym in any case", []stance.Target{nato}, "Nato, nato and NATO", []string{"NATO:Nato", "NATO:nato", "NATO:NATO"}},
		{"hyphens", []stance.Target{nato, russia}, "NATO-Russia talks, anti-Russia, pro-NATO", []string{"NATO:NATO", "Russia:Russia", "Russia:Russia", "NATO:NATO"}},
		{"hyphen for space", []stance.Target{{Name: "Nord Stream"}}, "the Nord-Stream pipe #NordStream", []string{"Nord Stream:Nord-Stream", "Nord Stream:#NordStream"}},
		{"hashtags", []stance.Target{russia}, "#Russia #StandWithRussia", []string{"Russia:#Russia", "Russia:Russia"}},
		{"hashtag alias only as hashtag", []stance.Target{{Name: "Clinton", Aliases: []string{"#ready"}}}, "ready? #Ready", []string{"Clinton:#Ready"}},
		{"demonym implied", []stance.Target{russia}, "the Russians and Moscow", []string{"~Russia:Russians", "~Russia:Moscow"}},
		{"named beats implied", []stance.Target{russia, {Name: "Putin"}}, "Putin of Russia", []string{"Putin:Putin", "Russia:Russia"}},
		{"longest wins", []stance.Target{{Name: "York"}, {Name: "New York"}}, "New York, York", []string{"New York:New York", "York:York"}},
		{"shared alias", []stance.Target{{Name: "A Party", Aliases: []string{"coalition"}}, {Name: "B Party", Aliases: []string{"coalition"}}}, "the coalition", []string{"A Party:coalition", "B Party:coalition"}},
		{"common word name", []stance.Target{{Name: "Bush"}}, "Bush hid in a bush", []string{"Bush:Bush"}},
		{"government of", []stance.Target{{Name: "Ukraine's government"}}, "Kiev and the Ukrainian government", []string{"~Ukraine's government:Kiev", "~Ukraine's government:Ukrainian"}},
		{"not over punctuation", []stance.Target{{Name: "white house"}}, "all white. house", nil},
		{"newline joins", []stance.Target{{Name: "gun control"}}, "gun\ncontrol", []string{"gun control:gun\ncontrol"}},
		{"other scripts", []stance.Target{{Name: "Росси́я", Aliases: []string{"Россия"}}, {Name: "Orbán"}}, "ORBÁN и россия", []string{"Orbán:ORBÁN", "Росси́я:россия"}},
		{"slash", []stance.Target{us, nato}, "for the US/NATO to read", []string{"US government:US", "NATO:NATO"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if d := cmp.Diff(tt.want, found(tt.list, tt.in)); d != "" {
				t.Errorf("Find(%q) (-want +got):\n%s", tt.in, d)
			}
		})
	}
}

func TestFindConcurrently(t *testing.T) {
	f := NewFinder([]stance.Target{{Name: "NATO"}, {Name: "Russia"}})
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 50 {
				if n := len(f.Find("NATO and Russia and Moscow")); n != 3 {
					t.Errorf("found %d mentions, want 3", n)
				}
			}
		})
	}
	wg.Wait()
}

func FuzzFind(f *testing.F) {
	f.Add("NATO", "the U.S. and #StandWithNATO’s us\xff")
	f.Add("#x", "#x_y #X")
	f.Add("", "a-b--c-")
	f.Fuzz(func(t *testing.T, name, s string) {
		fd := NewFinder([]stance.Target{{Name: name, Aliases: []string{s}}, {Name: "US"}})
		end := 0
		for _, m := range fd.Find(s) {
			if m.Start < 0 || m.End > len(s) || m.Start >= m.End || m.Target < 0 || m.Target > 1 {
				t.Fatalf("mention %+v in %q", m, s)
			}
			if m.End < end {
				t.Fatalf("mention %+v goes back before %d in %q", m, end, s)
			}
			end = m.End
		}
	})
}

func BenchmarkFind(b *testing.B) {
	for _, n := range []int{5, 500} {
		var list []stance.Target
		for i := range n {
			list = append(list, stance.Target{Name: fmt.Sprintf("Name%d Of%d", i, i%7)})
		}
		list = append(list, stance.Target{Name: "NATO"}, stance.Target{Name: "Russia"})
		s := strings.Repeat("Nobody who read the treaty thinks that NATO can simply ignore what Russia's diplomats wrote last week. ", 10)
		f := NewFinder(list)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.SetBytes(int64(len(s)))
			for b.Loop() {
				if len(f.Find(s)) != 20 {
					b.Fatal("wrong number of mentions")
				}
			}
		})
	}
}
