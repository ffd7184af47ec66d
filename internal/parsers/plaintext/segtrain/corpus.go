package segtrain

import (
	"math"
	"math/rand/v2"
	"path/filepath"
	"strings"

	"github.com/undertone-project/undertone/internal/parsers/plaintext/segment"
)

// Corpus is what the weights are fitted on.
type Corpus struct {
	Bare, Meta []Document // the flattened pages of flat/
	// Measured are the same pages, bare and meta, as the program reads them.
	Measured [2][]Document
	Pages    []Document // saved pages, flattened by our own code
	Varied   []Document // the same pages in rarer forms
	Worded   []Document // saved pages that only their words can be learned from
	Forum    []Document // threads of a forum, as foreign documents
	Sections []Document // the comments of saved pages by themselves, with headers
	Posts    []Document // threads of all forums in full, for their wording alone
}

// forumThreads and forumPosts bound the forum in the corpus, and forumWeight is
// what one of its threads counts against a page: it is there for its wording.
const (
	forumThreads = 500
	forumPosts   = 40
	forumWeight  = 0.5
)

// variedWeight is what a page in one of its rarer forms counts.
const variedWeight = 0.4

// sectionWeight is what the comments of a page by themselves count. Most that
// is read has an article.
const sectionWeight = 0.3

// Load reads the corpus from a folder with flat/, html/ and trees/. Every page
// is flattened in several forms, which are drawn with a fixed seed.
func Load(dir string) (*Corpus, error) {
	pages, err := ReadPages(filepath.Join(dir, "html"))
	if err != nil {
		return nil, err
	}
	c := &Corpus{}
	rng, rarer := rand.New(rand.NewPCG(7, 7)), rand.New(rand.NewPCG(7, 8))
	alone, worded := rand.New(rand.NewPCG(7, 9)), rand.New(rand.NewPCG(7, 10))
	sites := make(map[string]string)
	for _, p := range pages {
		sites[p.ID] = p.Site
		if p.Worded {
			if d, ok := p.Document(Form{Article: true}, worded); ok {
				c.Worded = append(c.Worded, d)
			}
			continue
		}
		for _, f := range p.Forms(rng) {
			if d, ok := p.Document(f, rng); ok {
				c.Pages = append(c.Pages, d)
			}
		}
		if d, ok := p.Document(p.Section(alone), alone); ok && segment.NewContext(d.Lines).Style() != segment.Bare {
			d.Weight = sectionWeight
			c.Sections = append(c.Sections, d)
		}
		for _, f := range p.Rarer(rarer) {
			if d, ok := p.Document(f, rarer); ok {
				c.Varied = append(c.Varied, d)
			}
		}
	}
	site := func(id string) string {
		if s := sites[id]; s != "" {
			return s
		}
		return id
	}
	if err := c.readFlat(filepath.Join(dir, "flat"), site); err != nil {
		return nil, err
	}
	forum, err := ReadTrees(filepath.Join(dir, "trees", "iac_political.jsonl.zst"), forumPosts)
	if err != nil {
		return nil, err
	}
	for _, t := range forum[:min(len(forum), forumThreads)] {
		if d, ok := t.Document(Form{Article: true}, rng); ok {
			d.Foreign, d.Weight = true, forumWeight
			c.Forum = append(c.Forum, d)
		}
	}
	return c, c.readPosts(filepath.Join(dir, "trees"), rng)
}

// forums are the files of trees whose texts have kept their paragraphs.
var forums = [...]string{"iac_political.jsonl.zst", "reddit_cornell.jsonl", "createdebate.jsonl"}

// readPosts reads the threads of forums.
func (c *Corpus) readPosts(dir string, rng *rand.Rand) error {
	for _, name := range forums {
		threads, err := ReadTrees(filepath.Join(dir, name), math.MaxInt)
		if err != nil {
			return err
		}
		for _, t := range threads {
			if d, ok := t.Document(Form{Article: true}, rng); ok {
				c.Posts = append(c.Posts, d)
			}
		}
	}
	return nil
}

// readFlat reads the flattened pages as they stand and as they are measured.
func (c *Corpus) readFlat(dir string, site func(id string) string) error {
	for _, part := range []struct {
		docs    *[]Document
		suffix  string
		cleaned bool
	}{{&c.Bare, ".bare.txt", false}, {&c.Meta, ".meta.txt", false}, {&c.Measured[0], ".bare.txt", true}, {&c.Measured[1], ".meta.txt", true}} {
		docs, err := ReadFlat(dir, part.suffix, part.cleaned, site)
		if err != nil {
			return err
		}
		*part.docs = docs
	}
	return nil
}

// Without lists the documents of all sites but those for which held is true,
// sections apart.
func (c *Corpus) Without(held func(site string) bool) []Document {
	return without(held, c.Bare, c.Meta, c.Pages, c.Forum)
}

// Written lists the documents whose words tell articles from comments, of all
// sites but those for which held is true.
func (c *Corpus) Written(held func(site string) bool) []Document {
	return without(held, c.Bare, c.Pages, c.Worded)
}

func without(held func(site string) bool, parts ...[]Document) []Document {
	var out []Document
	for _, part := range parts {
		for _, d := range part {
			if held == nil || !held(d.Site) {
				out = append(out, d)
			}
		}
	}
	return out
}

// Name is the page of a document: its id without the form it is in.
func (d Document) Name() string {
	name, _, _ := strings.Cut(d.ID, ".bare.txt")
	name, _, _ = strings.Cut(name, ".meta.txt")
	return name
}
