package posts

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/zstd"
)

func TestTexts(t *testing.T) {
	lines := "{\"id\":\"1\",\"text\":\"one\"}\n{\"id\":\"2\",\"text\":\"two\\nlines\"}\n"
	w, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	table := "id,text,label,parent_text\n1,one,x,above\n2,two,x,below\n"
	for _, tt := range []struct {
		name, in string
		columns  []string
		want     []string
		err      string
	}{
		{"posts.jsonl", lines, []string{"text"}, []string{"one", "two\nlines"}, ""},
		{"posts.jsonl.zst", string(w.EncodeAll([]byte(lines), nil)), []string{"text"}, []string{"one", "two\nlines"}, ""},
		{"table.csv", table, []string{"text"}, []string{"one", "two"}, ""},
		{"parents.csv", table, []string{"text", "parent_text"}, []string{"one", "two", "above", "below"}, ""},
		{"bad.jsonl", lines + "{\n", []string{"text"}, nil, "bad.jsonl:3: "},
		{"bad.jsonl.zst", "no frame", []string{"text"}, nil, "bad.jsonl.zst"},
		{"no.csv", "id\n1\n", []string{"text"}, nil, `no column "text"`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			name := filepath.Join(t.TempDir(), tt.name)
			if err := os.WriteFile(name, []byte(tt.in), 0o600); err != nil {
				t.Fatal(err)
			}
			got, err := Texts(name, tt.columns...)
			if tt.err == "" && err != nil || tt.err != "" && (err == nil || !strings.Contains(err.Error(), tt.err)) {
				t.Fatalf("error %v, want %q", err, tt.err)
			}
			if d := cmp.Diff(tt.want, got); d != "" {
				t.Errorf("texts (-want +got):\n%s", d)
			}
		})
	}
	if _, err := Texts(filepath.Join(t.TempDir(), "none.jsonl"), "text"); !os.IsNotExist(err) {
		t.Errorf("error %v for a file that does not exist", err)
	}
}
