// Package stats puts intervals on plain numbers: it knows nothing of comments,
// threads or sentiment.
//
// The unit of independence is the [Cluster]: what one author wrote, reduced to
// a sum and a count. Everything that is estimated here is a ratio of sums over
// clusters (a mean, a share, a net share), so that two numbers a cluster
// suffice, however many observations it holds.
//
// Which interval, and why. [Mean] resamples clusters and takes bias-corrected
// and accelerated percentiles (BCa, Efron 1987), widened to Student's t
// (Hesterberg 2015): plain percentile and BCa intervals are too narrow for the
// few clusters that a thread has, and bootstrap-t is unsteady where clusters
// differ in size. [Share] is Wilson's interval at the effective sample size,
// because a bootstrap cannot say anything about a share of 0 or 1. Measured
// coverage at a level of 0.95 (TestCoverage; clusters of 1 to some 30
// observations, intraclass correlation 0.3 / one-sided skewed values):
//
//	clusters        6          12          20          50          200
//	percentile      .85/.85    .90/.88     .91/.91     .93/.94     .94/.95
//	BCa             .84/.86    .88/.90     .91/.94     .92/.95     .94/.95
//	bootstrap-t     .92/.99    .92/.99     .93/.99     .94/.97     .94/.95
//	expanded BCa    .93/.91    .94/.93     .95/.95     .94/.96     .94/.95
//
// bootstrap-t pays with intervals up to twice as wide. Where a few authors write
// most (sizes after a power law) the default still holds .92 to .98
// (TestCoverageOfHeavyTails), bootstrap-t .87 to .94.
//
// Determinism. Every estimate draws from a generator of its own, seeded by the
// run's seed and the estimate's label ([NewRand]); resamples come in chunks of
// fixed size, each with its own stream. Results depend neither on the order in
// which estimates are computed nor on the number of processors.
package stats
