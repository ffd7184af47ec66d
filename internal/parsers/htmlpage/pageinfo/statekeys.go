package pageinfo

import (
	"fmt"
	"sort"
	"strings"

	"github.com/undertone-project/undertone/analysis/thread"
)

// The keys under which the data of pages hold the parts of a comment, without
// signs and in lower case, the likelier first.
var (
	textKeys = []string{"bodyhtml", "contenthtml", "commenttext", "commentbody", "body", "text", "content", "message", "comment", "html", "bodytext", "rawbody", "raw",
		"markdown", "rendered", "value", "plaintext"}
	authorKeys = []string{"displayname", "authorname", "userdisplayname", "username", "nickname", "author", "user", "commenter", "createdby", "owner", "postedby", "member", "creator",
		"writer", "profile", "userinfo", "name", "fullname", "screenname", "handle", "login"}
	timeKeys = []string{"createdat", "created", "datecreated", "createdon", "createddate", "createtime", "creationdate", "publishedat", "published", "dategmt", "date", "timestamp",
		"time", "posted", "postedat", "submittedat", "insertedat", "datetime", "publishdate", "createdutc", "isodate", "writtenat"}
	idKeys     = []string{"id", "commentid", "uuid", "cid", "databaseid", "key", "uid", "ref"}
	urlKeys    = []string{"permalink", "url", "link", "href"}
	parentKeys = []string{"parentid", "parent", "inreplyto", "inreplytoid", "replyto", "replytoid", "parentcommentid", "parentcomment", "parentuuid", "parentitem", "replytocommentid"}
	replyKeys  = wordKeys("replies children comments answers responses childcomments nestedcomments subcomments replycomments kids")
	titleKeys  = wordKeys("title headline slug")
	likeKeys   = []string{"likes", "likecount", "likescount", "score", "upvotes", "upvotecount", "votes", "points", "reactioncount", "recommendations"}
)

// maxKeys bounds the keys of an object that may be a comment or a part of one.
const maxKeys = 300

func wordKeys(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}

// plainKey is a key without signs in lower case.
func plainKey(k string) string {
	if len(k) > 40 {
		return ""
	}
	return strings.Map(func(r rune) rune {
		if r >= 'A' && r <= 'Z' {
			return r + 'a' - 'A'
		}
		if r >= 'a' && r <= 'z' {
			return r
		}
		return -1
	}, k)
}

func sortedKeys(m map[string]any) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}

// saysComment reports whether the last keys of a path speak of a page's
// comments.
func saysComment(path string) bool {
	path = strings.ToLower(path)
	for _, w := range []string{"recent", "latest", "popular", "trending", "related"} {
		if strings.Contains(path, w) {
			return false
		}
	}
	for _, w := range []string{"comment", "replies", "reply", "response", "discussion", "answers"} {
		if strings.Contains(path, w) {
			return true
		}
	}
	return false
}

// isComment reports whether an object has the parts of a comment: a text, an
// author or a time, and something that tells it from an article.
func (r *stateReader) isComment(o object, path string) bool {
	if len(o) > maxKeys {
		return false
	}
	if r.text(o, textKeys) == "" || r.text(o, authorKeys) == "" && r.text(o, timeKeys) == "" {
		return false
	}
	says, titled := saysComment(path), false
	for k := range o {
		p := plainKey(k)
		titled = titled || titleKeys[p]
		if replyKeys[p] && p != "comments" {
			says = true
		}
		for _, parent := range parentKeys {
			says = says || p == parent
		}
	}
	kind, _ := o["__typename"].(string)
	if kind == "" {
		kind, _ = o["type"].(string)
	}
	kind = strings.ToLower(kind)
	if strings.Contains(kind, "comment") || strings.Contains(kind, "reply") {
		return true
	}
	return says && (!titled || saysComment(path) && !strings.Contains(strings.ToLower(path), "discussion"))
}

// text is the first of the keys' values as text.
func (r *stateReader) text(o object, keys []string) string {
	byKey := make(map[string]any, len(o))
	for _, k := range sortedKeys(o) {
		if p := plainKey(k); p != "" && byKey[p] == nil {
			byKey[p] = o[k]
		}
	}
	for _, k := range keys {
		if s := r.string(byKey[k], keys, 0); s != "" {
			return s
		}
	}
	return ""
}

// string is a value as text; an object gives the first of the same keys that it
// has, or what it refers to.
func (r *stateReader) string(v any, keys []string, depth int) string {
	switch v := v.(type) {
	case string:
		return strings.TrimSpace(v)
	case float64:
		if v == float64(int64(v)) {
			return fmt.Sprintf("%d", int64(v))
		}
	case map[string]any:
		if depth > 2 || len(v) > maxKeys {
			return ""
		}
		if ref, ok := v["__ref"].(string); ok {
			if &keys[0] == &parentKeys[0] {
				_, id, _ := strings.Cut(ref, ":")
				return id
			}
			target, _ := r.refs[ref].(map[string]any)
			if len(target) > maxKeys {
				return ""
			}
			v = target
		}
		if &keys[0] == &parentKeys[0] {
			keys = idKeys
		}
		for _, k := range keys {
			for _, own := range sortedKeys(v) {
				if plainKey(own) == k {
					if s := r.string(v[own], keys, depth+1); s != "" {
						return s
					}
				}
			}
		}
	}
	return ""
}

// unwrapNode is an object of a list, or what a GraphQL edge holds.
func unwrapNode(v any) object {
	o, ok := v.(map[string]any)
	if !ok {
		return nil
	}
	if n, ok := o["node"].(map[string]any); ok {
		return n
	}
	return o
}

// unwrapList is a list, or the list that an object of a page of results holds.
func unwrapList(v any) []any {
	switch v := v.(type) {
	case []any:
		return v
	case map[string]any:
		for _, k := range []string{"edges", "nodes", "items", "data", "results", "list"} {
			if list, ok := v[k].([]any); ok {
				return list
			}
		}
	}
	return nil
}

// stateLikes is the number of likes that an object states.
func stateLikes(o object) thread.Likes {
	for _, k := range sortedKeys(o) {
		for _, want := range likeKeys {
			if v, ok := o[k].(float64); ok && plainKey(k) == want && v > -1e9 && v < 1e9 {
				return thread.LikesOf(int(v))
			}
		}
	}
	return thread.Likes{}
}
