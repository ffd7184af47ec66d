package segtrain

import (
	"slices"
	"strings"

	"github.com/undertone-project/undertone/internal/parsers/plaintext/segment"
)

// prepare numbers the features. Those of few sites are left out: what one site
// alone has says nothing about others.
func (t *trainer) prepare(docs []Document) []instance {
	ids := make(map[string]int32)
	var names []string
	var sites []int32    // in how many sites a feature occurs
	var lastSite []int32 // the last of them
	data := make([]instance, len(docs))
	order := make([]int, len(docs))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return strings.Compare(docs[a].Site, docs[b].Site) })
	site := int32(0)
	own := make([]byte, 0, 128)
	for n, k := range order {
		d := &docs[k]
		if n == 0 || d.Site != docs[order[n-1]].Site {
			site++
		}
		x := segment.NewContext(d.Lines)
		inst := instance{features: make([][]int32, len(d.Lines)), gold: d.Gold, table: int(x.Style()), weight: d.Weight}
		if d.Foreign {
			inst.table = tables - 1
		}
		if inst.weight == 0 {
			inst.weight = 1
		}
		for i := range d.Lines {
			fs := make([]int32, 0, 80)
			x.Features(i, func(name []byte) {
				note := func(name []byte) {
					id, ok := ids[string(name)]
					if !ok {
						id = int32(len(names))
						names = append(names, string(name))
						ids[names[id]] = id
						sites, lastSite = append(sites, 0), append(lastSite, 0)
					}
					if lastSite[id] != site {
						lastSite[id] = site
						sites[id]++
					}
					fs = append(fs, id)
				}
				note(name)
				if d.Foreign {
					note(append(append(own[:0], foreign...), name...))
				}
			})
			inst.features[i] = fs
		}
		data[k] = inst
	}
	t.keep(data, names, sites)
	return data
}

// foreign marks the features that only foreign documents have.
const foreign = "\x00"

// keep renumbers the features of enough sites and drops the others.
func (t *trainer) keep(data []instance, names []string, sites []int32) {
	to := make([]int32, len(names))
	for id, n := range sites {
		to[id] = -1
		if int(n) >= t.opt.MinCount {
			to[id] = int32(len(t.names))
			t.names = append(t.names, names[id])
		}
	}
	for _, d := range data {
		for i, fs := range d.features {
			kept := fs[:0]
			for _, f := range fs {
				if to[f] >= 0 {
					kept = append(kept, to[f])
				}
			}
			d.features[i] = kept
		}
	}
	t.trans = len(t.names) * labels
	t.w = make([]float64, t.trans+tables*labels*labels)
	t.g2, t.grad = make([]float64, len(t.w)), make([]float64, len(t.w))
}
