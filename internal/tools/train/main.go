// Command train makes the constants and weights that undertone ships from
// the data they are fitted on. Each subcommand prints or writes one model and
// gives the same bytes on every run.
package main

import (
	"fmt"
	"io"
	"os"
)

// command is one model that can be trained.
type command struct {
	name, args, what string
	run              func(args []string, out io.Writer) error
}

// commands in the order of the usage text.
var commands = []command{
	{"lexicon", "DIR", "the lexicon engine's calibration, from the sentiment tables in DIR", trainLexicon},
	{"cdipaolo", "DIR", "the neutral zone of the cdipaolo engine, from the sentiment tables in DIR", trainNaiveBayes},
	{"sentiment", "[-o FILE] [-any-data] DIR", "the default sentiment engine's weights, from the folders sentiment and threads in DIR", trainSentiment},
	{"accuracy", "[-engine NAME] DIR", "no model: the table of the sentiment engines' accuracy on the sets in DIR", printAccuracy},
	{"generality", "DIR", "no model: the default engine's training measured on sources that were left out of it", printGenerality},
	{"stance", "DIR [MODELS]", "the stance engines' weights, from the folders target-stance and reply-stance in DIR", trainStance},
	{"stance-words", "DIR [MODELS]", "of what stance makes, the company that words keep alone, from the texts in DIR", stanceWords},
	{"stance-marks", "DIR", "nothing: measures stance models of single sets in DIR beside a plain regression", stanceMarks},
	{"edges", "DIR", "the weights of who replies to whom, from DIR/flat and DIR/trees", trainEdges},
}

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func run(args []string, out io.Writer) error {
	if len(args) > 0 {
		for _, c := range commands {
			if c.name == args[0] {
				return c.run(args[1:], out)
			}
		}
	}
	for _, c := range commands {
		fmt.Fprintf(os.Stderr, "train %s %s\n\t%s\n", c.name, c.args, c.what)
	}
	return fmt.Errorf("name one of the models above")
}
