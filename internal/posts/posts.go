// Package posts reads the files that models are made from: posts, one JSON
// object a line, which may be compressed, and tables. It is for making and
// measuring models; what users bring, package internal/parsers reads.
package posts

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/klauspost/compress/zstd"

	"github.com/undertone-project/undertone/internal/eval"
)

// maxLine bounds one post, in bytes.
const maxLine = 64 << 20

// Open opens a file, which is read through zstd where its name ends in .zst.
func Open(name string) (io.ReadCloser, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	if !strings.HasSuffix(name, ".zst") {
		return f, nil
	}
	z, err := zstd.NewReader(f)
	if err != nil {
		f.Close()
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return unpacked{z.IOReadCloser(), f}, nil
}

// unpacked closes the file below, too.
type unpacked struct {
	io.ReadCloser
	file *os.File
}

func (u unpacked) Close() error {
	u.ReadCloser.Close()
	return u.file.Close()
}

// Texts reads the texts of a file of posts, or the columns of a table (.csv),
// one after the other; of a table the first column must exist.
func Texts(name string, columns ...string) ([]string, error) {
	if strings.HasSuffix(name, ".csv") {
		g, err := eval.ReadGoldFile(name, columns[0])
		if err != nil {
			return nil, err
		}
		var out []string
		for _, c := range columns {
			out = append(out, g.Strings(c)...)
		}
		return out, nil
	}
	f, err := Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var out []string
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, maxLine)
	for no := 1; sc.Scan(); no++ {
		var post struct {
			Text string `json:"text"`
		}
		if err := json.Unmarshal(sc.Bytes(), &post); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, no, err)
		}
		out = append(out, post.Text)
	}
	if err := sc.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return out, nil
}
