package text

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestNotOwn(t *testing.T) {
	tests := []struct {
		in   string
		want []string
	}{
		{"", nil},
		{"plain words", nil},
		{"> you said this\nI did not", []string{"> you said this"}},
		{"&gt; quoted\nmine", []string{"&gt; quoted"}},
		{">everything is quoted", []string{">everything is quoted"}},
		{">:( that hurts\n> 5 of them", nil},
		{"try `rm -rf` here", []string{"`rm -rf`"}},
		{"don`t and won`t", nil},
		{"see\n```\nhate()\n```\nfine", []string{"```\nhate()\n```"}},
		{"open\n```\nhate()", []string{"```\nhate()"}},
		{"regards\n-- \nBad Boy Inc.", []string{"-- \nBad Boy Inc."}},
	}
	for _, tt := range tests {
		var got []string
		for _, sp := range NotOwn(nil, tt.in) {
			got = append(got, sp.In(tt.in))
		}
		if d := cmp.Diff(tt.want, got); d != "" {
			t.Errorf("NotOwn(%q) (-want +got):\n%s", tt.in, d)
		}
	}
}

func FuzzNotOwn(f *testing.F) {
	for _, s := range []string{"", "> a\n`b`", "```\n", "--\n-- \n", "\xff`\n"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		at := 0
		for _, sp := range NotOwn(nil, s) {
			if sp.Start < at || sp.End < sp.Start || sp.End > len(s) {
				t.Fatalf("span %+v after %d of %q", sp, at, s)
			}
			at = sp.End
		}
	})
}
