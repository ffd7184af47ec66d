// Package convokit reads the utterances of ConvoKit corpora: utterances.jsonl
// and the older utterances.json.
//
// The utterance whose id is its conversation's is the post. Old files call the
// conversation "root" and the speaker "user", and write "None" for no parent.
package convokit

import (
	"bytes"
	"context"
	"errors"
	"iter"
	"strconv"
	"strings"
	"time"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/jsonstream"
)

// Format reads ConvoKit utterances.
type Format struct{}

var _ format.Format = Format{}

// New returns the reader.
func New() Format { return Format{} }

// Name is the name used with --format.
func (Format) Name() string { return "convokit" }

// Describe says what the format is.
func (Format) Describe() string { return "ConvoKit: utterances.jsonl, utterances.json" }

// Match looks for the keys of an utterance.
func (Format) Match(p format.Probe) format.Match {
	s, ok := jsonstream.NewSniff(p.Head)
	if !ok {
		return format.Match{}
	}
	s = s.First()
	if s.Keys("text", "id") && (s.Keys("reply-to") || s.Keys("reply_to")) &&
		(s.Keys("conversation_id") || s.Keys("root")) && (s.Keys("speaker") || s.Keys("user")) {
		return format.Match{Score: 95, Reason: "ConvoKit utterances: conversation_id, speaker, reply-to"}
	}
	return format.Match{}
}

type utterance struct {
	ID           jsonstream.Scalar `json:"id"`
	Conversation jsonstream.Scalar `json:"conversation_id"`
	Root         jsonstream.Scalar `json:"root"`
	Speaker      person            `json:"speaker"`
	User         person            `json:"user"`
	ReplyTo      jsonstream.Scalar `json:"reply-to"`
	ReplyToOld   jsonstream.Scalar `json:"reply_to"`
	Timestamp    jsonstream.Scalar `json:"timestamp"`
	Text         jsonstream.Scalar `json:"text"`
	Meta         meta              `json:"meta"`
}

// person is a name, or an object with an id or a name.
type person string

// UnmarshalJSON accepts any value.
func (p *person) UnmarshalJSON(raw []byte) error {
	var s jsonstream.Scalar
	if err := s.UnmarshalJSON(raw); err != nil {
		return err
	}
	if *p = person(s); s == "" && len(raw) > 0 && raw[0] == '{' {
		var o struct {
			ID   jsonstream.Scalar `json:"id"`
			Name jsonstream.Scalar `json:"name"`
		}
		if err := jsonstream.Unmarshal(raw, &o); err != nil {
			return err
		}
		if *p = person(o.ID); o.ID == "" {
			*p = person(o.Name)
		}
	}
	return nil
}

// meta is what is known of some corpora. It may be anything.
type meta struct {
	permalink string
	likes     thread.Likes
	own       *own // of a file that undertone wrote
}

// own is what undertone writes beside ConvoKit's fields, to read it back.
type own struct {
	Thread       jsonstream.Scalar `json:"thread_id"`
	Title        jsonstream.Scalar `json:"title"`
	URL          jsonstream.Scalar `json:"url"`
	Created      jsonstream.Scalar `json:"created_at"`
	Until        jsonstream.Scalar `json:"created_until"`
	Precision    jsonstream.Scalar `json:"time_precision"`
	Zone         jsonstream.Scalar `json:"time_zone_source"`
	AuthorSource jsonstream.Scalar `json:"author_source"`
	Source       jsonstream.Scalar `json:"parent_source"`
	Confidence   jsonstream.Scalar `json:"parent_confidence"`
	Quoted       jsonstream.Scalar `json:"quoted_text"`
	Deleted      jsonstream.Scalar `json:"deleted"`
}

// UnmarshalJSON accepts any value.
func (m *meta) UnmarshalJSON(raw []byte) error {
	var o struct {
		Permalink jsonstream.Scalar `json:"permalink"`
		Score     jsonstream.Scalar `json:"score"`
		Likes     jsonstream.Scalar `json:"likes"`
	}
	if len(raw) > 0 && raw[0] == '{' && jsonstream.Unmarshal(raw, &o) == nil {
		m.permalink = o.Permalink.String()
		if m.likes = o.Likes.Likes(); !m.likes.Known {
			m.likes = o.Score.Likes()
		}
		var w own
		if jsonstream.Unmarshal(raw, &w) == nil && w.Thread != "" && bytes.Contains(raw, []byte(`"time_zone_source"`)) {
			m.own = &w
		}
	}
	return nil
}

// Read yields a record for each utterance.
func (Format) Read(ctx context.Context, src format.Source) iter.Seq2[format.Record, error] {
	return jsonstream.Each(ctx, src, func(o jsonstream.Object, out *jsonstream.Out) error {
		var u utterance
		if err := jsonstream.Unmarshal(o.Raw, &u); err != nil {
			return err
		}
		if u.ID == "" {
			return errors.New("an utterance without id")
		}
		rec := u.record(out.Src)
		rec.Lines = thread.Lines{Start: o.Line, End: o.Line}
		return out.Record(rec)
	})
}

func (u *utterance) record(src format.Source) format.Record {
	rec := format.Record{Kind: thread.KindComment, ID: u.ID.ID(), Thread: u.Conversation.ID(),
		Author: string(u.Speaker), ParentKnown: true, ReplyTo: u.ReplyTo.ID(), Text: u.Text.String(), Created: when(u.Timestamp, src), Likes: u.Meta.likes}
	if rec.Thread == "" {
		rec.Thread = u.Root.ID()
	}
	if rec.Author == "" {
		rec.Author = string(u.User)
	}
	if rec.ReplyTo == "" {
		rec.ReplyTo = u.ReplyToOld.ID()
	}
	if rec.ReplyTo == rec.Thread {
		rec.ReplyTo = ""
	}
	if rec.ReplyTo == "" && rec.ID == rec.Thread {
		rec.Kind, rec.ParentKnown = thread.KindPost, false
	}
	if removed(rec.Author) {
		rec.Author = ""
	}
	if rec.Author != "" {
		rec.AuthorSource = thread.AuthorStated
	}
	if removed(rec.Text) {
		rec.Text, rec.Deleted = "", true
	}
	if strings.HasPrefix(u.Meta.permalink, "http") {
		rec.URL = u.Meta.permalink
	} else if strings.HasPrefix(u.Meta.permalink, "/r/") {
		rec.URL = "https://www.reddit.com" + u.Meta.permalink
	}
	if u.Meta.own != nil {
		u.Meta.own.restore(&rec)
	}
	return rec
}

// restore undoes what undertone did to make an utterance of a comment: ids that
// are unique over the corpus, and a speaker where none is known.
func (w *own) restore(rec *format.Record) {
	root := rec.Thread
	local := func(id string) string { return strings.TrimPrefix(id, w.Thread.String()+"/") }
	if rec.Author == "unknown:"+rec.ID {
		rec.Author, rec.AuthorSource = "", ""
	} else if w.AuthorSource != "" {
		rec.AuthorSource = thread.AuthorSource(w.AuthorSource)
	}
	if rec.ReplyTo == root {
		rec.ReplyTo = ""
	}
	rec.ID, rec.ReplyTo, rec.Thread = local(rec.ID), local(rec.ReplyTo), w.Thread.String()
	rec.Title, rec.URL, rec.Quoted = w.Title.String(), w.URL.String(), w.Quoted.String()
	if w.Deleted.True() {
		rec.Deleted, rec.Text = true, ""
	}
	rec.ReplySource = thread.ParentSource(w.Source)
	if p, err := strconv.ParseFloat(w.Confidence.String(), 64); err == nil && p >= 0 && p <= 1 {
		if rec.ReplyConfidence = p; p == 0 {
			rec.ReplyConfidence = -1
		}
	}
	if at, err := time.Parse(time.RFC3339, w.Created.String()); err == nil {
		rec.Created = thread.Time{At: at, Precision: thread.Precision(w.Precision), Zone: thread.ZoneSource(w.Zone), Raw: w.Created.String()}
		if until, err := time.Parse(time.RFC3339, w.Until.String()); err == nil {
			rec.Created.Until = until
		}
	}
}

func removed(s string) bool {
	switch strings.TrimSpace(s) {
	case "[deleted]", "[removed]":
		return true
	}
	return false
}

// when is the time of a timestamp. Corpora without times count utterances in
// its place: what would be the seventies is none.
func when(s jsonstream.Scalar, src format.Source) thread.Time {
	if s.ID() == "" {
		return thread.Time{}
	}
	t := s.Time(src, false)
	if t.Known() && t.At.Year() < 1980 {
		return thread.Time{Raw: t.Raw}
	}
	return t
}
