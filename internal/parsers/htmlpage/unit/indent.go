package unit

import (
	"regexp"
	"strconv"

	"github.com/undertone-project/undertone/internal/parsers/htmlpage/dom"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

var (
	// depthClass is a level of nesting written into a class.
	depthClass = regexp.MustCompile(`(?i)(?:^|[\s_-])(?:depth|level|lvl|clvl|indent|indentation|nest|nested|nesting|threadlevel|tree[-_]?level|comment[-_]?level|c)[-_]{0,2}(\d{1,3})(?:$|\s)`)
	// levelLine is a level of nesting written for screen readers.
	levelLine = regexp.MustCompile(`(?i)^(?:level|ebene|niveau|nivel) (\d{1,2})$`)
	// indentStyle is a left margin written into a style.
	indentStyle = regexp.MustCompile(`(?i)(?:^|[\s;])(?:margin-left|padding-left|margin-inline-start|left|text-indent)\s*:\s*(\d{1,4})(?:\.\d+)?\s*(px|em|rem|%|pt|ex|ch|vw)?`)
	// fourSides is the same written into all four margins.
	fourSides = regexp.MustCompile(`(?i)(?:^|[\s;])(?:margin|padding)\s*:(?:\s*[\w.%-]+){3}\s+(\d{1,4})(?:\.\d+)?\s*(?:px|em|rem|%|pt|ex|ch|vw)?\s*(?:;|!|$)`)
)

// indentation takes the parents from the levels that classes, margins or blank
// images give the units: a comment answers the last one before it that is less
// deep. It reports whether there are levels.
func (s *set) indentation(out []Comment, linked []bool) bool {
	levels := make([]int, len(out))
	known, differ := 0, false
	for i := range out {
		level, ok := s.level(i)
		levels[i] = level // 0 where a page leaves out the margin of the first level
		if ok {
			known++
		}
		differ = differ || level != levels[0]
	}
	if known*3 < len(out) || !differ {
		return false
	}
	var open []int // indexes of the comments on the way to the current one
	for i := range out {
		for len(open) > 0 && levels[open[len(open)-1]] >= levels[i] {
			open = open[:len(open)-1]
		}
		if len(open) > 0 && !linked[i] {
			out[i].Parent = open[len(open)-1]
		}
		open = append(open, i)
	}
	return true
}

// level is how deep a unit says that it stands.
func (s *set) level(i int) (int, bool) {
	root := s.views[i].unit.Roots[0]
	for n, up := root, 0; n != nil && up < 3; n, up = n.Parent, up+1 {
		if up > 0 && s.holdsOthers(n, i) {
			break
		}
		if v, ok := ownLevel(n); ok {
			return v, true
		}
	}
	for j := range min(len(s.views[i].lines), 4) {
		if m := levelLine.FindStringSubmatch(s.views[i].lines[j].text); m != nil {
			v, err := strconv.Atoi(m[1])
			return v, err == nil
		}
	}
	level, ok, seen := 0, false, 0
	s.each(i, func(n *html.Node) bool {
		seen++
		if n.DataAtom == atom.Td || n.DataAtom == atom.Img || n.DataAtom == atom.Div || n.DataAtom == atom.Table {
			if level, ok = spacer(n); ok {
				return false
			}
		}
		return seen < 12
	})
	return level, ok
}

// holdsOthers reports whether another unit than i lies directly below n.
func (s *set) holdsOthers(n *html.Node, i int) bool {
	others := s.below[n]
	if s.views[i].unit.Roots[0].Parent == n {
		others--
	}
	return others > 0
}

func ownLevel(n *html.Node) (int, bool) {
	for _, a := range n.Attr {
		switch a.Key {
		case "data-depth", "data-level", "aria-level", "depth", "data-indent", "data-nest-level", "indent", "data-comment-depth":
			if v, err := strconv.Atoi(a.Val); err == nil && v >= 0 && v < 10000 {
				return v, true
			}
		case "class":
			if m := depthClass.FindStringSubmatch(dom.Class(n)); m != nil {
				v, err := strconv.Atoi(m[1])
				return v, err == nil
			}
		case "style":
			if len(a.Val) < 500 {
				m := indentStyle.FindStringSubmatch(a.Val)
				if m == nil {
					m = fourSides.FindStringSubmatch(a.Val)
				}
				if m != nil {
					v, err := strconv.Atoi(m[1])
					return v, err == nil
				}
			}
		}
	}
	return 0, false
}

// spacer is the width of a blank image or cell that pushes a comment to the
// right.
func spacer(n *html.Node) (int, bool) {
	if v, ok := ownLevel(n); ok && n.DataAtom == atom.Td {
		return v, true
	}
	if n.DataAtom == atom.Img && dom.Attr(n, "height") == "1" {
		v, err := strconv.Atoi(dom.Attr(n, "width"))
		return v, err == nil && v < 10000
	}
	return 0, false
}
