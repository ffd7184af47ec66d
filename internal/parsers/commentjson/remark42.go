package commentjson

import (
	"context"
	"fmt"
	"iter"
	"regexp"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/jsonstream"
	"github.com/undertone-project/undertone/internal/markup"
)

// Remark42 reads backups of Remark42, one comment a line behind a line about
// users and pages, and the lists and trees of its API.
type Remark42 struct{}

var _ format.Format = Remark42{}

// Name is the name used with --format.
func (Remark42) Name() string { return "remark42" }

// Describe says what the format is.
func (Remark42) Describe() string { return "Remark42: backups, lists and trees of comments" }

var remarkHead = regexp.MustCompile(`^\{"version":\s*\d+,\s*"users":`)

// Match looks for the first line of a backup or the keys of a comment.
func (Remark42) Match(p format.Probe) format.Match {
	s, ok := jsonstream.NewSniff(p.Head)
	if ok && (s.Keys("pid", "locator", "user", "text") || s.First().Find(remarkHead)) {
		return format.Match{Score: 95, Reason: "Remark42 comments: pid, locator, user"}
	}
	return format.Match{}
}

// remark is a comment as it is being read.
type remark struct {
	id, pid, text, orig, title jsonstream.Scalar
	when, deleted, score       jsonstream.Scalar
	user, userID, url          jsonstream.Scalar
	given                      bool
}

// remarks goes through a document.
type remarks struct {
	d    *jsonstream.Decoder
	out  *jsonstream.Out
	seen map[string]bool // pages whose post was given out
}

// Read yields the comments, and before the first of a page its post.
func (Remark42) Read(ctx context.Context, src format.Source) iter.Seq2[format.Record, error] {
	seen := map[string]bool{}
	return jsonstream.Records(ctx, src, func(d *jsonstream.Decoder, out *jsonstream.Out) error {
		r := &remarks{d: d, out: out, seen: seen}
		return r.next()
	})
}

// next reads a comment, a comment with its replies, or a list of either.
func (r *remarks) next() error {
	c := &remark{}
	err := r.d.Next(jsonstream.Handler{
		Field:   func(key string) error { return r.field(c, key) },
		Element: func(int) error { return r.next() },
	})
	if err != nil {
		return err
	}
	return r.give(c)
}

func (r *remarks) field(c *remark, key string) error {
	switch key {
	case "comment":
		return r.d.Next(jsonstream.Handler{Field: func(key string) error { return r.field(c, key) }})
	case "comments", "replies":
		if err := r.give(c); err != nil {
			return err
		}
		return r.next()
	case "user":
		return r.pick(map[string]*jsonstream.Scalar{"name": &c.user, "id": &c.userID})
	case "locator":
		return r.pick(map[string]*jsonstream.Scalar{"url": &c.url})
	}
	if into := c.field(key); into != nil {
		return r.d.Scalar(into)
	}
	return r.d.Skip()
}

func (c *remark) field(key string) *jsonstream.Scalar {
	switch key {
	case "id":
		return &c.id
	case "pid":
		return &c.pid
	case "text":
		return &c.text
	case "orig":
		return &c.orig
	case "title":
		return &c.title
	case "time":
		return &c.when
	case "score":
		return &c.score
	case "delete":
		return &c.deleted
	}
	return nil
}

// pick reads the named fields of an object.
func (r *remarks) pick(fields map[string]*jsonstream.Scalar) error {
	return r.d.Next(jsonstream.Handler{Field: func(key string) error {
		if into := fields[key]; into != nil {
			return r.d.Scalar(into)
		}
		return r.d.Skip()
	}})
}

// give gives out a comment once.
func (r *remarks) give(c *remark) error {
	if c.given || c.id == "" || c.user == "" && c.text == "" && c.orig == "" && c.when == "" {
		return nil // the wrapper of a list
	}
	c.given = true
	at := c.url.String()
	if at != "" && !r.seen[at] {
		r.seen[at] = true
		if err := r.out.Record(format.Record{Kind: thread.KindPost, Thread: at, ID: at, URL: at, Title: markup.Name(c.title.String())}); err != nil {
			return err
		}
	}
	rec := format.Record{Kind: thread.KindComment, Thread: at, ID: c.id.ID(), ParentKnown: true, ReplyTo: c.pid.ID(),
		Created: c.when.Time(r.out.Src, true), Likes: c.score.Likes()}
	if at != "" {
		rec.URL = at + "#remark42__comment-" + rec.ID
	}
	if c.user == "" {
		c.user = c.userID
	}
	if c.user == "deleted" {
		c.user = ""
	}
	stated(&rec, c.user.String())
	if rec.Text, rec.Quoted = markup.Text(c.text.String()); rec.Text == "" && rec.Quoted == "" {
		rec.Text = c.orig.String()
	}
	if c.deleted.True() {
		rec.Deleted, rec.Text, rec.Quoted = true, "", ""
	}
	return r.out.Record(rec)
}

// count is a number with its noun.
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
