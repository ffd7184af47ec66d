package chart

import (
	"errors"
	"testing"
	"time"

	"github.com/undertone-project/undertone/analysis"
)

func TestNoDataMore(t *testing.T) {
	s := synthetic(shape{})
	for name, draw := range map[string]func(*analysis.Summary, Meta) (Figure, error){
		"replies": Replies, "tones": Tones, "week": Week, "stance over time": StanceTrend,
	} {
		if f, err := draw(s, Meta{}); !errors.Is(err, ErrNoData) || f != nil {
			t.Errorf("%s: got %v, %v, want ErrNoData", name, f, err)
		}
	}
}

func TestRepliesFinding(t *testing.T) {
	low, high, wide := est(0.1, 0.05, 0.15), est(0.4, 0.3, 0.5), est(0.2, 0.01, 0.45)
	tests := []struct {
		name            string
		agree, disagree analysis.Estimate
		n               int
		want            string
	}{
		{"disagree", low, high, 50, "Replies to comments disagree more often than they agree, 40% to 10%"},
		{"agree", high, low, 50, "Replies to comments agree more often than they disagree, 40% to 10%"},
		{"overlap", wide, high, 50, "No clear lean among replies to comments: 20% agree, 40% disagree"},
		{"few", bare(0.5), bare(0), 4, "Too few comments to tell whether more agree or disagree"},
		{"none", low, high, 0, "Comments on the post disagree more often than they agree, 40% to 10%"},
	}
	for _, tt := range tests {
		r := analysis.ReplyShares{Agree: tt.agree, Disagree: tt.disagree, N: tt.n}
		s := &analysis.Summary{RepliesToComments: r, RepliesToPost: r}
		if got := repliesFinding(s); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestTonesFinding(t *testing.T) {
	low, high := est(0.2, 0.1, 0.3), est(0.5, 0.4, 0.6)
	tests := []struct {
		toNegative, toPositive analysis.Estimate
		want                   string
	}{
		{high, low, "Negative comments draw more negative replies than positive ones do, 50% to 20%"},
		{low, high, "Negative comments draw fewer negative replies than positive ones do, 20% to 50%"},
		{low, low, "No clear link between the tone of comments and of the replies to them"},
		{bare(0), low, "Too few replies to tell whether they take up the tone of what they answer"},
	}
	for _, tt := range tests {
		s := &analysis.Summary{}
		s.Tones.Share[0][0], s.Tones.Share[2][0] = tt.toNegative, tt.toPositive
		if got := tonesFinding(s); got != tt.want {
			t.Errorf("got %q, want %q", got, tt.want)
		}
	}
}

func TestWeekFinding(t *testing.T) {
	week := func(items func(d time.Weekday, h int) int) *weekBody {
		b := &weekBody{week: &analysis.Week{}, noun: "comment"}
		for i := range 168 {
			c := analysis.HourCell{Weekday: time.Weekday((i/24 + 1) % 7), Hour: i % 24}
			c.Items = items(c.Weekday, c.Hour)
			b.week.Cells = append(b.week.Cells, c)
			b.days[c.Weekday] += c.Items
			b.total += c.Items
		}
		return b
	}
	tests := []struct {
		want  string
		items func(time.Weekday, int) int
	}{
		{"Comments come on all days of the week and at all hours", func(time.Weekday, int) int { return 3 }},
		{"Comments come on all days of the week; 100% come between 10:00 and 18:00", func(_ time.Weekday, h int) int {
			if h >= 10 && h < 18 {
				return 1
			}
			return 0
		}},
		{"50% of the comments come on Tuesdays; 67% come between 22:00 and 06:00", func(d time.Weekday, h int) int {
			switch {
			case d == time.Sunday && (h == 23 || h == 22 || h == 5):
				return 8
			case d == time.Tuesday && h%8 == 7:
				return 8
			}
			return 0
		}},
	}
	for _, tt := range tests {
		if got := week(tt.items).finding(); got != tt.want {
			t.Errorf("got %q, want %q", got, tt.want)
		}
	}
}

func TestStanceTrendFinding(t *testing.T) {
	low, high, wide := est(-0.5, -0.7, -0.3), est(0.5, 0.3, 0.7), est(0, -0.6, 0.6)
	target := func(es ...analysis.Estimate) analysis.TargetSummary { return analysis.TargetSummary{NetTrend: es} }
	tests := []struct {
		targets []analysis.TargetSummary
		want    string
	}{
		{[]analysis.TargetSummary{target(low, wide, high), target(wide, wide)}, "Stances move in favor of A"},
		{[]analysis.TargetSummary{target(low, high), target(high, low)}, "Stances move in favor of A and against B"},
		{[]analysis.TargetSummary{target(high, low)}, "Stances move against A"},
		{[]analysis.TargetSummary{target(wide, high), target(low, wide)}, "No clear change of stance toward any of 2 targets"},
		{[]analysis.TargetSummary{target(bare(1), high)}, "Too little to tell whether stances change"},
	}
	for _, tt := range tests {
		b := &stanceTrendBody{targets: tt.targets, names: []string{"A", "B"}[:len(tt.targets)], face: newTypeface(nil)}
		if got := b.finding(); got != tt.want {
			t.Errorf("got %q, want %q", got, tt.want)
		}
	}
}
