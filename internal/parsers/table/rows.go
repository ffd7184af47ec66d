package table

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/dates"
	"github.com/undertone-project/undertone/internal/jsonstream"
)

// row is one row by undertone's column names; ok is false for columns that
// the table lacks.
type row func(column string) (value string, ok bool)

// rows reads the rows of one table.
type rows struct {
	src   format.Source
	order dates.Order // of numeric dates such as 03/04/2022
	// held are the ids of comments that other tables write where there is no
	// parent: in a table numbered from 0, "0" is a comment.
	held map[string]bool
}

func newRows(src format.Source) *rows { return &rows{src: src, held: map[string]bool{}} }

// look learns from the rows at the beginning of a table what one row does not
// tell: whether the day or the month comes first, and which ids are in use.
func (t *rows) look(beginning []row) {
	var written []string
	for _, get := range beginning {
		if s, _ := get(colCreated); s != "" {
			written = append(written, s)
		}
		id, _ := get(colID)
		t.hold(strings.TrimSpace(id))
	}
	t.order = dates.GuessOrder(written)
}

// hold notes the id of a comment.
func (t *rows) hold(id string) {
	if id != "" && noParent(id) {
		t.held[id] = true
	}
}

// record turns a row into a record.
func (t *rows) record(get row, lines thread.Lines) format.Record {
	val := func(c string) string { v, _ := get(c); return strings.TrimSpace(v) }
	text, _ := get(colText)
	rec := format.Record{
		Kind: thread.KindComment, Thread: val(colThread), ID: val(colID), Author: val(colAuthor),
		Title: val(colTitle), URL: val(colURL), Text: strings.TrimSpace(normalise(text)), Quoted: normalise(val(colQuoted)),
		Lines: lines,
	}
	if rec.Author != "" {
		rec.AuthorSource = thread.AuthorStated
	}
	if how := thread.AuthorSource(val(colNamed)); rec.Author != "" && (how == thread.AuthorSigned || how == thread.AuthorAddressed) {
		rec.AuthorSource = how
	}
	if isPost(&rec, strings.ToLower(val(colKind)), val(colParent)) {
		rec.Kind = thread.KindPost
	}
	rec.Likes = jsonstream.Scalar(val(colLikes)).Likes() // also "3.0", as some programs write
	if isRemoved(rec.Text) || rec.Text == "" && strings.EqualFold(val(colDeleted), "true") {
		rec.Text, rec.Deleted = "", true
	}
	if isRemoved(rec.Author) {
		rec.Author, rec.AuthorSource = "", ""
	}
	t.hold(rec.ID)
	t.setParent(&rec, get)
	rec.Created = t.time(get)
	if raw := rec.Created.Raw; raw != "" && !rec.Created.Known() {
		t.src.Report(format.Note{Lines: lines, Role: "comment",
			Reason: "its time cannot be read; RFC 3339 (2022-01-21T09:30:00Z) is always understood", Text: raw})
	}
	return rec
}

// isPost says whether a row is what the others of its thread answer: it says
// so, or the thread goes by its id.
func isPost(rec *format.Record, kind, parent string) bool {
	switch kind {
	case "post", "article", "submission", "story", "topic", "entry", "question":
		return true
	case "":
		return rec.ID != "" && rec.ID == rec.Thread && noParent(parent)
	}
	return false
}

// noParent knows what tables write where there is none.
func noParent(id string) bool {
	switch strings.ToLower(id) {
	case "", "null", "none", "nan", "na", "-1", "0":
		return true
	}
	return false
}

// setParent enters what the row says of whom it answers.
func (t *rows) setParent(rec *format.Record, get row) {
	parent, ok := get(colParent)
	if !ok || rec.Kind == thread.KindPost {
		return
	}
	rec.ParentKnown = true
	if rec.ReplyTo = strings.TrimSpace(parent); noParent(rec.ReplyTo) && !t.held[rec.ReplyTo] {
		rec.ReplyTo = ""
	}
	if s, _ := get(colSource); s != "" {
		rec.ReplySource = thread.ParentSource(strings.TrimSpace(s))
		if c, _ := get(colConfidence); c != "" {
			if p, err := strconv.ParseFloat(strings.TrimSpace(c), 64); err == nil && p >= 0 && p <= 1 {
				if rec.ReplyConfidence = p; p == 0 {
					rec.ReplyConfidence = -1
				}
			}
		}
	}
}

// isRemoved knows the texts that platforms leave in place of a removed one.
func isRemoved(s string) bool {
	return slices.Contains([]string{"[deleted]", "[removed]"}, s)
}

// normalise leaves "\n" as the only line break.
func normalise(s string) string {
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
}

// time reads the time of a row; one that cannot be read is unknown, with Raw as
// it stands.
func (t *rows) time(get row) thread.Time {
	raw, _ := get(colCreated)
	raw = strings.TrimSpace(raw)
	if raw == "" {
		return thread.Time{}
	}
	if at, ok := epoch(raw); ok {
		return at
	}
	at, ok := dates.Parse(raw, dates.Options{Captured: t.src.Captured, Location: t.src.Location, Order: t.order})
	if !ok {
		return thread.Time{Raw: raw}
	}
	// A table that undertone wrote says how precise its times are.
	if p, _ := get(colPrecision); p != "" {
		at.Precision = thread.Precision(strings.TrimSpace(p))
	}
	if z, _ := get(colZone); z != "" {
		at.Zone = thread.ZoneSource(strings.TrimSpace(z))
	}
	if u, _ := get(colUntil); u != "" {
		if until, err := time.Parse(time.RFC3339, strings.TrimSpace(u)); err == nil {
			at.Until = until
		}
	}
	return at
}

// epoch reads Unix times in seconds or milliseconds, as Reddit and many APIs
// give them. Such a time is in UTC by definition.
func epoch(raw string) (thread.Time, bool) {
	f, err := strconv.ParseFloat(raw, 64)
	switch {
	case err != nil || f < 1e8 || f >= 1e14:
		return thread.Time{}, false
	case f >= 1e11:
		f /= 1000
	}
	return thread.Time{At: time.Unix(int64(f), 0).UTC(), Precision: thread.PrecisionSecond, Zone: thread.ZoneStated, Raw: raw}, true
}
