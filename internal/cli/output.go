package cli

import (
	"io"

	"github.com/undertone-project/undertone/internal/atomicfile"
)

// writeTo calls write with standard output or, where path names a file, with
// that file, which appears only when all went well.
func writeTo(path string, stdout io.Writer, write func(io.Writer) error) error {
	if path == "" || path == "-" {
		return write(stdout)
	}
	f, err := atomicfile.Create(path)
	if err != nil {
		return err
	}
	if err := write(f); err != nil {
		f.Discard()
		return err
	}
	return f.Commit()
}
