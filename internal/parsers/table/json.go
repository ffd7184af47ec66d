package table

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"iter"
	"regexp"
	"slices"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/jsonstream"
	"github.com/undertone-project/undertone/internal/markup"
)

// JSON reads arrays of comment objects with the keys of a table: at the top, or
// as fields of an object. Replies may be nested in the comment that they
// answer, authors and texts be objects of their own: what most programs that
// have no format of their own write, and many an API gives (GitHub's comments,
// for instance).
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
	if listed && any(colText) && any(colAuthor) && (any(colID) || any(colCreated)) {
		return format.Match{Score: 60, Reason: "JSON objects with keys for a text and an author"}
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
	return jsonstream.Records(ctx, src, func(d *jsonstream.Decoder, out *jsonstream.Out) error {
		r := &jsonReader{out: out, mapping: lower(src.Columns)}
		element := func(int) error {
			raw, err := d.Raw()
			if err != nil {
				return err
			}
			return r.element(raw)
		}
		return d.Next(jsonstream.Handler{Element: element, Field: func(key string) error {
			if slices.Contains(lists, key) {
				return d.Next(jsonstream.Handler{Element: element})
			}
			return d.Skip()
		}})
	})
}

// jsonReader reads the objects of a list.
type jsonReader struct {
	out     *jsonstream.Out
	mapping map[string]string
}

// maxNesting bounds replies within replies.
const maxNesting = 1000

func (r *jsonReader) element(raw []byte) error {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	var object map[string]any
	if err := d.Decode(&object); err != nil || object == nil {
		return r.out.Bad(errors.New("not an object"))
	}
	return r.give(object, "", false, 0)
}

// give gives out an object and its replies; above is the id of what it stands
// in, within says that there is such.
func (r *jsonReader) give(object map[string]any, above string, within bool, depth int) error {
	folded := make(map[string]any, len(object))
	for k, v := range object {
		if _, twice := folded[key(k)]; !twice || key(k) == k {
			folded[key(k)] = v
		}
	}
	get := func(c string) (string, bool) { return r.cell(folded, c) }
	if _, ok := get(colText); !ok {
		return r.out.Bad(errors.New("an object without text; name its key with --columns text=NAME"))
	}
	rec := record(get, r.out.Src, thread.Lines{})
	rec.Kept = keptValues(object, r.out.Src.Keep)
	if html.MatchString(rec.Text) {
		text, quoted := markup.Broken(rec.Text)
		if rec.Text = text; rec.Quoted == "" {
			rec.Quoted = quoted
		}
	}
	if _, tree := folded["replies"]; (within || tree) && rec.ReplyTo == "" && rec.Kind == thread.KindComment {
		rec.ParentKnown, rec.ReplyTo = true, above
	}
	if err := r.out.Record(rec); err != nil {
		return err
	}
	return r.replies(folded, rec, depth)
}

var html = regexp.MustCompile(`(?i)<(?:p|br|a|div|blockquote|span|strong|em|i|b|ul)(?:\s[^<>]*)?/?>`)

// replies gives out what stands in an object.
func (r *jsonReader) replies(object map[string]any, of format.Record, depth int) error {
	for _, name := range lists {
		list, ok := object[name].([]any)
		if !ok {
			continue
		}
		if depth >= maxNesting {
			return r.out.Bad(jsonstream.ErrTooDeep)
		}
		for _, e := range list {
			sub, ok := e.(map[string]any)
			if !ok {
				continue // the ids of replies, or counts
			}
			above := of.ID
			if of.Kind == thread.KindPost {
				above = ""
			}
			if err := r.give(sub, above, true, depth+1); err != nil {
				return err
			}
		}
	}
	return nil
}

// cell is the value of a column.
func (r *jsonReader) cell(object map[string]any, column string) (string, bool) {
	candidates := names(column)
	if m, ok := r.mapping[column]; ok {
		candidates = []string{key(m)}
	}
	for _, name := range candidates {
		v, present := object[name]
		if !present {
			continue
		}
		if inner, ok := v.(map[string]any); ok {
			v = nil
			for _, n := range nested[column] {
				if inner[n] != nil {
					v = inner[n]
					break
				}
			}
			if v == nil {
				continue
			}
		}
		if _, isList := v.([]any); isList {
			continue
		}
		return text(v), true
	}
	return "", false
}
