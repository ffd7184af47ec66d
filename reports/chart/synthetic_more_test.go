package chart

import (
	"math/rand/v2"
	"time"

	"github.com/undertone-project/undertone/analysis"
	"github.com/undertone-project/undertone/analysis/thread"
)

// fillReplies makes up how replies stand and sound, when items are written,
// and stances along the trend.
func fillReplies(s *analysis.Summary, sh shape) {
	rng := rand.New(rand.NewPCG(11, uint64(sh.n)))
	if s.Unit == thread.KindComment {
		s.RepliesToComments = replyShares(sh.n/3, rng)
		s.RepliesToPost = replyShares(sh.n-sh.n/3, rng)
	}
	for p := range 3 {
		n := sh.n / (4 + 3*p)
		for left, r := n, 0; r < 3; r++ {
			k := left
			if r < 2 {
				k = int(float64(left) * (0.2 + 0.5*rng.Float64()))
			}
			left -= k
			s.Tones.N[p][r] = k
			s.Tones.Share[p][r] = proportion(k, n)
		}
	}
	if sh.timed {
		s.Week = analysis.Week{Zone: "UTC", Cells: make([]analysis.HourCell, 168)}
		for i := range s.Week.Cells {
			s.Week.Cells[i] = analysis.HourCell{Weekday: time.Weekday((i/24 + 1) % 7), Hour: i % 24}
		}
		for _, p := range s.Trend.Points {
			s.Week.Cells[(int(p.Time.Weekday())+6)%7*24+p.Time.Hour()].Items++
		}
	}
	for i := range s.Targets {
		t := &s.Targets[i]
		if t.N < 10 {
			continue
		}
		for range s.Trend.Bins {
			n := rng.IntN(2*t.N/len(s.Trend.Bins) + 2)
			e := proportion(rng.IntN(n+1), n)
			e.Value, e.Lo, e.Hi = 2*e.Value-1, 2*e.Lo-1, 2*e.Hi-1
			t.NetTrend = append(t.NetTrend, e)
		}
	}
}

func replyShares(n int, rng *rand.Rand) analysis.ReplyShares {
	r := analysis.ReplyShares{N: n, Unknown: n / 20}
	r.NAgree = int(float64(n) * 0.3 * rng.Float64())
	r.NDisagree = int(float64(n) * 0.5 * rng.Float64())
	r.NQuery = n / 12
	r.NNeutral = n - r.NAgree - r.NDisagree - r.NQuery
	r.Agree, r.Disagree = proportion(r.NAgree, n), proportion(r.NDisagree, n)
	r.Query, r.Neutral = proportion(r.NQuery, n), proportion(r.NNeutral, n)
	return r
}
