package segtrain

import (
	"compress/gzip"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
)

// cutoff is the difference between its weights below which a feature is not
// shipped.
const cutoff = 0.15

// Run is the command that makes the weights of package segment: it fits them to
// the corpus in DIR and writes them to a file. The same corpus gives the same
// bytes.
func Run(args []string, stdout io.Writer) error {
	fs := flag.NewFlagSet("segments", flag.ContinueOnError)
	out := fs.String("o", "internal/parsers/plaintext/segment/weights.tsv.gz", "file to write the weights to")
	also := fs.String("also", "", "a further page to fit to, its gold in the folder gold beside it")
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
	if *also != "" {
		if err := corpus.Add(*also); err != nil {
			return err
		}
	}
	docs := corpus.Without(nil)
	m := Train(docs, DefaultOptions())
	f, err := os.Create(*out)
	if err != nil {
		return err
	}
	z, err := gzip.NewWriterLevel(f, gzip.BestCompression)
	if err != nil {
		return err
	}
	err = Write(z, m, cutoff,
		"Weights of package segment. Made by: go run ./internal/tools/train/segment -also PAGE DIR",
		"name, then the weights of article, header, start, continue")
	if err := errors.Join(err, z.Close(), f.Close()); err != nil {
		return err
	}
	fmt.Fprintf(stdout, "segments: %d documents, %d features, written to %s\n", len(docs), len(m.Weights), *out)
	return nil
}
