package segtrain

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/undertone-project/undertone/internal/parsers/plaintext/page"
)

// Thread is a discussion to flatten: what a page held before its form was lost.
type Thread struct {
	ID, Site string
	Title    string
	Article  []string // lines of the article, its title and byline included
	Comments []Comment
	// Worded threads are told by their words alone: they have lost their line
	// breaks, or hold too few comments to show how a page is laid out.
	Worded bool
}

// Comment is one contribution.
type Comment struct {
	Author, Time string
	Lines        []string
}

// leastComments is how many comments a page has at least whose form teaches
// anything.
const leastComments = 3

// Site is the host of an address, or fallback where there is none.
func Site(address, fallback string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return fallback
	}
	return strings.TrimPrefix(u.Host, "www.")
}

// ReadPages reads saved pages with gold, dir/source/page.html beside
// page.gold.json, in the order of their names. Pages without comments are left
// out.
func ReadPages(dir string) ([]Thread, error) {
	names, err := filepath.Glob(filepath.Join(dir, "*", "*.gold.json"))
	if err != nil {
		return nil, err
	}
	var out []Thread
	for _, name := range names {
		t, ok, err := readPage(name)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		if ok {
			out = append(out, t)
		}
	}
	return out, nil
}

func readPage(goldName string) (Thread, bool, error) {
	raw, err := os.ReadFile(goldName)
	if err != nil {
		return Thread{}, false, err
	}
	var gold struct {
		URL, Title string
		Comments   []struct{ Author, Time, Text, Kind string }
	}
	if err := json.Unmarshal(raw, &gold); err != nil {
		return Thread{}, false, err
	}
	base := strings.TrimSuffix(goldName, ".gold.json")
	id := filepath.Base(filepath.Dir(base)) + "-" + filepath.Base(base)
	t := Thread{ID: id, Site: Site(gold.URL, id), Title: gold.Title}
	broken := 0
	for _, c := range gold.Comments {
		lines := paragraphs(c.Text)
		if len(lines) == 0 {
			continue
		}
		if len(lines) > 1 {
			broken++
		}
		t.Comments = append(t.Comments, Comment{strings.TrimSpace(c.Author), strings.Join(strings.Fields(c.Time), " "), lines})
	}
	if len(t.Comments) == 0 {
		return Thread{}, false, nil
	}
	t.Worded = len(t.Comments) < leastComments || broken == 0
	data, err := os.ReadFile(base + ".html")
	if err != nil {
		return Thread{}, false, err
	}
	root, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		return t, true, nil // deeper than the parser goes: comments only
	}
	t.Article = articleOf(blocks(root), t)
	return t, true, nil
}

// block is a stretch of text between the edges of block elements.
type block struct {
	text    string
	linked  int // bytes of it inside links
	heading bool
}

// blocks lists the text blocks of a page in order.
func blocks(root *html.Node) []block {
	var out []block
	var cur block
	var b strings.Builder
	flush := func() {
		cur.text = strings.Join(strings.Fields(b.String()), " ")
		if cur.text != "" {
			out = append(out, cur)
		}
		b.Reset()
		cur = block{}
	}
	var walk func(n *html.Node, link, heading bool)
	walk = func(n *html.Node, link, heading bool) {
		switch n.Type {
		case html.TextNode:
			b.WriteString(n.Data)
			if link {
				cur.linked += len(strings.TrimSpace(n.Data))
			}
			cur.heading = cur.heading || heading
			return
		case html.ElementNode:
			if skipped[n.DataAtom] {
				return
			}
		}
		edge := n.Type == html.ElementNode && !inline[n.DataAtom]
		if edge {
			flush()
		}
		link = link || n.DataAtom == atom.A
		heading = heading || n.DataAtom == atom.H1 || n.DataAtom == atom.H2
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c, link, heading)
		}
		if edge {
			flush()
		}
	}
	walk(root, false, false)
	flush()
	return out
}

var skipped = map[atom.Atom]bool{atom.Script: true, atom.Style: true, atom.Nav: true, atom.Aside: true, atom.Form: true,
	atom.Noscript: true, atom.Select: true, atom.Button: true, atom.Iframe: true, atom.Head: true, atom.Textarea: true, atom.Svg: true}

var inline = map[atom.Atom]bool{atom.A: true, atom.Span: true, atom.B: true, atom.I: true, atom.Em: true, atom.Strong: true,
	atom.Small: true, atom.Sub: true, atom.Sup: true, atom.Abbr: true, atom.Cite: true, atom.Code: true, atom.U: true,
	atom.S: true, atom.Q: true, atom.Font: true, atom.Time: true, atom.Mark: true, atom.Img: true, atom.Acronym: true, atom.Del: true, atom.Ins: true}

// articleOf takes the article from the blocks before the first comment: from
// the heading that repeats the page's title, or the first paragraph, to the
// last paragraph.
func articleOf(all []block, t Thread) []string {
	end := len(all)
	for _, c := range t.Comments[:min(5, len(t.Comments))] {
		start := prefix(page.Key(strings.Join(c.Lines, " ")), 40)
		for i, b := range all[:end] {
			if len(start) > 12 && strings.Contains(page.Key(b.text), start) {
				end = i
				break
			}
		}
	}
	if end == len(all) {
		return nil
	}
	title := page.Key(t.Title)
	begin, last := -1, -1
	for i, b := range all[:end] {
		words, prose := page.Words(b.text), 2*b.linked < len(b.text)
		if b.heading && len(b.text) > 8 && strings.Contains(title, page.Key(b.text)) || begin < 0 && prose && words >= 15 {
			if begin < 0 || b.heading && last < 0 {
				begin = i
			}
		}
		if begin >= 0 && prose && words >= 8 {
			last = i
		}
	}
	var out []string
	for i := max(begin, 0); i <= last; i++ {
		if b := all[i]; 2*b.linked < len(b.text) || b.heading {
			out = append(out, b.text)
		}
	}
	return out
}

func prefix(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "")
}
