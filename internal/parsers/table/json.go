package table

import (
	"bytes"
	"context"
	"encoding/json"
	"iter"
	"regexp"
	"slices"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/internal/jsonstream"
)

// JSON reads comment objects with the keys of a table: in an array, or in an
// object by their ids (as Firebase keeps them), at the top or as a field of an
// object, which may be the post. Replies may be nested in the comment that
// they answer, authors and texts be objects of their own: what most programs
// that have no format of their own write, and many an API gives (GitHub's
// comments, for instance).
type JSON struct{}

var _ format.Format = JSON{}

// Name is the name used with --format.
func (JSON) Name() string { return "json" }

// Describe says what the format is.
func (JSON) Describe() string {
	return "JSON array of comment objects with the same keys, replies nested or by parent_id"
}

// The keys that a list of comments, or of replies, stands under.
var lists = []string{"comments", "replies", "children", "responses", "answers", "posts", "messages", "data", "items", "results"}

// nested are the keys under which an object that stands for a text or an
// author has it.
var nested = map[string][]string{
	colAuthor: {"name", "display_name", "displayName", "username", "login", "nickname", "handle", "id"},
	colText:   {"text", "body", "plain", "raw", "rendered", "html", "content"},
}

var (
	// commentList is a key of lists with what it lists.
	commentList = regexp.MustCompile(`"(?:comments|replies|children|responses|answers|posts|messages)"\s*:\s*(?:\[\s*\{|\{\s*"[^"]*"\s*:\s*\{)`)
	// objectsByID is an object whose first value is one.
	objectsByID = regexp.MustCompile(`^\{\s*"[^"]*"\s*:\s*\{`)
)

// Match looks for objects with a text and an author, an id or a time.
func (JSON) Match(p format.Probe) format.Match {
	s, ok := jsonstream.NewSniff(p.Head)
	first, _, more := bytes.Cut(bytes.TrimSpace(p.Head), []byte("\n"))
	if !ok || more && !s.Array() && json.Valid(first) {
		return format.Match{} // JSON lines
	}
	any := func(column string) bool {
		return slices.ContainsFunc(names(column), func(n string) bool { return s.Keys(n) })
	}
	listed := s.Array() || slices.ContainsFunc(lists, func(n string) bool { return s.Keys(n) })
	nested := s.Find(commentList)
	switch {
	case !any(colText) || !any(colAuthor):
	case listed && nested:
		// One line of such is not one comment of JSON lines.
		return format.Match{Score: 61, Reason: "a list of JSON objects with keys for a text and an author"}
	case listed && (any(colID) || any(colCreated)):
		return format.Match{Score: 60, Reason: "JSON objects with keys for a text and an author"}
	case s.Find(objectsByID):
		return format.Match{Score: 60, Reason: "JSON objects by their ids, with keys for a text and an author"}
	}
	return format.Match{}
}

// names are the synonyms of a column, and their spellings with capitals.
func names(column string) []string {
	for _, s := range synonyms {
		if s.column == column {
			return s.names
		}
	}
	return nil
}

// Read yields the comments, each before its replies.
func (JSON) Read(ctx context.Context, src format.Source) iter.Seq2[format.Record, error] {
	r := &jsonReader{mapping: lower(src.Columns), rows: newRows(src)}
	return jsonstream.Records(ctx, src, func(d *jsonstream.Decoder, out *jsonstream.Out) error {
		r.out = out
		return r.document(d)
	})
}
