package edgetrain

import (
	"fmt"
	"hash/fnv"
	"math"
	"path/filepath"
	"strings"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/structure"
	"github.com/undertone-project/undertone/internal/structure/edge"
)

// Folds is the number of parts that the sites are divided into for
// cross-validation.
const Folds = 8

// Fold is the part that a site belongs to.
func Fold(site string) int {
	h := fnv.New32a()
	h.Write([]byte(site))
	return int(h.Sum32() % Folds)
}

// Set is documents prepared for one order of comments.
type Set struct {
	Docs     []Doc
	Views    []*edge.View
	Examples [][]edge.Example
	gain     float64 // weight of the set's documents in training
}

// prepare makes views and examples. Without names, authors and times are
// dropped first.
func prepare(docs []Doc, names bool, gain float64) Set {
	s := Set{Docs: docs, gain: gain}
	for i := range docs {
		v := View(&docs[i], names)
		s.Views = append(s.Views, v)
	}
	return s
}

// View prepares one document for the model, with or without authors and
// times.
func View(d *Doc, names bool) *edge.View {
	recs := append([]format.Record(nil), d.Comments...)
	if !names {
		for k := range recs {
			recs[k].Author, recs[k].Created = "", thread.Time{}
		}
	}
	return edge.Prepare(structure.ModelView(d.Post, recs))
}

// Corpus is everything that the model is trained on.
type Corpus struct {
	Bare, Meta Set // flattened pages, with the true comment starts
	rest       []Set
	lexicon    map[string]int32
}

// Load reads the corpus from a directory with flat/ and trees/.
func Load(dir string) (*Corpus, error) {
	tree := func(name, domain string, every int) ([]Doc, error) {
		docs, err := LoadTrees(filepath.Join(dir, "trees", name), domain)
		var out []Doc
		for i := 0; i < len(docs); i += every {
			out = append(out, docs[i])
		}
		return out, err
	}
	pages, err := tree("web_pages.jsonl", "pages", 1)
	if err != nil {
		return nil, err
	}
	sites := Sites(pages)
	c := &Corpus{}
	for _, style := range []string{"bare", "meta"} {
		docs, err := LoadFlat(filepath.Join(dir, "flat"), style, sites)
		if err != nil {
			return nil, err
		}
		if style == "bare" {
			c.Bare = prepare(docs, true, 1)
		} else {
			c.Meta = prepare(docs, true, 1)
		}
	}
	c.rest = append(c.rest, prepare(pages, true, pageGain), prepare(pages, false, pageGain))
	for _, f := range forums {
		docs, err := tree(f.name, "forum", f.every)
		if err != nil {
			return nil, err
		}
		c.rest = append(c.rest, prepare(docs, true, forumGain), prepare(docs, false, forumGain))
	}
	c.lexicon = lexicon(c.rest)
	for _, s := range c.sets() {
		for i, v := range s.Views {
			s.Examples = append(s.Examples, v.Examples(s.Docs[i].Parents, true, c.lexicon))
		}
	}
	return c, nil
}

// sets are all sets of the corpus.
func (c *Corpus) sets() []*Set {
	out := []*Set{&c.Bare, &c.Meta}
	for i := range c.rest {
		out = append(out, &c.rest[i])
	}
	return out
}

// The weights of whole sets in training: the pages are the kind of text that
// the model is for; forums teach it what replies look like, but not how many
// there are.
const (
	pageGain  = 0.5
	forumGain = 0.4
)

// forums are the files of forum and Reddit trees, of which every n-th tree is
// used.
var forums = []struct {
	name  string
	every int
}{
	{"reddit_cornell.jsonl", 1}, {"createdebate.jsonl", 1}, {"reddit_three_topics.jsonl.zst", 1}, {"iac_political.jsonl.zst", 10},
}

// Sites gives the site of each page by its name in the flat set.
func Sites(pages []Doc) map[string]string {
	out := map[string]string{}
	for _, p := range pages {
		folder, page, ok := strings.Cut(strings.TrimPrefix(p.Name, "page:"), "/")
		if ok {
			out[folder+"-"+page] = p.Site
		}
	}
	return out
}

// examples gathers the examples of all documents but those of one fold; -1
// leaves out none. A document's weight grows with the root of its length: long
// threads count for more, but do not drown the others.
func (c *Corpus) examples(without int) []edge.Example {
	var out []edge.Example
	for _, s := range c.sets() {
		for i, ex := range s.Examples {
			if Fold(s.Docs[i].Site) == without {
				continue
			}
			gain := s.gain * 5 / math.Sqrt(float64(max(len(ex), 1)))
			for _, e := range ex {
				e.Gain = gain
				out = append(out, e)
			}
		}
	}
	return out
}

// settings are those of the shipped weights, chosen by cross-validation.
var settings = FitOptions{L2: 0.001, WordL2: 0.005, Epochs: 30, Rate: 0.02, Seed: 1}

// Train fits the model to all documents but those of one fold; -1 leaves out
// none.
func (c *Corpus) Train(without int) *edge.Model {
	return Model(Fit(c.examples(without), len(c.lexicon), settings), c.lexicon)
}

// CrossValidate trains a model for each fold and measures it on the flat pages
// of that fold's sites, which it has not seen in any form.
func (c *Corpus) CrossValidate() []Outcome {
	var out []Outcome
	for f := range Folds {
		m := c.Train(f)
		for _, s := range []Set{c.Bare, c.Meta} {
			for i := range s.Docs {
				if Fold(s.Docs[i].Site) == f {
					out = append(out, Measure(&s.Docs[i], s.Views[i], m)...)
				}
			}
		}
	}
	return out
}

// String puts the figures on one line, beside the two naive baselines.
func (s Summary) String() string {
	return fmt.Sprintf("%d pages, %d comments: parents right %.3f (top-level %.3f, previous %.3f), by page %.3f (%.3f, %.3f), ECE %.3f, %d at 0.9 or more right %.3f",
		s.Pages, s.Comments, s.Right, s.Top, s.Previous, s.PageRight, s.PageTop, s.PagePrev, s.ECE, s.Sure, s.SureRight)
}
