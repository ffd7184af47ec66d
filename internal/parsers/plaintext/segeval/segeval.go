// Package segeval measures how well pages are divided into an article and
// comments: on flattened pages with gold, end to end and with the end of the
// article given, beside the baseline that takes every line for a comment.
package segeval

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"slices"

	"github.com/undertone-project/undertone/internal/parsers/plaintext/segment"
	"github.com/undertone-project/undertone/internal/parsers/plaintext/segtrain"
)

// Count holds right, wrong and missed decisions.
type Count struct{ Right, Wrong, Missed int }

// F1 is the harmonic mean of precision and recall, 0 where nothing is right.
func (c Count) F1() float64 {
	if c.Right == 0 {
		return 0
	}
	return 2 * float64(c.Right) / float64(2*c.Right+c.Wrong+c.Missed)
}

// Precision is the share of right decisions among those taken.
func (c Count) Precision() float64 { return ratio(c.Right, c.Right+c.Wrong) }

// Recall is the share of right decisions among those due.
func (c Count) Recall() float64 { return ratio(c.Right, c.Right+c.Missed) }

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

func (c *Count) add(d Count) {
	c.Right, c.Wrong, c.Missed = c.Right+d.Right, c.Wrong+d.Wrong, c.Missed+d.Missed
}

// Report is the result on one form of the pages. Starts are the first lines of
// comments.
type Report struct {
	Form      string
	Pages     int
	Starts    Count // end to end
	MeanF1    float64
	Given     Count // with the end of the article given
	EveryLine Count // every line after the article taken for a start
	Stated    Count // end to end, by the lines that the gold itself gives
	Once      Count // end to end, without pages that hold their comments twice
	Twice     int   // such pages
	Kinds     [segment.NumLabels]Count
	Articles  int // pages whose article ends at the right line
}

// Decoder labels the lines of a page. article is the number of lines of its
// article, -1 where that is to be found.
type Decoder func(d segtrain.Document, article int) []segment.Label

// Measure compares a decoder with the gold of documents.
func Measure(form string, docs []segtrain.Document, decode Decoder) Report {
	r := Report{Form: form, Pages: len(docs)}
	for _, d := range docs {
		n := articleLines(d.Gold)
		got := decode(d, -1)
		starts := count(got, d.Gold, segment.Start)
		r.Starts.add(starts)
		r.MeanF1 += starts.F1() / float64(len(docs))
		r.Stated.add(stated(got, d.Stated))
		if _, twice := segment.FindCopies(d.Lines); twice {
			r.Twice++
		} else {
			r.Once.add(starts)
		}
		r.Given.add(count(decode(d, n), d.Gold, segment.Start))
		every := make([]segment.Label, len(d.Gold))
		for i := n; i < len(every); i++ {
			every[i] = segment.Start
		}
		r.EveryLine.add(count(every, d.Gold, segment.Start))
		for l := range r.Kinds {
			r.Kinds[l].add(count(got, d.Gold, segment.Label(l)))
		}
		if articleLines(got) == n {
			r.Articles++
		}
	}
	return r
}

func articleLines(labels []segment.Label) int {
	n := 0
	for n < len(labels) && labels[n] == segment.Article {
		n++
	}
	return n
}

// stated compares starts with the lines that comments begin with.
func stated(got []segment.Label, lines []int) Count {
	var c Count
	for i, l := range got {
		at := slices.Contains(lines, i)
		c.add(count([]segment.Label{l}, []segment.Label{one(at)}, segment.Start))
	}
	return c
}

func one(start bool) segment.Label {
	if start {
		return segment.Start
	}
	return segment.Continue
}

func count(got, gold []segment.Label, of segment.Label) Count {
	var c Count
	for i := range got {
		switch g, w := got[i] == of, gold[i] == of; {
		case g && w:
			c.Right++
		case g:
			c.Wrong++
		case w:
			c.Missed++
		}
	}
	return c
}

// Held holds models that have not seen some sites: the sites are divided into
// folds by their names, and for each fold a model is fitted on everything else.
type Held struct {
	models   []*segment.Model
	division segtrain.Division
}

// Hold fits the models.
func Hold(c *segtrain.Corpus, d segtrain.Division) Held {
	fitter := segtrain.NewFitter(c, d, segtrain.DefaultOptions(), segtrain.DefaultBoost())
	h := Held{make([]*segment.Model, d.Folds), d}
	for k := range h.models {
		h.models[k] = fitter.Without(k)
	}
	return h
}

// For is the model that has not seen a site.
func (h Held) For(site string) *segment.Model { return h.models[h.division.Of(site)] }

// CrossValidate measures on bare and meta pages what models that have not seen
// their sites make of them.
func CrossValidate(c *segtrain.Corpus, models Held) (bare, meta Report) {
	decode := func(d segtrain.Document, article int) []segment.Label {
		if article < 0 {
			return models.For(d.Site).Decode(d.Lines)
		}
		return models.For(d.Site).DecodeAfter(d.Lines, article)
	}
	return Measure("bare", c.Measured[0], decode), Measure("meta", c.Measured[1], decode)
}

// Write writes a report for people.
func (r Report) Write(w io.Writer) {
	fmt.Fprintf(w, "%s: %d pages, %d comments\n", r.Form, r.Pages, r.Starts.Right+r.Starts.Missed)
	line := func(name string, c Count) {
		fmt.Fprintf(w, "  %-34s F1 %.3f  precision %.3f  recall %.3f\n", name, c.F1(), c.Precision(), c.Recall())
	}
	line("comment starts, end to end", r.Starts)
	line("comment starts, article given", r.Given)
	line("comment starts, lines of the gold", r.Stated)
	if r.Twice > 0 {
		line(fmt.Sprintf("without %d pages that hold them twice", r.Twice), r.Once)
	}
	line("every line after the article", r.EveryLine)
	fmt.Fprintf(w, "  %-34s F1 %.3f\n", "comment starts, mean over pages", r.MeanF1)
	fmt.Fprintf(w, "  %-34s %d of %d\n", "article ends at the right line", r.Articles, r.Pages)
	for l, c := range r.Kinds {
		line("lines: "+segment.Label(l).String(), c)
	}
}

// Run is the measurement "segments": it reads the corpus in DIR and prints the
// cross-validated reports.
func Run(_ context.Context, w io.Writer, args []string) error {
	fs := flag.NewFlagSet("segments", flag.ContinueOnError)
	folds := fs.Int("folds", 5, "folds of the cross-validation by site")
	salt := fs.String("salt", "", "anything: divides the sites in another way")
	if err := fs.Parse(args); err != nil {
		return err
	}
	if fs.NArg() != 1 || *folds < 2 {
		return errors.New("segments: want the folder that holds flat/, html/ and trees/, and two folds or more")
	}
	corpus, err := segtrain.Load(fs.Arg(0))
	if err != nil {
		return err
	}
	bare, meta := CrossValidate(corpus, Hold(corpus, segtrain.Division{Folds: *folds, Salt: *salt}))
	fmt.Fprintf(w, "cross-validated by site, %d folds%s\n", *folds, salted(*salt))
	bare.Write(w)
	meta.Write(w)
	return nil
}

// salted names a division other than the usual one.
func salted(salt string) string {
	if salt == "" {
		return ""
	}
	return fmt.Sprintf(", divided by %q", salt)
}
