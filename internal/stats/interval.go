package stats

import "math"

// Method is how an interval is made.
type Method string

// The methods. The zero value lets each function choose its default.
const (
	Default     Method = ""
	ExpandedBCa Method = "expanded BCa bootstrap"
	Expanded    Method = "expanded percentile bootstrap"
	BCa         Method = "BCa bootstrap"
	Studentised Method = "bootstrap-t"
	Percentile  Method = "percentile bootstrap"
	WilsonScore Method = "Wilson"
	Linearised  Method = "linearised"
	Jackknife   Method = "jackknife"
)

// Options say how to estimate. The zero value is usable.
type Options struct {
	Level       float64 // of the interval; 0 means 0.95
	Resamples   int     // bootstrap resamples; 0 means 2000
	Seed        uint64  // of the run
	Label       string  // of the estimate, unique within the run
	Method      Method  // Default for the function's own choice
	MinClusters int     // fewest clusters for an interval; 0 means MinClusters
	// Min and Max are the range of the statistic, which an interval never
	// leaves; both 0 means unbounded.
	Min, Max float64
}

// Defaults of Options.
const (
	DefaultLevel     = 0.95
	DefaultResamples = 2000
	// MinClusters is the fewest clusters that an interval is given for: with
	// 4 clusters the default interval of level 0.95 covers 0.86, with 6 it
	// covers 0.90 to 0.93 (the studies of TestCoverage).
	MinClusters = 6
	// MinEffective is the fewest effective clusters (see EffectiveClusters):
	// with fewer, one cluster holds so much that resampling says nothing.
	MinEffective = 3
	// MaxClusters is the number of clusters from which on they are resampled
	// in random groups.
	MaxClusters = 1024
)

func (o Options) withDefaults() Options {
	if !(o.Level > 0 && o.Level < 1) {
		o.Level = DefaultLevel
	}
	if o.Resamples <= 0 {
		o.Resamples = DefaultResamples
	}
	if o.MinClusters <= 0 {
		o.MinClusters = MinClusters
	}
	if o.Min == 0 && o.Max == 0 {
		o.Min, o.Max = math.Inf(-1), math.Inf(1)
	}
	return o
}

// Reason says why an interval is missing.
type Reason int

// The reasons. None is the zero value: there is an interval.
const (
	None Reason = iota
	NoData
	FewClusters  // fewer than the minimum
	FewEffective // a few clusters hold most observations
	NoVariation  // all clusters have the same mean
	Unstable     // resamples degenerate
)

// Interval is an estimate and its interval.
type Interval struct {
	Value float64 // NaN without data
	// Lo and Hi bound the interval at Level; NaN where Missing is not None.
	Lo, Hi, Level float64
	SE            float64 // linearised standard error; NaN below two clusters
	Clusters      int
	Effective     float64 // effective clusters
	Method        Method
	Missing       Reason
	Need          int // clusters needed, where Missing is FewClusters or FewEffective
}

// OK reports whether there is an interval.
func (i Interval) OK() bool { return i.Missing == None }

// start fills everything but the interval, and says whether to go on.
func start(cs []Cluster, o Options) (Interval, bool) {
	iv := Interval{
		Value: Ratio(cs), Lo: math.NaN(), Hi: math.NaN(), Level: o.Level,
		SE: StandardError(cs), Clusters: len(cs), Effective: EffectiveClusters(cs),
	}
	switch {
	case len(cs) == 0:
		iv.Missing, iv.Need = NoData, o.MinClusters
	case len(cs) < o.MinClusters:
		iv.Missing, iv.Need = FewClusters, o.MinClusters
	case iv.Effective < MinEffective:
		iv.Missing, iv.Need = FewEffective, MinEffective
	}
	return iv, iv.Missing == None
}

// missing is iv without bounds, for reason r.
func (i Interval) missing(r Reason) Interval {
	i.Missing, i.Lo, i.Hi = r, math.NaN(), math.NaN()
	return i
}
