package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/parsers/htmlpage/pageeval"
	"github.com/undertone-project/undertone/internal/parsers/plaintext"
	"github.com/undertone-project/undertone/internal/structure"
)

// measureCopied measures comment sections that people copied from pages as
// text: NAME.txt beside NAME.gold.json. Parents are those that come out in the
// end, indented or inferred; a comment at the top level for want of a probable
// parent counts as an answer to the post.
func measureCopied(ctx context.Context, w io.Writer, args []string) error {
	fs := flag.NewFlagSet("copied", flag.ContinueOnError)
	verbose := fs.Bool("v", false, "print a line for each text")
	if err := fs.Parse(args); err != nil {
		return err
	}
	if fs.NArg() != 1 {
		return errors.New("copied: want the directory of copied texts with gold")
	}
	texts, err := pageeval.LoadOf(fs.Arg(0), ".txt")
	if err != nil {
		return err
	}
	scores := map[string]*pageeval.Score{}
	var all pageeval.Score
	for i := range texts {
		g := &texts[i]
		records, err := readCopied(ctx, g.Path)
		if err != nil {
			return err
		}
		s := pageeval.Compare(g, records)
		if *verbose {
			fmt.Fprintf(w, "%.2f\t%s\tgold %d found %d matched %d author %d/%d parent %d/%d\n", s.PageF1, g.Name, s.Gold, s.Found, s.Matched, s.AuthorsOK, s.Authors, s.ParentsOK, s.Parents)
		}
		if scores[g.Platform] == nil {
			scores[g.Platform] = &pageeval.Score{}
		}
		scores[g.Platform].Add(s)
		all.Add(s)
	}
	return pageeval.Print(w, scores, all)
}

// readCopied reads one text as the program does and gives its comments as
// records with the parents that were inferred.
func readCopied(ctx context.Context, name string) ([]format.Record, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var out []format.Record
	read := plaintext.New().Read(ctx, format.Source{Name: name, Reader: f, Captured: pageeval.Captured})
	for t, err := range structure.Threads(read, structure.Options{Source: name}) {
		if err != nil {
			return nil, err
		}
		for _, c := range t.Comments {
			r := format.Record{Kind: thread.KindComment, ID: c.ID, Author: c.Author, Created: c.Created, Text: c.Text, Quoted: c.Quoted, ParentKnown: true}
			if c.Reply.Parent != t.Post.ID {
				r.ReplyTo = c.Reply.Parent
			}
			out = append(out, r)
		}
	}
	return out, nil
}
