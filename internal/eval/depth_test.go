package eval

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestDepths(t *testing.T) {
	for name, c := range map[string]struct {
		table string
		want  []int
	}{
		"given":             {"id,parent_text,depth\na,,0\nb,x,1\nc,y,4\nd,y,?\n", []int{0, 1, 4, 0}},
		"by links":          {"id,parent_id,source_id,parent_text\na,,a,\nb,a,a,x\nc,b,a,y\n", []int{0, 1, 2}},
		"post not in it":    {"id,parent_id,source_id,parent_text\nb,a,a,x\nc,b,a,y\nd,q,a,z\n", []int{1, 2, 2}},
		"by text alone":     {"id,parent_text,source_text\na,,x\nb,x,x\nc,y,x\n", []int{0, 1, 2}},
		"a ring of parents": {"id,parent_id,source_id,parent_text\na,b,p,x\nb,a,p,y\n", []int{4, 4}},
	} {
		t.Run(name, func(t *testing.T) {
			g, err := ReadGold(strings.NewReader(c.table), name, "id", "parent_text")
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(c.want, g.Depths()); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestLinks(t *testing.T) {
	for name, c := range map[string]struct {
		table string
		want  []int
	}{
		"by id":           {"id,parent_id,text\na,,x\nb,a,y\nc,q,z\nd,d,z\n", []int{-1, 0, -1, -1}},
		"by text on page": {"id,page,text,parent_text\na,1,x,\nb,1,y, x\nc,2,y,x\nd,1,x,x\n", []int{-1, 0, -1, 0}},
		"neither":         {"id,text,parent_text\na,x,\nb,y,x\n", []int{-1, -1}},
	} {
		t.Run(name, func(t *testing.T) {
			g, err := ReadGold(strings.NewReader(c.table), name, "id", "text")
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(c.want, g.Links()); d != "" {
				t.Error(d)
			}
		})
	}
}
