package export

import (
	"time"

	"github.com/undertone-project/undertone/analysis"
)

// ReplyToneRow is a cell of the chart of reply stances by tone.
type ReplyToneRow struct {
	ParentTone string `json:"parent_tone" doc:"Label of the comment that is answered"`
	Stance     string `json:"stance" doc:"Stance of the reply toward it: agree, disagree, query or neutral"`
	Count      int    `json:"count" doc:"Replies in the cell"`
	Aggregate
}

// ReplyTones gives the rows behind the chart of reply stances by tone: the
// share of each stance among the replies to comments of a tone.
func ReplyTones(s *analysis.Summary) []ReplyToneRow {
	var rows []ReplyToneRow
	for p, parent := range analysis.ToneLabels() {
		for k, stance := range analysis.ReplyLabels() {
			rows = append(rows, ReplyToneRow{string(parent), string(stance), s.ReplyTones.N[p][k], aggregate(s.ReplyTones.Share[p][k])})
		}
	}
	return rows
}

// ToneStanceRow is a cell of the chart of stance by tone.
type ToneStanceRow struct {
	Target  string `json:"target" doc:"What the stance is toward; empty for all targets together, where a comment counts once for each target that it takes up"`
	Measure string `json:"measure" doc:"share: of the stance among the comments of the tone; opposite: share of the stances for or against that point the other way than a negative or positive tone"`
	Tone    string `json:"tone" doc:"Label of the comment; empty for opposite"`
	Stance  string `json:"stance" doc:"against, none or favor; empty for opposite"`
	Count   *int   `json:"count" doc:"Comments in the cell; empty for opposite"`
	Aggregate
}

// ToneStances gives the rows behind the chart of stance by tone, for all
// targets and for each.
func ToneStances(s *analysis.Summary) []ToneStanceRow {
	var rows []ToneStanceRow
	for _, t := range s.ToneStances {
		for i, tone := range analysis.ToneLabels() {
			for k, stance := range analysis.StanceLabels() {
				rows = append(rows, ToneStanceRow{t.Target, "share", string(tone), string(stance), ptr(t.N[i][k]), aggregate(t.Share[i][k])})
			}
		}
		rows = append(rows, ToneStanceRow{Target: t.Target, Measure: "opposite", Aggregate: aggregate(t.Opposite)})
	}
	return rows
}

// ConcentrationRow is a point of the chart of concentration, or the Gini
// coefficient.
type ConcentrationRow struct {
	Measure string `json:"measure" doc:"written: by the most active authors; gini: the Gini coefficient of the authors' numbers of comments"`
	Authors int    `json:"authors" doc:"How many authors, the most active first"`
	Items   int    `json:"items" doc:"How many comments they wrote"`
	Aggregate
}

// Concentration gives the rows behind the chart of concentration.
func Concentration(s *analysis.Summary) []ConcentrationRow {
	c := &s.Concentration
	var rows []ConcentrationRow
	for _, p := range c.Curve {
		share := float64(p.Items) / float64(c.N)
		rows = append(rows, ConcentrationRow{"written", p.Authors, p.Items, Aggregate{N: c.N, NAuthors: c.Authors, Mean: num(share)}})
	}
	return append(rows, ConcentrationRow{"gini", c.Authors, c.N, aggregate(c.Gini)})
}

// EventRow is an event with the tone before and after it.
type EventRow struct {
	Event   string `json:"event" doc:"Name given with --event"`
	From    string `json:"from" doc:"Beginning, RFC 3339"`
	To      string `json:"to" doc:"End, not included; the beginning for a moment"`
	Shown   bool   `json:"shown" doc:"Whether the event lies within the time of the trend"`
	Measure string `json:"measure" doc:"before or after: mean sentiment of what was written before its beginning or from its end on; difference: after minus before"`
	Aggregate
}

// Events gives a row for each measure of each event.
func Events(s *analysis.Summary) []EventRow {
	var rows []EventRow
	for _, e := range s.Events {
		for _, m := range []struct {
			name string
			e    analysis.Estimate
		}{{"before", e.Before}, {"after", e.After}, {"difference", e.Difference}} {
			rows = append(rows, EventRow{e.Name, e.From.Format(time.RFC3339), e.To.Format(time.RFC3339), e.Shown, m.name, aggregate(m.e)})
		}
	}
	return rows
}

// ChangeRow is a change along the trend: a side of it.
type ChangeRow struct {
	Change        int      `json:"change" doc:"Number of the change, from 1 in order"`
	At            string   `json:"at" doc:"When the first comment after the change was written, RFC 3339"`
	Earliest      string   `json:"earliest" doc:"Earliest time at which the change may lie, at the level of the intervals"`
	Latest        string   `json:"latest" doc:"Latest such time"`
	Position      *int     `json:"position" doc:"That comment's position where there are no times"`
	FirstPosition *int     `json:"first_position" doc:"Earliest position at which the change may lie"`
	LastPosition  *int     `json:"last_position" doc:"Latest such position"`
	P             *float64 `json:"p" doc:"Probability of so large a change where there is none"`
	Side          string   `json:"side" doc:"before or after: mean sentiment up to the next change on that side"`
	Aggregate
}

// Changes gives two rows for each change of the trend.
func Changes(s *analysis.Summary) []ChangeRow {
	var rows []ChangeRow
	for i, c := range s.Trend.Changes {
		row := ChangeRow{Change: i + 1, P: num(c.P)}
		if s.Trend.Axis == analysis.AxisTime {
			row.At, row.Earliest, row.Latest = c.Time.Format(time.RFC3339), c.Earliest.Format(time.RFC3339), c.Latest.Format(time.RFC3339)
		} else {
			row.Position, row.FirstPosition, row.LastPosition = ptr(c.Position), ptr(c.FirstPosition), ptr(c.LastPosition)
		}
		for _, side := range []struct {
			name string
			e    analysis.Estimate
		}{{"before", c.Before}, {"after", c.After}} {
			row.Side, row.Aggregate = side.name, aggregate(side.e)
			rows = append(rows, row)
		}
	}
	return rows
}

// CurveRow is a place of the smoothed trend.
type CurveRow struct {
	At       string   `json:"at" doc:"Time of the place, RFC 3339; empty where there are no times"`
	Position *float64 `json:"position" doc:"Place in source order, from 1, where there are no times"`
	Value    *float64 `json:"value" doc:"Sentiment there by local regression; empty where nothing was written near"`
	Lo       *float64 `json:"lo" doc:"Lower end of the pointwise band"`
	Hi       *float64 `json:"hi" doc:"Upper end of the pointwise band"`
	Level    *float64 `json:"level" doc:"Level of the band"`
	Span     *float64 `json:"span" doc:"Share of the comments that each place rests on"`
}

// Curve gives the places of the smoothed trend.
func Curve(s *analysis.Summary) []CurveRow {
	var rows []CurveRow
	for _, c := range s.Trend.Curve {
		row := CurveRow{Value: num(c.Value), Lo: num(c.Lo), Hi: num(c.Hi), Level: num(s.Level), Span: num(s.Trend.Span)}
		if s.Trend.Axis == analysis.AxisTime {
			row.At = c.Time.Format(time.RFC3339)
		} else {
			row.Position = num(c.Position)
		}
		rows = append(rows, row)
	}
	return rows
}
