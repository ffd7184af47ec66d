// Package unit reads the parts of comments: who wrote each, when, what, and to
// whom. It is told which elements of a page are comments, by a table of
// platforms or by the general reader, and looks at all of them together: what
// stands in every comment at the same place is a name or a date where it
// varies, and furniture where it does not.
package unit

import (
	"time"

	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/dates"
	"golang.org/x/net/html"
)

// Unit is the part of a page that holds one comment: an element, or a run of
// siblings where a page has no element around each comment. Units may nest; a
// unit's own region is what lies in no unit inside of it.
type Unit struct {
	Roots []*html.Node
}

// Comment is what a unit says.
type Comment struct {
	Unit    Unit
	ID      string
	Author  string
	Title   string
	When    thread.Time
	URL     string // as written in the page, to be resolved
	Text    string
	Quoted  string
	Deleted bool
	Likes   thread.Likes
	// Parent is the index of the comment that this one answers, -1 for the
	// post. It means nothing where ParentKnown is false.
	Parent      int
	ParentKnown bool
	// ParentConfidence is the probability that Parent is right where the page
	// only names the author who is answered, 0 where it shows the comment.
	ParentConfidence float64
}

// Options are what is known about the page and the user's settings.
type Options struct {
	Captured time.Time
	Location *time.Location
	// Order of day and month in numeric dates, where the dates themselves do
	// not tell.
	Order dates.Order
	// Published is when the page says that its post appeared, zero where it does
	// not: no comment is older.
	Published time.Time
}

func (o Options) dates() dates.Options {
	// Dates without a year are of the year before the page was saved: pages
	// leave out the current one.
	return dates.Options{Captured: o.Captured, Reference: o.Captured, Location: o.Location, Order: o.Order}
}

// Rules are what a platform's markup is known to say. Every field may be nil:
// the general way of reading fills in.
type Rules struct {
	Author, Time, Body, Title, Link, Omit Matcher
	// Gone recognises comments that were removed.
	Gone Matcher
	// Likes means the element with the number of likes or points, Dislikes one
	// whose number is taken from that.
	Likes, Dislikes Matcher
	// Parent means a link to what is answered, or an element with an attribute
	// that names it.
	Parent Matcher
	// Flat says that the platform has no threads: nothing is known of parents
	// except through links to quoted posts.
	Flat bool
	// Threaded says that the platform shows replies by nesting, so that what
	// is not nested answers the post.
	Threaded bool
}

// Matcher tells whether an element is what a rule is about. Rank is the place
// of the first of the rule's selectors that matches, -1 where none does: of two
// elements the one with the lower rank is meant.
type Matcher interface{ Rank(*html.Node) int }

func matches(m Matcher, n *html.Node) bool {
	return m != nil && n.Type == html.ElementNode && m.Rank(n) >= 0
}

// Read reads the units, which must be in page order.
func Read(units []Unit, rules Rules, opt Options) []Comment {
	s := newSet(units, rules, opt)
	s.findTimes()
	s.settleOrder()
	s.findAuthors()
	out := make([]Comment, len(units))
	for i := range s.views {
		out[i] = s.comment(i)
	}
	s.findIDs(out)
	s.findParents(out)
	return out
}
