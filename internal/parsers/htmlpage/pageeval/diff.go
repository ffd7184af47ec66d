package pageeval

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/parsers/htmlpage/dom"
	"github.com/undertone-project/undertone/internal/parsers/htmlpage/general"
)

// explained is the number of groups that are explained.
const explained = 8

// Diff prints where the records of a page differ from its gold and, with
// explain, the groups that the general reader saw.
func Diff(ctx context.Context, w io.Writer, g *Gold, records []format.Record, explain bool) error {
	comments := countable(records)
	a := align(g.Comments, comments)
	order := goldOrder(g)
	fmt.Fprintf(w, "== %s (%s)\n", g.Name, g.Platform)
	if len(records) > 0 {
		p := records[0]
		var s Score
		s.title(g.Title, records)
		if s.Titles != s.TitlesOK {
			fmt.Fprintf(w, "  title: want %q got %q\n", g.Title, records[0].Title)
		}
		fmt.Fprintf(w, "  post: title %q author %q date %q url %q stated %d text %.100q\n", p.Title, p.Author, p.Created.String(), p.URL, p.StatedComments, p.Text)
	}
	for gi, it := range g.Comments {
		if a.record[gi] < 0 && !uncounted(it) {
			fmt.Fprintf(w, "  missed: %q %q %.100q\n", it.ID, it.Author, it.Text)
		}
	}
	for i, r := range comments {
		gi := a.gold[i]
		if gi < 0 {
			if !a.ignored[i] && r.Kind == thread.KindComment {
				fmt.Fprintf(w, "  extra: %q %q %q %.100q\n", r.ID, r.Author, r.Created.Raw, r.Text)
			}
			continue
		}
		it := g.Comments[gi]
		var s Score
		s.author(it.Author, r.Author)
		s.time(it.Time, r.Created, order)
		if s.Authors != s.AuthorsOK {
			fmt.Fprintf(w, "  author: want %q got %q\n", it.Author, r.Author)
		}
		if s.Times != s.TimesOK {
			fmt.Fprintf(w, "  time: want %q got %q %s\n", it.Time, r.Created.Raw, r.Created)
		}
		if g.Nested() && r.Kind == thread.KindComment && !uncounted(it) && !parentOK(g, a, comments, it, r) {
			parent := ""
			if it.Parent != nil {
				parent = *it.Parent
			}
			fmt.Fprintf(w, "  parent of %q: want %q got %q (known %v)\n", r.ID, parent, r.ReplyTo, r.ParentKnown)
		}
		if o := bagOf(it.Text).overlap(bagOf(r.Text)); o < 0.9 && !uncounted(it) {
			fmt.Fprintf(w, "  text %.2f: want %.150q got %.150q quoted %.80q\n", o, strings.TrimSpace(it.Text), r.Text, r.Quoted)
		}
	}
	if !explain {
		return nil
	}
	f, err := os.Open(g.Path)
	if err != nil {
		return err
	}
	defer f.Close()
	page, err := dom.Parse(ctx, f, dom.Limits{})
	if err != nil {
		return err
	}
	_, err = io.WriteString(w, general.Explain(page.Root, explained))
	return err
}
