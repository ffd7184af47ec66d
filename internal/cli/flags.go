package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/undertone-project/undertone/analysis"
	"github.com/undertone-project/undertone/analysis/stance"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/bytesize"
	"github.com/undertone-project/undertone/internal/parsers"
	"github.com/undertone-project/undertone/internal/parsers/table"
	"github.com/undertone-project/undertone/internal/pseudonym"
	"github.com/undertone-project/undertone/internal/spill"
	"github.com/undertone-project/undertone/internal/targets"
	"github.com/undertone-project/undertone/reports/export"
)

// common are the flags that most commands share. A command registers the
// groups that mean something to it.
type common struct {
	format        string
	columns       map[string]string
	captured      string
	timezone      string
	minConfidence float64
	minStance     float64
	memory        bytesize.Size
	limits        analysis.Limits
	strict        bool
	quiet         bool

	targets     []string
	targetsFile string
	sentiment   string
	stance      string
	jobs        int

	excel        bool
	keepFormulas bool
	keyFile      string
	dropText     bool
	tables       []string // of report and compare, beside CSV
	noPage       bool     // likewise
}

// reading registers the flags about input.
func (c *common) reading(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&c.format, "format", "", "format of the input instead of recognising it (see 'undertone formats')")
	f.StringToStringVar(&c.columns, "columns", nil, "columns of a table, as NAME=ITS_NAME,...; names: "+strings.Join(table.Columns(), ", "))
	f.StringVar(&c.captured, "captured", "", "when the input was saved (RFC 3339 or a date), for dates such as \"3 hours ago\"")
	f.StringVar(&c.timezone, "timezone", "", "zone of times that state none, such as Europe/London or UTC")
	f.Float64Var(&c.minConfidence, "min-confidence", 0, "probability below which an inferred reply edge is not given (0 for the default)")
	c.memory = spill.DefaultMemory
	f.Var((*limitFlag)(&c.limits), "limit", limitUsage())
	must(cmd.RegisterFlagCompletionFunc("limit", cobra.FixedCompletions(limitCompletions(), cobra.ShellCompDirectiveNoSpace|cobra.ShellCompDirectiveNoFileComp)))
	f.Var(&c.memory, "memory", "bytes of unfinished threads to hold in memory; more than that waits in temporary files (in TMPDIR)")
	f.BoolVar(&c.strict, "strict", false, "fail when a record cannot be read instead of skipping it")
	f.BoolVarP(&c.quiet, "quiet", "q", false, "no progress and no warnings")
	must(cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(parsers.Names(parsers.All()), cobra.ShellCompDirectiveNoFileComp)))
}

// scoring registers the flags about engines and targets.
func (c *common) scoring(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringArrayVar(&c.targets, "target", nil, "target of stances, as NAME[=alias,alias...]; repeat for more (default: the most discussed names)")
	f.StringVar(&c.targetsFile, "targets", "", "YAML file of targets (see 'undertone targets')")
	f.StringVar(&c.sentiment, "sentiment", analysis.DefaultSentiment, "sentiment engine (see 'undertone engines')")
	f.StringVar(&c.stance, "stance", analysis.DefaultStance, "stance engine")
	f.Float64Var(&c.minStance, "stance-threshold", 0, "probability below which a side toward a target is not given (0 for the default)")
	f.IntVar(&c.jobs, "jobs", 0, "goroutines that score (0 for one a core); results do not depend on it")
	for _, task := range []analysis.Task{analysis.TaskSentiment, analysis.TaskStance} {
		must(cmd.RegisterFlagCompletionFunc(string(task), cobra.FixedCompletions(engineNames(task), cobra.ShellCompDirectiveNoFileComp)))
	}
	must(cmd.MarkFlagFilename("targets", "yaml", "yml"))
}

// writing registers the flags about tables.
func (c *common) writing(cmd *cobra.Command) {
	f := cmd.Flags()
	f.BoolVar(&c.excel, "excel", false, "begin CSV files with a byte order mark, so that spreadsheet programs read them as UTF-8")
	f.BoolVar(&c.keepFormulas, "keep-formulas", false, "leave CSV cells that begin like a formula (=, +, -, @) without the apostrophe that disarms them")
}

// privacy registers the flags about what of people and their words is kept.
func (c *common) privacy(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&c.keyFile, "pseudonymise", "", "replace names of commenters, @mentions of them included, by pseudonyms under the key in this file (16 bytes or more)")
	f.BoolVar(&c.dropText, "drop-text", false, "leave the words of posts and comments out of everything that is written")
	must(cmd.MarkFlagFilename("pseudonymise"))
}

// maxKey bounds how much of a key file is read, in bytes.
const maxKey = 4 << 10

// readKey reads the key of pseudonyms; nil without the flag.
func (c *common) readKey() ([]byte, error) {
	if c.keyFile == "" {
		return nil, nil
	}
	f, err := os.Open(c.keyFile)
	if err != nil {
		return nil, fmt.Errorf("--pseudonymise: %w; a key can be made with: head -c 32 /dev/urandom | base64 > %s", err, c.keyFile)
	}
	defer f.Close()
	key, err := io.ReadAll(io.LimitReader(f, maxKey))
	if err != nil {
		return nil, fmt.Errorf("--pseudonymise: reading the key: %w", err)
	}
	key = bytes.TrimSpace(key)
	if _, err := pseudonym.New(key); err != nil {
		return nil, fmt.Errorf("--pseudonymise: %s: %w", c.keyFile, err)
	}
	return key, nil
}

// strip takes out of a thread what the flags want left out.
func (c *common) strip(t *thread.Thread) {
	if c.dropText {
		t.DropText()
	}
}

// encodings registers the flags about the tables and the page of a directory.
func (c *common) encodings(cmd *cobra.Command) {
	names := export.Encodings()
	cmd.Flags().StringSliceVar(&c.tables, "to", nil, "encodings of the full tables, of "+strings.Join(names, ", ")+"; CSV is always written")
	must(cmd.RegisterFlagCompletionFunc("to", cobra.FixedCompletions(names, cobra.ShellCompDirectiveNoFileComp)))
	cmd.Flags().BoolVar(&c.noPage, "no-page", false, "leave out index.html, the web page")
}

// checkEncodings refuses encodings that do not exist, and ones named twice.
func (c *common) checkEncodings() error {
	for i, name := range c.tables {
		if !slices.Contains(export.Encodings(), name) || slices.Contains(c.tables[:i], name) {
			return usagef("--to: %q is none of %s, or named twice", name, strings.Join(export.Encodings(), ", "))
		}
	}
	return nil
}

// style is how the flags want a table written.
func (c *common) style(encoding string) export.Style {
	return export.Style{Encoding: encoding, Excel: c.excel, KeepFormulas: c.keepFormulas}
}

func engineNames(task analysis.Task) []string {
	var names []string
	for _, e := range analysis.Engines() {
		if e.Task == task {
			names = append(names, e.Name)
		}
	}
	return names
}

// must guards calls that fail only when a flag's name is misspelt here.
func must(err error) {
	if err != nil {
		panic(err)
	}
}

// options checks the flags and turns them into options.
func (c *common) options() (analysis.Options, error) {
	opt := analysis.Options{
		Format: c.format, Columns: c.columns, Sentiment: c.sentiment, Stance: c.stance, Jobs: c.jobs,
		MinParentConfidence: c.minConfidence, MinStance: c.minStance, Memory: int64(c.memory), Limits: c.limits,
	}
	if !(c.minStance >= 0 && c.minStance <= 1) {
		return opt, usagef("--stance-threshold %v is not between 0 and 1", c.minStance)
	}
	if !(c.minConfidence >= 0 && c.minConfidence <= 1) {
		return opt, usagef("--min-confidence %v is not between 0 and 1", c.minConfidence)
	}
	if c.jobs < 0 {
		return opt, usagef("--jobs %d is no number of goroutines: give 0 for one a core, or more", c.jobs)
	}
	if c.format != "" {
		if _, err := parsers.Named(parsers.All(), c.format); err != nil {
			return opt, usageError{err}
		}
	}
	for name := range c.columns {
		if !slices.Contains(table.Columns(), name) {
			return opt, usagef("--columns: no column is called %q; there are: %s", name, strings.Join(table.Columns(), ", "))
		}
	}
	if err := errors.Join(analysis.CheckEngine(analysis.TaskSentiment, c.sentiment), analysis.CheckEngine(analysis.TaskStance, c.stance)); err != nil {
		return opt, usageError{err}
	}
	if err := c.times(&opt); err != nil {
		return opt, err
	}
	var err error
	if opt.PseudonymKey, err = c.readKey(); err != nil {
		return opt, err
	}
	opt.Targets, err = c.readTargets()
	return opt, err
}

func (c *common) times(opt *analysis.Options) error {
	if c.timezone != "" {
		loc, err := time.LoadLocation(c.timezone)
		if err != nil || c.timezone == "Local" {
			return usagef("--timezone %q is not a zone such as Europe/London or UTC", c.timezone)
		}
		opt.Location = loc
	}
	if c.captured == "" {
		return nil
	}
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04", "2006-01-02 15:04", "2006-01-02"} {
		loc := opt.Location
		if loc == nil {
			loc = time.UTC
		}
		if t, err := time.ParseInLocation(layout, c.captured, loc); err == nil {
			opt.Captured = t
			return nil
		}
	}
	return usagef("--captured %q is not a time such as 2022-01-21T09:30:00Z or 2022-01-21", c.captured)
}

func (c *common) readTargets() ([]stance.Target, error) {
	var out []stance.Target
	if c.targetsFile != "" {
		f, err := os.Open(c.targetsFile)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		if out, err = targets.ReadYAML(f, c.targetsFile); err != nil {
			return nil, err
		}
		if len(out) == 0 {
			return nil, fmt.Errorf("%s names no target: leave --targets out to take the most discussed names", c.targetsFile)
		}
	}
	for _, arg := range c.targets {
		t, err := targets.ParseFlag(arg)
		if err != nil {
			return nil, usagef("--target: %w", err)
		}
		out = append(out, t)
	}
	seen := map[string]bool{}
	for _, t := range out {
		if seen[t.Name] {
			return nil, usagef("target %q is given twice", t.Name)
		}
		seen[t.Name] = true
	}
	return out, nil
}

// needInput is the argument check of commands that read input.
func needInput(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return usagef("%s needs an INPUT: a file, a directory, a glob or - for standard input", cmd.CommandPath())
	}
	return nil
}

// sortedKeys gives the keys in an order that does not depend on the map.
func sortedKeys[V any](m map[string]V) []string {
	return slices.Sorted(maps.Keys(m))
}

// settings are the options that the output depends on, for the manifest. Jobs
// and paths are not among them.
func (c *common) settings(a *analysis.Analyzer, targets []stance.Target, more map[string]string) map[string]string {
	var list []string
	for _, t := range targets {
		s := t.Name
		if len(t.Aliases) > 0 {
			s += "=" + strings.Join(t.Aliases, ",")
		}
		if len(t.Opposes) > 0 {
			s += " (opposes " + strings.Join(t.Opposes, ", ") + ")"
		}
		list = append(list, s)
	}
	settings := map[string]string{
		"sentiment": a.SentimentEngine(), "stance": a.StanceEngine(),
		"targets": strings.Join(list, "; "),
	}
	maps.Copy(settings, more)
	for name, value := range map[string]string{"format": c.format, "captured": c.captured, "timezone": c.timezone} {
		if value != "" {
			settings[name] = value
		}
	}
	if key := a.Pseudonyms(); key != "" {
		settings["pseudonyms"] = key
	}
	if c.dropText {
		settings["drop_text"] = "true"
	}
	if c.excel {
		settings["excel"] = "true"
	}
	if c.keepFormulas {
		settings["keep_formulas"] = "true"
	}
	if c.minConfidence > 0 {
		settings["min_confidence"] = strconv.FormatFloat(c.minConfidence, 'g', -1, 64)
	}
	if c.minStance > 0 {
		settings["stance_threshold"] = strconv.FormatFloat(c.minStance, 'g', -1, 64)
	}
	for name, column := range c.columns {
		settings["column_"+name] = column
	}
	return settings
}
