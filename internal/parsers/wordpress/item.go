package wordpress

import (
	"strconv"
	"strings"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/instant"
	"github.com/undertone-project/undertone/internal/markup"
	"github.com/undertone-project/undertone/internal/xmlstream"
)

// wanted are the fields of an item that are read; all are leaves.
var wanted = map[string]bool{
	"title": true, "link": true, "pubDate": true, "creator": true, "guid": true, "encoded": true, "description": true,
	"post_id": true, "post_date": true, "post_date_gmt": true, "post_type": true, "status": true,
}

// item is a post, page or other entry of the site.
type item struct {
	first    int // line
	depth    int // of the element
	number   int // among the items
	fields   map[string]string
	given    bool
	comments int
}

// set keeps a field, the first of its name. Content and excerpt are both
// called "encoded": only their prefix tells them apart, and it is misspelt in
// some exports.
func (it *item) set(e *xmlstream.Element) {
	name := e.Name
	if name == "encoded" && strings.HasPrefix(strings.ToLower(e.Prefix), "exc") {
		return
	}
	if it.fields == nil {
		it.fields = map[string]string{}
	}
	if it.fields[name] == "" {
		it.fields[name] = e.Text()
	}
}

func (it *item) get(name string) string { return strings.TrimSpace(it.fields[name]) }

// id is the post's id. It begins with "post-" because comments have numbers of
// their own.
func (it *item) id() string {
	if id := it.get("post_id"); id != "" {
		return "post-" + id
	}
	return "item-" + strconv.Itoa(it.number)
}

// unread says why an item without comments is left out, "" where it is kept.
func (it *item) unread() string {
	switch t := it.get("post_type"); t {
	case "post", "page", "":
	default:
		return "of type " + t + ", without comments"
	}
	switch s := it.get("status"); s {
	case "publish", "private", "":
		return ""
	default:
		return "not published (" + s + "), without comments"
	}
}

func (it *item) record(src format.Source) format.Record {
	created, _ := instant.UTC(it.get("post_date_gmt"))
	for _, name := range []string{"pubDate", "post_date"} {
		if !created.Known() {
			created, _ = instant.Parse(it.get(name), src)
		}
	}
	body := it.fields["encoded"]
	if strings.TrimSpace(body) == "" {
		body = it.fields["description"]
	}
	text, quoted := markup.Broken(body)
	rec := format.Record{
		Thread: it.id(), Kind: thread.KindPost, ID: it.id(), Author: markup.Name(it.get("creator")),
		Title: markup.Name(it.get("title")), URL: it.get("link"), Created: created, Lines: thread.Lines{Start: it.first, End: it.first},
		Text: text, Quoted: quoted,
	}
	if rec.Author != "" {
		rec.AuthorSource = thread.AuthorStated
	}
	return rec
}

func (it *item) comment(e *xmlstream.Element, src format.Source) format.Record {
	lines := thread.Lines{Start: e.First, End: e.Last}
	rec := format.Record{
		Thread: it.id(), Kind: thread.KindComment, ID: e.Get("comment_id"), ParentKnown: true, ReplyTo: e.Get("comment_parent"),
		Author: markup.Name(e.Get("comment_author")), Lines: lines,
	}
	if rec.ReplyTo == "0" {
		rec.ReplyTo = ""
	}
	if rec.Author != "" {
		rec.AuthorSource = thread.AuthorStated
	}
	if link := it.get("link"); link != "" && rec.ID != "" {
		rec.URL = link + "#comment-" + rec.ID
	}
	created, ok := instant.UTC(e.Get("comment_date_gmt"))
	if !created.Known() {
		local, fine := instant.Parse(e.Get("comment_date"), src)
		if created, ok = local, ok && fine; !ok {
			src.Report(format.Note{Lines: lines, Role: "comment", Reason: "its time cannot be read", Text: created.Raw})
		}
	}
	rec.Created = created
	switch status := e.Get("comment_approved"); status {
	case "spam", "trash", "post-trashed":
		rec.Deleted = true
		src.Report(format.Note{Lines: lines, Role: "omitted", Reason: "marked as " + status + ": a placeholder keeps its place", Text: rec.Author})
		return rec
	case "0", "hold", "unapproved":
		src.Report(format.Note{Lines: lines, Role: "comment", Reason: "awaits approval", Text: rec.Author})
	}
	switch kind := e.Get("comment_type"); kind {
	case "pingback", "trackback":
		src.Report(format.Note{Lines: lines, Role: "comment", Reason: "a " + kind, Text: rec.Author})
	}
	rec.Text, rec.Quoted = markup.Broken(e.Child("comment_content").Text())
	return rec
}
