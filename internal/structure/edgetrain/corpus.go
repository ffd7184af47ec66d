// Package edgetrain trains and measures the model of reply edges. It is used
// by the commands under internal/tools and is no part of the program.
package edgetrain

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"time"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/dates"
	"github.com/undertone-project/undertone/internal/parsers/plaintext/segtrain"
	"github.com/undertone-project/undertone/internal/posts"
	"github.com/undertone-project/undertone/internal/structure/edge"
)

// Doc is a thread whose reply structure is known.
type Doc struct {
	Name   string
	Site   string // documents of one site never are in training and test at once
	Domain string // "pages", "forum"...
	Post   format.Record
	ByTime bool // Comments are in the order of writing, else depth-first
	// Parents are indices into Comments, or edge.Post.
	Comments []format.Record
	Parents  []int
}

// row is a line of a tree file.
type row struct {
	ID       string `json:"id"`
	Parent   string `json:"parent_id"`
	Root     string `json:"root_id"`
	Author   string `json:"author"`
	Created  string `json:"created_at"`
	TimeRaw  string `json:"time_raw"`
	Text     string `json:"text"`
	Quotes   string `json:"text_with_quotes"`
	URL      string `json:"url"`
	Title    string `json:"title"`
	Platform string `json:"platform"`
	Order    *int   `json:"page_order"`
}

// LoadTrees reads a file of reply trees, JSON lines, plain or compressed with
// zstd. Trees with fewer than three comments are left out.
func LoadTrees(path, domain string) ([]Doc, error) {
	f, err := posts.Open(path)
	if err != nil {
		return nil, fmt.Errorf("reply trees: %w", err)
	}
	defer f.Close()
	var roots []string
	groups := map[string][]row{}
	dec := json.NewDecoder(bufio.NewReaderSize(f, 1<<20))
	for n := 1; ; n++ {
		var x row
		if err := dec.Decode(&x); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, fmt.Errorf("%s: record %d: %w", path, n, err)
		}
		if _, ok := groups[x.Root]; !ok {
			roots = append(roots, x.Root)
		}
		groups[x.Root] = append(groups[x.Root], x)
	}
	var out []Doc
	for _, id := range roots {
		if d := makeDoc(id, groups[id], domain); len(d.Comments) >= 3 {
			out = append(out, d)
		}
	}
	return out, nil
}

// makeDoc lays a tree out depth-first, as a page would.
func makeDoc(id string, rows []row, domain string) Doc {
	d := Doc{Name: id, Site: id, Domain: domain}
	children := map[string][]int{}
	known := map[string]bool{}
	for _, x := range rows {
		known[x.ID] = true
	}
	sorted := slices.Clone(rows)
	sort.SliceStable(sorted, func(a, b int) bool { return place(sorted[a]) < place(sorted[b]) })
	for i, x := range sorted {
		switch {
		case x.ID == id:
			d.Post = format.Record{Kind: thread.KindPost, Title: x.Title, Text: x.Text, Author: x.Author, URL: x.URL}
			if host := site(x.URL); host != "" {
				d.Site = host
			} else if x.Platform != "" && x.Platform != "wordpress" {
				d.Site = x.Platform
			}
		case known[x.Parent]:
			children[x.Parent] = append(children[x.Parent], i)
		default:
			children[id] = append(children[id], i)
		}
	}
	d.walk(id, edge.Post, sorted, children)
	return d
}

func place(x row) int {
	if x.Order != nil {
		return *x.Order
	}
	return 0
}

// walk appends the comments under one parent, each followed by its replies.
func (d *Doc) walk(id string, parent int, rows []row, children map[string][]int) {
	for _, i := range children[id] {
		x := rows[i]
		rec := format.Record{Kind: thread.KindComment, Author: x.Author, Text: x.Text, Created: created(x)}
		at := len(d.Comments)
		d.Comments = append(d.Comments, rec)
		d.Parents = append(d.Parents, parent)
		d.walk(x.ID, at, rows, children)
	}
}

func created(x row) thread.Time {
	if x.Created != "" {
		if at, err := time.Parse(time.RFC3339, x.Created); err == nil {
			return thread.Time{At: at, Precision: thread.PrecisionSecond, Zone: thread.ZoneStated, Raw: x.Created}
		}
	}
	if x.TimeRaw == "" {
		return thread.Time{}
	}
	t, ok := dates.Parse(x.TimeRaw, dates.Options{})
	if !ok {
		t = thread.Time{}
	}
	t.Raw = x.TimeRaw
	return t
}

// site is the domain of an address without "www." and subdomains of known
// hosts.
func site(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	host := strings.TrimPrefix(u.Hostname(), "www.")
	if parts := strings.Split(host, "."); len(parts) > 2 && strings.HasSuffix(host, "slashdot.org") {
		return "slashdot.org"
	}
	return host
}

// flatGold is the gold of a flattened page.
type flatGold struct {
	Platform string `json:"platform"`
	Post     struct {
		Lines [2]int `json:"lines"`
	} `json:"post"`
	Comments []struct {
		ID     string  `json:"id"`
		Lines  [2]int  `json:"lines"`
		Parent *string `json:"parent"`
		Author string  `json:"author"`
	} `json:"comments"`
}

// LoadFlat reads the flattened pages of one style, "bare" or "meta", with the
// gold comment starts: what lies between two comments is read for a date.
// sites gives the site of each page by its name.
func LoadFlat(dir, style string, sites map[string]string) ([]Doc, error) {
	paths, err := filepath.Glob(filepath.Join(dir, "*."+style+".gold.json"))
	if err != nil {
		return nil, err
	}
	var out []Doc
	for _, p := range paths {
		d, err := loadFlat(p)
		if err != nil {
			return nil, err
		}
		page := strings.TrimSuffix(filepath.Base(p), "."+style+".gold.json")
		d.Name, d.Domain = page, style
		d.Site = page
		if s := sites[page]; s != "" {
			d.Site = s
		}
		out = append(out, d)
	}
	return out, nil
}

func loadFlat(path string) (Doc, error) {
	var g flatGold
	var d Doc
	data, err := os.ReadFile(path)
	if err != nil {
		return d, err
	}
	if err := json.Unmarshal(data, &g); err != nil {
		return d, fmt.Errorf("%s: %w", path, err)
	}
	body, err := os.ReadFile(strings.TrimSuffix(path, ".gold.json") + ".txt")
	if err != nil {
		return d, err
	}
	lines := strings.Split(string(body), "\n")
	pick := func(a, b int) string {
		if a < 1 || b > len(lines) || a > b {
			return ""
		}
		return strings.Join(lines[a-1:b], "\n")
	}
	d.Post = format.Record{Kind: thread.KindPost, Text: pick(g.Post.Lines[0], g.Post.Lines[1])}
	index := map[string]int{}
	last := g.Post.Lines[1]
	for i, c := range g.Comments {
		rec := format.Record{Kind: thread.KindComment, Author: c.Author, Text: pick(c.Lines[0], c.Lines[1])}
		rec.Lines = thread.Lines{Start: c.Lines[0], End: c.Lines[1]}
		for rec.Lines.Start < rec.Lines.End && segtrain.Heading(lines[rec.Lines.Start-1]) {
			rec.Lines.Start++ // the program takes headers out of texts
		}
		rec.Created = dateBetween(lines, last+1, c.Lines[0]-1)
		last = c.Lines[1]
		index[c.ID] = i
		parent := edge.Post
		if c.Parent != nil {
			p, ok := index[*c.Parent]
			if !ok {
				return d, fmt.Errorf("%s: comment %s: unknown parent %s", path, c.ID, *c.Parent)
			}
			parent = p
		}
		d.Comments = append(d.Comments, rec)
		d.Parents = append(d.Parents, parent)
	}
	return d, nil
}

// dateBetween reads the date that stands on a line of its own before a
// comment.
func dateBetween(lines []string, from, to int) thread.Time {
	for k := to; k >= from && k >= 1; k-- {
		line := strings.TrimSpace(lines[k-1])
		if line == "" || len(line) > 80 || !strings.ContainsAny(line, "0123456789") {
			continue
		}
		if t, _, _, ok := dates.Find(line, dates.Options{}); ok {
			t.Raw = line
			return t
		}
		if strings.Contains(line, " ago") {
			return thread.Time{Raw: line}
		}
	}
	return thread.Time{}
}
