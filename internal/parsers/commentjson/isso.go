package commentjson

import (
	"context"
	"errors"
	"iter"
	"net/url"
	"strings"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/jsonstream"
	"github.com/undertone-project/undertone/internal/markup"
)

// Isso reads the generic JSON that Isso imports, a list of pages with their
// comments, and the comments of one page as Isso's API returns them.
type Isso struct{}

var _ format.Format = Isso{}

// Name is the name used with --format.
func (Isso) Name() string { return "isso" }

// Describe says what the format is.
func (Isso) Describe() string { return "Isso: generic JSON, the comments of a page from its API" }

// Match looks for the keys of a page or of an answer.
func (Isso) Match(p format.Probe) format.Match {
	s, ok := jsonstream.NewSniff(p.Head)
	switch {
	case !ok:
	case s.Array() && s.Keys("comments", "author", "text", "created") && (s.Keys("remote_addr") || s.Keys("website")):
		return format.Match{Score: 95, Reason: "Isso's generic JSON: pages with comments"}
	case s.Keys("replies", "hidden_replies", "total_replies"):
		return format.Match{Score: 95, Reason: "comments of Isso's API: total_replies, replies"}
	}
	return format.Match{}
}

// reply is a comment. What replies hold stands behind it.
type reply struct {
	ID      jsonstream.Scalar `json:"id"`
	Parent  jsonstream.Scalar `json:"parent"`
	Author  jsonstream.Scalar `json:"author"`
	Created jsonstream.Scalar `json:"created"`
	Text    jsonstream.Scalar `json:"text"`
	Mode    jsonstream.Scalar `json:"mode"`
	Up      jsonstream.Scalar `json:"likes"`
	Down    jsonstream.Scalar `json:"dislikes"`
	Replies []reply           `json:"replies"`
}

// isso goes through a document.
type isso struct {
	bounded
	out *jsonstream.Out
}

// page is one page as it is being read.
type page struct {
	id, title, hidden jsonstream.Scalar
	generic           bool
	comments          []reply
}

// Read yields each page's post, where it is named, and its comments. One page
// is held: its address stands behind its comments.
func (Isso) Read(ctx context.Context, src format.Source) iter.Seq2[format.Record, error] {
	return jsonstream.Records(ctx, src, func(d *jsonstream.Decoder, out *jsonstream.Out) error {
		r := &isso{bounded: newBounded(d, src), out: out}
		return r.next()
	})
}

func (r *isso) next() error {
	r.begun = r.d.Offset()
	p := &page{}
	err := r.d.Next(jsonstream.Handler{
		Field:   func(key string) error { return r.field(p, key) },
		Element: func(int) error { return r.next() },
	})
	return errors.Join(r.give(p), err)
}

func (r *isso) field(p *page, key string) error {
	switch key {
	case "comments", "replies":
		p.generic = key == "comments"
		return r.d.Next(jsonstream.Handler{Element: func(int) error {
			var c reply
			if ok, err := r.out.Take(r.d, &c); err != nil || !ok {
				return err
			}
			p.comments = append(p.comments, c)
			return r.check("a page")
		}})
	case "id":
		return r.d.Scalar(&p.id)
	case "title":
		return r.d.Scalar(&p.title)
	case "hidden_replies":
		return r.d.Scalar(&p.hidden)
	}
	return r.d.Skip()
}

// give gives out a page.
func (r *isso) give(p *page) error {
	at := ""
	if p.generic {
		at = p.id.String()
	}
	if at != "" {
		post := format.Record{Kind: thread.KindPost, Thread: at, ID: at, Title: title(p.title.String())}
		if strings.HasPrefix(at, "http") {
			post.URL = at
		}
		if err := r.out.Record(post); err != nil {
			return err
		}
	}
	hidden, _ := p.hidden.Int()
	if err := r.comments(p.comments, at, "", &hidden); err != nil {
		return err
	}
	if hidden > 0 {
		r.out.Src.Report(format.Note{Role: "stated", Reason: count(hidden, "further comment") + " not in the file"})
	}
	return nil
}

func (r *isso) comments(list []reply, at, above string, hidden *int) error {
	for i := range list {
		c := &list[i]
		rec := format.Record{Kind: thread.KindComment, Thread: at, ID: c.ID.ID(), ParentKnown: true, ReplyTo: c.Parent.ID(),
			Created: c.Created.Time(r.out.Src, false), Likes: net(c.Up, c.Down)}
		if rec.ReplyTo == "" {
			rec.ReplyTo = above
		}
		stated(&rec, c.Author.String())
		rec.Text, rec.Quoted = markup.Broken(c.Text.String())
		if c.Mode == "4" {
			rec.Deleted, rec.Text, rec.Quoted = true, "", ""
		}
		if err := r.out.Record(rec); err != nil {
			return err
		}
		if err := r.comments(c.Replies, at, rec.ID, hidden); err != nil {
			return err
		}
	}
	return nil
}

// net is likes less dislikes.
func net(up, down jsonstream.Scalar) thread.Likes {
	likes := up.Likes()
	if n, ok := down.Int(); ok && likes.Known {
		likes.N -= n
	}
	return likes
}

// title undoes the form encoding that some exports leave in titles.
func title(s string) string {
	if strings.ContainsAny(s, "+%") && !strings.Contains(s, " ") {
		if plain, err := url.QueryUnescape(s); err == nil {
			s = plain
		}
	}
	return markup.Name(s)
}
