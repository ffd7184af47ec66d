package mbox

import (
	"errors"
	"hash/fnv"
	"strconv"
	"strings"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/instant"
)

// threads knows the thread of each id that messages have named. It holds
// hashes, so that an archive of a million messages takes some tens of
// megabytes.
type threads struct {
	root  map[uint64]string
	names map[string]string // of roots, one copy each
}

func newThreads() *threads {
	return &threads{root: map[uint64]string{}, names: map[string]string{}}
}

func hash(id string) uint64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(id)) // never fails
	return h.Sum64()
}

// of is the thread of a message: that of what it answers, or of any message
// that it refers to, else the oldest of those, else its own.
func (t *threads) of(id string, refs []string) string {
	root, known := t.root[hash(id)], false
	if root != "" && id != "" {
		known = true // an earlier message refers to this one
	}
	for i := len(refs) - 1; i >= 0 && !known; i-- {
		root, known = t.root[hash(refs[i])]
	}
	if !known {
		root = id
		if len(refs) > 0 {
			root = refs[0]
		}
	}
	if name, ok := t.names[root]; ok {
		root = name
	} else {
		t.names[root] = root
	}
	for _, ref := range append(refs[:len(refs):len(refs)], id) {
		if _, old := t.root[hash(ref)]; !old && ref != "" {
			t.root[hash(ref)] = root
		}
	}
	return root
}

// maxRefs bounds how many references of a message are looked at.
const maxRefs = 200

// record reads a message.
func record(m raw, t *threads, src format.Source) (format.Record, error) {
	h, data := readHeader(m.data)
	if h["from"] == "" && h["message-id"] == "" {
		return format.Record{}, errors.New("no From and no Message-ID in its head")
	}
	rec := format.Record{
		Kind: thread.KindComment, ID: messageIDs.FindString(h["message-id"]), ParentKnown: true,
		Author: author(h["from"]), Lines: thread.Lines{Start: m.first, End: m.last},
	}
	if rec.Author != "" {
		rec.AuthorSource = thread.AuthorStated
	}
	refs := messageIDs.FindAllString(h["references"], maxRefs)
	rec.ReplyTo = messageIDs.FindString(h["in-reply-to"])
	switch {
	case rec.ReplyTo != "":
		refs = append(refs, rec.ReplyTo)
	case len(refs) > 0:
		rec.ReplyTo = refs[len(refs)-1]
	}
	rec.Thread = t.of(rec.ID, refs)
	if rec.Thread == "" {
		rec.Thread = "line-" + strconv.Itoa(m.first) // no id, and answers nothing
	}
	if rec.ReplyTo == "" && (rec.Thread == rec.ID || rec.ID == "") {
		rec.Kind, rec.ParentKnown = thread.KindPost, false
		rec.Title = words(h["subject"])
	}
	rec.Created = sent(h["date"], src)
	if !rec.Created.Known() {
		src.Report(format.Note{Lines: rec.Lines, Role: "time", Reason: "the time of a message cannot be read", Text: rec.Created.Raw})
	}
	rec.Text, rec.Quoted = body(h, data, 0)
	return rec, nil
}

// sent reads a Date field; programs of all times and places have written it.
func sent(field string, src format.Source) thread.Time {
	if t, ok := instant.Parse(field, src); ok {
		return t
	}
	t := thread.Time{}
	if m := clock.FindStringSubmatch(field); m != nil {
		year := m[3]
		if len(year) == 2 { // RFC 5322, 4.3
			year = "19" + year
			if m[3] < "50" {
				year = "20" + m[3]
			}
		}
		t, _ = instant.Parse(strings.TrimSpace(m[1]+" "+m[2]+" "+year+" "+m[4]+" "+m[5]), src)
	}
	t.Raw = words(field)
	return t
}
