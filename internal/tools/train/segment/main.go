// Command segment makes and measures the weights by which plain text is divided
// into an article and the comments under it.
//
//	go run ./internal/tools/train/segment [-o DIR2] DIR                        fit the weights and write them
//	go run ./internal/tools/train/segment measure [-folds N] [-salt TEXT] DIR  cross-validate by site
//
// DIR holds flat/, html/ and trees/.
package main

import (
	"context"
	"fmt"
	"os"

	"github.com/undertone-project/undertone/internal/parsers/plaintext/segeval"
	"github.com/undertone-project/undertone/internal/parsers/plaintext/segtrain"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "segment:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) > 0 && args[0] == "measure" {
		return segeval.Run(context.Background(), os.Stdout, args[1:])
	}
	return segtrain.Run(args, os.Stdout)
}
