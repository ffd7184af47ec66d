package feed

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/instant"
	"github.com/undertone-project/undertone/internal/markup"
	"github.com/undertone-project/undertone/internal/xmlstream"
)

// fragment is how WordPress addresses a comment.
var fragment = regexp.MustCompile(`#comment-(\d+)$`)

// commentPage is what WordPress puts into the address of a comment on a
// further page of comments.
var commentPage = regexp.MustCompile(`/comment-page-\d+/?$|([?&])cpage=\d+&?`)

// pageless is the address of a comment's post.
func pageless(link string) string {
	link, _, _ = strings.Cut(link, "#")
	if !strings.Contains(link, "comment-page-") && !strings.Contains(link, "cpage=") {
		return link
	}
	if i := strings.Index(link, "/comment-page-"); i >= 0 && commentPage.MatchString(link) {
		return link[:i+1]
	}
	return strings.TrimRight(commentPage.ReplaceAllString(link, "$1"), "?&")
}

// replyLine is the line that WordPress puts before a reply in a feed: a few
// words in the site's language around a link to the parent.
var replyLine = regexp.MustCompile(`^\s*(?:<p>)?\s*([^<>]{0,60}?)<a\s[^<>]*href=["'][^"'<>]*#comment-(\d+)["'][^<>]*>[^<>]*</a>([^<>\n]{0,40})(?:</p>|<br\s*/?>|\n|$)`)

// rssItem reads an item of RSS: a comment where its link or guid says so, else
// a post.
func rssItem(e *xmlstream.Element, src format.Source) entry {
	link, guid := rssLink(e), e.Get("guid")
	rec := format.Record{
		Kind: thread.KindPost, ID: guid, URL: link, Title: markup.Name(e.Get("title")),
		Lines: thread.Lines{Start: e.First, End: e.Last}, Author: rssAuthor(e),
	}
	if rec.ID == "" {
		rec.ID = link
	}
	setTime(&rec, e, src, "pubDate", "date")
	body := content(e)
	number := fragment.FindStringSubmatch(link)
	if number == nil {
		number = fragment.FindStringSubmatch(guid)
	}
	reply := e.Child("in-reply-to")
	if number == nil && reply == nil {
		rec.Text, rec.Quoted = markup.Text(body)
		rec.StatedComments, rec.StatedKnown = stated(e.Get("comments"))
		rec.AuthorSource = authorSource(rec.Author)
		return entry{rec: rec}
	}
	rec.Kind, rec.ParentKnown = thread.KindComment, true
	out := entry{}
	if number != nil {
		rec.ID = number[1]
		if rec.Thread = pageless(link); rec.Thread == "" {
			rec.Thread = pageless(guid)
		}
		out.postURL = rec.Thread
		out.postTitle, rec.Author = fromTitle(rec.Title, rec.Author)
		if m := replyLine.FindStringSubmatch(body); m != nil && (strings.TrimSpace(m[1]) != "" || strings.TrimSpace(m[3]) != "") {
			rec.ReplyTo, body = m[2], body[len(m[0]):]
		}
	} else {
		rec.ReplyTo = reply.Attr("ref")
	}
	rec.Title, rec.AuthorSource = "", authorSource(rec.Author)
	setBody(&rec, body)
	out.rec = rec
	return out
}

// rssLink is the link of an item; Atom links in RSS have no text.
func rssLink(e *xmlstream.Element) string {
	for _, l := range e.All("link") {
		if t := strings.TrimSpace(l.Text()); t != "" {
			return t
		}
	}
	return ""
}

// content is the fullest text of an entry.
func content(e *xmlstream.Element) string {
	for _, c := range e.All("encoded") {
		if !strings.HasPrefix(strings.ToLower(c.Prefix), "exc") && strings.TrimSpace(c.Text()) != "" {
			return c.Text()
		}
	}
	return e.Child("description").Text()
}

// rssAuthor is the author of an item; RSS writes "mail@host (Name)".
func rssAuthor(e *xmlstream.Element) string {
	if c := e.Get("creator"); c != "" {
		return markup.Name(c)
	}
	author := e.Get("author")
	if _, name, ok := strings.Cut(author, "("); ok && strings.HasSuffix(name, ")") {
		author = strings.TrimSuffix(name, ")")
	}
	return markup.Name(author)
}

// fromTitle takes the post's title out of "Comment on TITLE by AUTHOR", and
// the author where the item names none ("By: AUTHOR").
func fromTitle(title, author string) (post, name string) {
	if rest, ok := strings.CutPrefix(title, "Comment on "); ok {
		if author != "" {
			post, _ = strings.CutSuffix(rest, " by "+author)
			return post, author
		}
		if i := strings.LastIndex(rest, " by "); i >= 0 {
			return rest[:i], rest[i+4:]
		}
	}
	if rest, ok := strings.CutPrefix(title, "By: "); ok && author == "" {
		return "", rest
	}
	return "", author
}

// setBody sets the text of a comment, or finds that it is a placeholder.
func setBody(rec *format.Record, body string) {
	if strings.Contains(body, "<p") || strings.Contains(body, "<br") {
		rec.Text, rec.Quoted = markup.Text(body)
	} else {
		rec.Text, rec.Quoted = markup.Broken(body)
	}
	switch strings.TrimSuffix(rec.Text, ".") {
	case "This comment has been removed by the author", "This comment has been removed by a blog administrator",
		"This post has been removed by the author", "This post has been removed by a blog administrator":
		rec.Text, rec.Deleted = "", true
	}
}

// setTime sets the time from the first field that has one.
func setTime(rec *format.Record, e *xmlstream.Element, src format.Source, names ...string) {
	for _, name := range names {
		raw := e.Get(name)
		t, ok := instant.Parse(raw, src)
		if !ok {
			src.Report(format.Note{Lines: rec.Lines, Role: "time", Reason: "the time of an entry cannot be read", Text: raw})
		}
		if rec.Created = t; t.Known() {
			return
		}
	}
}

// stated reads a number of comments.
func stated(s string) (n int, ok bool) {
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 {
		return 0, false
	}
	return n, true
}

func authorSource(author string) thread.AuthorSource {
	if author == "" {
		return ""
	}
	return thread.AuthorStated
}
