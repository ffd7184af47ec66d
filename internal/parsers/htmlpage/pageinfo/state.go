package pageinfo

import (
	"encoding/json"
	"regexp"
	"strings"

	"github.com/undertone-project/undertone/internal/parsers/htmlpage/dom"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Bounds on the scripts in which a page's own data are looked for.
const (
	minState     = 100
	maxTries     = 12 // values of one script that are tried
	maxStates    = 200
	maxDepthData = 60
)

// assigned is where a script assigns data: "window.__STATE__ = {", "data = [",
// "x = JSON.parse(\"".
var assigned = regexp.MustCompile(`[\w$\])]\s*=\s*(?:[\[{]|JSON\.parse\(\s*["'])`)

// StateComments lists the comments in the data that a page's own scripts would
// have made the page from: __NEXT_DATA__, window.__INITIAL_STATE__ and their
// like. Of several lists of comments the longest is meant.
func StateComments(root *html.Node) []LDComment {
	var best []LDComment
	seen := 0
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		if n.DataAtom == atom.Script && n.FirstChild != nil && seen < maxStates {
			for _, v := range statesIn(n) {
				seen++
				r := stateReader{best: best}
				r.refs, _ = v.(map[string]any)
				r.value(v, "", 0)
				best = r.best
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(root)
	return best
}

// statesIn reads the values that a script holds or assigns.
func statesIn(n *html.Node) []any {
	s, kind := n.FirstChild.Data, dom.Attr(n, "type")
	if len(s) < minState || len(s) > maxLD || strings.Contains(kind, "ld+json") || !speaksOfComments(s) {
		return nil
	}
	var v any
	if strings.Contains(kind, "json") {
		if json.Unmarshal([]byte(unwrapped(s)), &v) != nil {
			return nil
		}
		return []any{v}
	}
	var out []any
	for tries, at := 0, 0; tries < maxTries; tries++ {
		loc := assigned.FindStringIndex(s[at:])
		if loc == nil {
			break
		}
		text, quoted := s[at+loc[1]-1:], strings.Contains(s[at+loc[0]:at+loc[1]], "JSON.parse")
		at += loc[1]
		dec := json.NewDecoder(strings.NewReader(text))
		if quoted {
			var inner string
			if text[0] != '"' || dec.Decode(&inner) != nil || json.Unmarshal([]byte(inner), &v) != nil {
				continue
			}
		} else if dec.Decode(&v) != nil {
			continue
		}
		out = append(out, v)
		if !quoted {
			at = min(at+int(dec.InputOffset()), len(s))
		}
	}
	return out
}

func unwrapped(s string) string {
	return strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(s), "<!--"), "-->")
}

// speaksOfComments is a cheap check before a script is parsed.
func speaksOfComments(s string) bool {
	for _, w := range []string{"omment", "eplies", "esponses", "iscussion"} {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// stateReader looks for lists of comments in a value.
type stateReader struct {
	refs map[string]any // what "__ref" names: the objects of a normalised store
	best []LDComment
	seen int
}

// value looks for lists of comments in v, which stands at a path of keys.
func (r *stateReader) value(v any, path string, depth int) {
	if r.seen++; depth > maxDepthData || r.seen > maxObjects {
		return
	}
	switch v := v.(type) {
	case []any:
		if !r.list(v, path) {
			for _, x := range v {
				r.value(x, path, depth+1)
			}
		}
	case map[string]any:
		keys := sortedKeys(v)
		if r.table(v, keys, path) {
			return
		}
		for _, k := range keys {
			r.value(v[k], tailPath(path+"/"+k), depth+1)
		}
	}
}

// tailPath keeps the last keys of a path.
func tailPath(path string) string {
	parts := strings.Split(path, "/")
	return strings.Join(parts[max(len(parts)-3, 0):], "/")
}

// list takes an array for comments where most of its objects are some.
func (r *stateReader) list(list []any, path string) bool {
	var objects []object
	for _, x := range list {
		if o := unwrapNode(x); o != nil {
			objects = append(objects, o)
		}
	}
	return r.take(objects, path, len(list))
}

// table takes an object for comments by their ids: {"12": {...}, "13": {...}},
// or the entries of a store that are named so: {"Comment:12": {...}}.
func (r *stateReader) table(v map[string]any, keys []string, path string) bool {
	var objects []object
	for _, k := range keys {
		if o, ok := v[k].(map[string]any); ok && (saysComment(path) || strings.Contains(strings.ToLower(k), "comment") && strings.Contains(k, ":")) {
			objects = append(objects, o)
		}
	}
	return len(objects) > 1 && r.take(objects, path+"/comments", len(objects))
}

// take makes comments of the objects where most of them are comments, and keeps
// them where they are more than what was found before.
func (r *stateReader) take(objects []object, path string, of int) bool {
	var out []LDComment
	top, parents := 0, map[int]string{}
	for _, o := range objects {
		if r.isComment(o, path) {
			top++
			r.add(o, -1, 0, parents, &out)
		}
	}
	if top == 0 || top*10 < of*6 || top == 1 && !saysComment(path) {
		return false
	}
	byID := map[string]int{}
	for i := range out {
		if _, ok := byID[out[i].ID]; !ok && out[i].ID != "" {
			byID[out[i].ID] = i
		}
	}
	for i := range out {
		if j, ok := byID[parents[i]]; ok && j != i && out[i].Parent < 0 {
			out[i].Parent = j
		}
	}
	if len(out) > len(r.best) {
		r.best = out
	}
	return true
}

// add adds a comment and the replies in it.
func (r *stateReader) add(o object, parent, depth int, parents map[int]string, out *[]LDComment) {
	if r.seen++; depth > maxDepthLD || r.seen > maxObjects {
		return
	}
	c := LDComment{ID: r.text(o, idKeys), Author: dom.Fold(r.text(o, authorKeys)), Created: r.text(o, timeKeys), Text: plain(r.text(o, textKeys)),
		URL: r.text(o, urlKeys), Parent: parent, Likes: stateLikes(o)}
	at := len(*out)
	if p := r.text(o, parentKeys); p != "" && p != "0" {
		parents[at] = p
	}
	*out = append(*out, c)
	for _, k := range sortedKeys(o) {
		if !replyKeys[plainKey(k)] {
			continue
		}
		for _, x := range unwrapList(o[k]) {
			if reply := unwrapNode(x); reply != nil && r.isComment(reply, "/comments") {
				r.add(reply, at, depth+1, parents, out)
			}
		}
	}
}
