package export

import (
	"github.com/undertone-project/undertone/analysis"
)

// ReplyRow is a share of the chart of reply stances.
type ReplyRow struct {
	Parent string `json:"parent" doc:"comment: replies to comments; post: top-level comments"`
	Stance string `json:"stance" doc:"agree, disagree, query or neutral toward the parent"`
	Count  int    `json:"count" doc:"Comments with this stance"`
	Aggregate
}

// Replies gives the rows behind the chart of reply stances: shares among the
// comments with a known stance toward their parent.
func Replies(s *analysis.Summary) []ReplyRow {
	var rows []ReplyRow
	for _, p := range []struct {
		name   string
		shares *analysis.ReplyShares
	}{{"comment", &s.RepliesToComments}, {"post", &s.RepliesToPost}} {
		r := p.shares
		rows = append(rows,
			ReplyRow{p.name, "agree", r.NAgree, aggregate(r.Agree)}, ReplyRow{p.name, "disagree", r.NDisagree, aggregate(r.Disagree)},
			ReplyRow{p.name, "query", r.NQuery, aggregate(r.Query)}, ReplyRow{p.name, "neutral", r.NNeutral, aggregate(r.Neutral)})
	}
	return rows
}

// ToneRow is a cell of the chart of tones along replies.
type ToneRow struct {
	ParentTone string `json:"parent_tone" doc:"Label of the comment that is answered"`
	ReplyTone  string `json:"reply_tone" doc:"Label of the reply"`
	Count      int    `json:"count" doc:"Replies in the cell"`
	Aggregate
}

// Tones gives the rows behind the chart of tones along replies: the share of
// each tone among the replies to comments of a tone.
func Tones(s *analysis.Summary) []ToneRow {
	labels := analysis.ToneLabels()
	var rows []ToneRow
	for p, parent := range labels {
		for r, reply := range labels {
			rows = append(rows, ToneRow{string(parent), string(reply), s.Tones.N[p][r], aggregate(s.Tones.Share[p][r])})
		}
	}
	return rows
}

// HourRow is a cell of the chart of the week.
type HourRow struct {
	Weekday string `json:"weekday" doc:"Day of the week, English"`
	Hour    int    `json:"hour" doc:"Hour of the day, 0 to 23"`
	Zone    string `json:"zone" doc:"Zone of the hours"`
	Items   int    `json:"n_items" doc:"Comments written in that hour, scored or not"`
	Aggregate
}

// Week gives the rows behind the chart of the week.
func Week(s *analysis.Summary) []HourRow {
	var rows []HourRow
	for _, c := range s.Week.Cells {
		rows = append(rows, HourRow{c.Weekday.String(), c.Hour, s.Week.Zone, c.Items, aggregate(c.Sentiment)})
	}
	return rows
}

// TargetTrendRow is a step of the chart of stance along the trend.
type TargetTrendRow struct {
	Target        string `json:"target" doc:"What the stance is toward"`
	From          string `json:"from" doc:"Beginning of the bin on the time axis, RFC 3339"`
	To            string `json:"to" doc:"End of the bin on the time axis, not included"`
	FirstPosition *int   `json:"first_position" doc:"First item of the bin on the position axis"`
	LastPosition  *int   `json:"last_position" doc:"Last item of the bin on the position axis"`
	Aggregate
}

// TargetTrends gives the rows behind the chart of stance along the trend: net
// stance (favor minus against) by target and bin.
func TargetTrends(s *analysis.Summary) []TargetTrendRow {
	var rows []TargetTrendRow
	for _, t := range s.Targets {
		for i := range t.NetTrend {
			row := TargetTrendRow{Target: t.Target, Aggregate: aggregate(t.NetTrend[i])}
			row.From, row.To, row.FirstPosition, row.LastPosition = bounds(s, i)
			rows = append(rows, row)
		}
	}
	return rows
}
