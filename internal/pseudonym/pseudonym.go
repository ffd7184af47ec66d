// Package pseudonym replaces the names of those who take part in a discussion,
// so that tables can be shared. The same name gets the same pseudonym in every
// thread and every run with the same key; without the key nobody can tell
// whether a pseudonym is a given person's (HMAC-SHA256, RFC 2104).
//
// Names are replaced where they are authors, where comments address or mention
// them, and in quoted passages. What a text tells about people in other words
// stays: a pseudonymised table is not an anonymous one.
package pseudonym

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base32"
	"fmt"
	"strings"
	"unicode"

	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/address"
)

// MinKey is the least number of bytes of a key. Names are few and easily
// guessed, so the key is all that protects them.
const MinKey = 16

// Pseudonyms gives pseudonyms under one key. It is safe for concurrent use.
type Pseudonyms struct{ key []byte }

// New returns pseudonyms under key; one shorter than MinKey bytes is an error.
func New(key []byte) (*Pseudonyms, error) {
	if len(key) < MinKey {
		return nil, fmt.Errorf("the key has %d bytes, at least %d are needed", len(key), MinKey)
	}
	return &Pseudonyms{key: append([]byte(nil), key...)}, nil
}

// Name gives the pseudonym of an author: "p-" and ten letters and digits (50
// bits), the same whatever the name's case and spacing. No name, and names
// that many people share ("Anonymous"), stay as they are.
func (p *Pseudonyms) Name(name string) string {
	id := address.Identity(name)
	if id == "" {
		return name
	}
	return "p-" + p.code("name", id)
}

// code is ten characters that depend on the key, the purpose and s.
func (p *Pseudonyms) code(purpose, s string) string {
	h := hmac.New(sha256.New, p.key)
	h.Write([]byte(purpose + "\x00" + s))
	return strings.ToLower(base32.StdEncoding.EncodeToString(h.Sum(nil)))[:10]
}

// Fingerprint tells keys apart without giving anything away of them.
func (p *Pseudonyms) Fingerprint() string { return p.code("fingerprint", "") }

// Thread replaces the names in t, in place: authors, the names of this
// thread's authors in titles, texts and quotations, every @mention, and ids
// and addresses that have an author's name in them. The evidence behind reply
// edges is left out, since it repeats words of the text; probabilities stay.
func (p *Pseudonyms) Thread(t *thread.Thread) {
	r := p.replacer(t)
	t.ID = r.id(t.ID)
	post := &t.Post
	post.ID, post.Author = r.id(post.ID), p.Name(post.Author)
	post.Title, post.Text, post.URL = r.text(post.Title), r.text(post.Text), r.url(post.URL)
	for i := range t.Comments {
		c := &t.Comments[i]
		c.ID, c.Author, c.URL = r.id(c.ID), p.Name(c.Author), r.url(c.URL)
		c.Title, c.Text, c.Quoted = r.text(c.Title), r.text(c.Text), r.text(c.Quoted)
		c.Reply.Parent, c.Reply.Evidence = r.id(c.Reply.Parent), nil
		for k := range c.Reply.Candidates {
			cand := &c.Reply.Candidates[k]
			cand.Parent, cand.Evidence = r.id(cand.Parent), nil
		}
	}
}

// replacer replaces the names of one thread.
type replacer struct {
	p     *Pseudonyms
	names *address.Names
	keys  map[string]bool // names as address.Key has them, of minKey characters or more
}

// minKey is the fewest letters and digits of a name that is looked for inside
// ids and addresses.
const minKey = 4

func (p *Pseudonyms) replacer(t *thread.Thread) *replacer {
	authors := []string{t.Post.Author}
	for i := range t.Comments {
		authors = append(authors, t.Comments[i].Author)
	}
	r := &replacer{p: p, keys: map[string]bool{}}
	known := authors[:0]
	seen := map[string]bool{}
	for _, a := range authors {
		id := address.Identity(a)
		if id == "" || seen[id] {
			continue
		}
		seen[id] = true
		known = append(known, a)
		if k := address.Key(a); len(k) >= minKey && strings.Trim(k, "0123456789") != "" {
			r.keys[k] = true
		}
	}
	r.names = address.NewNames(known)
	return r
}

// text replaces names in running text.
func (r *replacer) text(s string) string {
	var b strings.Builder
	from := 0
	for _, m := range r.names.Occurrences(s) {
		if address.Identity(m.Name) == "" {
			continue
		}
		b.WriteString(s[from:m.Span.Start])
		if strings.HasPrefix(m.Span.In(s), "@") {
			b.WriteByte('@')
		}
		b.WriteString(r.p.Name(m.Name))
		from = m.Span.End
	}
	if from == 0 {
		return s
	}
	b.WriteString(s[from:])
	return b.String()
}

// url gives an address up where it holds an author's name.
func (r *replacer) url(s string) string {
	if r.named(s) {
		return ""
	}
	return s
}

// id replaces an id that holds an author's name or a mail address, the same
// everywhere.
func (r *replacer) id(s string) string {
	if s != "" && (strings.Contains(s, "@") || r.named(s)) {
		return "i-" + r.p.code("id", s)
	}
	return s
}

// named reports whether a part of s, between marks or between slashes, is the
// name of an author.
func (r *replacer) named(s string) bool {
	word := func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) }
	part := func(c rune) bool { return strings.ContainsRune("/?#&=:@.~", c) }
	for _, split := range []func(rune) bool{word, part} {
		for _, f := range strings.FieldsFunc(s, split) {
			if r.keys[address.Key(f)] {
				return true
			}
		}
	}
	return false
}
