package segment

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestRegisterFeatures(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"", nil},
		{"  ", nil},
		{"So? So!", []string{"1=so", "1=?", "2=so ?", "2=? so", "1=!", "2=so !"}},
		{"I’m 3_4", []string{"1=i'm", "1=3_4", "2=i'm 3_4"}},
		{"É\xff…", []string{"1=é", "1=\ufffd", "2=é \ufffd", "1=…", "2=\ufffd …"}},
	} {
		var got []string
		RegisterFeatures(c.text, func(name string) { got = append(got, name) })
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%q: %s", c.text, diff)
		}
	}
}

func TestRegisterFeaturesAreBounded(t *testing.T) {
	var long strings.Builder
	for i := range 10 * registerWords {
		fmt.Fprintf(&long, "word%d ", i)
	}
	n := 0
	RegisterFeatures(long.String(), func(string) { n++ })
	if want := 2*registerWords - 1; n != want {
		t.Errorf("%d features, want %d", n, want)
	}
}

func TestRegisterOdds(t *testing.T) {
	r := Register{RegisterBias: 0.5, "1=lol": 2, "1=agree": 1, "2=the minister": -4, "1=reported": -9}
	for text, want := range map[string]float64{
		"unknown words":             0.5,
		"lol":                       2.5,
		"I agree lol lol i ignored": 0.5 + 3*RegisterScale(2),
		"The minister":              -maxRegister,
		"it was reported that":      -maxRegister,
	} {
		if got := r.Odds(text); got != want {
			t.Errorf("%q: %g, want %g", text, got, want)
		}
	}
	if got := Register(nil).Odds("lol"); got != 0 {
		t.Errorf("without a model: %g", got)
	}
}

func TestReadRegister(t *testing.T) {
	got, err := ReadRegister(strings.NewReader("# a comment\nbias\t-0.1\n1=#\t0.25\n2=# 1\t-1\n"))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(Register{"bias": -0.1, "1=#": 0.25, "2=# 1": -1}, *got); diff != "" {
		t.Error(diff)
	}
	if _, err := ReadRegister(strings.NewReader("name\tNaN\n")); err == nil {
		t.Error("no error for a weight that is no number")
	}
}
