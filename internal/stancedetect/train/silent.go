package train

import (
	"slices"
	"strings"

	"github.com/undertone-project/undertone/analysis/stance"
	"github.com/undertone-project/undertone/internal/stancedetect"
	"github.com/undertone-project/undertone/internal/targets"
)

// silentSource names rows made by [Silent].
const silentSource = "silent mentions"

// maxNames is how many names of a comment [Silent] looks at.
const maxNames = 4

// Silent makes rows without a stance. Coders of free targets write down what a
// comment takes sides on, so tables of such targets hold nearly no row
// without a stance, and a model fitted on them sees one in every name. Most
// names in a comment are only mentioned: each example gives a row, labelled
// none, for each of the commonest names in it, other than its own target,
// with no attitude word in reach. The other names are its context, as they
// are when a user asks for several targets.
func Silent(examples []Example, weight float64) []Example {
	x := new(stancedetect.Extractor)
	var out []Example
	last := ""
	for _, e := range examples {
		if e.Text == last {
			continue
		}
		last = e.Text
		own := strings.ToLower(e.Target.Name)
		var names []stance.Target
		for _, p := range targets.Propose([]string{e.Text}, maxNames) {
			names = append(names, stance.Target{Name: p.Name})
		}
		for i, t := range names {
			name := strings.ToLower(t.Name)
			if strings.Contains(own, name) || strings.Contains(name, own) || !x.Silent(e.Text, t) {
				continue
			}
			s := e
			s.Set, s.Target, s.Label, s.Weight = silentSource, t, 2, weight
			s.Rivals = append(slices.Clone(names[:i]), names[i+1:]...)
			out = append(out, s)
		}
	}
	return out
}

// rivalSource names rows made by [Rivals].
const rivalSource = "rivals"

// Rivals makes rows for targets that a text does not name: by the meaning of
// "opposes", who speaks for one side speaks against the other. Each example
// gives a row for a nameless target that opposes its own, with the label
// turned around.
func Rivals(examples []Example, weight float64) []Example {
	var out []Example
	for _, e := range examples {
		r := e
		r.Set, r.Weight = rivalSource, weight
		r.Target = stance.Target{Name: "?", Opposes: []string{e.Target.Name}}
		r.Rivals = []stance.Target{{Name: e.Target.Name}}
		if e.Label < 2 {
			r.Label = 1 - e.Label
		}
		out = append(out, r)
	}
	return out
}
