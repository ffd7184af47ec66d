package page

import (
	"strings"
	"unicode"
)

// Furniture says why a line is furniture of the site rather than anybody's
// words ("button", "cookie notice"), or returns "" where it is not, as far as
// the line alone can tell.
func Furniture(s string) string {
	if len(s) > 1000 {
		return ""
	}
	key := Key(s)
	switch {
	case key == "":
		return "signs only"
	case buttons[key]:
		return "button"
	case cookieNotice(key):
		return "cookie notice"
	}
	words := Words(s)
	for _, p := range prefixes {
		if words <= p.words && (key == p.prefix || strings.HasPrefix(key, p.prefix+" ")) && (p.closed || !Closed(s)) {
			return p.reason
		}
	}
	return ""
}

// IsReply reports whether a line is the button under a comment by which one
// answers it: a sign that a comment ends there.
func IsReply(s string) bool {
	switch Key(s) {
	case "reply", "reply quote", "reply report", "log in to reply", "login to reply", "répondre", "antworten",
		"responder", "rispondi", "permalink", "like reply", "reply like", "reply share", "quote":
		return true
	}
	return false
}

// Key is s in lower case with everything but letters and digits turned into
// single spaces: the form in which lines are compared.
func Key(s string) string {
	var b strings.Builder
	space := false
	for _, r := range s {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) {
			space = space || (r != '\'' && r != '’')
			continue
		}
		if space && b.Len() > 0 {
			b.WriteByte(' ')
		}
		space = false
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// cookieNotice reports whether a line asks for consent to cookies. Recipes
// mention cookies too, hence the second word.
func cookieNotice(key string) bool {
	if !strings.Contains(key, "cookie") {
		return false
	}
	for _, sign := range []string{"uses cookies", "use cookies", "use of cookies", "accept", "consent", "browser", "privacy", "cookie policy", "cookie settings"} {
		if strings.Contains(key, sign) {
			return true
		}
	}
	return false
}

// buttons are lines that are nothing but a button or a label.
var buttons = set(
	"reply", "reply quote", "reply report", "like reply", "reply like", "reply share", "quote", "répondre", "antworten",
	"responder", "rispondi", "log in to reply", "login to reply", "cancel reply",
	"like", "dislike", "upvote", "downvote", "vote up", "vote down", "share", "tweet", "pin it", "email", "print",
	"permalink", "report", "report abuse", "report comment", "flag", "flag as inappropriate", "edit", "delete", "parent",
	"share this", "like this", "loading", "follow", "subscribe", "unsubscribe", "sign up", "sign in", "log in", "login",
	"register", "read more", "continue reading", "more", "show more", "see more", "load more", "load more comments",
	"view all comments", "view comments", "show comments", "hide comments", "show replies", "hide replies", "view replies",
	"older comments", "newer comments", "previous comments", "next comments", "older posts", "newer posts",
	"comments are closed", "comment", "add a comment", "add comment", "post a comment", "post comment", "write a comment",
	"leave a comment", "leave a reply", "leave comment", "submit comment", "join the discussion", "join the conversation",
	"advertisement", "advertisements", "advertising", "ad", "sponsored", "sponsored content", "promoted",
	"previous", "next", "home", "menu", "search", "skip to content", "skip to main content", "back to top", "top",
	"about us", "contact", "contact us", "privacy policy", "terms of use", "terms of service", "all rights reserved",
	"related", "related posts", "related articles", "related stories", "you may also like", "recommended",
	"recent posts", "recent comments", "archives", "categories", "tags", "newest first", "oldest first", "sort by",
	"facebook", "twitter", "linkedin", "whatsapp", "pinterest", "reddit", "copy link", "profile", "avatar", "no avatar",
)

// prefixes are how longer lines of furniture begin. words bounds the length of
// the line; closed says that the line may be a full sentence.
var prefixes = []struct {
	prefix, reason string
	words          int
	closed         bool
}{
	{"watch live", "video caption", 16, false},
	{"watch now", "video caption", 16, false},
	{"leave a comment", "comment form", 12, true},
	{"leave a reply", "comment form", 12, true},
	{"your email address will not be published", "comment form", 20, true},
	{"required fields are marked", "comment form", 12, true},
	{"notify me of", "comment form", 16, true},
	{"save my name email and website", "comment form", 24, true},
	{"you must be logged in", "comment form", 12, true},
	{"you must log in", "comment form", 12, true},
	{"log in or register", "comment form", 12, true},
	{"sign up for", "newsletter", 14, true},
	{"subscribe to", "newsletter", 12, true},
	{"follow us on", "share buttons", 10, true},
	{"click to share", "share buttons", 12, true},
	{"click to email", "share buttons", 14, true},
	{"share on", "share buttons", 5, false},
	{"share this on", "share buttons", 6, false},
	{"share this article", "share buttons", 6, false},
	{"share this post", "share buttons", 6, false},
	{"filed under", "category line", 20, true},
	{"tagged with", "category line", 20, true},
	{"tagged as", "category line", 20, true},
	{"posted in", "category line", 12, false},
	{"copyright", "copyright", 20, true},
	{"all rights reserved", "copyright", 20, true},
	{"enter your email address", "newsletter", 20, true},
	{"powered by", "copyright", 8, true},
	{"proudly powered by", "copyright", 8, true},
	{"by continuing to use this", "cookie notice", 40, true},
	{"by using this site", "cookie notice", 40, true},
	{"jump to comments", "navigation", 4, false},
	{"skip to", "navigation", 4, false},
}

// Footer marks the lines at the end of a page that are its footer: from the
// last comment form or label on, if only a few short lines follow that are no
// sentences. It returns the index of the first of them, len(lines) for none.
func Footer(lines []Line) int {
	const reach = 12
	for i := len(lines) - 1; i >= 0 && i >= len(lines)-reach; i-- {
		switch Furniture(lines[i].Text) {
		case "comment form", "copyright", "newsletter":
			return i
		case "button":
			if k := Key(lines[i].Text); strings.HasPrefix(k, "leave") || strings.HasSuffix(k, "comment") || strings.HasSuffix(k, "closed") {
				return i
			}
		case "":
			if Words(lines[i].Text) > 6 || Closed(lines[i].Text) {
				return len(lines)
			}
		}
	}
	return len(lines)
}

func set(words ...string) map[string]bool {
	m := make(map[string]bool, len(words))
	for _, w := range words {
		m[w] = true
	}
	return m
}
