package cli

import (
	"fmt"
	"strings"

	"github.com/undertone-project/undertone/analysis"
	"github.com/undertone-project/undertone/internal/bytesize"
)

// limitFlag is --limit NAME=VALUE, which may be repeated.
type limitFlag analysis.Limits

func (l *limitFlag) Set(s string) error {
	name, value, ok := strings.Cut(s, "=")
	if !ok {
		return fmt.Errorf("%q is not NAME=VALUE", s)
	}
	n, err := bytesize.Parse(value)
	if err != nil {
		return err
	}
	return (*analysis.Limits)(l).Set(strings.TrimSpace(name), int64(n))
}

// String is empty: the defaults are told by docs/formats.md.
func (l *limitFlag) String() string { return "" }

// Type names the value in the help.
func (l *limitFlag) Type() string { return "name=value" }

func limitUsage() string {
	names, bounds := analysis.LimitNames()
	parts := make([]string, len(names))
	for i := range names {
		parts[i] = names[i] + " (" + bounds[i] + ")"
	}
	return "raise or lower what reading an untrusted input may cost, as NAME=VALUE, such as record=64MiB; repeat for more; names: " + strings.Join(parts, ", ")
}

func limitCompletions() []string {
	names, _ := analysis.LimitNames()
	for i := range names {
		names[i] += "="
	}
	return names
}
