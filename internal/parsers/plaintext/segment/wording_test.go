package segment

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestWordings(t *testing.T) {
	x := NewContext(prepare("The bridge is closed\nI agree, I agree\nAnd so on."))
	got := make(map[int][]string)
	x.Wordings(1, func(i int, name []byte) { got[i] = append(got[i], string(name)) })
	for i, names := range got {
		seen := make(map[string]bool)
		for _, name := range names {
			if seen[name] {
				t.Errorf("line %d: %q twice", i, name)
			}
			seen[name] = true
		}
	}
	for i, want := range map[int][]string{
		1: {"bias=", "top=", "1=i", "3=i agree i", "w=agree", "b=i agree", "l=agree", "n=and so"},
		2: {"bias=", "1=and", "e=agree", "P=i", "f=i and"},
	} {
		for _, name := range want {
			if !strings.Contains("\n"+strings.Join(got[i], "\n")+"\n", "\n"+name+"\n") {
				t.Errorf("line %d: no %q in %q", i, name, got[i])
			}
		}
	}
	if got[0] != nil {
		t.Errorf("the article's line has %q", got[0])
	}
}

func TestWordingOdds(t *testing.T) {
	w := Wording{WordingBias + "=": -1, "1=yes": 3, "1=no": 99}
	x := NewContext(prepare("The bridge is closed\nYes it is\nand so\nNo"))
	if diff := cmp.Diff([]float64{2, -1, maxOdds}, w.Odds(x, 1)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]float64{0, 0}, Wording(nil).Odds(x, 2)); diff != "" {
		t.Error(diff)
	}
}

func TestReadWording(t *testing.T) {
	got, err := ReadWording(strings.NewReader("# a comment\n1=yes\t0.25\nb=i am\t-1\n"))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(Wording{"1=yes": 0.25, "b=i am": -1}, *got); diff != "" {
		t.Error(diff)
	}
	for _, bad := range []string{"name\n", "name\tx\n", "name\tNaN\n", "name\t+Inf\n"} {
		if _, err := ReadWording(strings.NewReader(bad)); err == nil {
			t.Errorf("no error for %q", bad)
		}
	}
}
