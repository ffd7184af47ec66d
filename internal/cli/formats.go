package cli

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/undertone-project/undertone/internal/parsers"
)

// formatsOptions are the flags of `undertone formats`.
type formatsOptions struct {
	streams streams
	to      string
	short   bool
}

func newFormats(s streams) *cobra.Command {
	o := &formatsOptions{streams: s}
	cmd := &cobra.Command{
		Use:   "formats",
		Short: "List the input formats in the order in which they are tried",
		Long: `Formats lists the input formats, with how their files are called, how they
begin, and where they come from. The format of an input is recognised by its
content first and its name second; the best match wins, the earlier one between
equals. --format NAME skips that.

Compressed files (gzip, zstd, bzip2) and archives (tar, zip, WARC, MHTML) are
read through.`,
		Example: `  undertone formats --short
  undertone parse --format mbox archive.txt`,
		Args: noArgs,
		RunE: func(*cobra.Command, []string) error { return o.run() },
	}
	cmd.Flags().BoolVar(&o.short, "short", false, "names and descriptions only")
	cmd.Flags().StringVar(&o.to, "to", "text", "text or json")
	must(cmd.RegisterFlagCompletionFunc("to", cobra.FixedCompletions([]string{"text", "json"}, cobra.ShellCompDirectiveNoFileComp)))
	return cmd
}

// formatRow is a format as JSON has it.
type formatRow struct {
	Name        string `json:"name"`
	Description string `json:"description"`
	Files       string `json:"files"`
	Begins      string `json:"begins"`
	From        string `json:"from"`
}

func (o *formatsOptions) run() error {
	examples := parsers.Examples()
	rows := make([]formatRow, 0, len(examples))
	for i, f := range parsers.All() {
		e := examples[i]
		rows = append(rows, formatRow{f.Name(), f.Describe(), e.Files, e.Begins, e.Hint})
	}
	switch {
	case o.to == "json":
		enc := json.NewEncoder(o.streams.out)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		return enc.Encode(rows)
	case o.to != "text":
		return usagef("--to %q is neither text nor json", o.to)
	case o.short:
		return shortFormats(o.streams.out, rows)
	}
	return longFormats(o.streams.out, rows)
}

func shortFormats(out io.Writer, rows []formatRow) error {
	w := tabwriter.NewWriter(out, 0, 8, 2, ' ', 0)
	for _, r := range rows {
		fmt.Fprintf(w, "%s\t%s\n", r.Name, r.Description)
	}
	return w.Flush()
}

// beginning is how much of an example's first line is printed.
const beginning = 100

func longFormats(out io.Writer, rows []formatRow) error {
	for _, r := range rows {
		begins, _, _ := strings.Cut(strings.ReplaceAll(r.Begins, "\t", "<tab>"), "\n")
		if _, err := fmt.Fprintf(out, "%s\n    %s\n    files:  %s\n    begins: %s\n    from:   %s\n", r.Name, r.Description, r.Files, shorten(begins, beginning), r.From); err != nil {
			return err
		}
	}
	return nil
}
