package cli

import (
	"github.com/spf13/cobra"

	"github.com/undertone-project/undertone/reports/chart"
)

// directory are the flags of the commands that write a directory of charts,
// tables and a page: report and compare.
type directory struct {
	output string
	force  bool
	seed   uint64
	level  float64
	images images
	image  chart.Output
}

// register registers the flags; seeded says what the seed is of.
func (d *directory) register(cmd *cobra.Command, seeded string) {
	f := cmd.Flags()
	f.StringVarP(&d.output, "output", "o", "", "directory to write")
	f.BoolVar(&d.force, "force", false, "overwrite files in the directory that undertone did not write")
	f.Uint64Var(&d.seed, "seed", 1, "seed of "+seeded)
	f.Float64Var(&d.level, "level", 0.95, "level of the intervals")
	must(cmd.MarkFlagDirname("output"))
	d.images.register(cmd)
}

// check checks the flags of the command.
func (d *directory) check(command string) (err error) {
	switch {
	case d.output == "":
		return usagef("%s needs -o DIR, the directory to write", command)
	case !(d.level > 0 && d.level < 1):
		return usagef("--level %v is not between 0 and 1", d.level)
	}
	d.image, err = d.images.output()
	return err
}
