package execengine

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"sync"
)

// tailBytes of standard error are kept for messages.
const tailBytes = 2048

// tail passes on what it is written and keeps the end of it.
type tail struct {
	mu   sync.Mutex
	pass io.Writer
	end  []byte
}

// Write implements io.Writer.
func (t *tail) Write(b []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.end = append(t.end, b...)
	if len(t.end) > tailBytes {
		t.end = append([]byte(nil), t.end[len(t.end)-tailBytes:]...)
	}
	if t.pass != nil {
		// A broken destination must not stop the program.
		_, _ = t.pass.Write(b)
	}
	return len(b), nil
}

// lines are the last few lines for an error message.
func (t *tail) lines() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	all := strings.Split(strings.TrimSpace(string(bytes.ToValidUTF8(t.end, []byte("?")))), "\n")
	if len(all) == 1 && all[0] == "" {
		return ""
	}
	return fmt.Sprintf("; it wrote last: %s", strings.Join(all[max(0, len(all)-3):], " | "))
}

// split parts a command into words as a shell does: single and double
// quotation marks keep spaces, a backslash keeps the next character outside
// single ones.
func split(command string) ([]string, error) {
	var words []string
	var word strings.Builder
	in, quote := false, rune(0)
	escaped := false
	for _, r := range command {
		switch {
		case escaped:
			word.WriteRune(r)
			escaped = false
		case r == '\\' && quote != '\'':
			escaped, in = true, true
		case quote != 0 && r == quote:
			quote = 0
		case quote != 0:
			word.WriteRune(r)
		case r == '\'' || r == '"':
			quote, in = r, true
		case r == ' ' || r == '\t' || r == '\n':
			if in {
				words = append(words, word.String())
				word.Reset()
				in = false
			}
		default:
			word.WriteRune(r)
			in = true
		}
	}
	if quote != 0 || escaped {
		return nil, fmt.Errorf("a quotation mark or backslash is not closed in %q", command)
	}
	if in {
		words = append(words, word.String())
	}
	return words, nil
}
