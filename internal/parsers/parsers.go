// Package parsers lists the readers of input formats in the order in which
// they are tried, and chooses one for an input.
package parsers

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/internal/parsers/commentjson"
	"github.com/undertone-project/undertone/internal/parsers/convokit"
	"github.com/undertone-project/undertone/internal/parsers/discourse"
	"github.com/undertone-project/undertone/internal/parsers/disqus"
	"github.com/undertone-project/undertone/internal/parsers/feed"
	"github.com/undertone-project/undertone/internal/parsers/hackernews"
	"github.com/undertone-project/undertone/internal/parsers/htmlpage"
	"github.com/undertone-project/undertone/internal/parsers/lemmy"
	"github.com/undertone-project/undertone/internal/parsers/mastodon"
	"github.com/undertone-project/undertone/internal/parsers/mbox"
	"github.com/undertone-project/undertone/internal/parsers/plaintext"
	"github.com/undertone-project/undertone/internal/parsers/reddit"
	"github.com/undertone-project/undertone/internal/parsers/stackexchange"
	"github.com/undertone-project/undertone/internal/parsers/stackxml"
	"github.com/undertone-project/undertone/internal/parsers/table"
	"github.com/undertone-project/undertone/internal/parsers/wordpress"
	"github.com/undertone-project/undertone/internal/parsers/youtube"
	"github.com/undertone-project/undertone/internal/textenc"
)

// All returns the built-in formats, the most specific first. The order decides
// between equal matches.
func All() []format.Format {
	return []format.Format{
		wordpress.New(),
		wordpress.API{},
		disqus.New(),
		disqus.API{},
		feed.New(),
		stackxml.New(),
		stackxml.Posts{},
		reddit.New(),
		hackernews.New(),
		discourse.New(),
		mastodon.New(),
		lemmy.New(),
		youtube.New(),
		youtube.Download{},
		stackexchange.New(),
		convokit.New(),
		commentjson.Commento{},
		commentjson.Remark42{},
		commentjson.Isso{},
		mbox.New(),
		table.JSONLines{},
		table.JSON{},
		table.CSV(),
		table.TSV(),
		htmlpage.New(),
		plaintext.New(),
	}
}

// Choose returns the format that fits the probe best. Where none fits, the
// error wraps format.ErrUnrecognized and lists what was tried.
func Choose(formats []format.Format, p format.Probe) (format.Format, format.Match, error) {
	var best format.Format
	var match format.Match
	p.Head = textenc.Head(p.Head)
	data := isData(p.Head)
	for _, f := range formats {
		if data && f.Name() == "text" {
			continue
		}
		if m := f.Match(p); m.Score > match.Score {
			best, match = f, m
		}
	}
	if best != nil {
		return best, match, nil
	}
	why := "none of the formats fits"
	switch {
	case len(p.Head) == 0:
		why = "it is empty"
	case slices.Contains(p.Head, 0):
		why = "it is binary"
	}
	return nil, match, fmt.Errorf("%w: %s (tried: %s); see `undertone formats`, or name one with --format",
		format.ErrUnrecognized, why, strings.Join(Names(formats), ", "))
}

// isData reports whether head begins like JSON or XML, of which the reader of
// any text would make an article.
func isData(head []byte) bool {
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n")
	if bytes.HasPrefix(head, []byte("<?xml")) {
		return true
	}
	if len(head) == 0 || head[0] != '{' && head[0] != '[' {
		return false
	}
	d := json.NewDecoder(bytes.NewReader(head))
	for tokens := 0; tokens < 64; tokens++ {
		if _, err := d.Token(); err != nil {
			return tokens > 1 && (errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF))
		}
	}
	return true
}

// Named returns the format with the given name.
func Named(formats []format.Format, name string) (format.Format, error) {
	for _, f := range formats {
		if f.Name() == name {
			return f, nil
		}
	}
	return nil, fmt.Errorf("no format is called %q; there are: %s", name, strings.Join(Names(formats), ", "))
}

// Names lists the formats' names in order.
func Names(formats []format.Format) []string {
	out := make([]string, len(formats))
	for i, f := range formats {
		out[i] = f.Name()
	}
	return out
}
