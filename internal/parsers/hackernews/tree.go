package hackernews

import (
	"errors"
	"fmt"

	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/jsonstream"
)

// heldRecords bounds the bytes of a comment with all its replies, which are
// held together, in multiples of the limit on one record.
const heldRecords = 16

// node is an item of a tree.
type node struct {
	item
	children []*node
}

// walker goes through one document of the Algolia API. In it the text of an
// item may stand behind its replies, so that a tree is held as a whole.
type walker struct {
	d     *jsonstream.Decoder
	out   *jsonstream.Out
	begun int64
}

func readTree(d *jsonstream.Decoder, out *jsonstream.Out) error {
	w := &walker{d: d, out: out}
	w.begun = d.Offset()
	n, err := w.node()
	// What a cut-off file holds is given out before the fault.
	return errors.Join(w.root(n), err)
}

func (w *walker) root(n *node) error {
	switch {
	case n.id() == "":
		for _, c := range n.children { // an array of items
			if err := w.root(c); err != nil {
				return err
			}
		}
		return nil
	case n.isComment():
		of := n.StoryID.ID()
		if of == "" {
			of = n.parent()
		}
		return w.emit(n, of, n.parent())
	}
	return w.emit(n, n.id(), "")
}

func (w *walker) node() (*node, error) {
	n := &node{}
	if w.d.Offset()-w.begun > heldRecords*int64(w.out.Src.RecordLimit()) {
		return n, fmt.Errorf("a tree is %w (times %d)", jsonstream.ErrTooLong, heldRecords)
	}
	err := w.d.Next(jsonstream.Handler{
		Field:   func(key string) error { return w.field(n, key) },
		Element: func(int) error { return w.child(n) },
	})
	return n, err
}

func (w *walker) child(of *node) error {
	c, err := w.node()
	if err == nil || c.id() != "" && c.Text != "" {
		of.children = append(of.children, c)
	}
	return err
}

func (w *walker) field(n *node, key string) error {
	switch key {
	case "children":
		return w.d.Next(jsonstream.Handler{Element: func(int) error { return w.child(n) }})
	case "hits":
		return w.d.Next(jsonstream.Handler{Element: func(int) error {
			w.begun = w.d.Offset()
			c, err := w.node()
			if err != nil {
				return err
			}
			return w.root(c)
		}})
	}
	if into := n.field(key); into != nil {
		return w.d.Scalar(into)
	}
	return w.d.Skip()
}

// field is where the value of key belongs, or nil.
func (it *item) field(key string) *jsonstream.Scalar {
	switch key {
	case "id":
		return &it.ID
	case "objectID":
		return &it.ObjectID
	case "type":
		return &it.Type
	case "author":
		return &it.Author
	case "created_at":
		return &it.CreatedAt
	case "created_at_i":
		return &it.CreatedAtI
	case "text":
		return &it.Text
	case "comment_text":
		return &it.CommentText
	case "story_text":
		return &it.StoryText
	case "title":
		return &it.Title
	case "url":
		return &it.URL
	case "parent_id":
		return &it.ParentID
	case "story_id":
		return &it.StoryID
	case "points":
		return &it.Points
	case "num_comments":
		return &it.NumComments
	}
	return nil
}

// emit gives out a node and its replies; parent is where it stands.
func (w *walker) emit(n *node, of, parent string) error {
	if n.Type == "pollopt" {
		return nil
	}
	rec := n.record(w.out.Src, of)
	if rec.Kind == thread.KindComment && rec.ReplyTo == "" && parent != of {
		rec.ReplyTo = parent
	}
	if err := w.out.Record(rec); err != nil {
		return err
	}
	for _, c := range n.children {
		if c.Type == "" {
			c.Type = "comment"
		}
		if err := w.emit(c, of, n.id()); err != nil {
			return err
		}
	}
	return nil
}
