// Package formula keeps spreadsheet programs from running a commenter's text.
// A cell that begins with =, +, -, @, a tab or a carriage return is a formula
// to them, whatever quotes a CSV file puts around it (OWASP, "CSV Injection").
package formula

import (
	"strconv"
	"strings"
)

// begin are the characters that a formula begins with.
const begin = "=+-@\t\r"

// Guard puts an apostrophe, which spreadsheet programs take for "what follows
// is text", before a cell that begins like a formula. Numbers stay as they are:
// "-5" is an id or a count and nothing that could run; so does a lone "-", the
// name of standard input. A cell that is guarded
// already gets one apostrophe more, so that Unguard gives back what was there.
func Guard(cell string) string {
	if !guarded(cell) {
		return cell
	}
	return "'" + cell
}

// Unguard takes away what Guard put before a cell.
func Unguard(cell string) string {
	if rest, ok := strings.CutPrefix(cell, "'"); ok && guarded(rest) {
		return rest
	}
	return cell
}

// guarded reports whether Guard touches the cell.
func guarded(cell string) bool {
	bare := strings.TrimLeft(cell, "'")
	if bare == "" || strings.IndexByte(begin, bare[0]) < 0 {
		return false
	}
	return len(bare) < len(cell) || cell != "-" && !number(cell)
}

// number reports whether the cell is a plain decimal number.
func number(cell string) bool {
	_, err := strconv.ParseFloat(cell, 64)
	return err == nil && !strings.ContainsAny(cell, "nNxX_") // not Inf, NaN, hexadecimal
}
