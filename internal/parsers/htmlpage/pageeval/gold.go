// Package pageeval measures how well saved pages are read, on pages with gold:
// NAME.html beside NAME.gold.json.
package pageeval

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"
)

// Item is a comment of the gold standard.
type Item struct {
	ID     string  `json:"id"`
	Parent *string `json:"parent_id"`
	Author string  `json:"author"`
	Time   string  `json:"time"`
	Text   string  `json:"text"`
	Kind   string  `json:"kind"`
	Hidden bool    `json:"hidden"`
}

// Gold is what a page holds.
type Gold struct {
	Path     string `json:"-"` // of the page
	Name     string `json:"-"` // relative to the directory measured, without its ending
	URL      string `json:"url"`
	Title    string `json:"title"`
	Platform string `json:"platform"`
	Comments []Item `json:"comments"`
}

// Load reads the gold of all saved pages below dir, in the order of the names.
func Load(dir string) ([]Gold, error) { return LoadOf(dir, ".html") }

// LoadOf reads the gold of files of another ending, such as ".txt".
func LoadOf(dir, ext string) ([]Gold, error) {
	var out []Gold
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".gold.json") {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		g := Gold{Path: strings.TrimSuffix(path, ".gold.json") + ext}
		if err := json.Unmarshal(data, &g); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		if g.Name, err = filepath.Rel(dir, strings.TrimSuffix(g.Path, ext)); err != nil {
			return err
		}
		if _, err := os.Stat(g.Path); err == nil {
			out = append(out, g)
		}
		return nil
	})
	sort.Slice(out, func(i, j int) bool { return out[i].Name < out[j].Name })
	return out, err
}

// Nested reports whether the gold knows of replies to comments.
func (g *Gold) Nested() bool {
	for _, c := range g.Comments {
		if c.Parent != nil && *c.Parent != "" {
			return true
		}
	}
	return false
}
