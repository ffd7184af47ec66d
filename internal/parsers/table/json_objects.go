package table

import (
	"bytes"
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strconv"

	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/jsonstream"
)

// jsonReader reads the objects of a document.
type jsonReader struct {
	out     *jsonstream.Out
	mapping map[string]string
	rows    *rows
	n       int            // comments of the thread so far
	post    map[string]any // fields beside the comments, until the post is given out
	tree    bool           // replies stand in what they answer
}

// maxNesting bounds replies within replies, maxFields what is kept of a post
// until its comments come.
const (
	maxNesting = 1000
	maxFields  = 256
)

// posts are the keys under which what is commented on stands beside its
// comments; trees those under which replies do.
var (
	posts = []string{"post", "article", "story", "submission", "topic", "entry", "question", "thread"}
	trees = []string{"replies", "children", "responses"}
)

// document reads an array of comments, or an object that holds them: under
// their ids, or as lists beside the fields of the post, which is given out when
// the first comment comes.
func (r *jsonReader) document(d *jsonstream.Decoder) error {
	r.post, r.tree = map[string]any{}, false
	element := func(int) error {
		raw, err := d.Raw()
		if err != nil {
			return err
		}
		object, ok := value(raw).(map[string]any)
		if !ok {
			return r.out.Bad(errors.New("not an object"))
		}
		return r.top(object, "")
	}
	var field func(name string) error
	field = func(name string) error {
		if slices.Contains(lists, name) {
			return d.Next(jsonstream.Handler{Element: element, Field: field})
		}
		raw, err := d.Raw()
		if err != nil {
			return err
		}
		v := value(raw)
		object, ok := v.(map[string]any)
		switch {
		case ok && slices.Contains(posts, name) && r.post != nil:
			r.post = nil
			return r.give(object, place{kind: thread.KindPost})
		case ok && r.isComment(folded(object)):
			return r.top(object, name)
		case r.post != nil && len(r.post) < maxFields:
			if _, isList := v.([]any); !isList {
				r.post[name] = v
			}
		}
		return nil
	}
	return d.Next(jsonstream.Handler{Element: element, Field: field})
}

// value decodes what was read as valid JSON.
func value(raw []byte) (v any) {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	if err := d.Decode(&v); err != nil {
		return nil
	}
	return v
}

// top gives out an object that stands in no other, after the post. What is
// written beside the comments is the post's where there is a title; without
// one, a message is likely the server's.
func (r *jsonReader) top(object map[string]any, id string) error {
	if title, _ := r.cell(folded(r.post), colTitle); title != "" {
		post := r.post
		r.post = nil
		if err := r.give(post, place{kind: thread.KindPost}); err != nil {
			return err
		}
	}
	r.post = nil
	return r.give(object, place{id: id})
}

// place is where an object stands, and what it is for that.
type place struct {
	kind   thread.Kind // a post; else what it says
	id     string      // the key that it stands under, where it says no id itself
	above  string      // the id of what it stands in
	within bool        // there is such
	depth  int
}

// isComment knows the objects of a map by what a comment has at least.
func (r *jsonReader) isComment(fields map[string]any) bool {
	_, text := r.cell(fields, colText)
	_, author := r.cell(fields, colAuthor)
	return text && author
}

// give gives out an object and its replies.
func (r *jsonReader) give(object map[string]any, at place) error {
	fields := folded(object)
	_, hasText := r.cell(fields, colText)
	title, _ := r.cell(fields, colTitle)
	if title != "" && !at.within && hasList(fields, "comments", "answers") {
		at.kind = thread.KindPost
	}
	if !hasText && (at.kind != thread.KindPost || title == "") {
		return r.out.Bad(errors.New("an object without text; name its key with --columns text=NAME"))
	}
	rec := r.record(object, fields)
	if at.kind == thread.KindPost {
		rec.Kind, rec.ParentKnown, rec.ReplyTo = at.kind, false, ""
	}
	if rec.ID == "" {
		rec.ID = at.id
	}
	if r.n++; rec.Kind == thread.KindPost {
		r.n = 0
	}
	r.tree = r.tree || at.within || slices.ContainsFunc(trees, func(k string) bool { return listed(fields, k) })
	if rec.ID == "" && rec.Kind == thread.KindComment && r.tree {
		rec.ID = "c" + strconv.Itoa(r.n) // as comments without ids are named, for its replies to find it
	}
	if r.tree && rec.ReplyTo == "" && rec.Kind == thread.KindComment {
		rec.ParentKnown, rec.ReplyTo = true, at.above
	}
	if err := r.out.Record(rec); err != nil {
		return err
	}
	at.above = rec.ID
	if rec.Kind == thread.KindPost {
		at.above = ""
	}
	return r.replies(fields, at)
}

// replies gives out what stands in an object, below what at tells.
func (r *jsonReader) replies(fields map[string]any, at place) error {
	give := func(id string, v any) error {
		sub, ok := v.(map[string]any)
		if !ok {
			return nil // the ids of replies, or counts
		}
		return r.give(sub, place{id: id, above: at.above, within: true, depth: at.depth + 1})
	}
	for _, name := range lists {
		switch list := fields[name].(type) {
		case []any:
			if at.depth >= maxNesting {
				return r.out.Bad(jsonstream.ErrTooDeep)
			}
			for _, e := range list {
				if err := give("", e); err != nil {
					return err
				}
			}
		case map[string]any:
			if at.depth >= maxNesting {
				return r.out.Bad(jsonstream.ErrTooDeep)
			}
			if err := r.byID(list, give); err != nil {
				return err
			}
		}
	}
	return nil
}

// byID gives out the objects of a map in the order of their keys, which for
// ids that databases give is that of time. An object that is itself a comment
// or wraps a list is no map.
func (r *jsonReader) byID(object map[string]any, give func(id string, v any) error) error {
	for _, id := range slices.Sorted(maps.Keys(object)) {
		sub, ok := object[id].(map[string]any)
		if !ok || !r.isComment(folded(sub)) {
			continue
		}
		if err := give(id, sub); err != nil {
			return err
		}
	}
	return nil
}
