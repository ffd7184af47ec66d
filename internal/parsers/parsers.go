// Package parsers lists the readers of input formats in the order in which
// they are tried, and chooses one for an input.
package parsers

import (
	"fmt"
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
)

// All returns the built-in formats, the most specific first. The order decides
// between equal matches.
func All() []format.Format {
	return []format.Format{
		wordpress.New(),
		disqus.New(),
		feed.New(),
		stackxml.New(),
		reddit.New(),
		hackernews.New(),
		discourse.New(),
		mastodon.New(),
		lemmy.New(),
		youtube.New(),
		stackexchange.New(),
		convokit.New(),
		commentjson.Commento{},
		commentjson.Remark42{},
		commentjson.Isso{},
		mbox.New(),
		table.JSONLines{},
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
	for _, f := range formats {
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
