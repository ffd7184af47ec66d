package targets

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/undertone-project/undertone/analysis/stance"
)

func TestReadYAML(t *testing.T) {
	const in = `# sides
- name: NATO
  aliases: [the Alliance]
  hashtags: [nato, "#AllianceNow"]
  opposes: [Norland]
- name: Norland
  demonyms:
    - Norlander
  aliases: Norlandia
`
	got, err := ReadYAML(strings.NewReader(in), "t.yaml")
	if err != nil {
		t.Fatal(err)
	}
	want := []stance.Target{
		{Name: "NATO", Aliases: []string{"the Alliance", "#nato", "#AllianceNow"}, Opposes: []string{"Norland"}},
		{Name: "Norland", Aliases: []string{"Norlander", "Norlandia"}},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	var b bytes.Buffer
	if err := WriteYAML(&b, got); err != nil {
		t.Fatal(err)
	}
	again, err := ReadYAML(&b, "again")
	if err != nil {
		t.Fatal(err)
	}
	if len(again) != 2 || again[0].Opposes[0] != "Norland" || len(again[0].Aliases) != 3 {
		t.Errorf("round trip gave %+v", again)
	}
}

func TestReadYAMLErrors(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"not a list", "name: NATO\n", "t.yaml:1: want a list"},
		{"unknown key", "- name: A\n  alias: [b]\n", `t.yaml:2: unknown key "alias"`},
		{"duplicate", "- name: A\n- name: B\n- name: a\n", `t.yaml:3: target "a" is already in line 1`},
		{"empty name", "- name: \"\"\n", "t.yaml:1: the name is empty"},
		{"no name", "- aliases: [b]\n", "t.yaml:1: a target without a name"},
		{"scalar item", "- NATO\n", "t.yaml:1: want a target with a name"},
		{"nested alias", "- name: A\n  aliases:\n    - [b]\n", "t.yaml:3: an empty or nested entry in aliases"},
		{"unknown opposes", "- name: A\n  opposes: [C]\n", `t.yaml:2: opposes "C"`},
		{"syntax", "- name: [A\n", "t.yaml"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := ReadYAML(strings.NewReader(tt.in), "t.yaml")
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want %q in it", err, tt.want)
			}
		})
	}
	if _, err := ReadYAML(strings.NewReader(strings.Repeat("# long\n", maxYAML/6)), "t.yaml"); err == nil {
		t.Error("an endless list is read")
	}
	if list, err := ReadYAML(strings.NewReader(""), "t.yaml"); err != nil || len(list) != 0 {
		t.Errorf("empty file: %v, %v", list, err)
	}
}

func FuzzReadYAML(f *testing.F) {
	for _, s := range []string{"", "- name: A\n  aliases: [b, c]\n", "- name: &x A\n- *x\n", "- {name: A, opposes: A}", "a: [", "- name: |\n  x", "- name: 1\n  aliases: [1.5, true, ~]"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		list, err := ReadYAML(strings.NewReader(s), "f")
		if err != nil {
			return
		}
		for _, x := range list {
			if strings.TrimSpace(x.Name) == "" {
				t.Fatalf("target without a name from %q", s)
			}
		}
		NewFinder(list)
		if err := WriteYAML(new(bytes.Buffer), list); err != nil {
			t.Fatal(err)
		}
	})
}

func TestParseFlag(t *testing.T) {
	got, err := ParseFlag(" NATO = the Alliance, #nato ")
	if err != nil || cmp.Diff(stance.Target{Name: "NATO", Aliases: []string{"the Alliance", "#nato"}}, got) != "" {
		t.Errorf("got %+v, %v", got, err)
	}
	for _, bad := range []string{"", "=x", "A=", "A=b,,c", "!!"} {
		if _, err := ParseFlag(bad); err == nil {
			t.Errorf("ParseFlag(%q) gives no error", bad)
		}
	}
}
