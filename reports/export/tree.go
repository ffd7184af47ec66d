package export

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode"

	"github.com/undertone-project/undertone/analysis/thread"
)

// excerpt is how many characters of a comment a tree line shows.
const excerpt = 72

// Tree writes a thread as an indented tree for people. Edges that are not
// declared show their source and confidence.
func Tree(w io.Writer, t *thread.Thread) error {
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "%s", t.ID)
	for _, part := range []string{t.Post.Title, t.Post.Author, t.Post.Created.String()} {
		if part != "" {
			fmt.Fprintf(b, " · %s", oneLine(part, excerpt))
		}
	}
	if t.Post.Title == "" && t.Post.Text != "" {
		fmt.Fprintf(b, " · %s", oneLine(t.Post.Text, excerpt))
	}
	fmt.Fprintln(b)
	children := map[string][]int{}
	for i := range t.Comments {
		p := t.Comments[i].Reply.Parent
		children[p] = append(children[p], i)
	}
	type item struct {
		at     int
		prefix string
		last   bool
	}
	var stack []item
	push := func(parent, prefix string) {
		kids := children[parent]
		for k := len(kids) - 1; k >= 0; k-- {
			stack = append(stack, item{kids[k], prefix, k == len(kids)-1})
		}
	}
	push(t.Post.ID, "")
	for len(stack) > 0 {
		it := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		branch, below := "├─ ", "│  "
		if it.last {
			branch, below = "└─ ", "   "
		}
		c := &t.Comments[it.at]
		fmt.Fprintf(b, "%s%s%s\n", it.prefix, branch, line(c))
		if len(it.prefix) < 400 { // deeper levels would leave any screen
			below = it.prefix + below
		} else {
			below = it.prefix
		}
		push(c.ID, below)
	}
	return b.Flush()
}

func line(c *thread.Comment) string {
	var s strings.Builder
	s.WriteString(c.ID)
	if c.Author != "" {
		s.WriteString(" " + oneLine(c.Author, 30))
	}
	switch {
	case c.Reply.Source == thread.ParentNone && c.Reply.Confidence == 1, c.Reply.Source.Certain():
	default:
		fmt.Fprintf(&s, " [%s %.2f]", c.Reply.Source, c.Reply.Confidence)
	}
	if c.Deleted {
		s.WriteString(": (deleted)")
	} else {
		s.WriteString(": " + oneLine(c.Text, excerpt))
	}
	return s.String()
}

// oneLine is the beginning of a text on one line. Control characters, which
// could steer a terminal, are left out.
func oneLine(s string, n int) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && !unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
	s = strings.Join(strings.Fields(s), " ")
	runes := []rune(s)
	if len(runes) <= n {
		return s
	}
	return strings.TrimRight(string(runes[:n-1]), " ") + "…"
}
