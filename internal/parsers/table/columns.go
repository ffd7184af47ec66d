// Package table reads comment tables: CSV, TSV and JSON lines, one comment a
// row, with the columns id, parent_id, thread_id, author, created_at and text
// or a mapping to them. The tables that undertone writes can be read back.
package table

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/undertone-project/undertone/analysis/format"
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
		return nil, noTextError(header)
	}
	return out, nil
}

// noTextError says that a header has no column of texts: a table, but not of
// comments. In a directory such a file is passed over.
type noTextError []string

// Error lists the columns that there are.
func (e noTextError) Error() string {
	return fmt.Sprintf("no text column; the table has: %s; name it with --columns text=NAME", strings.Join(e, ", "))
}

// Is tells that the input is not one of comments.
func (noTextError) Is(target error) bool { return target == format.ErrUnrecognized }

// hasText reports whether a header can be read without a mapping.
func hasText(header []string) bool {
	_, err := resolve(header, nil)
	return err == nil
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
