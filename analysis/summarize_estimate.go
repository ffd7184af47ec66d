package analysis

import (
	"fmt"
	"math"

	"github.com/undertone-project/undertone/internal/numeral"
	"github.com/undertone-project/undertone/internal/stats"
)

// sample adds observations up by author.
type sample struct {
	at       map[int32]int
	clusters []stats.Cluster
	n, known int // observations; distinct known authors
}

// add counts value for the author of it.
func (s *sample) add(it *item, value float64) {
	if s.at == nil {
		s.at = make(map[int32]int)
	}
	i, ok := s.at[it.author]
	if !ok {
		i = len(s.clusters)
		s.at[it.author] = i
		s.clusters = append(s.clusters, stats.Cluster{})
		if it.known {
			s.known++
		}
	}
	s.clusters[i].Sum += value
	s.clusters[i].N++
	s.n++
}

// statOptions are the options of one estimate. Every aggregate here lies in
// [-1, 1].
func (c *corpus) statOptions(label string) stats.Options {
	return stats.Options{
		Level: c.opt.Level, Resamples: c.opt.Resamples, Seed: c.opt.Seed,
		Label: label, Min: -1, Max: 1,
	}
}

// mean estimates the mean of s.
func (c *corpus) mean(label string, s *sample) Estimate {
	return c.estimate(stats.Mean(s.clusters, c.statOptions(label)), s)
}

// share estimates the share of ones in s.
func (c *corpus) share(label string, s *sample) Estimate {
	return c.estimate(stats.Share(s.clusters, c.statOptions(label)), s)
}

// estimate words an interval for people.
func (c *corpus) estimate(iv stats.Interval, s *sample) Estimate {
	return worded(iv, s.n, s.known, func() string { return missing(iv, c.plural(s.n), c.clusterUnit(s.known)) })
}

// estimateDifference is estimate for the difference of two sides; s counts
// both.
func (c *corpus) estimateDifference(iv stats.Interval, s *sample) Estimate {
	return worded(iv, s.n, s.known, func() string { return missingDifference(iv, c.clusterUnit(s.known)) })
}

// clusterUnit names the clusters of items, of which known have a name.
func (c *corpus) clusterUnit(known int) string {
	if known > 0 {
		return "different authors"
	}
	return string(c.unit) + "s"
}

// worded makes an estimate of an interval; why says why it is missing.
func worded(iv stats.Interval, n, known int, why func() string) Estimate {
	e := Estimate{Value: iv.Value, Lo: iv.Lo, Hi: iv.Hi, Level: iv.Level, N: n, NAuthors: known}
	if iv.OK() {
		e.Method = string(iv.Method)
		return e
	}
	e.Warnings = []string{noInterval + why()}
	return e
}

// noInterval begins the warning of an estimate without an interval.
const noInterval = "no interval: "

// missing says why an interval is missing; unit names the clusters.
func missing(iv stats.Interval, counted, unit string) string {
	switch iv.Missing {
	case stats.NoData:
		return "there is nothing to average"
	case stats.FewClusters:
		return fmt.Sprintf("it takes at least %d %s, and there %s %d", iv.Need, unit, isAre(iv.Clusters), iv.Clusters)
	case stats.FewEffective:
		return fmt.Sprintf("a few of the %s hold most of the %s, which then tell as much as %.1f equal ones would, and it takes %d",
			unit, counted, iv.Effective, iv.Need)
	case stats.NoVariation:
		return fmt.Sprintf("%s all have the same value, so that resampling cannot show how far another sample would be from it", counted)
	}
	return "resampling gave no steady answer"
}

// missingDifference says why a difference has no interval: the side that has
// less to say decides.
func missingDifference(iv stats.Interval, unit string) string {
	switch iv.Missing {
	case stats.FewClusters:
		return fmt.Sprintf("it takes at least %d %s on each side, and one has %d", iv.Need, unit, iv.Clusters)
	case stats.FewEffective:
		return fmt.Sprintf("on one side a few of the %s hold so much that all tell as much as %.1f equal ones would, and it takes %d",
			unit, iv.Effective, iv.Need)
	case stats.NoVariation:
		return "all values of a side are the same, so that resampling cannot show how far another sample would be from them"
	}
	return missing(iv, "", unit)
}

// plural counts items in words: "1 comment", "12 posts".
func (c *corpus) plural(n int) string { return numeral.Plural(n, string(c.unit)) }

// versus adds observations up on two sides that are compared: by author, by
// thread, and by the combinations of the two.
type versus struct {
	authors, threads, crossed pairing
	n, known                  int
}

// pairing is what each cluster has on two sides.
type pairing struct {
	at    map[[2]int32]int
	pairs []stats.Pair
}

// add counts value for cluster key on side B, or else A, and reports whether
// the cluster is new.
func (p *pairing) add(key [2]int32, value float64, b bool) (first bool) {
	if p.at == nil {
		p.at = make(map[[2]int32]int)
	}
	i, ok := p.at[key]
	if !ok {
		i = len(p.pairs)
		p.at[key] = i
		p.pairs = append(p.pairs, stats.Pair{})
	}
	side := &p.pairs[i].A
	if b {
		side = &p.pairs[i].B
	}
	side.Sum += value
	side.N++
	return !ok
}

// add counts value for it on side B, or else A.
func (v *versus) add(it *item, value float64, b bool) {
	if v.authors.add([2]int32{it.author}, value, b) && it.known {
		v.known++
	}
	v.threads.add([2]int32{it.result}, value, b)
	v.crossed.add([2]int32{it.author, it.result}, value, b)
	v.n++
}

// difference estimates side B minus side A, with sets of possible data where
// the sides are uncertain. Where both sides have threads enough, the interval
// allows for differences between threads too: it is differences that are made
// much of.
func (c *corpus) difference(label string, v *versus, sets [][]stats.Pair) Estimate {
	o := c.statOptions(label)
	o.Min, o.Max = -2, 2
	iv := stats.MixtureDifference(v.authors.pairs, sets, o)
	if iv.Missing == stats.NoData {
		return Estimate{Value: math.NaN(), Lo: math.NaN(), Hi: math.NaN(), Level: c.opt.Level}
	}
	if threads := stats.DifferenceError(v.threads.pairs, o); threads.OK() {
		iv = stats.TwoWay(iv, threads, stats.DifferenceError(v.crossed.pairs, o), o)
	}
	return c.estimateDifference(iv, &sample{n: v.n, known: v.known})
}
