package table

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/internal/jsonstream/readertest"
	"github.com/undertone-project/undertone/internal/parsers/exporttest"
)

const jsonFixtures = "../../../testdata/formats/json"

func jsonDirs(t testing.TB) []string {
	dirs, err := filepath.Glob(jsonFixtures + "/*")
	if err != nil || len(dirs) == 0 {
		t.Fatal("no fixtures: ", err)
	}
	return dirs
}

func TestJSONFixtures(t *testing.T) {
	for _, dir := range jsonDirs(t) {
		exporttest.Golden(t, JSON{}, dir, readertest.Updating())
	}
}

func TestJSONHostile(t *testing.T) {
	for _, dir := range jsonDirs(t) {
		data, err := os.ReadFile(filepath.Join(dir, "input.json"))
		if err != nil {
			t.Fatal(err)
		}
		for cut := 0; cut < len(data); cut += 7 {
			readertest.Survive(t, JSON{}, data[:cut])
		}
	}
	readertest.Survive(t, JSON{}, []byte(strings.Repeat(`{"comments":[{"text":"a","replies":[`, 50_000)))
	readertest.Survive(t, JSON{}, []byte("["+strings.Repeat(`{"text":"a","replies":[`, 900)+strings.Repeat("]}", 900)+"]"))
}

func FuzzJSON(f *testing.F) {
	for _, dir := range jsonDirs(f) {
		data, err := os.ReadFile(filepath.Join(dir, "input.json"))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		exporttest.Read(JSON{}, format.Source{Reader: bytes.NewReader(data), MaxRecord: 1 << 14})
	})
}

// Spreadsheets name the delimiter in a first line of its own.
func TestSeparatorLine(t *testing.T) {
	in := "sep=;\r\nid;text\r\n1;yes, it is\r\n"
	if m := CSV().Match(format.Probe{Name: "-", Head: []byte(in)}); m.Score < 60 {
		t.Errorf("not recognised: %+v", m)
	}
	got, bad, err := read(CSV(), format.Source{Reader: strings.NewReader(in)})
	if err != nil || len(bad) > 0 || len(got) != 1 || got[0].Text != "yes, it is" || got[0].Lines.Start != 3 {
		t.Errorf("%+v, %v, %v", got, bad, err)
	}
}

func TestKey(t *testing.T) {
	for in, want := range map[string]string{
		"parentId": "parent_id", "Parent ID": "parent_id", "parent-id": "parent_id", "comment_ID": "comment_id", "ID": "id",
		"createdAt": "created_at", "\ufeffText": "text", "comment_post_ID": "comment_post_id",
	} {
		if got := key(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
