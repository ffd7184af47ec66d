package edgetrain

import (
	"fmt"
	"hash/fnv"
	"math"
	"os"
	"sort"
	"strconv"
	"testing"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/structure"
	"github.com/undertone-project/undertone/internal/structure/edge"
)

const data = "/work/shared/data/threads/"

func envf(k string, d float64) float64 {
	if s := os.Getenv(k); s != "" {
		x, _ := strconv.ParseFloat(s, 64)
		return x
	}
	return d
}
func fold(site string, k int) int {
	h := fnv.New32a()
	h.Write([]byte(site))
	return int(h.Sum32() % uint32(k))
}

type set struct {
	docs  []Doc
	views []*edge.View
	ex    [][]edge.Example
}

func prep(ds []Doc, strip bool) set {
	s := set{docs: ds}
	for i := range ds {
		d := &ds[i]
		recs := append([]format.Record(nil), d.Comments...)
		if strip {
			for k := range recs {
				recs[k].Author, recs[k].Created = "", thread.Time{}
			}
		}
		v := edge.Prepare(structure.ModelView(d.Post, recs))
		s.views = append(s.views, v)
	}
	return s
}

func TestExp(t *testing.T) {
	if os.Getenv("EXP") == "" {
		t.Skip()
	}
	pages, err := LoadTrees(data+"trees/web_pages.jsonl", "pages")
	if err != nil {
		t.Fatal(err)
	}
	sites := map[string]string{}
	for _, p := range pages {
		n := p.Name[5:]
		for i := range n {
			if n[i] == '/' {
				sites[n[:i]+"-"+n[i+1:]] = p.Site
				break
			}
		}
	}
	bare, _ := LoadFlat(data+"flat", "bare", sites)
	meta, _ := LoadFlat(data+"flat", "meta", sites)
	var forum []Doc
	for _, f := range []string{"reddit_cornell.jsonl", "createdebate.jsonl", "reddit_three_topics.jsonl.zst"} {
		d, err := LoadTrees(data+"trees/"+f, "forum")
		if err != nil {
			t.Fatal(err)
		}
		forum = append(forum, d...)
	}
	iac, err := LoadTrees(data+"trees/iac_political.jsonl.zst", "forum")
	if err != nil {
		t.Fatal(err)
	}
	step := int(envf("IACSTEP", 10))
	for i := 0; i < len(iac); i += step {
		forum = append(forum, iac[i])
	}
	B, M := prep(bare, false), prep(meta, false)
	P, PS := prep(pages, false), prep(pages, true)
	F, FS := prep(forum, false), prep(forum, true)
	flat := map[string]bool{}
	for _, d := range bare {
		flat["page:"+d.Name] = true
	}
	// lexicon
	count, docs := map[string]int{}, map[string]int{}
	for _, s := range []set{P, F} {
		for i := range s.docs {
			here := map[string]bool{}
			for k := range s.docs[i].Comments {
				for _, f := range s.views[i].WordFeatures(k) {
					count[f]++
					if !here[f] {
						here[f] = true
						docs[f]++
					}
				}
			}
		}
	}
	var vocab []string
	for f, n := range docs {
		if n >= int(envf("MINDOC", 15)) {
			vocab = append(vocab, f)
		}
	}
	sort.Slice(vocab, func(a, b int) bool {
		if count[vocab[a]] != count[vocab[b]] {
			return count[vocab[a]] > count[vocab[b]]
		}
		return vocab[a] < vocab[b]
	})
	if n := int(envf("VOCAB", 600)); len(vocab) > n {
		vocab = vocab[:n]
	}
	lex := map[string]int32{}
	for i, f := range vocab {
		lex[f] = int32(i)
	}
	for _, s := range []*set{&B, &M, &P, &PS, &F, &FS} {
		for i := range s.docs {
			s.ex = append(s.ex, s.views[i].Examples(s.docs[i].Parents, true, lex))
		}
	}
	const K = 8
	fw := envf("FW", 0.1)
	l2 := envf("L2", 0.001)
	pow := envf("POW", 0.5)
	var outs []Outcome
	var last *edge.Model
	for f := range K {
		var ex []edge.Example
		add := func(s set, gain float64, forum bool) {
			for i := range s.docs {
				if fold(s.docs[i].Site, K) == f {
					continue
				}
				if len(s.ex[i]) == 0 {
					continue
				}
				g := gain * math.Pow(float64(len(s.ex[i])), -pow) * 5
				for _, e := range s.ex[i] {
					e.Gain = g
					ex = append(ex, e)
				}
			}
		}
		add(B, 1, false)
		add(M, 1, false)
		add(P, envf("PW", 0.5), false)
		add(PS, envf("PW", 0.5), false)
		if fw > 0 {
			add(F, fw, true)
			add(FS, fw, true)
		}
		w := Fit(ex, len(lex), FitOptions{L2: l2, WordL2: envf("WL2", 0.003), Epochs: int(envf("EP", 30)), Rate: envf("LR", 0.02), Seed: 1})
		m := Model(w, lex)
		m.TempDepthFirst = envf("TEMP", 1)
		last = m
		for _, s := range []set{B, M} {
			for i := range s.docs {
				if fold(s.docs[i].Site, K) == f {
					outs = append(outs, Measure(&s.docs[i], s.views[i], m)...)
				}
			}
		}
	}
	for _, st := range []string{"bare", "meta"} {
		var sel []Outcome
		for _, o := range outs {
			if o.Style == st {
				sel = append(sel, o)
			}
		}
		s := Summarise(sel)
		fmt.Printf("%s n=%d pages=%d pooled %.3f (top %.3f prev %.3f)  page %.3f (top %.3f prev %.3f) ECE %.3f sure %d %.3f\n", st, s.Comments, s.Pages, s.Right, s.Top, s.Previous, s.PageRight, s.PageTop, s.PagePrev, s.ECE, s.Sure, s.SureRight)
		if os.Getenv("PERPAGE") != "" {
			by := map[string][]Outcome{}
			for _, o := range sel {
				by[o.Doc] = append(by[o.Doc], o)
			}
			var ks []string
			for k := range by {
				ks = append(ks, k)
			}
			sort.Strings(ks)
			for _, k := range ks {
				s := Summarise(by[k])
				np := 0.0
				for _, o := range by[k] {
					np += one(o.Post)
				}
				fmt.Printf("  %-40.40s n=%d %.2f (top %.2f prev %.2f) saidtop %.2f\n", k, s.Comments, s.Right, s.Top, s.Previous, np/float64(s.Comments))
			}
		}
	}
	if os.Getenv("SHOWW") != "" {
		last.Write(os.Stdout)
	}
}
