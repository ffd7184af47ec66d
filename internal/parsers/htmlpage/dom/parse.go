// Package dom turns the bytes of a saved page into a tree of bounded size and
// gives the readers of comments what they need of it: attributes, words, lines
// of text.
//
// Pages are untrusted. The tree comes from golang.org/x/net/html where a first
// pass over the tokens says that this is safe, and from a plain builder with
// linear cost where it is not: html.Parse gives up past 512 open elements,
// clones formatting elements without bound ("<font>" opened 500 times before
// 300,000 paragraphs) and compares attributes in quadratic time.
package dom

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"

	"golang.org/x/net/html"
)

// Limits bound the cost of a page. Zero values stand for the defaults.
type Limits struct {
	Bytes    int // of the page; the rest is cut off with a warning
	Elements int // start tags read; the rest is cut off with a warning
	Depth    int // of the tree; deeper elements become siblings
	// Plain asks for the plain tree builder on every page.
	Plain bool
}

// The defaults of Limits.
const (
	DefaultBytes    = 64 << 20
	DefaultElements = 1_000_000
	DefaultDepth    = 500
)

func (l Limits) orDefault() Limits {
	if l.Bytes <= 0 {
		l.Bytes = DefaultBytes
	}
	if l.Elements <= 0 {
		l.Elements = DefaultElements
	}
	if l.Depth <= 0 {
		l.Depth = DefaultDepth
	}
	return l
}

// Page is a parsed page.
type Page struct {
	Root     *html.Node
	Encoding string
	// Warnings say what the limits cut off and which way the page was parsed.
	Warnings []string
}

// Parse reads a page. The error is that of the reader, of the context, or says
// that the input is no text.
func Parse(ctx context.Context, r io.Reader, limits Limits) (*Page, error) {
	limits = limits.orDefault()
	data, err := io.ReadAll(io.LimitReader(r, int64(limits.Bytes)+1))
	if err != nil {
		return nil, fmt.Errorf("reading the page: %w", err)
	}
	p := &Page{}
	if len(data) > limits.Bytes {
		data = data[:limits.Bytes]
		p.warn("the page is larger than %d bytes: the rest was not read", limits.Bytes)
	}
	if data, p.Encoding, err = decode(data); err != nil {
		return nil, err
	}
	data = expandXML(data)
	cost := measure(data, limits)
	if cost.cut < len(data) {
		data = data[:cost.cut]
		p.warn("the page has more than %d elements: the rest was not read", limits.Elements)
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if limits.Plain {
		cost.reason = "as asked"
	}
	if cost.reason == "" {
		p.Root, err = html.Parse(&cancelReader{ctx, bytes.NewReader(data)})
		if err == nil {
			return p, nil
		}
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		cost.reason = err.Error()
	}
	p.warn("parsed with the plain tree builder: %s", cost.reason)
	p.Root, err = Build(ctx, data, limits.Depth)
	return p, err
}

func (p *Page) warn(f string, args ...any) {
	p.Warnings = append(p.Warnings, fmt.Sprintf(f, args...))
}

// ErrNotText says that a page is binary.
var ErrNotText = errors.New("not a page: it holds zero bytes")

// cancelReader ends a parse when its context does.
type cancelReader struct {
	ctx context.Context
	r   io.Reader
}

func (c *cancelReader) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.r.Read(p)
}
