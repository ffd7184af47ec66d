package reports

import (
	"bytes"
	"cmp"
	"io"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/undertone-project/undertone/analysis"
	"github.com/undertone-project/undertone/reports/chart"
	"github.com/undertone-project/undertone/reports/export"
	"github.com/undertone-project/undertone/reports/page"
)

// pageName is the report as a web page.
const pageName = "index.html"

// panel is a figure on its way to its file and to the page.
type panel struct {
	figure chart.Figure
	image  chart.Output
	draw   func() ([]byte, error) // drawn once for both
	sheet  *export.Sheet
}

func newPanel(f chart.Figure, image chart.Output, sheet *export.Sheet) panel {
	return panel{f, image, sync.OnceValues(func() ([]byte, error) { return draw(f, image) }), sheet}
}

func draw(f chart.Figure, image chart.Output) ([]byte, error) {
	var b bytes.Buffer
	err := chart.Write(&b, f, image)
	return b.Bytes(), err
}

// files are the picture and what it shows in words.
func (p panel) files() []file {
	name := p.figure.Name()
	return []file{
		{name + p.image.Ext(), func(w io.Writer) error {
			data, err := p.draw()
			if err == nil {
				_, err = w.Write(data)
			}
			return err
		}},
		{name + ".txt", func(w io.Writer) error { _, err := io.WriteString(w, p.figure.Alt()+"\n"); return err }},
	}
}

// picture is what the page shows: the same picture, unless that is made for
// paper.
func (p panel) picture() (data []byte, media string, err error) {
	switch {
	case p.image == chart.Output{} || p.image == chart.Output{Format: chart.PNG}:
		data, err = p.draw()
		return data, "image/png", err
	case p.image == chart.Output{Format: chart.SVG}:
		data, err = p.draw()
		return data, "image/svg+xml", err
	}
	data, err = draw(p.figure, chart.Output{})
	return data, "image/png", err
}

// chart is the panel as the page shows it.
func (p panel) chart() page.Chart {
	w, h := p.figure.Size()
	px := func(points float64) int { return int(math.Round(points * 96 / 72)) }
	c := page.Chart{
		Name: p.figure.Name(), Label: label(p.figure.Name()), Alt: p.figure.Alt(), Finding: chart.Finding(p.figure), Sheet: p.sheet,
		Width: px(w.Points()), Height: px(h.Points()),
		Picture: p.picture,
	}
	if p.sheet == nil {
		c.Note = "Its nodes are in " + c.Name + ".csv; the tree below can be unfolded."
	}
	return c
}

// label names a kind of chart for people.
func label(name string) string {
	stem, number, _ := strings.Cut(name, "-")
	names := map[string]string{
		"trend": "Tone along the discussion", "distribution": "How tone spreads", "stance": "Stance by target", "stance-trend": "Stance along the discussion",
		"tree": "Reply tree", "depth": "Tone by depth", "replies": "Agreement with what is answered", "tones": "Tone of replies by tone of what they answer",
		"week": "When in the week", "concentration": "How much the most active write", "tone-stance": "Stance by tone", "reply-tones": "Agreement by tone of what is answered", "forest": "Differences", "multiples": "Distributions side by side",
	}
	if full, ok := names[name]; ok {
		return full
	}
	if _, err := strconv.Atoi(number); err == nil && names[stem] != "" {
		return names[stem] + " " + number
	}
	return strings.ReplaceAll(name, "-", " ")
}

// page adds the report as a web page.
func (r *Report) page(panels []panel) {
	if r.opt.NoPage {
		return
	}
	p := page.Page{
		Kind: "Report", Title: r.title(), Lead: chart.Sample(&r.Summary) + ".", Numbers: numbers(&r.Summary),
		Findings: findings(&r.Summary, r.figures), Warnings: r.Summary.Warnings,
		Groups: []analysis.Group{{Results: r.results}}, Method: method(r.opt.Meta, r.opt.Settings, r.Summary.Level, r.Summary.Seed),
		Inputs: inputs(r.opt.Inputs), Files: besides(r.files),
	}
	for _, panel := range panels {
		p.Charts = append(p.Charts, panel.chart())
	}
	r.files = append(r.files, file{pageName, p.Write})
}

// method says what made the figures, settings in the order of their names.
func method(m chart.Meta, settings map[string]string, level float64, seed uint64) []page.Entry {
	out := []page.Entry{
		{Term: "Tone", Text: m.Method},
		{Term: "Stance", Text: cmp.Or(m.StanceMethod, m.Method)},
		{Term: "Validation", Text: cmp.Or(m.Validation, "not validated on this corpus")},
		{Term: "Intervals", Text: strconv.FormatFloat(100*level, 'g', -1, 64) + "%, resampled by author, seed " + strconv.FormatUint(seed, 10)},
		{Term: "Program", Text: cmp.Or(m.Generator, "undertone "+analysis.Version)},
	}
	for _, key := range slices.Sorted(maps.Keys(settings)) {
		if value := settings[key]; value != "" && key != "level" {
			out = append(out, page.Entry{Term: "Setting: " + strings.ReplaceAll(key, "_", " "), Text: value})
		}
	}
	return slices.DeleteFunc(out, func(e page.Entry) bool { return e.Text == "" })
}

func inputs(list []Input) []page.Input {
	out := make([]page.Input, len(list))
	for i, in := range list {
		out[i] = page.Input(in)
	}
	return out
}

// besides lists the tables beside the page.
func besides(files []file) []page.Entry {
	about := map[string]string{
		"comments.csv": "every post and comment with its scores", "stances.csv": "every stance toward a target, with its evidence",
		"threads.csv": "threads with their aggregates", "comparison.csv": "every difference with its interval and adjusted p",
		"comparison.txt": "the comparison as text", "dashboard.png": "the charts composed as one picture",
		"datapackage.json": "what each column of each table means",
	}
	var out []page.Entry
	for _, f := range files {
		if text := about[f.name]; text != "" {
			out = append(out, page.Entry{Term: f.name, Text: text})
		}
	}
	return append(out, page.Entry{Term: manifestName, Text: "inputs, settings and files with their SHA-256"})
}

// page adds the comparison as a web page.
func (c *Comparison) page(groups []analysis.Group, opt CompareOptions, panels []panel) {
	if opt.NoPage {
		return
	}
	p := page.Page{
		Kind: "Comparison", Title: c.title(), Warnings: c.Warnings, Groups: groups, Method: method(opt.Meta, opt.Settings, c.Level, c.Seed),
		Tables: []page.Table{{
			Name: "comparison", Label: "All differences", Sheet: export.NewSheet(export.Contrasts(&c.Comparison)),
			Note: "Each measure in the second group minus the first; p by permutation of authors, adjusted after Holm over all rows that have one.",
		}},
		Inputs: inputs(opt.Inputs), Files: besides(c.files),
	}
	for _, g := range c.Groups {
		p.Numbers = append(p.Numbers, page.Number{Label: g.Name, Value: chart.Count(g.Items, string(c.Unit)), Note: chart.Count(g.Threads, "thread") + ", " + chart.Count(g.Authors, "known author")})
	}
	for _, k := range c.Contrasts {
		if k.Supported {
			p.Findings = append(p.Findings, page.Finding{Sentence: k.Sentence, Figures: ""})
		}
	}
	if len(p.Findings) == 0 {
		p.Findings = []page.Finding{{Sentence: "No difference between the groups is supported after adjusting for the number of comparisons.", Figures: "That is not to say that there is none: the table tells how large a difference each interval leaves open."}}
	}
	for _, panel := range panels {
		shown := panel.chart()
		if panel.sheet == nil {
			shown.Note = "Its figures are in the table of all differences and in comparison.csv."
		}
		p.Charts = append(p.Charts, shown)
	}
	c.files = append(c.files, file{pageName, p.Write})
}
