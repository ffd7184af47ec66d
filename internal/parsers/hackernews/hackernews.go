// Package hackernews reads what the two public APIs of Hacker News return:
// items of the Firebase API, one a line or in an array, and the nested item
// and the search results of the Algolia API.
//
// Firebase comments name their parent only. The thread is found by following
// the parents; comments whose parent has not come yet are held back, within
// bounds, until it does. Likes are points; comments have none for the public.
// Deleted and flagged comments stay as placeholders.
package hackernews

import (
	"context"
	"iter"
	"regexp"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/jsonstream"
	"github.com/undertone-project/undertone/internal/markup"
)

// Format reads Hacker News JSON.
type Format struct{}

var _ format.Format = Format{}

// New returns the reader.
func New() Format { return Format{} }

// Name is the name used with --format.
func (Format) Name() string { return "hackernews" }

// Describe says what the format is.
func (Format) Describe() string {
	return "Hacker News: Firebase items (NDJSON or an array), Algolia item tree or search results"
}

var kinds = regexp.MustCompile(`"type"\s*:\s*"(story|comment|job|poll|pollopt)"`)

// Match looks for the keys of an item of either API.
func (Format) Match(p format.Probe) format.Match {
	s, ok := jsonstream.NewSniff(p.Head)
	switch {
	case !ok:
		return format.Match{}
	case s.Find(kinds) && s.Keys("created_at", "author", "children", "parent_id", "story_id"):
		return format.Match{Score: 95, Reason: "a Hacker News item of the Algolia API"}
	case s.Keys("hits", "objectID", "author") && (s.Keys("story_id") || s.Keys("comment_text")):
		return format.Match{Score: 95, Reason: "Hacker News search results"}
	case s.First().Find(kinds) && s.First().Keys("id") && !s.First().Keys("author") &&
		(s.Keys("by") || s.Keys("kids") || s.Keys("descendants") || s.Keys("parent", "deleted")):
		return format.Match{Score: 95, Reason: "a Hacker News item of the Firebase API"}
	}
	return format.Match{}
}

// Read yields stories and comments: of an Algolia tree each parent before its
// replies, of Firebase items in the order of the file as far as parents come
// before their replies.
func (Format) Read(ctx context.Context, src format.Source) iter.Seq2[format.Record, error] {
	return func(yield func(format.Record, error) bool) {
		head, src, err := jsonstream.Peek(src)
		if err != nil {
			yield(format.Record{}, err)
			return
		}
		records := firebase(ctx, src)
		if s, ok := jsonstream.NewSniff(head); ok && (s.Keys("children", "created_at") || s.Keys("hits")) {
			records = jsonstream.Records(ctx, src, readTree)
		}
		for rec, err := range records {
			if !yield(rec, err) {
				return
			}
		}
	}
}

// item is an item with the fields of both APIs.
type item struct {
	ID          jsonstream.Scalar `json:"id"`
	ObjectID    jsonstream.Scalar `json:"objectID"`
	Type        jsonstream.Scalar `json:"type"`
	By          jsonstream.Scalar `json:"by"`
	Author      jsonstream.Scalar `json:"author"`
	Time        jsonstream.Scalar `json:"time"`
	CreatedAt   jsonstream.Scalar `json:"created_at"`
	CreatedAtI  jsonstream.Scalar `json:"created_at_i"`
	Text        jsonstream.Scalar `json:"text"`
	CommentText jsonstream.Scalar `json:"comment_text"`
	StoryText   jsonstream.Scalar `json:"story_text"`
	Title       jsonstream.Scalar `json:"title"`
	URL         jsonstream.Scalar `json:"url"`
	Parent      jsonstream.Scalar `json:"parent"`
	ParentID    jsonstream.Scalar `json:"parent_id"`
	StoryID     jsonstream.Scalar `json:"story_id"`
	Descendants jsonstream.Scalar `json:"descendants"`
	NumComments jsonstream.Scalar `json:"num_comments"`
	Score       jsonstream.Scalar `json:"score"`
	Points      jsonstream.Scalar `json:"points"`
	Deleted     jsonstream.Scalar `json:"deleted"`
	Dead        jsonstream.Scalar `json:"dead"`
}

// first is the first that is not empty.
func first(all ...jsonstream.Scalar) jsonstream.Scalar {
	for _, s := range all {
		if s != "" {
			return s
		}
	}
	return ""
}

func (it *item) id() string     { return first(it.ID, it.ObjectID).ID() }
func (it *item) parent() string { return first(it.Parent, it.ParentID).ID() }

// isComment tells comments from what starts a thread.
func (it *item) isComment() bool {
	switch it.Type {
	case "comment":
		return true
	case "":
		return it.parent() != "" || it.CommentText != ""
	}
	return false
}

// record is the item's record in the given thread.
func (it *item) record(src format.Source, of string) format.Record {
	rec := format.Record{Thread: of, ID: it.id(), Author: first(it.By, it.Author).String(), Likes: first(it.Score, it.Points).Likes()}
	if rec.Author != "" {
		rec.AuthorSource = thread.AuthorStated
	}
	if rec.Created = first(it.Time, it.CreatedAtI).Unix(); !rec.Created.Known() {
		rec.Created = it.CreatedAt.Time(src, true)
	}
	rec.Text, rec.Quoted = markup.Text(first(it.Text, it.CommentText, it.StoryText).String())
	rec.Deleted = it.Deleted.True()
	if it.isComment() {
		rec.Kind, rec.ParentKnown = thread.KindComment, true
		if rec.ReplyTo = it.parent(); rec.ReplyTo == of {
			rec.ReplyTo = ""
		}
		rec.URL = "https://news.ycombinator.com/item?id=" + rec.ID
		switch rec.Text {
		case "", "[flagged]", "[deleted]", "[dead]", "[dupe]":
			rec.Deleted = rec.Deleted || rec.Quoted == ""
		}
	} else {
		rec.Kind, rec.Title, rec.URL = thread.KindPost, markup.Name(it.Title.String()), it.URL.String()
		if rec.URL == "" {
			rec.URL = "https://news.ycombinator.com/item?id=" + rec.ID
		}
		rec.StatedComments, rec.StatedKnown = first(it.Descendants, it.NumComments).Int()
	}
	if rec.Deleted {
		rec.Text, rec.Quoted = "", ""
	}
	return rec
}
