package segtrain

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/undertone-project/undertone/internal/parsers/plaintext/page"
	"github.com/undertone-project/undertone/internal/parsers/plaintext/segment"
)

// Gold is the gold of a flattened page: line ranges, 1-based and inclusive.
type Gold struct {
	Post     struct{ Lines [2]int }
	Comments []struct {
		ID     string
		Lines  [2]int
		Parent *string
		Author string
	}
}

// ReadFlat reads the flattened pages in dir that end in suffix (".bare.txt",
// ".meta.txt"), each with its gold beside it. site names a page's site; nil
// takes each page for a site of its own. With cleaned they are as the program
// reads them: without damaged signs, and headers told from texts where the gold
// counts them as one.
func ReadFlat(dir, suffix string, cleaned bool, site func(id string) string) ([]Document, error) {
	names, err := filepath.Glob(filepath.Join(dir, "*"+suffix))
	if err != nil {
		return nil, err
	}
	var docs []Document
	for _, name := range names {
		doc, err := readFlat(name, strings.TrimSuffix(name, ".txt")+".gold.json", cleaned)
		if err != nil {
			return nil, err
		}
		id := strings.TrimSuffix(filepath.Base(name), suffix)
		doc.Site = id
		if site != nil {
			doc.Site = site(id)
		}
		docs = append(docs, doc)
	}
	return docs, nil
}

// readFlat reads one page and its gold.
func readFlat(name, goldName string, cleaned bool) (Document, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return Document{}, err
	}
	raw, err := os.ReadFile(goldName)
	if err != nil {
		return Document{}, err
	}
	var gold Gold
	if err := json.Unmarshal(raw, &gold); err != nil {
		return Document{}, fmt.Errorf("%s: %w", goldName, err)
	}
	lines, err := page.Read(context.Background(), name, bytes.NewReader(data), len(data)+1, len(data)+1)
	if err != nil {
		return Document{}, err
	}
	if cleaned {
		lines = page.Clean(lines)
	}
	doc := Document{ID: filepath.Base(name)}
	var index []int
	doc.Lines, index = segment.Prepare(lines)
	doc.Gold = Labels(lines, index, gold, cleaned)
	doc.Stated = stated(lines, index, gold)
	return doc, nil
}

// stated are the prepared lines that the gold's own ranges begin with.
func stated(lines []page.Line, index []int, gold Gold) []int {
	var out []int
	c := 0
	for n, i := range index {
		for c < len(gold.Comments) && lines[i].No > gold.Comments[c].Lines[1] {
			c++
		}
		if c < len(gold.Comments) && lines[i].No >= gold.Comments[c].Lines[0] {
			out = append(out, n)
			c++
		}
	}
	return out
}

// Heading reports whether a line is nothing but the header of a comment, with a
// date. The gold of some pages counts it as the comment's first line.
func Heading(s string) bool {
	m, ok := page.ParseMeta(s)
	return ok && m.HasDate && (m.Name != "" || m.Date.Hour >= 0 || m.Date.Relative())
}

// Labels turns the ranges of a gold file into labels of prepared lines. With
// headed, headers at the beginning of a range are labelled as such.
func Labels(lines []page.Line, index []int, gold Gold, headed bool) []segment.Label {
	out := make([]segment.Label, len(index))
	c := 0
	begun := -1 // the comment whose first line has been seen
	for n, i := range index {
		no := lines[i].No
		for c < len(gold.Comments) && no > gold.Comments[c].Lines[1] {
			c++
		}
		switch {
		case no <= gold.Post.Lines[1]:
			out[n] = segment.Article
		case c == len(gold.Comments) || no < gold.Comments[c].Lines[0]:
			out[n] = segment.Header
		case begun == c:
			out[n] = segment.Continue
		case headed && no < gold.Comments[c].Lines[1] && Heading(lines[i].Text):
			out[n] = segment.Header
		default:
			out[n] = segment.Start
			begun = c
		}
	}
	return out
}
