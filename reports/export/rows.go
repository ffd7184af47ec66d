// Package export writes undertone's tables: one row type a table drives the
// CSV header, the JSON keys, the Parquet schema and the data package.
package export

import (
	"math"

	"github.com/undertone-project/undertone/analysis"
	"github.com/undertone-project/undertone/analysis/sentiment"
	"github.com/undertone-project/undertone/analysis/stance"
	"github.com/undertone-project/undertone/analysis/thread"
)

// ThreadRow is a row of the comments table as far as reading alone fills it:
// what `undertone parse` writes. A pointer is nil where a number is unknown.
type ThreadRow struct {
	ThreadID         string   `json:"thread_id" doc:"Thread that the row belongs to; unique within the table"`
	ID               string   `json:"id" doc:"Id of the post or comment; unique within its thread"`
	Kind             string   `json:"kind" doc:"post or comment"`
	ParentID         string   `json:"parent_id" doc:"Id of what the comment answers: a comment, or the post for a top-level comment; empty for posts"`
	ParentSource     string   `json:"parent_source" doc:"How the parent is known: declared, markup, indent, quote, mention, inferred, or none for a top-level comment; empty for posts"`
	ParentConfidence *float64 `json:"parent_confidence" doc:"Probability that parent_id is right, 0 to 1; 1 where the input declares it; empty for posts"`
	Position         *int     `json:"position" doc:"Place in source order within the thread, from 0 (the post)"`
	Depth            *int     `json:"depth" doc:"Distance to the post: 0 for the post, 1 for a top-level comment"`
	Author           string   `json:"author" doc:"Author's name; empty where unknown"`
	CreatedAt        string   `json:"created_at" doc:"RFC 3339; empty where unknown; the clock time with Z where the zone is unknown"`
	TimePrecision    string   `json:"time_precision" doc:"Finest unit that the source states: year, month, day, hour, minute, second"`
	TimeZoneSource   string   `json:"time_zone_source" doc:"How the zone is known: stated, assumed, unknown"`
	Title            string   `json:"title" doc:"Title"`
	URL              string   `json:"url" doc:"Address of the post or comment"`
	SourceFile       string   `json:"source_file" doc:"Input that the row was read from"`
	LineStart        *int     `json:"line_start" doc:"First line of the text in source_file, from 1; empty for sources without lines"`
	LineEnd          *int     `json:"line_end" doc:"Last line of the text in source_file"`
	QuotedText       string   `json:"quoted_text" doc:"Passages quoted from others; not scored"`
	Text             string   `json:"text" doc:"The author's own words"`
}

// ScoreColumns are the columns that scoring adds.
type ScoreColumns struct {
	Language       string   `json:"language" doc:"BCP 47 code of the text's language; und where unknown"`
	NWords         *int     `json:"n_words" doc:"Number of words in text"`
	Sentiment      *float64 `json:"sentiment" doc:"Tone from -1 to 1: p_positive - p_negative; empty where unscored"`
	SentimentLabel string   `json:"sentiment_label" doc:"negative, neutral or positive; empty where unscored"`
	PNegative      *float64 `json:"p_negative" doc:"Probability of a negative tone"`
	PNeutral       *float64 `json:"p_neutral" doc:"Probability of a neutral tone"`
	PPositive      *float64 `json:"p_positive" doc:"Probability of a positive tone"`
	ReplyStance    string   `json:"reply_stance" doc:"agree, disagree, query or neutral toward the parent; empty for posts and where the parent is unknown"`
	PAgree         *float64 `json:"p_agree" doc:"Probability of agreeing with the parent"`
	PDisagree      *float64 `json:"p_disagree" doc:"Probability of disagreeing with the parent"`
	PQuery         *float64 `json:"p_query" doc:"Probability of asking the parent"`
	PReplyNeutral  *float64 `json:"p_reply_neutral" doc:"Probability of neither"`
}

// ExtraColumns stand at the end of every comments table: added later than the
// others.
type ExtraColumns struct {
	CreatedUntil string `json:"created_until" doc:"Last day where the source states a range of days; empty otherwise"`
	AuthorSource string `json:"author_source" doc:"How the author is known: stated, signature (the comment is signed), addressed (a reply names them)"`
	Deleted      *bool  `json:"deleted" doc:"true for a placeholder of a removed or missing comment"`
	Likes        *int   `json:"likes" doc:"Likes, points or upvotes less downvotes that the source states; may be negative; empty where it states none"`
}

// ParsedRow is a row of `undertone parse`.
type ParsedRow struct {
	ThreadRow
	ExtraColumns
	// Alternatives are the parents considered for an inferred edge. JSON only.
	Alternatives []thread.Candidate `json:"parent_alternatives,omitempty" csv:"-" parquet:"-"`
}

// CommentRow is a row of the comments table.
type CommentRow struct {
	ThreadRow
	ScoreColumns
	ExtraColumns
}

// StanceRow is a row of the stances table.
type StanceRow struct {
	ThreadID    string   `json:"thread_id" doc:"Thread, as in the comments table"`
	ID          string   `json:"id" doc:"Post or comment, as in the comments table"`
	Target      string   `json:"target" doc:"What the stance is toward"`
	Stance      string   `json:"stance" doc:"favor, against or none"`
	StanceScore *float64 `json:"stance_score" doc:"From -1 to 1: p_favor - p_against"`
	PFavor      *float64 `json:"p_favor" doc:"Probability of favor"`
	PAgainst    *float64 `json:"p_against" doc:"Probability of against"`
	PNone       *float64 `json:"p_none" doc:"Probability of neither"`
	Mentioned   *bool    `json:"mentioned" doc:"Whether the text names the target"`
	Evidence    string   `json:"evidence" doc:"JSON list of what the stance rests on: start and end are byte offsets into text, weight the contribution (positive speaks for favor), rule and words"`
	Abstained   *bool    `json:"abstained" doc:"true where the likeliest class is a side that is not sure enough to be given, so that stance is none; false for a none that is the likeliest class"`
}

// Posts and comments of one thread, in source order, as rows of parse.
func Posts(t *thread.Thread) []ParsedRow {
	rows := make([]ParsedRow, 0, len(t.Comments)+1)
	rows = append(rows, ParsedRow{ThreadRow: postRow(t), ExtraColumns: postExtra(&t.Post)})
	for i := range t.Comments {
		c := &t.Comments[i]
		row := ParsedRow{ThreadRow: commentRow(t, i), ExtraColumns: extra(c)}
		if !c.Reply.Source.Certain() {
			row.Alternatives = rounded(c.Reply.Candidates)
		}
		rows = append(rows, row)
	}
	return rows
}

// Comments gives the rows of the comments table for one result.
func Comments(r *analysis.Result) []CommentRow {
	t := r.Thread
	rows := make([]CommentRow, 0, len(t.Comments)+1)
	rows = append(rows, CommentRow{postRow(t), scores(r.PostWords, r.PostLanguage, r.PostSentiment, stance.ReplyStance{}), postExtra(&t.Post)})
	for i := range t.Comments {
		c := &t.Comments[i]
		rows = append(rows, CommentRow{commentRow(t, i), scores(r.Words[i], r.Languages[i], r.Sentiment[i], r.Replies[i]), extra(c)})
	}
	return rows
}

// Stances gives the rows of the stances table for one result.
func Stances(r *analysis.Result) []StanceRow {
	var rows []StanceRow
	add := func(id, text string, stances []stance.Stance) {
		for _, s := range stances {
			rows = append(rows, StanceRow{
				ThreadID: r.Thread.ID, ID: id, Target: s.Target, Stance: string(s.Label()), StanceScore: num(s.Score()),
				PFavor: num(s.Favor), PAgainst: num(s.Against), PNone: num(s.None), Mentioned: ptr(s.Mentioned),
				Evidence: evidence(text, s.Evidence), Abstained: ptr(s.Abstained),
			})
		}
	}
	add(r.Thread.Post.ID, analysis.PostText(&r.Thread.Post), r.PostStances)
	for i := range r.Thread.Comments {
		add(r.Thread.Comments[i].ID, r.Thread.Comments[i].Text, r.Stances[i])
	}
	return rows
}

func postRow(t *thread.Thread) ThreadRow {
	p := &t.Post
	row := ThreadRow{
		ThreadID: t.ID, ID: p.ID, Kind: string(thread.KindPost), Position: ptr(0), Depth: ptr(0), Author: p.Author,
		Title: p.Title, URL: p.URL, SourceFile: t.Source, Text: p.Text,
	}
	row.place(p.Created, p.Lines)
	return row
}

func commentRow(t *thread.Thread, i int) ThreadRow {
	c := &t.Comments[i]
	row := ThreadRow{
		ThreadID: t.ID, ID: c.ID, Kind: string(thread.KindComment), ParentID: c.Reply.Parent, ParentSource: string(c.Reply.Source),
		ParentConfidence: num(c.Reply.Confidence), Position: ptr(i + 1), Depth: ptr(c.Depth), Author: c.Author,
		Title: c.Title, URL: c.URL, SourceFile: t.Source, QuotedText: c.Quoted, Text: c.Text,
	}
	row.place(c.Created, c.Lines)
	return row
}

func (r *ThreadRow) place(at thread.Time, lines thread.Lines) {
	r.CreatedAt, r.TimePrecision, r.TimeZoneSource = at.String(), string(at.Precision), string(at.Zone)
	if lines.Known() {
		r.LineStart, r.LineEnd = ptr(lines.Start), ptr(lines.End)
	}
}

func extra(c *thread.Comment) ExtraColumns {
	return ExtraColumns{CreatedUntil: c.Created.UntilString(), AuthorSource: string(c.AuthorSource), Deleted: ptr(c.Deleted), Likes: likes(c.Likes)}
}

func postExtra(p *thread.Post) ExtraColumns {
	return ExtraColumns{CreatedUntil: p.Created.UntilString(), AuthorSource: stated(p.Author), Deleted: ptr(false), Likes: likes(p.Likes)}
}

func likes(l thread.Likes) *int {
	if !l.Known {
		return nil
	}
	return ptr(l.N)
}

func stated(author string) string {
	if author == "" {
		return ""
	}
	return string(thread.AuthorStated)
}

func scores(words int, language string, s sentiment.Score, reply stance.ReplyStance) ScoreColumns {
	row := ScoreColumns{Language: language, NWords: ptr(words), SentimentLabel: string(s.Label()), ReplyStance: string(reply.Label())}
	if s.Scored {
		row.Sentiment, row.PNegative, row.PNeutral, row.PPositive = num(s.Polarity()), num(s.Negative), num(s.Neutral), num(s.Positive)
	}
	if reply.Scored {
		row.PAgree, row.PDisagree, row.PQuery, row.PReplyNeutral = num(reply.Agree), num(reply.Disagree), num(reply.Query), num(reply.Neutral)
	}
	return row
}

func rounded(candidates []thread.Candidate) []thread.Candidate {
	out := make([]thread.Candidate, len(candidates))
	for i, c := range candidates {
		out[i] = thread.Candidate{Parent: c.Parent, Probability: round(c.Probability)}
	}
	return out
}

func ptr[T any](v T) *T { return &v }

// num is a number for a table: nil where it is not one.
func num(v float64) *float64 {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return nil
	}
	return ptr(round(v))
}

// round keeps four decimals, more than any of the figures carries, so that
// tables do not differ in the last bits between processors.
func round(v float64) float64 {
	r := math.Round(v*1e4) / 1e4
	if r == 0 {
		return 0 // no negative zero
	}
	return r
}
