package xmlstream

import (
	"bytes"
	"errors"
	"fmt"
	"html"
	"strings"
)

// MaxElements is how many elements one record may have.
const MaxElements = 100_000

var (
	// ErrRecord says that a record is larger than the limit on records. It is
	// wrapped; the record has been passed over.
	ErrRecord = errors.New("the record is too large")
	// ErrTruncated says that the input ends inside of a record.
	ErrTruncated = errors.New("the input ends inside of it")
)

// Element is an element with all that it holds.
type Element struct {
	Name, Prefix string
	Attrs        []Attr
	Children     []Node
	First, Last  int // 1-based lines
}

// Node is a child: an element, or text where Element is nil.
type Node struct {
	Element *Element
	Text    string // with entities decoded
}

// Read returns the whole element that a start event began; limit bounds the
// bytes of its text and tags. An error that is ErrRecord or ErrTruncated
// concerns this element only.
func (s *Scanner) Read(start Event, limit int) (*Element, error) {
	root := &Element{Name: start.Name, Prefix: start.Prefix, Attrs: start.Attrs, First: start.Line, Last: start.Line}
	b := builder{open: []*Element{root}, limit: limit, elements: 1}
	for {
		ev, err := s.Next()
		if errors.Is(err, ErrTag) {
			b.over = true
			continue
		}
		if AtEnd(err) {
			return root, fmt.Errorf("<%s>: %w", start.Name, ErrTruncated)
		}
		if err != nil {
			return root, err
		}
		if b.add(ev) {
			root.Last = ev.Line
			break
		}
	}
	if b.over {
		return root, fmt.Errorf("<%s>: %w: more than %d bytes or %d elements", start.Name, ErrRecord, limit, MaxElements)
	}
	return root, nil
}

// Skip passes over the element that a start event began.
func (s *Scanner) Skip(Event) error {
	for depth := 1; depth > 0; {
		ev, err := s.Next()
		if err != nil && !errors.Is(err, ErrTag) {
			return err
		}
		switch ev.Kind {
		case Start:
			depth++
		case End:
			depth--
		}
	}
	return nil
}

// builder puts events together.
type builder struct {
	open     []*Element
	raw      bytes.Buffer // text whose entities are not yet decoded
	text     strings.Builder
	size     int
	limit    int
	elements int
	over     bool
	depth    int // below the last element that was kept
}

// add takes an event; done is true at the end of the root.
func (b *builder) add(ev Event) (done bool) {
	switch ev.Kind {
	case Start:
		b.size += len(ev.Name) + 16
		for _, a := range ev.Attrs {
			b.size += len(a.Name) + len(a.Value)
		}
		b.elements++
		if b.over = b.over || b.size > b.limit || b.elements > MaxElements; b.over {
			b.depth++
			return false
		}
		b.flush()
		e := &Element{Name: ev.Name, Prefix: ev.Prefix, Attrs: ev.Attrs, First: ev.Line}
		top := b.open[len(b.open)-1]
		top.Children = append(top.Children, Node{Element: e})
		b.open = append(b.open, e)
	case End:
		if b.depth > 0 {
			b.depth--
			return false
		}
		b.flush()
		b.open[len(b.open)-1].Last = ev.Line
		b.open = b.open[:len(b.open)-1]
		return len(b.open) == 0
	case Text:
		b.size += len(ev.Data)
		if b.over = b.over || b.size > b.limit; b.over {
			return false
		}
		if !ev.Raw {
			b.raw.Write(ev.Data)
			return false
		}
		b.decode()
		b.text.Write(ev.Data)
	}
	return false
}

// decode moves the raw text over.
func (b *builder) decode() {
	if b.raw.Len() > 0 {
		b.text.WriteString(html.UnescapeString(b.raw.String()))
		b.raw.Reset()
	}
}

func (b *builder) flush() {
	b.decode()
	if b.text.Len() == 0 {
		return
	}
	top := b.open[len(b.open)-1]
	top.Children = append(top.Children, Node{Text: b.text.String()})
	b.text.Reset()
}

// Attr is the value of an attribute by its name without prefix; "" where there
// is none, and for nil.
func (e *Element) Attr(name string) string {
	if e == nil {
		return ""
	}
	return attr(e.Attrs, name)
}

// Child is the first child element of a name without prefix, nil where there
// is none. A nil element has no children.
func (e *Element) Child(name string) *Element {
	if e == nil {
		return nil
	}
	for _, n := range e.Children {
		if n.Element != nil && n.Element.Name == name {
			return n.Element
		}
	}
	return nil
}

// All are the child elements of a name.
func (e *Element) All(name string) []*Element {
	var out []*Element
	for _, n := range e.Children {
		if n.Element != nil && n.Element.Name == name {
			out = append(out, n.Element)
		}
	}
	return out
}

// Text is the text of an element and all within it; "" for nil.
func (e *Element) Text() string {
	if e == nil {
		return ""
	}
	if len(e.Children) == 1 && e.Children[0].Element == nil {
		return e.Children[0].Text
	}
	var b strings.Builder
	e.write(&b, false)
	return b.String()
}

// Get is the trimmed text of a child; "" where there is none.
func (e *Element) Get(name string) string { return strings.TrimSpace(e.Child(name).Text()) }

// Markup is the content of an element as HTML: that of an Atom text of type
// xhtml, whose elements are part of the document.
func (e *Element) Markup() string {
	if e == nil {
		return ""
	}
	var b strings.Builder
	e.write(&b, true)
	return b.String()
}

// write walks the content; the scanner bounds its depth.
func (e *Element) write(b *strings.Builder, tags bool) {
	for _, n := range e.Children {
		switch {
		case n.Element == nil && tags:
			b.WriteString(html.EscapeString(n.Text))
		case n.Element == nil:
			b.WriteString(n.Text)
		case !tags:
			n.Element.write(b, tags)
		default:
			b.WriteString("<" + n.Element.Name)
			for _, a := range n.Element.Attrs {
				b.WriteString(" " + a.Name + `="` + html.EscapeString(a.Value) + `"`)
			}
			b.WriteByte('>')
			n.Element.write(b, tags)
			b.WriteString("</" + n.Element.Name + ">")
		}
	}
}
