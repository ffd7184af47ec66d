package segtrain

import (
	"compress/gzip"
	"errors"
	"flag"
	"fmt"
	"io"
	"path/filepath"

	"github.com/undertone-project/undertone/internal/atomicfile"
	"github.com/undertone-project/undertone/internal/forest"
)

// cutoff is the difference between its weights below which a feature is not
// shipped.
const cutoff = 0.15

// trainFolds is into how many folds the sites are divided for what the second
// step learns from.
const trainFolds = 5

// Run is the command that makes the weights of package segment: it fits them to
// the corpus in DIR and writes them to five files: the random field's, those of
// the trees for the starts and for the article's end, the wording's and the
// register's. The same corpus gives the same bytes.
func Run(args []string, stdout io.Writer) error {
	fs := flag.NewFlagSet("segments", flag.ContinueOnError)
	out := fs.String("o", "internal/parsers/plaintext/segment", "folder to write weights.tsv.gz, starts.tsv.gz, ends.tsv.gz, wording.tsv.gz and register.tsv.gz to")
	if err := fs.Parse(args); err != nil {
		return err
	}
	if fs.NArg() != 1 {
		return errors.New("segments: want the folder that holds flat/, html/ and trees/")
	}
	corpus, err := Load(fs.Arg(0))
	if err != nil {
		return err
	}
	m := NewFitter(corpus, Division{Folds: trainFolds}, DefaultOptions(), DefaultBoost()).All()
	const made = "Made by: go run ./internal/tools/train/segment DIR"
	for _, file := range []struct {
		name  string
		write func(w io.Writer) error
	}{
		{"weights.tsv.gz", func(w io.Writer) error {
			return Write(w, m, cutoff, "Weights of package segment. "+made, "name, then the weights of article, header, start, continue")
		}},
		{"starts.tsv.gz", func(w io.Writer) error {
			return forest.Write(w, m.Starts, "Trees of package segment. "+made, "log odds of a start, then a tree a line: number,left,right,cut of each node")
		}},
		{"ends.tsv.gz", func(w io.Writer) error {
			return forest.Write(w, m.Ends, "Trees of package segment for the end of the article. "+made, "0, then a tree a line: number,left,right,cut of each node")
		}},
		{"wording.tsv.gz", func(w io.Writer) error {
			return WriteWords(w, m.Wording, "Wording of package segment. "+made, "name, then its log odds of a start")
		}},
		{"register.tsv.gz", func(w io.Writer) error {
			return WriteWords(w, m.Register, "Register of package segment. "+made, "name, then its log odds of a comment")
		}},
	} {
		if err := pack(filepath.Join(*out, file.name), file.write); err != nil {
			return err
		}
	}
	fmt.Fprintf(stdout, "segments: %d documents, %d features, %d trees, %d features of wording, %d of register, written to %s\n",
		len(corpus.Without(nil)), len(m.Weights), len(m.Starts.Trees)+len(m.Ends.Trees), len(m.Wording), len(m.Register), *out)
	return nil
}

// pack writes a compressed file, completely or not at all.
func pack(name string, write func(io.Writer) error) error {
	f, err := atomicfile.Create(name)
	if err != nil {
		return err
	}
	defer f.Discard()
	z, err := gzip.NewWriterLevel(f, gzip.BestCompression)
	if err != nil {
		return err
	}
	if err := errors.Join(write(z), z.Close()); err != nil {
		return err
	}
	return f.Commit()
}
