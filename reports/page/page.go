// Package page writes a report as one self-contained web page: charts with
// their figures, the findings in sentences, the comments with their scores and
// the words behind them, and the threads as a tree.
//
// The page asks the network for nothing, and its content security policy
// forbids it to: pictures are data URIs, script and style are allowed by their
// hash alone. Comments are hostile input: html/template escapes what stands in
// the markup, and the script only ever sets text, never markup, so that
// nothing of them is read as code. Without JavaScript the charts, findings and
// tables of figures still read.
package page

import (
	"bufio"
	"embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/undertone-project/undertone/analysis"
	"github.com/undertone-project/undertone/internal/numeral"
	"github.com/undertone-project/undertone/reports/export"
)

// MaxComments is how many comments a page holds: the first ones, in the order
// of the input. Figures and charts are always over all of them.
const MaxComments = 20_000

// Page is what a page says.
type Page struct {
	Kind     string // "Report" or "Comparison"
	Title    string
	Lead     string // what was read, in a sentence
	Numbers  []Number
	Findings []Finding
	Warnings []string // what the reader must know before believing the rest
	Charts   []Chart
	Tables   []Table // tables that belong to no chart
	Groups   []analysis.Group
	Method   []Entry // engines, level, seed and other settings
	Inputs   []Input
	Files    []Entry // what lies beside the page: name, and what it holds
}

// Number is a key figure, such as 33% negative, with its interval as a note.
type Number struct{ Label, Value, Note string }

// Finding is a sentence that claims only what its figures carry, and these.
type Finding struct {
	Sentence string
	Figures  string // with intervals and n; may be empty
	Chart    string // name of the chart that shows it; may be empty
}

// Chart is a picture and what it shows.
type Chart struct {
	Name  string // stem of the file beside the page
	Label string // what kind of chart it is, for people
	Alt   string
	// Finding is the title that stands in the picture.
	Finding       string
	Width, Height int // CSS pixels
	// Picture gives the picture and its media type.
	Picture func() (data []byte, mediaType string, err error)
	// Sheet holds the figures behind it; nil where the page shows them
	// elsewhere, and Note then says where.
	Sheet *export.Sheet
	Note  string
}

// Table is a table of figures.
type Table struct {
	Name, Label, Note string
	Sheet             export.Sheet
}

// Entry is a term and what is said of it.
type Entry struct{ Term, Text string }

// Input is one input, with the SHA-256 of its bytes in hexadecimal.
type Input struct {
	Name   string
	Bytes  int64
	SHA256 string
}

//go:embed assets
var assets embed.FS

// scripts in the order in which they stand in the page.
var scripts = []string{"model.js", "text.js", "row.js", "table.js", "tree.js", "main.js"}

// built is what all pages share.
type built struct {
	before, after *template.Template
	style, script string
}

// load puts the embedded parts together, once.
var load = sync.OnceValues(func() (*built, error) {
	style, err := assets.ReadFile("assets/page.css")
	if err != nil {
		return nil, err
	}
	var script strings.Builder
	script.WriteString("\"use strict\";(() => {\n")
	for _, name := range scripts {
		part, err := assets.ReadFile("assets/" + name)
		if err != nil {
			return nil, err
		}
		script.Write(part)
	}
	script.WriteString("})();\n")
	t, err := template.New("page").Funcs(template.FuncMap{"group": numeral.Count, "words": words, "sentence": sentence, "sheet": asSheet}).ParseFS(assets, "assets/*.html")
	if err != nil {
		return nil, err
	}
	return &built{t.Lookup("before.html"), t.Lookup("after.html"), string(style), script.String()}, nil
})

// view is what the templates see.
type view struct {
	*Page
	Policy   string
	Style    template.CSS
	Script   template.JS
	Pictures []template.HTMLAttr // src of each chart
	Held     held
}

// Write writes the page. The same page gives the same bytes.
func (p *Page) Write(w io.Writer) error {
	b, err := load()
	if err != nil {
		return fmt.Errorf("putting the page together: %w", err)
	}
	v := view{Page: p, Policy: policy(b), Style: template.CSS(b.style), Script: template.JS(b.script), Held: hold(p.Groups)}
	for i := range p.Charts {
		src, err := p.Charts[i].source()
		if err != nil {
			return err
		}
		v.Pictures = append(v.Pictures, src)
	}
	out := bufio.NewWriterSize(w, 1<<16)
	if err := b.before.Execute(out, v); err != nil {
		return fmt.Errorf("writing the page: %w", err)
	}
	// The data stand between the templates: html/template would hold them all
	// in memory, and does not let a template end inside an element.
	out.WriteString(`<script type="application/json" id="data">`)
	if err := writeData(out, p.Groups, v.Held); err != nil {
		return fmt.Errorf("writing the comments of the page: %w", err)
	}
	out.WriteString("</script>\n")
	if err := b.after.Execute(out, v); err != nil {
		return fmt.Errorf("writing the page: %w", err)
	}
	return out.Flush()
}

// source is the picture as the src attribute of an image.
func (c *Chart) source() (template.HTMLAttr, error) {
	data, media, err := c.Picture()
	if err != nil {
		return "", fmt.Errorf("drawing %s for the page: %w", c.Name, err)
	}
	// Base64 and our own media types hold nothing that needs escaping.
	return template.HTMLAttr(`src="data:` + media + ";base64," + base64.StdEncoding.EncodeToString(data) + `"`), nil
}

// asSheet puts together what the sheet template needs.
func asSheet(label, name string, sheet any) (map[string]any, error) {
	switch s := sheet.(type) {
	case *export.Sheet:
		return map[string]any{"Label": label, "Name": name, "Sheet": *s}, nil
	case export.Sheet:
		return map[string]any{"Label": label, "Name": name, "Sheet": s}, nil
	}
	return nil, fmt.Errorf("%T is no sheet", sheet)
}

// words is a column's name for people: "n authors" for n_authors.
func words(name string) string { return strings.ReplaceAll(name, "_", " ") }

// sentence begins with a capital and ends with a stop.
func sentence(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	s = string(unicode.ToUpper(r)) + s[size:]
	if !strings.HasSuffix(s, ".") {
		s += "."
	}
	return s
}
