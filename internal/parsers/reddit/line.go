package reddit

import (
	"encoding/json"
	"strconv"
	"strings"

	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/jsonstream"
)

// row is a line of a dump with the types that most dumps use: decoding it is
// several times as fast as decoding an item.
type row struct {
	ID          string          `json:"id"`
	Author      string          `json:"author"`
	Body        *string         `json:"body"`
	Selftext    string          `json:"selftext"`
	Title       string          `json:"title"`
	CreatedUTC  json.RawMessage `json:"created_utc"`
	ParentID    json.RawMessage `json:"parent_id"`
	LinkID      string          `json:"link_id"`
	Permalink   string          `json:"permalink"`
	URL         string          `json:"url"`
	NumComments json.RawMessage `json:"num_comments"`
	Score       json.RawMessage `json:"score"`
	Ups         json.RawMessage `json:"ups"`
	Downs       json.RawMessage `json:"downs"`
	ScoreHidden json.RawMessage `json:"score_hidden"`
}

// readLine reads a comment or a submission.
func readLine(o jsonstream.Object, out *jsonstream.Out) error {
	var r row
	var it item
	if err := jsonstream.Unmarshal(o.Raw, &r); err == nil {
		it = r.item()
	} else if err := jsonstream.Unmarshal(o.Raw, &it); err != nil {
		return err
	}
	it.guessKind()
	if it.Kind == "" {
		return errNeither
	}
	rec := it.record("", nil)
	if o.Line > 0 {
		rec.Lines = thread.Lines{Start: o.Line, End: o.Line}
	}
	return out.Record(rec)
}

// item copies what is kept, at once: the strings of the fast decoder are parts
// of the whole line, which would stay in memory with them.
func (r *row) item() item {
	body := ""
	if r.Body != nil {
		body = *r.Body
	}
	var all strings.Builder
	parts := [...]string{r.ID, r.Author, body, r.Selftext, r.Title, r.LinkID, r.Permalink, r.URL}
	size := 0
	for _, p := range parts {
		size += len(p)
	}
	all.Grow(size)
	for _, p := range parts {
		all.WriteString(p)
	}
	rest := all.String()
	own := func(s string) jsonstream.Scalar {
		mine := rest[:len(s)]
		rest = rest[len(s):]
		return jsonstream.Scalar(mine)
	}
	return item{
		ID: own(r.ID), Author: own(r.Author), Body: own(body), hasBody: r.Body != nil, Selftext: own(r.Selftext), Title: own(r.Title),
		LinkID: own(r.LinkID), Permalink: own(r.Permalink), URL: own(r.URL),
		CreatedUTC: scalar(r.CreatedUTC), ParentID: parentID(r.ParentID, r.LinkID), NumComments: scalar(r.NumComments),
		Score: scalar(r.Score), Ups: scalar(r.Ups), Downs: scalar(r.Downs), ScoreHidden: scalar(r.ScoreHidden),
	}
}

// parentID is the parent's id. Dumps of the end of 2022 and later have the number
// that the id is when it is read to the base of 36.
func parentID(raw json.RawMessage, link string) jsonstream.Scalar {
	n, err := strconv.ParseInt(string(raw), 10, 64)
	if err != nil || n <= 0 {
		return scalar(raw)
	}
	id := strconv.FormatInt(n, 36)
	if strings.TrimPrefix(link, kindPost+"_") == id {
		return jsonstream.Scalar(link)
	}
	return jsonstream.Scalar(kindComment + "_" + id)
}

func scalar(raw json.RawMessage) (s jsonstream.Scalar) {
	if s.UnmarshalJSON(raw) != nil {
		return ""
	}
	return s
}
