// Package cli is undertone's command line: one file a command. Commands parse
// flags, call analysis and reports, and print; they compute nothing.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/undertone-project/undertone/analysis/format"
)

// Exit codes.
const (
	exitDone         = 0
	exitFailed       = 1
	exitUsage        = 2
	exitUnrecognized = 3
)

// streams are the process's standard streams, injected so that tests need no
// process.
type streams struct {
	in       io.Reader
	out, err io.Writer
	// outTerminal and errTerminal say whether a person looks at the stream.
	outTerminal, errTerminal bool
}

// Main runs the command line with the process's streams and returns the exit
// code.
func Main(args []string) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	return run(ctx, args, streams{
		in: os.Stdin, out: os.Stdout, err: os.Stderr,
		outTerminal: isTerminal(os.Stdout), errTerminal: isTerminal(os.Stderr),
	})
}

// usageError marks errors in how the program was called.
type usageError struct{ err error }

func (e usageError) Error() string { return e.err.Error() }
func (e usageError) Unwrap() error { return e.err }

func usagef(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// run executes one command line and maps its error to an exit code.
func run(ctx context.Context, args []string, s streams) int {
	root := newRoot(s)
	root.SetArgs(args)
	root.SetIn(s.in)
	root.SetOut(s.out)
	root.SetErr(s.err)
	cmd, err := root.ExecuteContextC(ctx)
	if err == nil || errors.Is(err, syscall.EPIPE) {
		// A closed pipe downstream ("| head") is no failure.
		return exitDone
	}
	if ctx.Err() != nil {
		err = errors.New("interrupted")
	}
	fmt.Fprintf(s.err, "undertone: %v\n", err)
	var usage usageError
	switch {
	case errors.As(err, &usage):
		fmt.Fprintf(s.err, "Run '%s --help' for usage.\n", cmd.CommandPath())
		return exitUsage
	case errors.Is(err, format.ErrUnrecognized):
		return exitUnrecognized
	}
	return exitFailed
}

func newRoot(s streams) *cobra.Command {
	root := &cobra.Command{
		Use:   "undertone",
		Short: "Read the discussion under articles: who replied to whom, tone, stance, and charts with their uncertainty",
		Long: `undertone reads the discussion under blog posts and articles, rebuilds who
replied to whom, scores each comment's sentiment and stance, and draws the
aggregate trends as PNG reports, every figure behind them exported as CSV.

Standard output carries data only; progress and warnings go to standard error.
Exit codes: 0 done, 1 failed, 2 usage, 3 input not recognised.`,
		Example: `  undertone report thread.txt -o report
  undertone parse thread.txt
  undertone score comments.csv --to csv > scores.csv`,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usagef("unknown command %q", args[0])
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	root.AddCommand(newParse(s), newScore(s), newReport(s), newCompare(s), newExplain(s), newSample(s), newAgreement(s), newEvaluate(s), newTrain(s), newTargets(s), newFormats(s), newEngines(s), newVersion(s))
	return root
}
