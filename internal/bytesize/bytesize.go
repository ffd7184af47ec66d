// Package bytesize reads and writes sizes in bytes as people do: "64MB",
// "1.5GiB", "4096".
package bytesize

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Size is a number of bytes. It is a flag value (pflag.Value).
type Size int64

// units from large to small: powers of 1024 first, so that they are preferred
// where they divide a size.
var units = []struct {
	name string
	n    int64
}{
	{"TiB", 1 << 40}, {"TB", 1e12}, {"GiB", 1 << 30}, {"GB", 1e9}, {"MiB", 1 << 20}, {"MB", 1e6}, {"KiB", 1 << 10}, {"KB", 1e3},
	{"B", 1},
}

// Parse reads a number with or without a unit: B, KB, MB, GB and TB are powers
// of 1000, KiB, MiB, GiB and TiB powers of 1024. Case and a space before the
// unit do not matter. Negative sizes and those beyond 1<<62 are refused.
func Parse(s string) (Size, error) {
	number, factor := strings.TrimSpace(s), int64(1)
	for _, u := range units {
		if n := len(number) - len(u.name); n > 0 && strings.EqualFold(number[n:], u.name) {
			number, factor = strings.TrimSpace(number[:n]), u.n
			break
		}
	}
	v, err := strconv.ParseFloat(number, 64)
	if v *= float64(factor); err != nil || math.IsNaN(v) || v < 0 || v > 1<<62 {
		return 0, fmt.Errorf("%q is not a size such as 64MB, 1.5GiB or 4096", s)
	}
	return Size(v), nil
}

// String writes s with the largest unit that divides it.
func (s Size) String() string {
	for _, u := range units {
		if s >= Size(u.n) && s%Size(u.n) == 0 {
			return strconv.FormatInt(int64(s)/u.n, 10) + u.name
		}
	}
	return strconv.FormatInt(int64(s), 10) + "B"
}

// Set implements pflag.Value.
func (s *Size) Set(text string) error {
	v, err := Parse(text)
	if err == nil {
		*s = v
	}
	return err
}

// Type implements pflag.Value: it is what the help shows after the flag.
func (*Size) Type() string { return "size" }
