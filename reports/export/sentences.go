package export

import (
	"github.com/undertone-project/undertone/analysis"
	"github.com/undertone-project/undertone/analysis/thread"
)

// SentenceRow is a row of the sentences table.
type SentenceRow struct {
	ThreadID       string   `json:"thread_id" doc:"Thread, as in the comments table"`
	ID             string   `json:"id" doc:"Post or comment, as in the comments table"`
	Sentence       *int     `json:"sentence" doc:"Number of the sentence within the text, from 1"`
	Start          *int     `json:"start" doc:"Where it begins in text, in bytes of UTF-8 from 0"`
	End            *int     `json:"end" doc:"Where it ends, in bytes; the byte at end is not part of it"`
	Text           string   `json:"text" doc:"The sentence; empty where texts are left out"`
	Sentiment      *float64 `json:"sentiment" doc:"Tone of the sentence alone, from -1 to 1: p_positive - p_negative; empty where unscored"`
	SentimentLabel string   `json:"sentiment_label" doc:"negative, neutral or positive; empty where unscored: no words, another language, quoted lines, code, signatures"`
	PNegative      *float64 `json:"p_negative" doc:"Probability of a negative tone"`
	PNeutral       *float64 `json:"p_neutral" doc:"Probability of a neutral tone"`
	PPositive      *float64 `json:"p_positive" doc:"Probability of a positive tone"`
}

// Sentences gives the rows of the sentences table for one thread. Where the
// texts were taken out of it after scoring, the rows have none either.
func Sentences(t *thread.Thread, sentences []analysis.Sentence) []SentenceRow {
	texts := map[string]string{t.Post.ID: analysis.PostText(&t.Post)}
	for i := range t.Comments {
		texts[t.Comments[i].ID] = t.Comments[i].Text
	}
	rows := make([]SentenceRow, len(sentences))
	number := 0
	for i, s := range sentences {
		if number++; i == 0 || sentences[i-1].ID != s.ID {
			number = 1
		}
		row := SentenceRow{
			ThreadID: t.ID, ID: s.ID, Sentence: ptr(number), Start: ptr(s.Span.Start), End: ptr(s.Span.End),
			SentimentLabel: string(s.Score.Label()),
		}
		if text := texts[s.ID]; s.Span.End <= len(text) {
			row.Text = text[s.Span.Start:s.Span.End]
		}
		if s.Score.Scored {
			row.Sentiment, row.PNegative, row.PNeutral, row.PPositive = num(s.Score.Polarity()), num(s.Score.Negative), num(s.Score.Neutral), num(s.Score.Positive)
		}
		rows[i] = row
	}
	return rows
}
