package cli

import (
	"context"
	"errors"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/undertone-project/undertone/analysis"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/reports"
)

type compareOptions struct {
	common
	directory
	streams streams
	by      string
	against bool
}

func newCompare(s streams) *cobra.Command {
	o := &compareOptions{streams: s}
	cmd := &cobra.Command{
		Use:   "compare A B [C...] -o DIR",
		Short: "Compare groups of threads: differences with intervals and adjusted p",
		Long: `Compare measures how groups of threads differ in sentiment, stance, reply
structure, volume and concentration of authors. Each argument (a file, a
directory or a glob) is a group; with --by all input is divided into groups, of
threads or of comments, by what is known of them or by a column of its tables.
Standard output gets a text table; the directory gets comparison.csv with every
difference, its interval, effect size, p by permutation of authors adjusted
after Holm, and the checks for length and for single authors.`,
		Example: `  undertone compare monday.csv tuesday.csv -o comparison
  undertone compare left/ right/ centre/ --against-first -o comparison
  undertone compare threads.csv --by thread -o comparison
  undertone compare coded.csv --by condition -o comparison
  undertone compare forum.jsonl --by level -o comparison`,
		Args: needInput,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := errors.Join(o.check("compare"), o.checkEncodings()); err != nil {
				return err
			}
			if o.by == "" && len(args) < 2 {
				return usagef("compare needs two inputs or more, or --by")
			}
			return o.run(cmd.Context(), args)
		},
	}
	o.reading(cmd)
	o.scoring(cmd)
	o.writing(cmd)
	o.privacy(cmd)
	o.encodings(cmd)
	o.register(cmd, "the resampling and of the permutations")
	f := cmd.Flags()
	f.StringVar(&o.by, "by", "", "divide the input into groups by "+strings.Join(groupingNames(), ", ")+", or by the values of a column of the input's tables")
	f.BoolVar(&o.against, "against-first", false, "compare every group with the first alone instead of all pairs")
	must(cmd.RegisterFlagCompletionFunc("by", cobra.FixedCompletions(groupingNames(), cobra.ShellCompDirectiveNoFileComp)))
	return cmd
}

// part is a group before it is scored.
type part struct {
	name    string
	threads []thread.Thread
}

func (o *compareOptions) run(ctx context.Context, args []string) (err error) {
	opt, err := o.options()
	if err != nil {
		return err
	}
	fonts, err := o.images.readFonts()
	if err != nil {
		return err
	}
	if err := reports.CheckDir(o.output, o.force); err != nil {
		return err
	}
	if _, column := findGrouping(o.by); o.by != "" && column {
		opt.Keep = []string{o.by}
	}
	a, err := analysis.New(opt)
	if err != nil {
		return err
	}
	w := newWarner(o.streams, o.quiet)
	defer w.close()
	r := &reader{analyzer: a, streams: o.streams, warner: w, strict: o.strict}
	parts, read, err := o.read(ctx, r, args)
	if err != nil {
		return err
	}
	if len(opt.Targets) == 0 {
		var all []thread.Thread
		for _, p := range parts {
			all = append(all, p.threads...)
		}
		opt.Targets = mostDiscussed(all, w)
	}
	if a, err = analysis.New(opt); err != nil {
		return err
	}
	defer closing(a, &err)
	bar := newProgress(o.streams, o.quiet, "comments scored")
	var groups []analysis.Group
	if err := o.checkDivision(parts); err != nil {
		return err
	}
	for _, p := range parts {
		results, err := o.scoreAll(ctx, a, p.threads, bar)
		if err != nil {
			return err
		}
		groups = append(groups, analysis.Group{Name: p.name, Results: results})
	}
	bar.close()
	var defines []analysis.Measure
	if o.by != "" {
		by, _ := findGrouping(o.by)
		defines = by.defines
		groups = analysis.Divide(groups[0].Results, by.of)
		if err := checkGroups(o.by, groups, o.against); err != nil {
			return err
		}
	}
	m := meta(a, read)
	m.Fonts = fonts
	c, err := reports.NewComparison(groups, reports.CompareOptions{
		Compare:   analysis.CompareOptions{Level: o.level, Seed: o.seed, AgainstFirst: o.against, Without: defines, Skipped: r.skipped},
		Meta:      m,
		Image:     o.image,
		NoPage:    o.noPage,
		Inputs:    read,
		Style:     o.style("csv"),
		Encodings: o.tables,
		Settings: o.settings(a, opt.Targets, o.images.settings(map[string]string{
			"level": strconv.FormatFloat(o.level, 'g', -1, 64), "by": o.by, "against_first": strconv.FormatBool(o.against),
		})),
	})
	if err != nil {
		return err
	}
	if err := c.Write(ctx, o.output, o.force); err != nil {
		return err
	}
	return c.WriteText(o.streams.out)
}

// read gives the groups: one an argument, or what --by makes of all of them.
func (o *compareOptions) read(ctx context.Context, r *reader, args []string) ([]part, []reports.Input, error) {
	if o.by != "" {
		files, err := expand(args)
		if err != nil {
			return nil, nil, err
		}
		threads, read, err := readHashed(ctx, r, files)
		return []part{{o.by, threads}}, read, err
	}
	groups, err := expandGroups(args)
	if err != nil {
		return nil, nil, err
	}
	var parts []part
	var inputs []reports.Input
	for i, files := range groups {
		threads, read, err := readHashed(ctx, r, files)
		if err != nil {
			return nil, nil, err
		}
		parts = append(parts, part{groupName(args[i], args), threads})
		inputs = append(inputs, read...)
	}
	return parts, inputs, nil
}

// expandGroups resolves each argument for itself. A file in two groups would
// be compared with itself.
func expandGroups(args []string) ([][]input, error) {
	all, err := expand(args)
	if err != nil {
		return nil, err
	}
	names := map[string]string{}
	for _, in := range all {
		names[in.absolute()] = in.name
	}
	groups, in := make([][]input, len(args)), map[string]string{}
	for i, arg := range args {
		if groups[i], err = expand([]string{arg}); err != nil {
			return nil, err
		}
		for k := range groups[i] {
			f := &groups[i][k]
			f.name = names[f.absolute()]
			if other, twice := in[f.absolute()]; twice {
				return nil, usagef("%s is in two groups, %s and %s: groups must not share a file", f.name, other, arg)
			}
			in[f.absolute()] = arg
		}
	}
	return groups, nil
}

// groupName names the group of an argument: its base name, or all of it where
// another argument has the same.
func groupName(arg string, args []string) string {
	base := func(s string) string {
		b := filepath.Base(filepath.Clean(s))
		return strings.TrimSuffix(b, filepath.Ext(b))
	}
	for _, other := range args {
		if other != arg && base(other) == base(arg) {
			return filepath.ToSlash(filepath.Clean(arg))
		}
	}
	return base(arg)
}

// checkDivision finds out before anything is scored whether --by makes groups
// that can be compared, but for languages, which are found with the scores.
func (o *compareOptions) checkDivision(parts []part) error {
	by, column := findGrouping(o.by)
	switch {
	case o.by == "" || o.by == "language":
		return nil
	case column && !anyKept(parts):
		return usagef("--by %q: no input is a table with such a column; every input can be divided by %s", by.name, strings.Join(groupingNames(), ", "))
	}
	var unscored []analysis.Result
	for i := range parts[0].threads {
		unscored = append(unscored, analysis.Result{Thread: &parts[0].threads[i]})
	}
	return checkGroups(o.by, analysis.Divide(unscored, by.of), o.against)
}

// anyKept reports whether an input has the column that was wanted.
func anyKept(parts []part) bool {
	for _, p := range parts {
		for i := range p.threads {
			for k := range p.threads[i].Comments {
				if p.threads[i].Comments[k].Kept != nil {
					return true
				}
			}
		}
	}
	return false
}
