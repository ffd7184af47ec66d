package pageeval

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"sort"
	"strings"
	"text/tabwriter"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/internal/parsers/htmlpage"
	"github.com/undertone-project/undertone/internal/parsers/htmlpage/dom"
)

// Run is the `pages` command of the measuring tool: it reads the pages below a
// directory, compares them with their gold and prints a table.
func Run(ctx context.Context, w io.Writer, args []string) error {
	fs := flag.NewFlagSet("pages", flag.ContinueOnError)
	general := fs.Bool("general", false, "leave the table of platforms out: a test of the general reader")
	plain := fs.Bool("plain", false, "parse with the plain tree builder that hostile pages get")
	verbose := fs.Bool("v", false, "print a line for each page")
	train := fs.String("train", "", "learn the weights of the general reader and write them to this file")
	holdOut := fs.Bool("holdout", false, "measure each platform without its entries of the table and with weights learned from other platforms")
	none := fs.Bool("none", false, "measure what is taken for comments on the pages when their comments are cut out")
	empty := fs.String("empty", "testdata/formats/html", "folder of fixtures of pages without comments (none-*/input.html) that take part in the training")
	diff := fs.String("diff", "", "print what differs on the pages whose name contains this")
	if err := fs.Parse(args); err != nil {
		return err
	}
	if fs.NArg() != 1 {
		return fmt.Errorf("measure pages: want one directory of pages with gold, got %d", fs.NArg())
	}
	pages, err := Load(fs.Arg(0))
	if err != nil {
		return err
	}
	if *train != "" {
		return Train(ctx, w, pages, *empty, *train)
	}
	if *holdOut {
		return HoldOut(ctx, w, pages, *empty)
	}
	reader := htmlpage.Reader{NoPlatforms: *general, Limits: dom.Limits{Plain: *plain}}
	if *none {
		return None(ctx, w, pages, reader, *verbose)
	}
	scores := map[string]*Score{}
	var all Score
	for i := range pages {
		if *diff != "" && !strings.Contains(pages[i].Name, *diff) {
			continue
		}
		s, used, records, err := measure(ctx, reader, &pages[i])
		if err != nil {
			return err
		}
		if *diff != "" {
			if err := Diff(ctx, w, &pages[i], records, *general); err != nil {
				return err
			}
		}
		if *verbose {
			fmt.Fprintf(w, "%.2f\t%s\t%s\t%s\tgold %d found %d matched %d author %d/%d time %d/%d parent %d/%d\n", s.PageF1, pages[i].Platform, used, pages[i].Name,
				s.Gold, s.Found, s.Matched, s.AuthorsOK, s.Authors, s.TimesOK, s.Times, s.ParentsOK, s.Parents)
		}
		p := pages[i].Platform
		if scores[p] == nil {
			scores[p] = &Score{}
		}
		scores[p].Add(s)
		all.Add(s)
	}
	return Print(w, scores, all)
}

// measure reads one page and scores it.
func measure(ctx context.Context, reader htmlpage.Reader, g *Gold) (s Score, used string, records []format.Record, err error) {
	f, err := os.Open(g.Path)
	if err != nil {
		return s, "", nil, err
	}
	defer f.Close()
	src := format.Source{Name: g.Path, Reader: f, Captured: Captured, Audit: func(n format.Note) {
		if n.Role == "reader" {
			used = n.Reason
		}
	}}
	for r, err := range reader.Read(ctx, src) {
		if err != nil {
			return s, "", nil, err
		}
		records = append(records, r)
	}
	return Compare(g, records), used, records, nil
}

// Print writes the table: pooled figures by platform, and over all pages both
// pooled and as the mean of the pages.
func Print(w io.Writer, scores map[string]*Score, all Score) error {
	names := make([]string, 0, len(scores))
	for n := range scores {
		names = append(names, n)
	}
	sort.Slice(names, func(i, j int) bool {
		a, b := scores[names[i]], scores[names[j]]
		return a.Pages > b.Pages || a.Pages == b.Pages && names[i] < names[j]
	})
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(tw, "platform\tpages\tcomments\tprecision\trecall\tF1\tmean page F1\tauthor\t(exact)\ttime\tparent\ttitle\t")
	for _, n := range names {
		row(tw, n, *scores[n])
	}
	row(tw, "ALL", all)
	return tw.Flush()
}

func row(w io.Writer, name string, s Score) {
	share := func(a, b int) string {
		if b == 0 {
			return "-"
		}
		return fmt.Sprintf("%.3f", ratio(a, b))
	}
	fmt.Fprintf(w, "%s\t%d\t%d\t%.3f\t%.3f\t%.3f\t%.3f\t%s\t%s\t%s\t%s\t%s\t\n", name, s.Pages, s.Gold, s.Precision(), s.Recall(), s.F1(),
		s.PageF1/float64(max(s.Pages, 1)), share(s.AuthorsOK, s.Authors), share(s.AuthorsExact, s.Authors), share(s.TimesOK, s.Times), share(s.ParentsOK, s.Parents), share(s.TitlesOK, s.Titles))
}
