package cli

import (
	"encoding/csv"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/undertone-project/undertone/internal/eval"
)

type agreementOptions struct {
	streams    streams
	task       string
	to         string
	output     string
	seed       uint64
	replicates int
}

func newAgreement(s streams) *cobra.Command {
	o := &agreementOptions{streams: s}
	cmd := &cobra.Command{
		Use:   "agreement A.csv B.csv [C.csv...]",
		Short: "Tell how far the coders of a sample agree",
		Long: `Agreement compares sheets of one sample (see 'undertone sample') that were coded
independently: Krippendorff's alpha, percent agreement, Cohen's kappa over all
and by class, each with a bootstrap interval, and who coded what for what. Rows
are matched by id (and thread_id and target, where the sheets have them); a row
without a label counts as not coded. -o writes the rows that the coders disagree
about, to be talked over.`,
		Example: `  undertone agreement ana.csv ben.csv
  undertone agreement ana.csv ben.csv cy.csv -o disagreements.csv`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) < 2 {
				return usagef("%s needs the sheets of two coders or more", cmd.CommandPath())
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error { return o.run(args) },
	}
	f := cmd.Flags()
	f.StringVar(&o.task, "task", "sentiment", "sentiment, target-stance or reply-stance")
	f.StringVar(&o.to, "to", "text", "output: text or json")
	f.StringVarP(&o.output, "output", "o", "", "CSV file to write the disagreements to")
	f.Uint64Var(&o.seed, "seed", 1, "seed of the bootstrap")
	f.IntVar(&o.replicates, "replicates", 2000, "replicates of the bootstrap")
	return cmd
}

func (o *agreementOptions) run(paths []string) error {
	t, err := findTask(o.task)
	if err != nil {
		return err
	}
	if o.to != "text" && o.to != "json" {
		return usagef("--to %q is neither text nor json", o.to)
	}
	s, err := readSheets(t, paths)
	if err != nil {
		return err
	}
	report := eval.Agree(s.coders, t.classes, s.codes, t.scale, eval.Resampling{Seed: o.seed, Replicates: o.replicates})
	report.Task = t.name
	if report.Units == 0 {
		return fmt.Errorf("no row is coded in two of %s: are they sheets of one sample?", strings.Join(paths, ", "))
	}
	if o.output != "" {
		if err := writeTo(o.output, nil, func(w io.Writer) error { return s.disagreements(w, t.classes) }); err != nil {
			return err
		}
	}
	if o.to == "json" {
		return report.WriteJSON(o.streams.out)
	}
	return report.WriteText(o.streams.out)
}

// sheets are the codes of several coders for the same units.
type sheets struct {
	coders []string
	keys   []string // of the units, in the order of the first sheet
	ids    []string
	texts  []string
	codes  [][]int // by coder and unit, -1 for none
}

func readSheets(t task, paths []string) (*sheets, error) {
	s := &sheets{codes: make([][]int, len(paths))}
	at := map[string]int{}
	inputs := make([]input, len(paths))
	for i, p := range paths {
		inputs[i].path = p
	}
	name(inputs)
	var tables []*eval.Gold
	for _, path := range paths {
		g, err := eval.ReadGoldFile(path, "id", "text", "label")
		if err != nil {
			return nil, err
		}
		tables = append(tables, g)
	}
	columns := keyColumns(tables...)
	for c, g := range tables {
		path := paths[c]
		s.coders = append(s.coders, strings.TrimSuffix(inputs[c].name, filepath.Ext(path)))
		labels, err := g.OptionalLabels(t.classes)
		if err != nil {
			return nil, err
		}
		mine := map[string]bool{}
		for i, key := range rowKeys(g, columns) {
			if mine[key] {
				return nil, fmt.Errorf("%s: line %d: the id %q is there twice", path, g.Rows[i].Line, g.Strings("id")[i])
			}
			mine[key] = true
			u, ok := at[key]
			if !ok {
				u = len(s.keys)
				at[key] = u
				s.keys, s.ids, s.texts = append(s.keys, key), append(s.ids, g.Rows[i].Fields[g.Column("id")]), append(s.texts, g.Rows[i].Fields[g.Column("text")])
			}
			for k := range s.codes {
				for len(s.codes[k]) < len(s.keys) {
					s.codes[k] = append(s.codes[k], -1)
				}
			}
			s.codes[c][u] = labels[i]
		}
	}
	return s, nil
}

// disagreements writes the units that got different codes.
func (s *sheets) disagreements(w io.Writer, classes []string) error {
	cw := csv.NewWriter(w)
	header := []string{"id", "text"}
	for _, c := range s.coders {
		header = append(header, "label_"+c)
	}
	if err := cw.Write(header); err != nil {
		return err
	}
	for u := range s.keys {
		row, first, differ := []string{s.ids[u], s.texts[u]}, -1, false
		for _, codes := range s.codes {
			k := codes[u]
			label := ""
			if k >= 0 {
				label = classes[k]
				differ = differ || first >= 0 && k != first
				first = k
			}
			row = append(row, label)
		}
		if !differ {
			continue
		}
		if err := cw.Write(row); err != nil {
			return err
		}
	}
	cw.Flush()
	return cw.Error()
}
