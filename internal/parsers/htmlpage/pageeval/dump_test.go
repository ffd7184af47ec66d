package pageeval

import (
	"context"
	"fmt"
	"os"
	"testing"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/internal/parsers/htmlpage"
	"github.com/undertone-project/undertone/internal/parsers/htmlpage/dom"
	"github.com/undertone-project/undertone/internal/parsers/htmlpage/general"
)

func TestDump(t *testing.T) {
	name := os.Getenv("DUMP")
	if name == "" {
		t.Skip()
	}
	f, _ := os.Open(name)
	if os.Getenv("EXPLAIN") != "" {
		pg, _ := dom.Parse(context.Background(), f, dom.Limits{})
		fmt.Println(general.Explain(pg.Root, 12))
		return
	}
	for r, err := range (htmlpage.Reader{NoPlatforms: os.Getenv("GENERAL") != ""}).Read(context.Background(), format.Source{Name: name, Reader: f, Captured: Captured, Audit: func(n format.Note) { fmt.Printf("NOTE %+v\n", n) }}) {
		fmt.Printf("%s id=%q author=%q when=%q/%s parent=%q/%v url=%q title=%q\n   T %.150q\n   Q %.100q %v\n", r.Kind, r.ID, r.Author, r.Created.Raw, r.Created, r.ReplyTo, r.ParentKnown, r.URL, r.Title, r.Text, r.Quoted, err)
	}
}
