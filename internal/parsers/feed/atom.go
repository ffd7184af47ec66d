package feed

import (
	"strings"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/markup"
	"github.com/undertone-project/undertone/internal/xmlstream"
)

// atomEntry reads an entry of Atom: a comment where it answers something, else
// a post.
func atomEntry(e *xmlstream.Element, src format.Source) entry {
	rec := format.Record{
		Kind: thread.KindPost, ID: e.Get("id"), URL: alternate(e), Title: markup.Name(atomText(e.Child("title"))),
		Lines: thread.Lines{Start: e.First, End: e.Last},
	}
	if author := e.Child("author"); author != nil {
		rec.Author = markup.Name(author.Get("name"))
	}
	rec.AuthorSource = authorSource(rec.Author)
	setTime(&rec, e, src, "published", "issued", "created", "updated")
	if why := noDiscussion(e); why != "" {
		return entry{rec: rec, omit: why}
	}
	body := atomText(e.Child("content"))
	if strings.TrimSpace(body) == "" {
		body = atomText(e.Child("summary"))
	}
	parent, post := answers(e, rec.ID)
	if parent == "" {
		if rec.ID == "" {
			rec.ID = rec.URL
		}
		rec.Text, rec.Quoted = markup.Text(body)
		rec.StatedComments, rec.StatedKnown = stated(e.Get("total"))
		return entry{rec: rec}
	}
	rec.Kind, rec.ParentKnown, rec.ReplyTo, rec.Thread, rec.Title = thread.KindComment, true, parent, post, ""
	setBody(&rec, body)
	for _, p := range e.All("extendedProperty") {
		if p.Attr("name") == "blogger.contentRemoved" && p.Attr("value") == "true" {
			rec.Text, rec.Quoted, rec.Deleted = "", "", true
		}
	}
	return entry{rec: rec}
}

// answers gives what an entry replies to, "" for a post, and the thread where
// the entry alone tells it.
func answers(e *xmlstream.Element, id string) (parent, post string) {
	blogger := kind(e) == "comment"
	// Blogger since 2018 names the post and, in a reply, the comment.
	if p := e.Get("parent"); blogger && p != "" {
		if to := e.Get("inReplyTo"); to != "" {
			return to, p
		}
		return p, p
	}
	ref := e.Child("in-reply-to").Attr("ref")
	if ref == "" {
		ref = e.Child("in-reply-to").Attr("href")
	}
	if !blogger || ref == "" {
		return ref, ""
	}
	// Before, all comments answer the post; a related link leads to the comment
	// that a reply is under.
	for _, l := range e.All("link") {
		_, number, ok := strings.Cut(l.Attr("href"), "/comments/default/")
		number, _, _ = strings.Cut(number, "?")
		if i := strings.LastIndex(id, ".post-"); ok && i >= 0 && l.Attr("rel") == "related" && number != "" {
			return id[:i] + ".post-" + number, ref
		}
	}
	return ref, ref
}

// kind is what Blogger says an entry is: post, comment, page, template,
// settings; "" in other feeds.
func kind(e *xmlstream.Element) string {
	for _, c := range e.All("category") {
		if _, k, ok := strings.Cut(c.Attr("term"), "/kind#"); ok {
			return k
		}
	}
	for _, c := range e.All("type") {
		if c.Prefix == "blogger" {
			return strings.ToLower(strings.TrimSpace(c.Text()))
		}
	}
	return ""
}

// noDiscussion says why an entry is left out, "" where it is kept.
func noDiscussion(e *xmlstream.Element) string {
	switch k := kind(e); k {
	case "", "post", "page", "comment":
	default:
		return "of kind " + k
	}
	if control := e.Child("control"); control != nil && control.Get("draft") == "yes" {
		return "a draft"
	}
	if s := e.Child("status"); s != nil && s.Prefix == "blogger" && strings.EqualFold(strings.TrimSpace(s.Text()), "draft") {
		return "a draft"
	}
	return ""
}

// atomText is a text construct as HTML.
func atomText(e *xmlstream.Element) string {
	switch t := e.Attr("type"); {
	case t == "xhtml" || strings.HasPrefix(t, "application/xhtml"):
		return e.Markup()
	case e == nil:
		return ""
	case t == "html" || t == "text/html":
		return e.Text()
	}
	// Plain text by the standard; feeds that put HTML there all the same are
	// many, plain texts that look like it few.
	text := e.Text()
	if strings.Contains(text, "</") || strings.Contains(text, "/>") {
		return text
	}
	return strings.NewReplacer("&", "&amp;", "<", "&lt;").Replace(text)
}

// alternate is the address of an entry.
func alternate(e *xmlstream.Element) string {
	first := ""
	for _, l := range e.All("link") {
		switch rel := l.Attr("rel"); {
		case rel == "alternate":
			return l.Attr("href")
		case rel == "" && first == "":
			first = l.Attr("href")
		}
	}
	return first
}
