package feed

import (
	"strings"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/markup"
)

// entry is an entry of a feed. Its record's Thread may be empty: then only the
// entry that it answers tells.
type entry struct {
	rec format.Record
	// postTitle is what the entry says of the post that it belongs to.
	postTitle, postURL string
	// omit says why the entry is no part of a discussion, "" where it is.
	omit string
}

// walker puts the entries of a feed into threads.
type walker struct {
	src         format.Source
	yield       func(format.Record, error) bool
	title, link string            // of the feed
	threads     map[string]string // the thread of each entry seen
	posts       map[string]bool   // threads whose post has been yielded
	held        []entry           // replies to entries not yet seen
	size        int               // of what is held, in bytes
}

// add takes the next entry.
func (w *walker) add(e entry) error {
	r := &e.rec
	switch {
	case e.omit != "":
		w.src.Report(format.Note{Lines: r.Lines, Role: "omitted", Reason: e.omit, Text: r.Title})
		return nil
	case r.Kind == thread.KindPost:
		r.Thread = r.ID
		w.threads[r.ID] = r.ID
		w.posts[r.ID] = true
		return w.give(*r)
	case r.Thread == "":
		var known bool
		if r.Thread, known = w.root(r.ReplyTo); !known {
			w.held = append(w.held, e)
			w.size += len(r.Text) + len(r.Quoted) + 512
			if w.size > w.src.RecordLimit() {
				return w.release()
			}
			return nil
		}
	}
	return w.comment(e)
}

// root is the thread of the entry that a reply names. A reference to a comment
// by its fragment ("?p=1#comment-2") says which post it belongs to.
func (w *walker) root(ref string) (id string, known bool) {
	if id, known = w.threads[ref]; known {
		return id, true
	}
	if post, _, fragment := strings.Cut(ref, "#"); fragment {
		return post, true
	}
	return ref, false
}

func (w *walker) comment(e entry) error {
	r := &e.rec
	if r.ReplyTo == r.Thread {
		r.ReplyTo = ""
	}
	if r.ID != "" {
		w.threads[r.ID] = r.Thread
	}
	if err := w.post(e); err != nil {
		return err
	}
	return w.give(*r)
}

// post yields what is known of a comment's post where the feed has no entry
// for it.
func (w *walker) post(e entry) error {
	if e.postURL == "" || w.posts[e.rec.Thread] {
		return nil
	}
	w.posts[e.rec.Thread] = true
	title := e.postTitle
	if strings.TrimSpace(w.link) == e.postURL {
		// The feed of one post: "Comments on: TITLE", in any language.
		if _, after, ok := strings.Cut(w.title, ":"); ok {
			title = after
		}
	}
	return w.give(format.Record{
		Thread: e.rec.Thread, Kind: thread.KindPost, ID: e.rec.Thread, Title: markup.Name(title), URL: e.postURL,
	})
}

// end yields what is held.
func (w *walker) end() error { return w.release() }

// release yields the held replies. Those that answer one another belong to one
// thread; an answer to what the feed does not hold is under it as under a post.
func (w *walker) release() error {
	held := w.held
	w.held, w.size = nil, 0
	at := make(map[string]string, len(held))
	for _, e := range held {
		if e.rec.ID != "" {
			at[e.rec.ID] = e.rec.ReplyTo
		}
	}
	for _, e := range held {
		ref := e.rec.ReplyTo
		for steps := 0; steps < len(held) && steps < 1000; steps++ {
			next, ok := at[ref]
			if !ok || next == ref {
				break
			}
			if id, known := w.threads[ref]; known {
				ref = id
				break
			}
			ref = next
		}
		e.rec.Thread, _ = w.root(ref)
		if err := w.comment(e); err != nil {
			return err
		}
	}
	return nil
}

func (w *walker) give(rec format.Record) error {
	if !w.yield(rec, nil) {
		return errStopped
	}
	return nil
}
