// Command undertone reads the discussion under articles, rebuilds who replied
// to whom, scores sentiment and stance, and draws reports.
package main

import (
	"os"

	"github.com/undertone-project/undertone/internal/cli"
)

func main() { os.Exit(cli.Main(os.Args[1:])) }
