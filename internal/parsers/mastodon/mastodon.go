// Package mastodon reads the context of a status as the API of Mastodon and
// its kin returns it (ancestors and descendants), and arrays of statuses.
//
// The topmost ancestor is the post. A context does not hold the status it is
// about: a placeholder stands for it where descendants answer it, below the
// last ancestor. Authors are accounts ("name" or "name@host").
package mastodon

import (
	"context"
	"errors"
	"fmt"
	"iter"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/jsonstream"
	"github.com/undertone-project/undertone/internal/markup"
)

// Format reads Mastodon JSON.
type Format struct{}

var _ format.Format = Format{}

// New returns the reader.
func New() Format { return Format{} }

// Name is the name used with --format.
func (Format) Name() string { return "mastodon" }

// Describe says what the format is.
func (Format) Describe() string { return "Mastodon: the context of a status, arrays of statuses" }

// Match looks for the keys of a context or a status.
func (Format) Match(p format.Probe) format.Match {
	s, ok := jsonstream.NewSniff(p.Head)
	switch {
	case !ok:
	case s.Keys("ancestors", "descendants"), s.Keys("ancestors", "in_reply_to_id"):
		return format.Match{Score: 95, Reason: "a Mastodon context: ancestors, descendants"}
	case s.Keys("in_reply_to_id", "content", "account", "created_at"):
		return format.Match{Score: 95, Reason: "Mastodon statuses: in_reply_to_id, content, account"}
	}
	return format.Match{}
}

// Read yields the statuses in the order of the conversation.
func (Format) Read(ctx context.Context, src format.Source) iter.Seq2[format.Record, error] {
	return jsonstream.Records(ctx, src, func(d *jsonstream.Decoder, out *jsonstream.Out) error {
		r := &reader{d: d, out: out, begun: d.Offset()}
		err := d.Next(jsonstream.Handler{Field: r.field, Element: func(int) error { return r.status(&r.loose) }})
		// What a cut-off file holds is given out before the fault.
		return errors.Join(r.finish(), err)
	})
}

// heldRecords bounds a document, which is held as a whole, in multiples of the
// limit on one record. Servers give four thousand statuses at most.
const heldRecords = 16

type status struct {
	ID        jsonstream.Scalar `json:"id"`
	ReplyTo   jsonstream.Scalar `json:"in_reply_to_id"`
	CreatedAt jsonstream.Scalar `json:"created_at"`
	Content   jsonstream.Scalar `json:"content"`
	Spoiler   jsonstream.Scalar `json:"spoiler_text"`
	URL       jsonstream.Scalar `json:"url"`
	Replies   jsonstream.Scalar `json:"replies_count"`
	Favs      jsonstream.Scalar `json:"favourites_count"`
	Account   struct {
		Acct     jsonstream.Scalar `json:"acct"`
		Username jsonstream.Scalar `json:"username"`
	} `json:"account"`
	absent bool // known from its replies only
}

type reader struct {
	d                            *jsonstream.Decoder
	out                          *jsonstream.Out
	begun                        int64
	ancestors, self, descendants []*status
	loose                        []*status // of an array, or a status on its own
}

func (r *reader) field(key string) error {
	list := func(into *[]*status) error {
		return r.d.Next(jsonstream.Handler{Element: func(int) error { return r.status(into) }})
	}
	switch key {
	case "ancestors":
		return list(&r.ancestors)
	case "descendants":
		return list(&r.descendants)
	case "status":
		return r.status(&r.self)
	case "statuses":
		return list(&r.loose)
	case "context":
		return r.d.Next(jsonstream.Handler{Field: r.field})
	}
	return r.d.Skip()
}

func (r *reader) status(into *[]*status) error {
	if r.d.Offset()-r.begun > heldRecords*int64(r.out.Src.RecordLimit()) {
		return fmt.Errorf("a conversation is %w (times %d)", jsonstream.ErrTooLong, heldRecords)
	}
	s := &status{}
	ok, err := r.out.Take(r.d, s)
	if err != nil || !ok {
		return err
	}
	if s.ID == "" {
		return r.out.Bad(errors.New("a status without id"))
	}
	*into = append(*into, s)
	return nil
}

// finish gives out what was read.
func (r *reader) finish() error {
	all := append(append(append([]*status{}, r.ancestors...), r.self...), r.descendants...)
	if len(r.self) == 0 {
		all = r.withAbsent()
	}
	of := rootsOf(all)
	for _, s := range all {
		if err := r.out.Record(s.record(r.out.Src, of[all[0].ID])); err != nil {
			return err
		}
	}
	of = rootsOf(r.loose)
	for _, s := range r.loose {
		if err := r.out.Record(s.record(r.out.Src, of[s.ID])); err != nil {
			return err
		}
	}
	return nil
}

// withAbsent is the context's statuses with a placeholder for the one that it
// is about.
func (r *reader) withAbsent() []*status {
	known := map[jsonstream.Scalar]bool{}
	for _, s := range append(append([]*status{}, r.ancestors...), r.descendants...) {
		known[s.ID] = true
	}
	out := append([]*status{}, r.ancestors...)
	if len(r.descendants) > 0 && r.descendants[0].ReplyTo != "" && !known[r.descendants[0].ReplyTo] {
		absent := &status{ID: r.descendants[0].ReplyTo, absent: true}
		if n := len(r.ancestors); n > 0 {
			absent.ReplyTo = r.ancestors[n-1].ID
		}
		out = append(out, absent)
	}
	return append(out, r.descendants...)
}

// rootsOf finds for each status the topmost that its parents lead to; those in
// a circle of parents lead to where it was entered.
func rootsOf(all []*status) map[jsonstream.Scalar]string {
	parent := map[jsonstream.Scalar]jsonstream.Scalar{}
	for _, s := range all {
		parent[s.ID] = s.ReplyTo
	}
	root := map[jsonstream.Scalar]string{}
	for _, s := range all {
		var path []jsonstream.Scalar
		on := map[jsonstream.Scalar]bool{}
		at := s.ID
		for !on[at] && root[at] == "" && parent[at] != "" {
			path, on[at] = append(path, at), true
			at = parent[at]
		}
		of := root[at]
		if of == "" {
			of = at.String()
			path = append(path, at)
		}
		for _, id := range path {
			root[id] = of
		}
	}
	return root
}

func (s *status) record(src format.Source, of string) format.Record {
	rec := format.Record{Thread: of, Kind: thread.KindComment, ID: s.ID.ID(), Author: s.Account.Acct.String(),
		Created: s.CreatedAt.Time(src, true), URL: s.URL.String(), Title: markup.Name(s.Spoiler.String()), Deleted: s.absent, Likes: s.Favs.Likes()}
	if rec.Author == "" {
		rec.Author = s.Account.Username.String()
	}
	if rec.Author != "" {
		rec.AuthorSource = thread.AuthorStated
	}
	rec.Text, rec.Quoted = markup.Text(s.Content.String())
	if rec.ID == of && s.ReplyTo == "" {
		rec.Kind = thread.KindPost
		return rec
	}
	if rec.ParentKnown = true; s.ReplyTo.ID() != of {
		rec.ReplyTo = s.ReplyTo.ID()
	}
	return rec
}
