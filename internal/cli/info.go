package cli

import (
	"errors"
	"fmt"
	"runtime"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/undertone-project/undertone/analysis"
	"github.com/undertone-project/undertone/analysis/stance"
	"github.com/undertone-project/undertone/internal/numeral"
	"github.com/undertone-project/undertone/internal/targets"
)

func noArgs(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usagef("%s takes no arguments", cmd.CommandPath())
	}
	return nil
}

func newEngines(s streams) *cobra.Command {
	return &cobra.Command{
		Use:   "engines",
		Short: "List the sentiment and stance engines",
		Args:  noArgs,
		RunE: func(*cobra.Command, []string) error {
			w := tabwriter.NewWriter(s.out, 0, 8, 2, ' ', 0)
			for _, e := range analysis.Engines() {
				name := e.Name
				if e.Default {
					name += " (default)"
				}
				fmt.Fprintf(w, "%s\t%s\t%s\n", e.Task, name, e.Description)
			}
			return w.Flush()
		},
	}
}

func newVersion(s streams) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version",
		Args:  noArgs,
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprintf(s.out, "undertone %s (%s, %s/%s)\n", analysis.Version, runtime.Version(), runtime.GOOS, runtime.GOARCH)
			return err
		},
	}
}

type targetsOptions struct {
	common
	streams streams
	max     int
}

func newTargets(s streams) *cobra.Command {
	o := &targetsOptions{streams: s}
	cmd := &cobra.Command{
		Use:   "targets INPUT...",
		Short: "Propose targets of stances as YAML, for editing",
		Long: `Targets prints the most discussed people, organisations, places and policies as
the YAML that --targets reads, with how many comments name each.`,
		Example: `  undertone targets thread.txt > targets.yaml
  undertone report thread.txt --targets targets.yaml -o report`,
		Args: needInput,
		RunE: func(cmd *cobra.Command, args []string) error { return o.run(cmd, args) },
	}
	o.reading(cmd)
	cmd.Flags().IntVar(&o.max, "max", 20, "how many to propose at most")
	return cmd
}

func (o *targetsOptions) run(cmd *cobra.Command, args []string) error {
	if o.max < 1 {
		return usagef("--max %d is less than 1", o.max)
	}
	w := newWarner(o.streams, o.quiet)
	defer w.close()
	_, threads, err := o.readAll(cmd.Context(), o.streams, args, w)
	if err != nil {
		return err
	}
	proposals := analysis.ProposeTargets(threads, o.max)
	if len(proposals) == 0 {
		return errors.New("no name is discussed in the input")
	}
	list := make([]stance.Target, len(proposals))
	for i, p := range proposals {
		by := ""
		if p.Authors > 0 {
			by = " by " + numeral.Plural(p.Authors, "author")
		}
		fmt.Fprintf(o.streams.out, "# %s%s, %s: %s\n", numeral.Plural(p.Comments, "comment"), by, numeral.Plural(p.Mentions, "mention"), p.Name)
		list[i] = p.Target
	}
	return targets.WriteYAML(o.streams.out, list)
}
