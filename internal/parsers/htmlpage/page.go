package htmlpage

import (
	"context"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/dates"
	"github.com/undertone-project/undertone/internal/parsers/htmlpage/dom"
	"github.com/undertone-project/undertone/internal/parsers/htmlpage/general"
	"github.com/undertone-project/undertone/internal/parsers/htmlpage/pageinfo"
	"github.com/undertone-project/undertone/internal/parsers/htmlpage/platform"
	"github.com/undertone-project/undertone/internal/parsers/htmlpage/unit"
	"golang.org/x/net/html"
)

// finding is where the comments of a page are and how they were found.
type finding struct {
	reader   string
	units    []unit.Unit
	rules    unit.Rules
	post     int // index of the unit that is the post itself, -1 for none
	opening  bool
	excluded []*html.Node
	order    dates.Order
}

// page reads a whole page.
func (r Reader) page(ctx context.Context, src format.Source) ([]format.Record, error) {
	limits := r.limits(src)
	page, err := dom.Parse(ctx, src.Reader, limits)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", src.Name, err)
	}
	for _, w := range page.Warnings {
		src.Report(format.Note{Role: "warning", Reason: w})
	}
	saved := pageinfo.FindSaved(page.Root)
	if src.Captured.IsZero() && !saved.At.IsZero() {
		src.Captured = saved.At
		src.Report(format.Note{Role: "captured", Reason: "the page says when it was saved: relative dates count from then", Text: saved.At.Format(time.RFC3339)})
	}
	opt := unit.Options{Captured: src.Captured, Location: src.Location, Order: pageinfo.LanguageOrder(page.Root), Published: pageinfo.Published(page.Root)}
	f, comments := r.comments(page.Root, opt)
	if len(comments) == 0 {
		if fold := dom.Unfold(ctx, page.Root, limits); fold != nil {
			if hidden, list := r.comments(page.Root, opt); len(list) > 0 {
				f, comments = hidden, list
				f.reader += ", in a part of the page that browsers hide or frame"
			} else {
				fold()
			}
		}
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	info := pageinfo.Read(page.Root, f.units, dates.Options{Captured: src.Captured, Reference: src.Captured, Location: src.Location, Order: f.order})
	if info.URL == "" {
		info.URL = saved.URL
	}
	if f.opening && info.Page > 1 {
		f.post = -1
	}
	if len(comments) == 0 || f.reader == general.Name {
		if list, where := dataComments(page.Root); len(list) >= max(1, muchMore*len(comments)) {
			comments, f = fromData(list, src), finding{reader: where, post: -1}
		}
	}
	e := &emitter{src: src, info: info, finding: f, folded: pageinfo.FindFolded(page.Root), base: baseURL(info.URL)}
	return e.records(comments), nil
}

// Units are the elements of the comments of a page. For measuring.
func (r Reader) Units(root *html.Node) []unit.Unit {
	f, _ := r.comments(root, unit.Options{})
	return f.units
}

// comments looks for the comments and reads them. An entry of the table whose
// comments turn out to be empty does not know the markup after all: the next
// one is tried, and the general reader in the end.
func (r Reader) comments(root *html.Node, opt unit.Options) (finding, []unit.Comment) {
	var first finding
	var firstList []unit.Comment
	if !r.NoPlatforms {
		for found := range platform.All(root, r.Without...) {
			f := finding{reader: found.Platform.Name, units: found.Units, rules: found.Rules, post: found.Post, opening: found.Platform.Opening, excluded: found.Excluded, order: opt.Order}
			if found.Platform.Order != dates.OrderUnknown {
				f.order = found.Platform.Order
			}
			list := f.read(opt)
			if saySomething(list) {
				return f, list
			}
			if first.units == nil {
				first, firstList = f, list
			}
		}
	}
	g := general.Find(root, r.Weights)
	f := finding{reader: general.Name, units: g.Units, post: g.Post, opening: g.Post >= 0, excluded: g.Excluded, order: opt.Order}
	if g.Bodies != nil {
		f.rules.Body = nodes(g.Bodies)
	}
	list := f.read(opt)
	if !signed(f.units, list) {
		f.units, f.post, f.opening, list = nil, -1, false, nil
	}
	if first.units != nil && (len(list) == 0 || !saySomething(list)) {
		return first, firstList
	}
	return f, list
}

// signed reports whether enough of what the general reader found has a name or a
// date to be comments: a quarter of it, and a single one both, unless its id says what
// it is.
func signed(units []unit.Unit, list []unit.Comment) bool {
	n := 0
	for _, c := range list {
		if c.Author != "" || c.When.Raw != "" || c.When.Known() || c.Deleted {
			n++
		}
	}
	if len(list) == 1 && !unit.NamesComment(dom.ID(units[0].Roots[0])) {
		return list[0].Author != "" && (list[0].When.Raw != "" || list[0].When.Known())
	}
	return 4*n >= len(list)
}

// nodes is a rule that means the elements of a set.
type nodes map[*html.Node]bool

// Rank implements unit.Matcher.
func (s nodes) Rank(n *html.Node) int {
	if s[n] {
		return 0
	}
	return -1
}

func (f *finding) read(opt unit.Options) []unit.Comment {
	opt.Order = f.order
	return unit.Read(f.units, f.rules, opt)
}

// saySomething reports whether at least half of the comments have words of
// their own, or are known to have lost them.
func saySomething(list []unit.Comment) bool {
	n := 0
	for _, c := range list {
		if c.Text != "" || c.Quoted != "" || c.Deleted {
			n++
		}
	}
	return 2*n >= len(list)
}

// muchMore is how many times more comments a page's data must hold than the
// general reader found for what it found to be something else.
const muchMore = 3

// dataComments are the comments in a page's JSON-LD, or in the data of its
// scripts where there are more.
func dataComments(root *html.Node) (list []pageinfo.LDComment, where string) {
	ld, state := pageinfo.LDComments(root), pageinfo.StateComments(root)
	if len(state) > len(ld) {
		return state, "comments in the data of the page's scripts"
	}
	return ld, "schema.org comments in JSON-LD"
}

// fromData reads comments that stand in the page's JSON only.
func fromData(list []pageinfo.LDComment, src format.Source) []unit.Comment {
	out := make([]unit.Comment, 0, len(list))
	nested := false
	for i, c := range list {
		uc := unit.Comment{ID: c.ID, Author: c.Author, Text: c.Text, URL: c.URL, Parent: c.Parent, ParentKnown: c.Parent >= 0, Likes: c.Likes}
		nested = nested || c.Parent >= 0
		if uc.ID == "" || len(uc.ID) > 300 {
			uc.ID = fmt.Sprintf("n%d", i+1)
		}
		if t, ok := unit.ReadTime(c.Created, dates.Options{Captured: src.Captured, Location: src.Location}); ok {
			uc.When = t
		}
		out = append(out, uc)
	}
	for i := range out {
		out[i].ParentKnown = nested
	}
	return out
}

func baseURL(s string) *url.URL {
	u, err := url.Parse(s)
	if err != nil || s == "" {
		return nil
	}
	return u
}

// emitter turns what was read into records.
type emitter struct {
	finding
	src    format.Source
	info   pageinfo.Info
	folded pageinfo.Folded
	base   *url.URL
}

// resolve makes an address absolute where the page states its own.
func (e *emitter) resolve(ref string) string {
	if ref == "" || len(ref) > 2000 {
		return ""
	}
	u, err := url.Parse(strings.TrimSpace(ref))
	if err != nil {
		return ""
	}
	if e.base != nil {
		u = e.base.ResolveReference(u)
	}
	if !u.IsAbs() {
		return ""
	}
	return u.String()
}

func (e *emitter) records(comments []unit.Comment) []format.Record {
	post := format.Record{
		Kind: thread.KindPost, Title: e.info.Title, Author: e.info.Author, Created: e.info.Created, URL: e.info.URL, Text: e.info.Text,
		StatedComments: e.info.Stated, StatedKnown: e.info.StatedKnown,
	}
	ids := make([]string, len(comments))
	for i, c := range comments {
		ids[i] = c.ID
	}
	if e.post >= 0 && e.post < len(comments) {
		c := comments[e.post]
		post.ID, post.Author, post.Created, post.Text, post.Quoted, post.Likes = c.ID, c.Author, c.When, c.Text, c.Quoted, c.Likes
		ids[e.post] = ""
	}
	if post.Author != "" {
		post.AuthorSource = thread.AuthorStated
	}
	out := []format.Record{post}
	empty := 0
	answered := make([]bool, len(comments))
	for _, c := range comments {
		if c.ParentKnown && c.Parent >= 0 {
			answered[c.Parent] = true
		}
	}
	strays := unit.Strays(comments)
	for i, c := range comments {
		bare := c.Text == "" && c.Quoted == ""
		if strays[i] && !bare {
			ids[i] = ""
		}
	}
	for i, c := range comments {
		if i == e.post {
			continue
		}
		if strays[i] && (c.Text != "" || c.Quoted != "") {
			e.src.Report(format.Note{Role: "omitted", Reason: "neither a name nor a date, unlike the comments around it", Text: shorten(c.Text)})
			continue
		}
		if c.Text == "" && c.Quoted == "" && !c.Deleted && (c.Author == "" || strays[i]) {
			if !answered[i] {
				empty++
				continue
			}
			c.Deleted = true // folded away or removed: its replies keep their place
		}
		out = append(out, e.comment(c, ids))
	}
	e.audit(out, empty)
	return out
}

// shorten cuts a text for the audit.
func shorten(s string) string {
	const most = 200
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "") + "…"
}

// comment is the record of one comment.
func (e *emitter) comment(c unit.Comment, ids []string) format.Record {
	rec := format.Record{
		Kind: thread.KindComment, ID: c.ID, ParentKnown: c.ParentKnown, Author: c.Author, Title: c.Title, URL: e.resolve(c.URL),
		Created: c.When, Text: c.Text, Quoted: c.Quoted, Likes: c.Likes, Deleted: c.Deleted,
	}
	if c.Author != "" {
		rec.AuthorSource = thread.AuthorStated
	}
	if c.ParentKnown && c.Parent >= 0 {
		rec.ReplyTo = ids[c.Parent]
		if rec.ReplyTo != "" {
			rec.ReplySource = thread.ParentMarkup
			if c.ParentConfidence > 0 {
				rec.ReplySource, rec.ReplyConfidence = thread.ParentMention, c.ParentConfidence
			}
		}
	}
	if c.Deleted {
		rec.Text = ""
	}
	return rec
}
