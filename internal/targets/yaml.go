package targets

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"github.com/undertone-project/undertone/analysis/stance"
)

// maxYAML bounds a list of targets: far beyond any list made by hand.
const maxYAML = 1 << 20

// maxTargets bounds the number of targets and of words for one of them.
const maxTargets = 10_000

// ReadYAML reads a list of targets:
//
//	# who and what the comments take sides on
//	- name: NATO
//	  aliases: [the Alliance, North Atlantic Treaty Organization]
//	  hashtags: [NATO]          # with or without the #
//	  demonyms: []              # people and adjectives: Russian, Russians
//	  opposes: [Russia]         # targets in this list that stand against it
//
// Only name is required. Hashtags become aliases that begin with #, demonyms
// become aliases. Anything else is an error that gives name, the line and
// what to do: unknown keys, names that are empty or occur twice, opposes
// relations to targets that are not in the list.
func ReadYAML(r io.Reader, name string) ([]stance.Target, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxYAML+1))
	if err != nil {
		return nil, fmt.Errorf("reading targets from %s: %w", name, err)
	}
	if len(data) > maxYAML {
		return nil, fmt.Errorf("reading targets from %s: longer than %d bytes", name, maxYAML)
	}
	list, err := parseYAML(data)
	if err != nil {
		var at *lineError
		if errors.As(err, &at) && at.line > 0 {
			return nil, fmt.Errorf("reading targets: %s:%d: %s", name, at.line, at.msg)
		}
		return nil, fmt.Errorf("reading targets from %s: %w", name, err)
	}
	return list, nil
}

type lineError struct {
	line int
	msg  string
}

func (e *lineError) Error() string { return e.msg }

func at(n ast.Node, format string, args ...any) error {
	line := 0
	if n != nil && n.GetToken() != nil && n.GetToken().Position != nil {
		line = n.GetToken().Position.Line
	}
	return &lineError{line, fmt.Sprintf(format, args...)}
}

func parseYAML(data []byte) (list []stance.Target, err error) {
	// The parser is given untrusted text; a fault of its own must not end
	// the program.
	defer func() {
		if p := recover(); p != nil {
			list, err = nil, fmt.Errorf("not a YAML list of targets (%v)", p)
		}
	}()
	file, err := parser.ParseBytes(data, 0)
	if err != nil {
		var se *yaml.SyntaxError
		if errors.As(err, &se) && se.Token != nil && se.Token.Position != nil {
			return nil, &lineError{se.Token.Position.Line, se.Message}
		}
		return nil, err
	}
	lines := map[string]int{}
	var refs []ast.Node
	for _, doc := range file.Docs {
		if doc.Body == nil {
			continue
		}
		seq, ok := doc.Body.(*ast.SequenceNode)
		if !ok {
			return nil, at(doc.Body, "want a list of targets, each beginning with \"- name:\"")
		}
		for _, item := range seq.Values {
			t, opposes, err := parseTarget(item)
			if err != nil {
				return nil, err
			}
			key := phraseKey(t.Name)
			if first, ok := lines[key]; ok {
				return nil, at(item, "target %q is already in line %d: remove one of them", t.Name, first)
			}
			if len(list) == maxTargets {
				return nil, at(item, "more than %d targets", maxTargets)
			}
			lines[key] = item.GetToken().Position.Line
			list, refs = append(list, t), append(refs, opposes...)
		}
	}
	for _, n := range refs {
		if _, ok := lines[phraseKey(scalar(n))]; !ok {
			return nil, at(n, "opposes %q, which is not a target of this list: add it or remove the relation", scalar(n))
		}
	}
	return list, nil
}

// parseTarget reads one item; it also gives the nodes of its opposes list.
func parseTarget(item ast.Node) (t stance.Target, opposes []ast.Node, err error) {
	var values []*ast.MappingValueNode
	switch n := item.(type) {
	case *ast.MappingNode:
		values = n.Values
	case *ast.MappingValueNode:
		values = []*ast.MappingValueNode{n}
	default:
		return t, nil, at(item, "want a target with a name: \"- name: ...\"")
	}
	for _, kv := range values {
		switch key := scalar(kv.Key); key {
		case "name":
			t.Name = strings.TrimSpace(scalar(kv.Value))
			if phraseKey(t.Name) == "" {
				return t, nil, at(kv.Key, "the name is empty: give each target a name")
			}
		case "aliases", "hashtags", "demonyms", "opposes":
			nodes, err := words(kv.Value, key)
			if err != nil {
				return t, nil, err
			}
			for _, n := range nodes {
				w := strings.TrimSpace(scalar(n))
				switch key {
				case "hashtags":
					t.Aliases = append(t.Aliases, "#"+strings.TrimPrefix(w, "#"))
				case "opposes":
					t.Opposes, opposes = append(t.Opposes, w), append(opposes, n)
				default:
					t.Aliases = append(t.Aliases, w)
				}
			}
		default:
			return t, nil, at(kv.Key, "unknown key %q: a target has name, aliases, hashtags, demonyms and opposes", key)
		}
	}
	if t.Name == "" {
		return t, nil, at(item, "a target without a name: add \"name:\"")
	}
	return t, opposes, nil
}

// words gives the nodes of a list of words, or of a single word.
func words(n ast.Node, key string) ([]ast.Node, error) {
	switch v := n.(type) {
	case nil:
		return nil, nil
	case *ast.NullNode:
		return nil, nil
	case *ast.SequenceNode:
		for _, w := range v.Values {
			if phraseKey(scalar(w)) == "" {
				return nil, at(w, "an empty or nested entry in %s: want words", key)
			}
		}
		if len(v.Values) > maxTargets {
			return nil, at(n, "more than %d entries in %s", maxTargets, key)
		}
		return v.Values, nil
	}
	if phraseKey(scalar(n)) == "" {
		return nil, at(n, "want a list of words for %s", key)
	}
	return []ast.Node{n}, nil
}

// scalar is a node's text, or "" for lists and maps.
func scalar(n ast.Node) string {
	switch v := n.(type) {
	case *ast.StringNode:
		return v.Value
	case *ast.LiteralNode:
		return v.Value.Value
	case *ast.SequenceNode, *ast.MappingNode, *ast.MappingValueNode, *ast.NullNode, nil:
		return ""
	case ast.ScalarNode:
		return v.GetToken().Value
	}
	return ""
}

// WriteYAML writes targets as [ReadYAML] reads them. Aliases that begin with
// # are written as hashtags.
func WriteYAML(w io.Writer, list []stance.Target) error {
	type item struct {
		Name     string   `yaml:"name"`
		Aliases  []string `yaml:"aliases,omitempty,flow"`
		Hashtags []string `yaml:"hashtags,omitempty,flow"`
		Opposes  []string `yaml:"opposes,omitempty,flow"`
	}
	items := make([]item, 0, len(list))
	for _, t := range list {
		it := item{Name: t.Name, Opposes: t.Opposes}
		for _, a := range t.Aliases {
			if tag, ok := strings.CutPrefix(a, "#"); ok {
				it.Hashtags = append(it.Hashtags, tag)
			} else {
				it.Aliases = append(it.Aliases, a)
			}
		}
		items = append(items, it)
	}
	b, err := yaml.Marshal(items)
	if err != nil {
		return fmt.Errorf("writing targets: %w", err)
	}
	if _, err := w.Write(b); err != nil {
		return fmt.Errorf("writing targets: %w", err)
	}
	return nil
}

// ParseFlag reads one target as given on a command line: NAME or
// NAME=alias,alias. Aliases that begin with # are hashtags.
func ParseFlag(value string) (stance.Target, error) {
	name, rest, has := strings.Cut(value, "=")
	t := stance.Target{Name: strings.TrimSpace(name)}
	if phraseKey(t.Name) == "" {
		return stance.Target{}, fmt.Errorf("target %q has no name: write NAME or NAME=alias,alias", value)
	}
	if !has {
		return t, nil
	}
	for _, a := range strings.Split(rest, ",") {
		if a = strings.TrimSpace(a); phraseKey(a) == "" {
			return stance.Target{}, fmt.Errorf("target %q has an empty alias: write NAME=alias,alias", value)
		}
		t.Aliases = append(t.Aliases, a)
	}
	return t, nil
}
