package parsers

import (
	"encoding/binary"
	"errors"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"github.com/undertone-project/undertone/analysis/format"
)

// Each example is chosen by its beginning alone.
func TestExamples(t *testing.T) {
	var listed []string
	for _, e := range Examples() {
		listed = append(listed, e.Format)
		f, m, err := Choose(All(), format.Probe{Name: "-", Head: []byte(e.Begins)})
		switch {
		case err != nil:
			t.Errorf("%s: %v", e.Format, err)
		case f.Name() != e.Format:
			t.Errorf("%s: taken for %s (%s)", e.Format, f.Name(), m.Reason)
		}
		if e.Files == "" || e.Hint == "" {
			t.Errorf("%s: no file names or no hint", e.Format)
		}
	}
	if d := cmp.Diff(Names(All()), listed); d != "" {
		t.Errorf("formats and examples differ (-formats +examples):\n%s", d)
	}
}

func TestChoose(t *testing.T) {
	wide := []byte{0xff, 0xfe}
	for _, c := range utf16.Encode([]rune("id;text\r\n1;Zoë\r\n")) {
		wide = binary.LittleEndian.AppendUint16(wide, c)
	}
	for _, tt := range []struct{ name, head, want string }{
		{"a.csv", string(wide), "csv"},
		{"-", "[1] That is so.\n[2] It is not.\n", "text"},
		{"-", "{sigh} I knew it.\n", "text"},
		{"settings.json", `{"theme":"blue","size":[1,2,3]}`, ""},
		{"settings.json", `{"theme":"blue","size":[1,2`, ""},
		{"a.svg", `<?xml version="1.0"?><drawing><line/></drawing>`, ""},
		{"-", "", ""},
		{"-", "\x00\x01\x02", ""},
	} {
		f, _, err := Choose(All(), format.Probe{Name: tt.name, Head: []byte(tt.head)})
		switch {
		case tt.want == "" && (!errors.Is(err, format.ErrUnrecognized) || !strings.Contains(err.Error(), "tried: wordpress, ")):
			t.Errorf("%.40q: %v, %v", tt.head, f, err)
		case tt.want != "" && (err != nil || f.Name() != tt.want):
			t.Errorf("%.40q: %v, %v", tt.head, f, err)
		}
	}
}
