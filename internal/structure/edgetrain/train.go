package edgetrain

import (
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

// fold is the part that the site of document i belongs to.
func (s *Set) fold(i int) int {
	h := fnv.New32a()
	h.Write([]byte(s.salt + s.Docs[i].Site))
	return int(h.Sum32() % Folds)
}

// Set is documents prepared for the model.
type Set struct {
	Docs     []Doc
	Views    []*edge.View
	Examples [][]edge.Example
	kinds    [][]float32 // the values that a thread's kind is read from
	gain     float64     // weight of the set's documents in training
	forum    bool
	names    bool   // authors and times are kept
	salt     string // other salts give other divisions of the sites
}

// prepare makes views. Without names, authors and times are dropped first.
func prepare(docs []Doc, names bool, gain float64) *Set {
	s := &Set{Docs: docs, gain: gain, names: names}
	for i := range docs {
		v := View(&docs[i], names)
		s.Views, s.kinds = append(s.Views, v), append(s.kinds, v.KindValues())
		s.forum = docs[i].Domain == "forum"
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
	Bare, Meta *Set // flattened pages, with the true comment starts
	// Timed are threads in the order of writing.
	Timed   []*Set
	trees   []*Set // reply trees, laid out depth-first
	lexicon map[string]int32
	fitter  *fitter // of kinds of threads
}

// The weights of whole sets in training: the pages are the kind of text that
// the model is for; forums teach it what replies look like, and that there are
// discussions in which nearly everything is one. In time order it is forums
// that it is mostly asked about.
const (
	pageGain       = 0.5
	forumGain      = 0.06
	timedForumGain = 0.3
)

// files are the files of reply trees, of which every n-th tree is used.
var files = []struct {
	name, domain string
	every        int
	gain         float64
}{
	{"web_pages.jsonl", "pages", 1, pageGain},
	{"reddit_cornell.jsonl", "forum", 1, forumGain},
	{"createdebate.jsonl", "forum", 1, forumGain},
	{"reddit_three_topics.jsonl.zst", "forum", 1, forumGain},
	{"iac_political.jsonl.zst", "forum", 4, forumGain},
}

// Load reads the corpus from a directory with flat/ and trees/. The salt, which
// may be empty, says how the sites are divided for cross-validation.
func Load(dir, salt string) (*Corpus, error) {
	c := &Corpus{}
	var sites map[string]string
	for _, f := range files {
		all, err := LoadTrees(filepath.Join(dir, "trees", f.name), f.domain)
		if err != nil {
			return nil, err
		}
		if sites == nil {
			sites = Sites(all)
		}
		var docs, timed []Doc
		for i := 0; i < len(all); i += f.every {
			docs = append(docs, all[i])
			if d, ok := InTime(all[i]); ok {
				timed = append(timed, d)
			}
		}
		c.trees = append(c.trees, prepare(docs, true, f.gain), prepare(docs, false, f.gain))
		gain := f.gain
		if f.domain == "forum" {
			gain = timedForumGain
		}
		c.Timed = append(c.Timed, prepare(timed, true, gain))
	}
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
	c.lexicon = lexicon(c.trees)
	for _, s := range append(c.paged(), c.Timed...) {
		s.salt = salt
		for i, v := range s.Views {
			s.Examples = append(s.Examples, v.Examples(s.Docs[i].Parents, !s.Docs[i].ByTime, c.lexicon))
		}
	}
	return c, nil
}

// paged are the sets in depth-first order.
func (c *Corpus) paged() []*Set { return append([]*Set{c.Bare, c.Meta}, c.trees...) }

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

// gather collects the examples of all documents but those of one fold; -1
// leaves out none. A document's weight grows with the root of its length: long
// threads count for more, but do not drown the others.
func gather(sets []*Set, without int) []edge.Example {
	var out []edge.Example
	for _, s := range sets {
		for i, ex := range s.Examples {
			if s.fold(i) == without {
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
	kinds := c.kind(without)
	m := Model(Fit(gather(c.paged(), without), len(c.lexicon), settings), c.lexicon)
	m.Kinds = kinds
	// The words keep their weights in time order.
	for _, s := range c.Timed {
		for i, ex := range s.Examples {
			for k := range ex {
				ex[k].Words, ex[k].Offset = nil, s.Views[i].WordScore(m, ex[k].Comment)
			}
		}
	}
	copy(m.Time[:], Fit(gather(c.Timed, without), 0, settings))
	return m
}
