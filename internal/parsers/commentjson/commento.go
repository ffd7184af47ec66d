package commentjson

import (
	"context"
	"errors"
	"iter"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/jsonstream"
	"github.com/undertone-project/undertone/internal/markup"
)

// Commento reads the data export of Commento.
type Commento struct{}

var _ format.Format = Commento{}

// Name is the name used with --format.
func (Commento) Name() string { return "commento" }

// Describe says what the format is.
func (Commento) Describe() string { return "Commento: the data export" }

// Match looks for the keys of a comment.
func (Commento) Match(p format.Probe) format.Match {
	if s, ok := jsonstream.NewSniff(p.Head); ok && s.Keys("commentHex", "parentHex") {
		return format.Match{Score: 95, Reason: "Commento comments: commentHex, parentHex"}
	}
	return format.Match{}
}

type commentoComment struct {
	Hex       jsonstream.Scalar `json:"commentHex"`
	Domain    jsonstream.Scalar `json:"domain"`
	URL       jsonstream.Scalar `json:"url"`
	Path      jsonstream.Scalar `json:"path"`
	Commenter jsonstream.Scalar `json:"commenterHex"`
	Markdown  jsonstream.Scalar `json:"markdown"`
	HTML      jsonstream.Scalar `json:"html"`
	Parent    jsonstream.Scalar `json:"parentHex"`
	State     jsonstream.Scalar `json:"state"`
	Created   jsonstream.Scalar `json:"creationDate"`
	Deleted   jsonstream.Scalar `json:"deleted"`
	Score     jsonstream.Scalar `json:"score"`
}

type commento struct {
	bounded
	out     *jsonstream.Out
	held    []commentoComment
	names   map[jsonstream.Scalar]string
	pending int
}

// Read yields the comments. The names of their authors stand behind them, so
// that the comments of one export are held.
func (Commento) Read(ctx context.Context, src format.Source) iter.Seq2[format.Record, error] {
	return jsonstream.Records(ctx, src, func(d *jsonstream.Decoder, out *jsonstream.Out) error {
		c := &commento{bounded: newBounded(d, src), out: out, names: map[jsonstream.Scalar]string{}}
		err := d.Next(jsonstream.Handler{Field: c.field})
		// What a cut-off file holds is given out before the fault.
		return errors.Join(c.finish(), err)
	})
}

func (c *commento) field(key string) error {
	switch key {
	case "comments":
		return c.d.Next(jsonstream.Handler{Element: func(int) error {
			var one commentoComment
			if ok, err := c.out.Take(c.d, &one); err != nil || !ok {
				return err
			}
			if one.Hex == "" {
				return c.out.Bad(errors.New("a comment without commentHex"))
			}
			c.held = append(c.held, one)
			return c.check("the export")
		}})
	case "commenters":
		return c.d.Next(jsonstream.Handler{Element: func(int) error {
			var one struct {
				Hex  jsonstream.Scalar `json:"commenterHex"`
				Name jsonstream.Scalar `json:"name"`
			}
			if ok, err := c.out.Take(c.d, &one); err != nil || !ok {
				return err
			}
			c.names[one.Hex] = one.Name.String()
			return c.check("the export")
		}})
	}
	return c.d.Skip()
}

func (c *commento) finish() error {
	for i := range c.held {
		if err := c.out.Record(c.record(&c.held[i])); err != nil {
			return err
		}
	}
	if c.pending > 0 {
		c.out.Src.Report(format.Note{Role: "omitted", Reason: "texts of comments that were never approved",
			Text: count(c.pending, "comment")})
	}
	return nil
}

func (c *commento) record(one *commentoComment) format.Record {
	rec := format.Record{Kind: thread.KindComment, Thread: one.URL.String(), ID: one.Hex.ID(), ParentKnown: true,
		ReplyTo: one.Parent.ID(), Created: one.Created.Time(c.out.Src, true), Likes: one.Score.Likes()}
	if rec.Thread == "" {
		rec.Thread = one.Path.String()
	}
	if rec.ReplyTo == "root" {
		rec.ReplyTo = ""
	}
	name := c.names[one.Commenter]
	if name == "" && one.Commenter == "anonymous" {
		name = "anonymous"
	}
	stated(&rec, name)
	if rec.Text = one.Markdown.String(); rec.Text == "" {
		rec.Text, rec.Quoted = markup.Text(one.HTML.String())
	}
	switch {
	case one.Deleted.True():
		rec.Deleted, rec.Text, rec.Quoted = true, "", ""
	case one.State != "" && one.State != "approved":
		rec.Deleted, rec.Text, rec.Quoted = true, "", ""
		c.pending++
	}
	return rec
}
