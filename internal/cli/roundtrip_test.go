package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// whole has all that a table can say: replies of each kind, a deleted comment,
// a missing parent, likes below zero, times with and without a zone, texts that
// look like formulas.
const whole = `thread_id,id,kind,parent_id,parent_source,parent_confidence,author,created_at,time_precision,time_zone_source,title,url,quoted_text,text,created_until,author_source,deleted,likes
t/1,https://blog.example/a/,post,,,,Ann,2021-05-06T07:08:09+02:00,second,stated,The ferry,https://blog.example/a/,,"It sails
every hour.",,,,12
t/1,7,comment,https://blog.example/a/,none,1,Ben,2021-05-06T00:00:00Z,day,unknown,Re: it,https://blog.example/a/#7,,=1+1 is what I say,2021-05-08T00:00:00Z,signature,,-3
t/1,8,comment,7,inferred,0.625,,,,,,,what I say,"I do, too.",,,,0
t/1,9,comment,8,declared,1,Cy,2021-05-06T09:00:00Z,second,stated,,,,,,,true,
t/1,10,comment,9,quote,0.5,Dee,2021-05-06T10:00:00Z,minute,assumed,,,,To what is gone.,,,,4
t/1,11,comment,404,declared,1,Eve,2021-05-06T11:00:00Z,second,stated,,,,To what was never here.,,,,
`

// TestRoundTrip writes threads in each form and reads them back.
func TestRoundTrip(t *testing.T) {
	dir := t.TempDir()
	in := filepath.Join(dir, "whole.csv")
	if err := os.WriteFile(in, []byte(whole), 0o644); err != nil {
		t.Fatal(err)
	}
	demo := "../../testdata/demo"
	for _, form := range []string{"csv", "jsonl", "convokit"} {
		for _, from := range []string{in, demo + "/old-bridge-comments.txt", demo + "/old-bridge-thread.csv"} {
			t.Run(form+" "+filepath.Base(from), func(t *testing.T) {
				want := parsed(t, from)
				out := filepath.Join(dir, form+".out")
				if err := os.WriteFile(out, parseTo(t, form, from), 0o644); err != nil {
					t.Fatal(err)
				}
				if d := cmp.Diff(want, parsed(t, out)); d != "" {
					t.Errorf("(-written +read back):\n%s", d)
				}
			})
		}
	}
}

func parseTo(t *testing.T, form, path string) []byte {
	t.Helper()
	var out, messages bytes.Buffer
	if code := run(context.Background(), []string{"parse", "--quiet", "--to", form, path}, streams{in: strings.NewReader(""), out: &out, err: &messages}); code != exitDone {
		t.Fatalf("%s: exit code %d: %s", path, code, messages.String())
	}
	return out.Bytes()
}

// parsed is the rows of an input less what says where they were read.
func parsed(t *testing.T, path string) (rows []map[string]any) {
	t.Helper()
	for line := range strings.Lines(string(parseTo(t, "jsonl", path))) {
		var row map[string]any
		if err := json.Unmarshal([]byte(line), &row); err != nil {
			t.Fatal(err)
		}
		for _, place := range []string{"source_file", "line_start", "line_end", "parent_alternatives"} {
			delete(row, place)
		}
		rows = append(rows, row)
	}
	return rows
}
