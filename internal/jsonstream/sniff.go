package jsonstream

import (
	"bytes"
	"regexp"
)

// Sniff looks at the beginning of an input for the keys of a format.
type Sniff struct{ head []byte }

// NewSniff takes the beginning of an input. ok is false where it is not JSON.
func NewSniff(head []byte) (s Sniff, ok bool) {
	head = bytes.TrimLeft(head, "\ufeff \t\r\n")
	return Sniff{head}, len(head) > 0 && (head[0] == '{' || head[0] == '[')
}

// Keys reports whether all keys occur, as keys or as strings.
func (s Sniff) Keys(keys ...string) bool {
	for _, k := range keys {
		if !bytes.Contains(s.head, []byte(`"`+k+`"`)) {
			return false
		}
	}
	return true
}

// First is the first line where it holds more than an opening bracket, else
// the whole head.
func (s Sniff) First() Sniff {
	first, _, _ := bytes.Cut(s.head, []byte("\n"))
	if len(bytes.TrimSpace(first)) < 8 {
		return s
	}
	return Sniff{first}
}

// Find reports whether re matches.
func (s Sniff) Find(re *regexp.Regexp) bool { return re.Match(s.head) }

// Array reports whether the input begins with an array.
func (s Sniff) Array() bool { return s.head[0] == '[' }
