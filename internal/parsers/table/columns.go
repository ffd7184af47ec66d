// Package table reads comment tables: CSV, TSV and JSON lines, one comment a
// row, with the columns id, parent_id, thread_id, author, created_at and text
// or a mapping to them. The tables that undertone writes can be read back.
package table

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/dates"
	"github.com/undertone-project/undertone/internal/jsonstream"
)

// The columns that a table may have. Only text is required.
const (
	colID         = "id"
	colParent     = "parent_id"
	colThread     = "thread_id"
	colAuthor     = "author"
	colCreated    = "created_at"
	colText       = "text"
	colTitle      = "title"
	colURL        = "url"
	colKind       = "kind"
	colQuoted     = "quoted_text"
	colSource     = "parent_source"
	colConfidence = "parent_confidence"
	colPrecision  = "time_precision"
	colZone       = "time_zone_source"
	colDeleted    = "deleted"
	colLikes      = "likes"
	colUntil      = "created_until"
	colNamed      = "author_source"
)

// synonyms are the names under which tables found in practice carry the same
// columns, in order of preference. A mapping given by the user goes before.
var synonyms = []struct {
	column string
	names  []string
}{
	{colID, []string{"id", "comment_id", "message_id", "utterance_id", "commentid", "cid", "_id", "uuid"}},
	{colParent, []string{"parent_id", "parent", "reply_to", "in_reply_to", "in_reply_to_id", "parent_comment_id", "comment_parent", "reply_to_id", "reply_to_message_id", "parentid", "reply_to_comment_id", "in_reply_to_comment_id", "parent_message_id", "replied_to_id"}},
	{colThread, []string{"thread_id", "thread", "conversation_id", "root_id", "post_id", "article_id", "link_id", "comment_post_id", "topic_id", "submission_id", "discussion_id", "story_id", "video_id"}},
	{colAuthor, []string{"author", "author_name", "user", "username", "user_name", "speaker", "commenter", "comment_author", "comment_by", "nickname", "screen_name", "author_display_name", "user_display_name", "display_name", "posted_by", "writer", "from", "name"}},
	{colCreated, []string{"created_at", "created_utc", "created", "timestamp", "date", "datetime", "time", "published_at", "published", "comment_date_gmt", "comment_date", "comment_published", "created_time", "date_created", "creation_date", "created_date", "posted_at", "posted", "post_date", "comment_time", "publish_date", "published_date", "date_time", "time_stamp"}},
	{colText, []string{"text", "body", "content", "comment", "comment_text", "message", "comment_content", "comment_message", "comment_body", "full_text", "text_original", "text_display", "message_text", "post_text", "post_content", "comment_html", "reply", "post"}},
	{colTitle, []string{"title"}},
	{colURL, []string{"permalink", "html_url", "url", "link"}},
	{colKind, []string{"kind"}},
	{colQuoted, []string{"quoted_text"}},
	{colSource, []string{"parent_source"}},
	{colConfidence, []string{"parent_confidence"}},
	{colPrecision, []string{"time_precision"}},
	{colZone, []string{"time_zone_source"}},
	{colDeleted, []string{"deleted"}},
	{colUntil, []string{"created_until"}},
	{colNamed, []string{"author_source"}},
	{colLikes, []string{"likes", "like_count", "score", "points", "ups", "upvotes", "comment_like_count", "favorite_count", "likes_count", "num_likes", "upvote_count", "votes"}},
}

// Columns lists undertone's column names that a mapping may use.
func Columns() []string {
	out := make([]string, len(synonyms))
	for i, s := range synonyms {
		out[i] = s.column
	}
	return out
}

// key folds a header cell for comparison: "Parent ID", "parent-id" and
// "parentId" are one.
func key(name string) string {
	name = strings.TrimSpace(strings.TrimPrefix(name, "\ufeff"))
	var out strings.Builder
	small := false
	for _, r := range name {
		if small && unicode.IsUpper(r) {
			out.WriteByte('_')
		}
		small = unicode.IsLower(r)
		if r == ' ' || r == '-' {
			r = '_'
		}
		out.WriteRune(unicode.ToLower(r))
	}
	return out.String()
}

// resolve finds, for each of undertone's columns, the name in header that
// carries it. mapping comes from the user; a name in it that header lacks is
// an error, as is a table without text.
func resolve(header []string, mapping map[string]string) (map[string]string, error) {
	have := map[string]string{}
	for _, h := range header {
		if _, dup := have[key(h)]; !dup {
			have[key(h)] = h
		}
	}
	out := map[string]string{}
	for _, s := range synonyms {
		names := s.names
		if m, ok := mapping[s.column]; ok {
			if _, ok := have[key(m)]; !ok {
				return nil, fmt.Errorf("no column %q (mapped to %s); the table has: %s", m, s.column, strings.Join(header, ", "))
			}
			names = []string{key(m)}
		}
		for _, n := range names {
			if h, ok := have[n]; ok {
				out[s.column] = h
				break
			}
		}
	}
	if _, ok := out[colText]; !ok {
		return nil, fmt.Errorf("no text column; the table has: %s; name it with --columns text=NAME", strings.Join(header, ", "))
	}
	return out, nil
}

// hasText reports whether a header can be read without a mapping.
func hasText(header []string) bool {
	_, err := resolve(header, nil)
	return err == nil
}

// row is one row by undertone's column names; ok is false for columns that
// the table lacks.
type row func(column string) (value string, ok bool)

// record turns a row into a record.
func record(get row, src format.Source, lines thread.Lines) format.Record {
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
	setParent(&rec, get)
	rec.Created = parseTime(get, src)
	if raw := rec.Created.Raw; raw != "" && !rec.Created.Known() {
		src.Report(format.Note{Lines: lines, Role: "comment",
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

func setParent(rec *format.Record, get row) {
	parent, ok := get(colParent)
	if !ok || rec.Kind == thread.KindPost {
		return
	}
	rec.ParentKnown = true
	if rec.ReplyTo = strings.TrimSpace(parent); noParent(rec.ReplyTo) {
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

// parseTime reads the time of a row; one that cannot be read is unknown, with
// Raw as it stands.
func parseTime(get row, src format.Source) thread.Time {
	raw, _ := get(colCreated)
	raw = strings.TrimSpace(raw)
	if raw == "" {
		return thread.Time{}
	}
	if t, ok := epoch(raw); ok {
		return t
	}
	t, ok := dates.Parse(raw, dates.Options{Captured: src.Captured, Location: src.Location})
	if !ok {
		return thread.Time{Raw: raw}
	}
	// A table that undertone wrote says how precise its times are.
	if p, _ := get(colPrecision); p != "" {
		t.Precision = thread.Precision(strings.TrimSpace(p))
	}
	if z, _ := get(colZone); z != "" {
		t.Zone = thread.ZoneSource(strings.TrimSpace(z))
	}
	if u, _ := get(colUntil); u != "" {
		if until, err := time.Parse(time.RFC3339, strings.TrimSpace(u)); err == nil {
			t.Until = until
		}
	}
	return t
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

// keptNames finds the columns of header that the user wants kept, in their
// order, "" for those it lacks; nil where it lacks all.
func keptNames(header, keep []string) []string {
	names := make([]string, len(keep))
	found := false
	for k, want := range keep {
		for _, h := range header {
			if key(h) == key(want) {
				names[k], found = h, true
				break
			}
		}
	}
	if !found {
		return nil
	}
	return names
}

// keptValues finds the values of the keys that the user wants kept; nil where
// the object has none of them.
func keptValues(object map[string]any, keep []string) []string {
	if len(keep) == 0 {
		return nil
	}
	header := keys(object)
	names := keptNames(header, keep)
	for k, name := range names {
		names[k], _ = objectRow(object, map[string]string{name: name})(name)
	}
	return names
}
