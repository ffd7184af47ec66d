package chart

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/undertone-project/undertone/analysis"
	"github.com/undertone-project/undertone/analysis/sentiment"
	"github.com/undertone-project/undertone/analysis/thread"
)

// shape says what a synthetic summary looks like.
type shape struct {
	name     string
	n        int
	timed    bool
	span     time.Duration
	authors  int // 0: unknown
	targets  int
	title    string
	names    []string // author names to use, else made up
	tnames   []string // target names
	posts    bool
	declared bool
	drift    float64
	mean     float64
	changes  []float64 // places of changes along the trend, in [0, 1]
	events   []event
}

var longTitle = "The extraordinarily protracted municipal negotiations about the harbour bridge, its tolls, its cyclists and its pigeons"

func targetNamesFor(n int) []string {
	all := []string{"Harbour bridge", "Mayor Ellery", "Toll plan", "Port Authority", "Cyclists' Union", "Regional Development and Infrastructure Commission",
		"Ferry line", "The Courier", "Night buses", "Pigeons", "Council", "Governor Adeyemi-Thorvaldsen", "Parking", "Light rail"}
	return all[:min(n, len(all))]
}

// estimate is a rough normal interval, none below five items.
func estimate(vals []float64, authors int) analysis.Estimate {
	e := analysis.Estimate{Level: 0.95, N: len(vals), NAuthors: min(authors, len(vals)), Value: math.NaN(), Lo: math.NaN(), Hi: math.NaN()}
	if len(vals) == 0 {
		return e
	}
	sum, sq := 0.0, 0.0
	for _, v := range vals {
		sum += v
	}
	mean := sum / float64(len(vals))
	for _, v := range vals {
		sq += (v - mean) * (v - mean)
	}
	e.Value = mean
	if len(vals) < 5 {
		e.Warnings = []string{"fewer than 5 items: no interval"}
		return e
	}
	se := math.Sqrt(sq/float64(len(vals)-1)/float64(len(vals))) * 1.15
	e.Lo, e.Hi = math.Max(-1, mean-1.96*se), math.Min(1, mean+1.96*se)
	return e
}

// synthetic makes a summary of the shape, the same each time.
func synthetic(sh shape) *analysis.Summary {
	rng := rand.New(rand.NewPCG(7, uint64(sh.n)))
	s := &analysis.Summary{Unit: thread.KindComment, Level: 0.95, Seed: 1, Items: sh.n, Authors: min(sh.authors, sh.n)}
	if sh.authors > 0 {
		s.AuthorsKnown = sh.n
	}
	if sh.posts {
		s.Unit = thread.KindPost
	}
	start := time.Date(2022, 1, 14, 9, 20, 0, 0, time.UTC)
	nodes := []analysis.TreeNode{{ID: "post", Depth: 0}}
	byDepth := map[int][]float64{}
	inferred := map[int]int{}
	var values []float64
	labels := map[sentiment.Label][]float64{}
	path := []int{0}
	for i := range sh.n {
		at := start.Add(time.Duration(float64(sh.span) * (float64(i) + rng.Float64()) / float64(max(sh.n, 1))))
		v := math.Tanh(rng.NormFloat64()*0.5 + sh.mean + sh.drift*(float64(i)/float64(max(sh.n, 1))-0.5))
		scored := i%23 != 11
		depth := 1
		if i > 0 && rng.Float64() < 0.6 {
			depth = min(1+rng.IntN(len(path)), 14)
		}
		path = append(path[:depth], i+1)
		node := analysis.TreeNode{ID: fmt.Sprintf("c%d", i+1), ParentID: nodes[path[depth-1]].ID, Depth: depth, Scored: scored,
			Sentiment: v, Words: 5 + rng.IntN(80), Source: thread.ParentDeclared, Confidence: 1}
		if scored {
			node.Label = sentiment.Neutral
			if v > 0.15 {
				node.Label = sentiment.Positive
			} else if v < -0.15 {
				node.Label = sentiment.Negative
			}
		}
		if sh.authors > 0 {
			k := rng.IntN(sh.authors)
			node.Author = fmt.Sprintf("reader_%d", k+1)
			if len(sh.names) > 0 {
				node.Author = sh.names[k%len(sh.names)]
			}
		}
		if !sh.declared {
			switch rng.IntN(5) {
			case 0:
				node.Source, node.Confidence = thread.ParentMention, 0.92
			case 1, 2:
				node.Source, node.Confidence = thread.ParentInferred, 0.5+rng.Float64()/2
			case 3:
				node.Source, node.Confidence = thread.ParentInferred, 0.45
			}
			if depth == 1 {
				node.Source, node.Confidence = thread.ParentNone, []float64{1, 0.8, 0.4}[rng.IntN(3)]
			}
			inferred[depth]++
		}
		if i%41 == 17 {
			node.Deleted, node.Scored, node.Label = true, false, ""
			s.Items--
			s.AuthorsKnown = max(0, s.AuthorsKnown-1)
		}
		nodes = append(nodes, node)
		if node.Deleted {
			continue
		}
		if !node.Scored {
			s.Distribution.Unscored++
			continue
		}
		values = append(values, v)
		labels[node.Label] = append(labels[node.Label], v)
		byDepth[depth] = append(byDepth[depth], v)
		s.Trend.Points = append(s.Trend.Points, analysis.TrendPoint{Time: at, Position: i + 1, Sentiment: v, ID: node.ID})
	}
	fillDistribution(s, values, labels, sh)
	fillTrend(s, sh, start)
	for d := 1; d <= 14; d++ {
		if len(byDepth[d]) > 0 {
			s.Depths = append(s.Depths, analysis.DepthSummary{Depth: d, To: d, Sentiment: estimate(byDepth[d], sh.authors), Inferred: min(inferred[d], len(byDepth[d]))})
		}
	}
	s.DepthBands = slices.Clone(s.Depths[:min(len(s.Depths), 9)])
	if rest := s.Depths[len(s.DepthBands):]; len(rest) > 0 {
		band := analysis.DepthSummary{Depth: rest[0].Depth, To: rest[len(rest)-1].Depth}
		var all []float64
		for _, d := range rest {
			all = append(all, byDepth[d.Depth]...)
			band.Inferred += d.Inferred
		}
		band.Sentiment = estimate(all, sh.authors)
		s.DepthBands = append(s.DepthBands, band)
	}
	if sh.n > 0 && !sh.posts {
		s.Trees = []analysis.Tree{{ThreadID: "t", Title: sh.title, Nodes: nodes}}
	}
	if sh.n > 0 {
		s.Threads = []analysis.ThreadSummary{{ThreadID: "t", Title: sh.title, Comments: sh.n, Scored: len(values)}}
	}
	fillTargets(s, sh, rng)
	fillChanges(s, sh)
	fillReplies(s, sh)
	fillCross(s, sh, start)
	return s
}

func fillDistribution(s *analysis.Summary, values []float64, labels map[sentiment.Label][]float64, sh shape) {
	d := &s.Distribution
	d.Scored = len(values)
	for i := range 20 {
		d.Bins = append(d.Bins, analysis.DistributionBin{Lo: -1 + float64(i)/10, Hi: -1 + float64(i+1)/10})
	}
	for _, v := range values {
		d.Bins[min(19, int((v+1)*10))].N++
	}
	d.Mean = estimate(values, sh.authors)
	share := func(l sentiment.Label) analysis.Estimate { return proportion(len(labels[l]), len(values)) }
	d.Negative, d.Neutral, d.Positive = share(sentiment.Negative), share(sentiment.Neutral), share(sentiment.Positive)
}

func proportion(k, n int) analysis.Estimate {
	e := analysis.Estimate{Value: math.NaN(), Lo: math.NaN(), Hi: math.NaN(), Level: 0.95, N: n}
	if n == 0 {
		return e
	}
	p, z := float64(k)/float64(n), 1.96
	e.Value = p
	if n < 5 {
		return e
	}
	den := 1 + z*z/float64(n)
	mid := (p + z*z/2/float64(n)) / den
	half := z * math.Sqrt(p*(1-p)/float64(n)+z*z/4/float64(n)/float64(n)) / den
	e.Lo, e.Hi = math.Max(0, mid-half), math.Min(1, mid+half)
	return e
}

func fillTrend(s *analysis.Summary, sh shape, start time.Time) {
	t := &s.Trend
	t.Axis, t.Unit = analysis.AxisPosition, "10 comments"
	if sh.n == 0 {
		return
	}
	if !sh.timed {
		per := 10
		for per*40 < sh.n {
			per *= 2
		}
		t.Unit = fmt.Sprintf("%d %ss", per, noun(s))
		for from := 1; from <= sh.n; from += per {
			bin := analysis.TrendBin{FirstPosition: from, LastPosition: min(sh.n, from+per-1)}
			var vals []float64
			for _, p := range t.Points {
				if p.Position >= bin.FirstPosition && p.Position <= bin.LastPosition {
					vals = append(vals, p.Sentiment)
				}
			}
			bin.Sentiment = estimate(vals, sh.authors)
			bin.Items = bin.LastPosition - bin.FirstPosition + 1
			t.Bins = append(t.Bins, bin)
		}
		return
	}
	t.Axis, t.Zone = analysis.AxisTime, "UTC"
	step, unit := time.Hour, "hour"
	switch {
	case sh.span > 200*day:
		step, unit = 7*day, "week"
	case sh.span > 3*day:
		step, unit = day, "day"
	}
	t.Unit = unit
	for from := start.Truncate(step); !from.After(start.Add(sh.span)); from = from.Add(step) {
		bin := analysis.TrendBin{From: from, To: from.Add(step)}
		var vals []float64
		for _, p := range t.Points {
			if !p.Time.Before(bin.From) && p.Time.Before(bin.To) {
				vals = append(vals, p.Sentiment)
			}
		}
		bin.Sentiment = estimate(vals, sh.authors)
		bin.Items = len(vals) + len(vals)/6
		t.Bins = append(t.Bins, bin)
	}
}

func fillTargets(s *analysis.Summary, sh shape, rng *rand.Rand) {
	names := targetNamesFor(sh.targets)
	if len(sh.tnames) > 0 {
		names = sh.tnames
	}
	for i, name := range names {
		n := max(1, sh.n/(i+2))
		if sh.n == 0 {
			return
		}
		against := int(float64(n) * rng.Float64())
		favor := int(float64(n-against) * rng.Float64())
		none := n - against - favor
		t := analysis.TargetSummary{Target: name, N: n, NAgainst: against, NFavor: favor, NNone: none, NAbstained: none / 2}
		t.Against, t.Favor, t.None = proportion(against, n), proportion(favor, n), proportion(none, n)
		t.Net = analysis.Estimate{Value: t.Favor.Value - t.Against.Value, Lo: math.NaN(), Hi: math.NaN(), N: n, Level: 0.95}
		if n >= 5 {
			se := math.Sqrt((t.Favor.Value+t.Against.Value-t.Net.Value*t.Net.Value)/float64(n)) * 1.96
			t.Net.Lo, t.Net.Hi = t.Net.Value-se, t.Net.Value+se
		}
		s.Targets = append(s.Targets, t)
	}
}

func fillChanges(s *analysis.Summary, sh shape) {
	pts := s.Trend.Points
	at := func(part float64) analysis.TrendPoint {
		return pts[min(len(pts)-1, max(0, int(part*float64(len(pts)))))]
	}
	for i, part := range sh.changes {
		mid, lo, hi := at(part), at(part-0.04), at(part+0.06)
		sign := float64(1 - i%2*2)
		s.Trend.Changes = append(s.Trend.Changes, analysis.TrendChange{
			Time: mid.Time, Earliest: lo.Time, Latest: hi.Time,
			Position: mid.Position, FirstPosition: lo.Position, LastPosition: hi.Position,
			Before: est(0.15*sign, 0.1, 0.2), After: est(-0.2*sign, -0.3, -0.1), P: 0.01,
		})
	}
}

// shapes are the discussions that every chart must bear.
func shapes() []shape {
	rtl := []string{"محمد علي", "דוד כהן", "王小明", "Иван Петров", "Ελένη Παπαδοπούλου", "🦊 fox 👍🏽", "Żółć Ægir", "a_very_long_author_name_that_goes_on_and_on_without_any_break"}
	return []shape{
		{name: "0"},
		{name: "1", n: 1, authors: 1, title: "One remark", targets: 1},
		{name: "2", n: 2, title: longTitle, targets: 2},
		{name: "18-untimed", n: 18, authors: 0, title: "Talks on the harbour bridge go on", targets: 4, mean: -0.25},
		{name: "20-names", n: 20, timed: true, span: 30 * time.Hour, authors: 8, names: rtl, title: "大橋談判 — המשא ומתן 🚲 " + longTitle, targets: 3,
			tnames: []string{"王小明", "市長", longTitle}},
		{name: "60-one-author", n: 60, timed: true, span: 20 * day, authors: 1, title: "Diary", targets: 5, declared: true},
		{name: "300", n: 300, timed: true, span: 16 * day, authors: 90, title: "Bridge tolls to double from March", targets: 7, drift: -0.8, mean: -0.1, changes: []float64{0.6},
			events: []event{{"Toll announced", 0.1, 0}, {"Council meets in the town hall and takes all night", 0.12, 0.04}, {"Protest", 0.55, 0.002}, {"会議 — ישיבה", 0.99, 0}}},
		{name: "2000", n: 2000, timed: true, span: 700 * day, authors: 400, title: longTitle, targets: 12, mean: 0.15, declared: true},
		{name: "20000", n: 20000, timed: true, span: 47 * time.Hour, authors: 3000, title: "Open thread", targets: 14, mean: -0.1},
		{name: "5000-untimed", n: 5000, authors: 900, title: "Open thread", targets: 6, changes: []float64{0.01, 0.5, 0.58, 0.66, 0.99}},
		{name: "posts", n: 9, timed: true, span: 60 * day, authors: 0, posts: true, title: "Index", mean: -0.2},
	}
}

func testMeta() Meta {
	return Meta{Method: "lexicon 1.0", StanceMethod: "clause 1.0", Source: "1 saved page", Generator: "undertone test"}
}

// radialTree is the tree of a summary as rings, under a name of its own.
func radialTree(s *analysis.Summary, m Meta) (Figure, error) {
	m.Tree = TreeRadial
	f, err := Tree(s, m, 0)
	if f, ok := f.(*figure); ok {
		f.name = "tree-radial"
	}
	return f, err
}

// figuresOf draws up every figure that the summary carries, the dashboard last.
func figuresOf(s *analysis.Summary, m Meta) []Figure {
	var figs []Figure
	for _, make := range []func(*analysis.Summary, Meta) (Figure, error){
		Trend, Distribution, Stance, func(s *analysis.Summary, m Meta) (Figure, error) { return Tree(s, m, 0) }, Depth,
		radialTree,
		Replies, Tones, Week, StanceTrend, ReplyTones, ToneStance, Concentration,
	} {
		if f, err := make(s, m); err == nil {
			figs = append(figs, f)
		}
	}
	return append(figs, Dashboard(s, m, figs...))
}
