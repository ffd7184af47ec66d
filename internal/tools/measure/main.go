// Command measure compares what undertone makes of data with gold standards,
// and measures what reading costs.
//
//	go run ./internal/tools/measure pages DIR       saved pages: comments, authors, times, parents
//	go run ./internal/tools/measure copied DIR      comment sections copied as text: the same
//	go run ./internal/tools/measure structure DIR   flattened pages: lines, comment starts, parents, their confidence, authors
//	go run ./internal/tools/measure dump --size 1GB a large dump: MB/s and memory, beside decompression alone
package main

import (
	"context"
	"fmt"
	"io"
	"os"

	"github.com/undertone-project/undertone/internal/parsers/htmlpage/pageeval"
	"github.com/undertone-project/undertone/internal/structure/edgetrain"
)

// commands are the measurements by name.
var commands = map[string]func(context.Context, io.Writer, []string) error{
	"pages":     pageeval.Run,
	"copied":    measureCopied,
	"structure": edgetrain.Run,
	"dump":      measureDump,
}

func main() {
	if len(os.Args) < 2 || commands[os.Args[1]] == nil {
		fmt.Fprintln(os.Stderr, "usage: measure pages|copied|structure [flags] DIR, or measure dump [flags]")
		os.Exit(2)
	}
	if err := commands[os.Args[1]](context.Background(), os.Stdout, os.Args[2:]); err != nil {
		fmt.Fprintln(os.Stderr, "measure:", err)
		os.Exit(1)
	}
}
