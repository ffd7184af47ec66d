package pageinfo

import (
	"encoding/json"
	"strings"

	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/parsers/htmlpage/dom"
	"github.com/undertone-project/undertone/internal/parsers/htmlpage/unit"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// object is a JSON-LD object.
type object map[string]any

// maxLD and maxDepthLD bound the JSON-LD that is read.
const (
	maxLD      = 8 << 20
	maxDepthLD = 60
	maxObjects = 200_000
)

// parseLD reads the objects of a JSON-LD script; a broken one gives none.
func parseLD(s string) []object {
	if len(s) > maxLD {
		return nil
	}
	s = strings.TrimSpace(s)
	s = strings.TrimSuffix(strings.TrimPrefix(s, "<!--"), "-->")
	var v any
	if json.Unmarshal([]byte(s), &v) != nil {
		return nil
	}
	var out []object
	flattenLD(v, 0, &out)
	return out
}

// flattenLD lists the objects at the top and in @graph.
func flattenLD(v any, depth int, out *[]object) {
	if depth > 4 {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			flattenLD(x, depth+1, out)
		}
	case map[string]any:
		*out = append(*out, v)
		flattenLD(v["@graph"], depth+1, out)
		flattenLD(v["mainEntity"], depth+1, out)
	}
}

// isType reports whether an object is of one of the types.
func (o object) isType(types ...string) bool {
	match := func(t string) bool {
		for _, want := range types {
			if strings.HasSuffix(t, want) {
				return true
			}
		}
		return false
	}
	switch t := o["@type"].(type) {
	case string:
		return match(t)
	case []any:
		for _, x := range t {
			if s, ok := x.(string); ok && match(s) {
				return true
			}
		}
	}
	return false
}

// str is a property as text; objects give their name.
func (o object) str(key string) string { return ldText(o[key], 0) }

func ldText(v any, depth int) string {
	if depth > 3 {
		return ""
	}
	switch v := v.(type) {
	case string:
		return v
	case []any:
		if len(v) > 0 {
			return ldText(v[0], depth+1)
		}
	case map[string]any:
		for _, k := range []string{"name", "@id", "url"} {
			if s, ok := v[k].(string); ok {
				return s
			}
		}
	}
	return ""
}

// article is the object that stands for the post.
func (p *page) article() object {
	for _, o := range p.ld {
		if o.isType("Article", "BlogPosting", "NewsArticle", "DiscussionForumPosting", "Question", "SocialMediaPosting", "Report") {
			return o
		}
	}
	return nil
}

func (p *page) ldString(key string) string {
	if a := p.article(); a != nil {
		return dom.Fold(html.UnescapeString(a.str(key)))
	}
	return ""
}

// LDComment is a comment that a page states in JSON-LD.
type LDComment struct {
	ID, Author, Created, Text, URL string
	Parent                         int // index, -1 for the post
	Likes                          thread.Likes

	answers string // the id of the parent, where only that is stated
}

// LDComments lists the schema.org Comment objects of a page's JSON-LD, parents
// before their replies.
func LDComments(root *html.Node) []LDComment {
	var out []LDComment
	seen, known := 0, map[string]bool{}
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		if n.DataAtom == atom.Script && strings.Contains(dom.Attr(n, "type"), "ld+json") && n.FirstChild != nil {
			for _, o := range parseLD(n.FirstChild.Data) {
				if id := o.str("@id"); o.isType("Comment", "Answer") && (id == "" || !known[id]) {
					known[id] = true
					if c := o.comment(-1); c.Text != "" {
						out = append(out, c)
						addLD(o, len(out)-1, 0, &seen, known, &out)
					}
					continue
				}
				addLD(o, -1, 0, &seen, known, &out)
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(root)
	joinLD(out)
	return out
}

// joinLD finds the parents of comments that name them by their id.
func joinLD(list []LDComment) {
	byID := map[string]int{}
	for i := range list {
		if id := list[i].ID; id != "" {
			byID[id] = i
		}
	}
	for i := range list {
		if j, ok := byID[list[i].answers]; ok && j != i && list[i].Parent < 0 {
			list[i].Parent = j
		}
	}
}

// addLD adds the comments and answers below an object.
func addLD(o object, parent, depth int, seen *int, known map[string]bool, out *[]LDComment) {
	if *seen++; depth > maxDepthLD || *seen > maxObjects {
		return
	}
	for _, key := range []string{"comment", "comments", "acceptedAnswer", "suggestedAnswer"} {
		list, ok := o[key].([]any)
		if !ok {
			list = []any{o[key]}
		}
		for _, x := range list {
			c, ok := x.(map[string]any)
			if !ok || !object(c).isType("Comment", "Answer") {
				continue
			}
			lc := object(c).comment(parent)
			if lc.Text == "" && len(c) <= 2 {
				continue // a reference to an object elsewhere
			}
			if id := object(c).str("@id"); id != "" {
				known[id] = true
			}
			*out = append(*out, lc)
			addLD(c, len(*out)-1, depth+1, seen, known, out)
		}
	}
}

// comment reads one object of type Comment or Answer.
func (o object) comment(parent int) LDComment {
	text := o.str("text")
	if text == "" {
		text = o.str("description")
	}
	created := o.str("dateCreated")
	if created == "" {
		created = o.str("datePublished")
	}
	id := o.str("@id")
	if id == "" {
		id = o.str("identifier")
	}
	answers := ""
	switch p := o["parentItem"].(type) {
	case string:
		answers = p
	case map[string]any:
		answers, _ = p["@id"].(string)
	}
	return LDComment{ID: id, Author: dom.Fold(o.str("author")), Created: created, Text: plain(text), URL: o.str("url"), Parent: parent, Likes: o.likes(), answers: answers}
}

// likes is upvoteCount less downvoteCount, or the count of likes among the
// interaction statistics.
func (o object) likes() thread.Likes {
	number := func(v any) (int, bool) {
		switch v := v.(type) {
		case float64:
			return int(v), v > -1e9 && v < 1e9
		case string:
			return unit.ParseLikes(v)
		}
		return 0, false
	}
	if up, ok := number(o["upvoteCount"]); ok {
		down, _ := number(o["downvoteCount"])
		return thread.LikesOf(up - down)
	}
	list, ok := o["interactionStatistic"].([]any)
	if !ok {
		list = []any{o["interactionStatistic"]}
	}
	for _, x := range list {
		c, ok := x.(map[string]any)
		if !ok || !strings.HasSuffix(ldText(c["interactionType"], 0)+object(c).typeName(), "LikeAction") {
			continue
		}
		if n, ok := number(c["userInteractionCount"]); ok {
			return thread.LikesOf(n)
		}
	}
	return thread.Likes{}
}

// typeName is the type of the interaction that an object counts, where it is
// written as an object of its own.
func (o object) typeName() string {
	if t, ok := o["interactionType"].(map[string]any); ok {
		s, _ := t["@type"].(string)
		return s
	}
	return ""
}

// plain turns text that may hold markup into lines.
func plain(s string) string {
	if !strings.ContainsAny(s, "<&") {
		return strings.TrimSpace(s)
	}
	n := &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div}
	nodes, err := html.ParseFragment(strings.NewReader(s), n)
	if err != nil {
		return strings.TrimSpace(html.UnescapeString(s))
	}
	return dom.JoinLines(dom.Lines(nodes, nil))
}
