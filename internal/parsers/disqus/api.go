package disqus

import (
	"context"
	"errors"
	"iter"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/jsonstream"
	"github.com/undertone-project/undertone/internal/markup"
)

// API reads the answers of Disqus's API: listPosts, listPostsThreaded and the
// posts of a thread, with likes less dislikes.
type API struct{}

var _ format.Format = API{}

// Name is the name used with --format.
func (API) Name() string { return "disqus-api" }

// Describe says what the format is.
func (API) Describe() string { return "Disqus API: threads/listPosts, posts/list (JSON)" }

// Match looks for the keys of a post.
func (API) Match(p format.Probe) format.Match {
	s, ok := jsonstream.NewSniff(p.Head)
	if ok && s.Keys("raw_message", "createdAt", "isDeleted", "author", "parent") {
		return format.Match{Score: 95, Reason: "posts of the Disqus API: raw_message, isDeleted, parent"}
	}
	return format.Match{}
}

type apiPost struct {
	ID       jsonstream.Scalar `json:"id"`
	Parent   jsonstream.Scalar `json:"parent"`
	Thread   apiThread         `json:"thread"`
	Created  jsonstream.Scalar `json:"createdAt"`
	Message  jsonstream.Scalar `json:"message"`
	RawText  jsonstream.Scalar `json:"raw_message"`
	Deleted  jsonstream.Scalar `json:"isDeleted"`
	Spam     jsonstream.Scalar `json:"isSpam"`
	Points   jsonstream.Scalar `json:"points"`
	Likes    jsonstream.Scalar `json:"likes"`
	Dislikes jsonstream.Scalar `json:"dislikes"`
	URL      jsonstream.Scalar `json:"url"`
	Author   struct {
		Name     jsonstream.Scalar `json:"name"`
		Username jsonstream.Scalar `json:"username"`
	} `json:"author"`
}

// apiThread is a thread's id, or with "related=thread" the thread.
type apiThread struct{ id, title, link jsonstream.Scalar }

// UnmarshalJSON accepts any value.
func (t *apiThread) UnmarshalJSON(raw []byte) error {
	if len(raw) == 0 || raw[0] != '{' {
		return t.id.UnmarshalJSON(raw)
	}
	var o struct {
		ID    jsonstream.Scalar `json:"id"`
		Title jsonstream.Scalar `json:"clean_title"`
		Link  jsonstream.Scalar `json:"link"`
	}
	err := jsonstream.Unmarshal(raw, &o)
	t.id, t.title, t.link = o.ID, o.Title, o.Link
	return err
}

// Read yields a comment for each post, and before the first of a thread what
// the answer says of the page.
func (API) Read(ctx context.Context, src format.Source) iter.Seq2[format.Record, error] {
	seen := map[string]bool{}
	return jsonstream.Records(ctx, src, func(d *jsonstream.Decoder, out *jsonstream.Out) error {
		r := &apiReader{d: d, out: out, seen: seen}
		if err := d.Next(jsonstream.Handler{Field: r.field, Element: func(int) error { return r.post() }}); err != nil {
			return err
		}
		if r.more.True() {
			out.Src.Report(format.Note{Role: "warning", Reason: "a further page of comments exists"})
		}
		return nil
	})
}

type apiReader struct {
	d    *jsonstream.Decoder
	out  *jsonstream.Out
	seen map[string]bool // threads whose post was given out
	more jsonstream.Scalar
}

func (r *apiReader) field(key string) error {
	switch key {
	case "response", "posts":
		return r.d.Next(jsonstream.Handler{Field: r.field, Element: func(int) error { return r.post() }})
	case "cursor":
		return r.d.Next(jsonstream.Handler{Field: func(key string) error {
			if key == "hasNext" {
				return r.d.Scalar(&r.more)
			}
			return r.d.Skip()
		}})
	}
	return r.d.Skip()
}

func (r *apiReader) post() error {
	var p apiPost
	ok, err := r.out.Take(r.d, &p)
	if err != nil || !ok {
		return err
	}
	if p.ID == "" {
		return r.out.Bad(errors.New("a post without id"))
	}
	if at := p.Thread; at.link != "" && !r.seen[at.id.ID()] {
		r.seen[at.id.ID()] = true
		page := format.Record{Kind: thread.KindPost, Thread: key(at.id.ID()), ID: key(at.id.ID()),
			Title: markup.Name(at.title.String()), URL: at.link.String()}
		if err := r.out.Record(page); err != nil {
			return err
		}
	}
	return r.out.Record(p.record(r.out.Src))
}

func (p *apiPost) record(src format.Source) format.Record {
	rec := format.Record{Thread: key(p.Thread.id.ID()), Kind: thread.KindComment, ID: p.ID.ID(), ParentKnown: true, ReplyTo: p.Parent.ID(),
		Author: markup.Name(p.Author.Name.String()), Created: p.Created.Time(src, true), URL: p.URL.String(), Likes: p.likes()}
	if rec.Author == "" {
		rec.Author = p.Author.Username.String()
	}
	if rec.Author != "" {
		rec.AuthorSource = thread.AuthorStated
	}
	if p.Deleted.True() || p.Spam.True() {
		rec.Deleted = true
		return rec
	}
	if rec.Text, rec.Quoted = markup.Broken(p.Message.String()); rec.Text == "" && rec.Quoted == "" {
		rec.Text = p.RawText.String()
	}
	return rec
}

// likes is likes less dislikes, which Disqus also calls points.
func (p *apiPost) likes() thread.Likes {
	likes := p.Likes.Likes()
	if !likes.Known {
		return p.Points.Likes()
	}
	if n, ok := p.Dislikes.Int(); ok {
		likes.N -= n
	}
	return likes
}
