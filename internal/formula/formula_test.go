package formula_test

import (
	"testing"

	"github.com/undertone-project/undertone/internal/formula"
)

func TestGuard(t *testing.T) {
	for in, want := range map[string]string{
		"":                       "",
		"a = b":                  "a = b",
		"=1+1":                   "'=1+1",
		"@FF: no":                "'@FF: no",
		"- a list":               "'- a list",
		"+1 to that":             "'+1 to that",
		"\tindented":             "'\tindented",
		"\r\nx":                  "'\r\nx",
		"-5":                     "-5",
		"-":                      "-",
		"'-":                     "''-",
		"--":                     "'--",
		"+1":                     "+1",
		"-0.25":                  "-0.25",
		"-1e5":                   "-1e5",
		"-Inf":                   "'-Inf",
		"+0x1p-2":                "'+0x1p-2",
		"'tis so":                "'tis so",
		"'=quoted by the writer": "''=quoted by the writer",
		"''=twice":               "'''=twice",
		"'":                      "'",
		"'-5":                    "''-5",
		"=cmd|' /C calc'!A0":     "'=cmd|' /C calc'!A0",
		"−5 with a minus sign":   "−5 with a minus sign",
	} {
		if got := formula.Guard(in); got != want {
			t.Errorf("Guard(%q) = %q, want %q", in, got, want)
		}
		if got := formula.Unguard(formula.Guard(in)); got != in {
			t.Errorf("Unguard(Guard(%q)) = %q", in, got)
		}
	}
}

func FuzzGuard(f *testing.F) {
	for _, s := range []string{"=1", "'=1", "-5", "'-5", "@a", "", "'"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		g := formula.Guard(s)
		if back := formula.Unguard(g); back != s {
			t.Fatalf("%q came back as %q through %q", s, back, g)
		}
		if g != "" && (g[0] == '=' || g[0] == '@') {
			t.Fatalf("%q is still a formula: %q", s, g)
		}
	})
}
