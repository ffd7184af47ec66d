package pageeval

import (
	"context"
	"fmt"
	"hash/fnv"
	"io"
	"math"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/parsers/htmlpage"
	"github.com/undertone-project/undertone/internal/parsers/htmlpage/dom"
	"github.com/undertone-project/undertone/internal/parsers/htmlpage/general"
	"github.com/undertone-project/undertone/internal/parsers/htmlpage/unit"
)

// Settings of the training.
const (
	candidates = 45  // groups of each page that are learned from
	folds      = 5   // of the cross-validation, by site
	steps      = 250 // of gradient ascent
	rate       = 0.6 // of each step
	ridge      = 0.001
	blindShare = 0.35 // weight of a page as it would be if its classes said nothing
	noneWeight = 0.35 // of the choice of no group on a page whose comments were cut out
	fieldShare = 0.15 // of names and of times in the quality of a group
	enough     = 0.5  // F1 that the best group of a page must reach to count
	clean      = 0.8  // F1 that it must reach for the page to be without comments once it is cut out
	tolerance  = 0.02 // F1 below the best that still counts as right
)

// choice is one page to learn from: groups, one of which is right. Index 0 is
// the choice of no group, with all features 0 and the score 0.
type choice struct {
	site     string
	weight   float64
	features [][general.NFeatures]float64
	right    []bool
	page     int
	blinded  bool // a copy without the features that rest on names
}

// blind is the choice on a page whose classes and ids say nothing.
func (c *choice) blind() choice {
	out := choice{site: c.site, weight: c.weight * blindShare, right: c.right, page: c.page, blinded: true}
	for i, f := range c.features {
		if i > 0 {
			f = general.WithoutCues(f)
		}
		out.features = append(out.features, f)
	}
	return out
}

// Train learns the weights of the general reader from pages with gold and
// writes them to a file; then it prints a cross-validation by site. The
// candidates of each page are the best by plain weights, so that the result
// does not depend on the shipped ones.
func Train(ctx context.Context, w io.Writer, pages []Gold, empty, file string) error {
	all, best, err := lessons(ctx, pages, empty)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "%d pages, %d choices (half of them without cues); mean F1 of the best group of each page %.3f\n", len(pages), len(all), best)
	if err := os.WriteFile(file, []byte(learn(all).String()), 0o644); err != nil {
		return err
	}
	scores, total, err := crossValidate(ctx, w, pages, all)
	if err != nil {
		return err
	}
	return Print(w, scores, total)
}

// lessons makes what is to be learned from the pages, and gives the mean F1 of
// the best group of each page.
func lessons(ctx context.Context, pages []Gold, empty string) ([]choice, float64, error) {
	var all []choice
	best := 0.0
	for i := range pages {
		cs, oracle, err := choices(ctx, &pages[i])
		if err != nil {
			return nil, 0, err
		}
		for k := range cs {
			cs[k].page = i
		}
		all = append(all, cs...)
		best += oracle
	}
	weighBySite(all)
	more, err := emptyPages(ctx, empty)
	if err != nil {
		return nil, 0, err
	}
	all = append(all, more...)
	seen := len(all)
	for i := range seen {
		all = append(all, all[i].blind())
	}
	return all, best / float64(max(len(pages), 1)), nil
}

// emptyWeight is the weight of a fixture without comments.
const emptyWeight = 1

// emptyPages makes what is to be learned from the fixtures of pages that never
// had comments: lists of articles, of topics, of products.
func emptyPages(ctx context.Context, dir string) ([]choice, error) {
	files, err := filepath.Glob(filepath.Join(dir, "none-*", "input.html"))
	if err != nil {
		return nil, err
	}
	var out []choice
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		page, err := dom.Parse(ctx, f, dom.Limits{})
		if cerr := f.Close(); err == nil {
			err = cerr
		}
		if err != nil {
			return nil, err
		}
		c := choice{site: filepath.Dir(name), weight: emptyWeight, page: -1, features: make([][general.NFeatures]float64, 1), right: []bool{true}}
		for _, g := range general.Candidates(page.Root, candidates, general.Plain()) {
			c.features = append(c.features, g.Features)
			c.right = append(c.right, false)
		}
		out = append(out, c)
	}
	return out, nil
}

// crossValidate measures the general reader on each site with weights learned
// from the others.
func crossValidate(ctx context.Context, w io.Writer, pages []Gold, all []choice) (map[string]*Score, Score, error) {
	scores, total := map[string]*Score{}, Score{}
	var with, without []float64 // scores of the best group of held-out choices
	for f := range folds {
		var train []choice
		for _, c := range all {
			if fold(c.site) != f {
				train = append(train, c)
			}
		}
		weights := learn(train)
		for i := range all {
			if c := &all[i]; fold(c.site) == f && !c.blinded {
				if c.right[0] {
					without = append(without, c.best(&weights))
				} else {
					with = append(with, c.best(&weights))
				}
			}
		}
		reader := htmlpage.Reader{NoPlatforms: true, Weights: &weights}
		for i := range pages {
			if fold(site(&pages[i])) != f {
				continue
			}
			s, _, _, err := measure(ctx, reader, &pages[i])
			if err != nil {
				return nil, total, err
			}
			p := pages[i].Platform
			if scores[p] == nil {
				scores[p] = &Score{}
			}
			scores[p].Add(s)
			total.Add(s)
		}
	}
	for _, threshold := range []float64{0, -0.5, -1, -1.5, -2, -2.5, -3} {
		fmt.Fprintf(w, "threshold %.1f: comments found on %.3f of the pages with comments, on %.3f of those without\n", threshold, over(with, threshold), over(without, threshold))
	}
	return scores, total, nil
}

// best is the score of the best group.
func (c *choice) best(w *general.Weights) float64 {
	best := math.Inf(-1)
	for i := 1; i < len(c.features); i++ {
		best = max(best, w.Score(&c.features[i]))
	}
	return best
}

func over(scores []float64, threshold float64) float64 {
	n := 0
	for _, s := range scores {
		if s >= threshold {
			n++
		}
	}
	return float64(n) / float64(max(len(scores), 1))
}

func fold(site string) int {
	h := fnv.New32a()
	_, _ = io.WriteString(h, site) // never fails
	return int(h.Sum32() % folds)
}

// site names the template of a page: its host, or what stands for it.
func site(g *Gold) string {
	if u, err := url.Parse(g.URL); err == nil && u.Host != "" {
		parts := strings.Split(u.Host, ".")
		return strings.Join(parts[max(len(parts)-2, 0):], ".")
	}
	return path.Dir(g.Name) + " " + g.Platform
}

// weighBySite lets a site with many pages count for more than a page, but not
// for all of them.
func weighBySite(all []choice) {
	n := map[string]float64{}
	for _, c := range all {
		n[c.site]++
	}
	for i := range all {
		all[i].weight = 1 / math.Sqrt(n[all[i].site])
		if all[i].right[0] {
			all[i].weight *= noneWeight
		}
	}
}

// choices makes what is to be learned from a page: among all groups the right
// ones, and among those apart from them none.
func choices(ctx context.Context, g *Gold) (out []choice, oracle float64, err error) {
	f, err := os.Open(g.Path)
	if err != nil {
		return nil, 0, err
	}
	defer f.Close()
	page, err := dom.Parse(ctx, f, dom.Limits{})
	if err != nil {
		return nil, 0, err
	}
	groups := general.Candidates(page.Root, candidates, general.Plain())
	f1 := make([]float64, len(groups))
	at, known := 0, map[string]float64{}
	for i, c := range groups {
		key := fmt.Sprintf("%d %p %p", len(c.Units), c.Units[0].Roots[0], c.Units[len(c.Units)-1].Roots[len(c.Units[len(c.Units)-1].Roots)-1])
		v, ok := known[key]
		if !ok {
			v = quality(Compare(g, records(c.Units)))
			known[key] = v
		}
		if f1[i] = v; v > f1[at] {
			at = i
		}
	}
	if len(groups) == 0 || f1[at] < enough {
		return nil, 0, nil
	}
	here := choice{site: site(g), features: make([][general.NFeatures]float64, 1), right: make([]bool, 1)}
	none := choice{site: site(g), features: make([][general.NFeatures]float64, 1), right: []bool{true}}
	for i, c := range groups {
		here.features = append(here.features, c.Features)
		here.right = append(here.right, f1[i] >= f1[at]-tolerance)
	}
	if f1[at] >= clean { // else some comments would be left
		cut(groups[at].Units)
		for _, c := range general.Candidates(page.Root, candidates, general.Plain()) {
			none.features = append(none.features, c.Features)
			none.right = append(none.right, false)
		}
	}
	return []choice{here, none}, f1[at], nil
}

// cut takes the elements of comments out of their page.
func cut(units []unit.Unit) {
	for _, u := range units {
		for _, r := range u.Roots {
			if r.Parent != nil {
				r.Parent.RemoveChild(r)
			}
		}
	}
}

// quality is the F1 of the comments and, to a lesser part, how many have the
// right name and time.
func quality(s Score) float64 {
	q := s.F1()
	if s.Authors > 0 {
		q += fieldShare * (ratio(s.AuthorsOK, s.Authors) - 1) * q
	}
	if s.Times > 0 {
		q += fieldShare * (ratio(s.TimesOK, s.Times) - 1) * q
	}
	return q
}

func records(units []unit.Unit) []format.Record {
	var out []format.Record
	for _, c := range unit.Read(units, unit.Rules{}, unit.Options{Captured: Captured}) {
		out = append(out, format.Record{Kind: thread.KindComment, ID: c.ID, Author: c.Author, Text: c.Text, Quoted: c.Quoted, Created: c.When})
	}
	return out
}

// learn maximises the probability of a right choice (softmax of the scores)
// with an L2 penalty, each weight held to the sign that reason gives it, by
// gradient ascent with Nesterov's momentum.
func learn(all []choice) general.Weights {
	var w, ahead general.Weights
	signs, ceilings := general.Signs(), general.Ceilings()
	total := 0.0
	for _, c := range all {
		total += c.weight
	}
	for step := range steps {
		var grad general.Weights
		for i := range all {
			all[i].gradient(&ahead, &grad)
		}
		momentum := float64(step) / float64(step+3)
		for k := range w {
			g := grad[k] / total
			if k < general.NFeatures {
				g -= ridge * ahead[k]
			}
			next := ahead[k] + rate*g
			if k < general.NFeatures && next*float64(signs[k]) < 0 {
				next = 0
			}
			if k < general.NFeatures && ceilings[k] < 0 {
				next = min(next, ceilings[k])
			}
			ahead[k] = next + momentum*(next-w[k])
			w[k] = next
		}
	}
	return w
}

// gradient adds the gradient of the log probability of a right choice.
func (c *choice) gradient(w, grad *general.Weights) {
	n := len(c.features)
	p := make([]float64, n)
	top := 0.0
	for i := 1; i < n; i++ {
		p[i] = w.Score(&c.features[i])
		top = max(top, p[i])
	}
	sum, right := 0.0, 0.0
	for i := range p {
		p[i] = math.Exp(p[i] - top)
		sum += p[i]
		if c.right[i] {
			right += p[i]
		}
	}
	for i := 1; i < n; i++ {
		d := -p[i] / sum
		if c.right[i] {
			d += p[i] / right
		}
		d *= c.weight
		for k, v := range c.features[i] {
			grad[k] += d * v
		}
		grad[general.NFeatures] += d
	}
}
