// Package general finds the comments of pages whose platform is not known.
package general

import (
	"github.com/undertone-project/undertone/internal/parsers/htmlpage/unit"
	"golang.org/x/net/html"
)

// Found is what was found in a page.
type Found struct {
	Units    []unit.Unit
	Post     int // index of the unit that is the post itself, -1 for none
	Excluded []*html.Node
}

// Find looks for comments.
func Find(root *html.Node) Found { return Found{Post: -1} }
