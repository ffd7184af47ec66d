// Package train fits the weights of the stance engines on labelled tables and
// measures them: by cross-validation that keeps the comments of a page (a
// forum, an article) together, and on sets that no weight was fitted on.
package train

import (
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/undertone-project/undertone/analysis/stance"
	"github.com/undertone-project/undertone/internal/eval"
	"github.com/undertone-project/undertone/internal/stancedetect"
)

// Example is one labelled row of either task.
type Example struct {
	ID    string
	Set   string // the table it comes from
	Group string // kept together in cross-validation
	Label int
	// Target and Rivals are for stances toward targets.
	Text   string
	Target stance.Target
	Rivals []stance.Target
	// Reply is for stances toward a parent.
	Reply  stance.Reply
	Weight float64
	// Base is Weight before the classes were evened out.
	Base     float64
	Platform string // as the table says
	// Parent is the index of the row of the parent within the set, -1 where it
	// is not among the rows; Author names the writer where known.
	Parent int
	// Never has a bit for each class that the table's coders did not have.
	Never uint32
}

// Source is a table and how much its rows count in training.
type Source struct {
	Name   string
	Weight float64
	// Group names the column whose values are kept together; without it the
	// text is.
	Group string
	// Balance in [0, 1] evens out the classes: rows of a class count by its
	// share to the power of -Balance, 0 leaves them as they are.
	Balance float64
}

// TargetSources are the tables whose terms allow training shipped weights,
// for stances toward targets.
var TargetSources = []Source{
	{Name: "newsmtsc_train", Weight: 1, Group: "id:3"},
	{Name: "vast_train", Weight: 0.4, Balance: 1},
	{Name: "ruw_train", Weight: 0.2},
	{Name: "blog_comments_coded", Weight: 2, Group: "page"},
	{Name: "political_comments_coded", Weight: 2, Group: "page"},
}

// replyBalance evens out the classes of every table of replies: communities
// differ in what is common, and the model is to tell the classes apart in any.
const replyBalance = 0.6

// ReplySources are the same for stances toward a parent.
var ReplySources = []Source{
	{Name: "rumoureval2019_train", Weight: 0.5, Group: "source_id", Balance: replyBalance},
	{Name: "debagreement_dev", Weight: 1, Group: "target", Balance: replyBalance},
	{Name: "subreddit_agreement", Weight: 0.8, Balance: replyBalance},
	{Name: "blog_comments_coded", Weight: 3, Group: "page", Balance: replyBalance},
	{Name: "political_comments_coded", Weight: 3, Group: "page", Balance: replyBalance},
}

// Load reads the tables of a task below dir, the folder that holds
// target-stance and reply-stance.
func Load(dir string, task stancedetect.Task, sources []Source) ([]Example, error) {
	var out []Example
	for _, s := range sources {
		rows, err := loadSet(dir, task, s)
		if err != nil {
			return nil, err
		}
		out = append(out, rows...)
	}
	return out, nil
}

func folder(task stancedetect.Task) string {
	if task == stancedetect.ReplyStance {
		return "reply-stance"
	}
	return "target-stance"
}

func loadSet(dir string, task stancedetect.Task, s Source) ([]Example, error) {
	return LoadFile(filepath.Join(dir, folder(task), s.Name+".csv"), task, s)
}

// LoadFile reads one gold table: id, text, label and target or parent_text.
// Columns top_level, title, depth and parent_id are used where there are any; a
// row with source_text is coded toward that post, not toward its parent.
func LoadFile(path string, task stancedetect.Task, s Source) ([]Example, error) {
	required := []string{"id", "text", "label", "target"}
	if task == stancedetect.ReplyStance {
		required[3] = "parent_text"
	}
	g, err := eval.ReadGoldFile(path, required...)
	if err != nil {
		return nil, fmt.Errorf("reading training data: %w", err)
	}
	labels, err := g.Labels(task.Classes())
	if err != nil {
		return nil, fmt.Errorf("reading training data: %w", err)
	}
	even := balance(labels, len(task.Classes()), s.Balance)
	never := uint32(1<<len(task.Classes()) - 1)
	for _, l := range labels {
		never &^= 1 << l
	}
	depths := g.Depths()
	out := make([]Example, len(g.Rows))
	for i, r := range g.Rows {
		cell := func(name string) string {
			if c := g.Column(name); c >= 0 {
				return r.Fields[c]
			}
			return ""
		}
		e := Example{ID: cell("id"), Set: s.Name, Label: labels[i], Base: s.Weight, Weight: s.Weight * even[labels[i]], Platform: cell("platform"), Text: cell("text"), Group: group(s.Group, cell), Parent: -1, Never: never}
		if task == stancedetect.ReplyStance {
			parent := cell("parent_text")
			title := cell("title")
			top := cell("top_level") == "1" || (parent == "" && cell("depth") == "")
			if top && parent == "" {
				parent = title
			}
			e.Reply = stance.Reply{ID: e.ID, Text: e.Text, ParentText: parent, TopLevel: top}
			if e.Reply.PostText = cell("source_text"); e.Reply.PostText != "" {
				e.Reply.TowardPost, e.Reply.Depth = true, depths[i]
			}
		} else {
			e.Target = stance.Target{Name: cell("target")}
		}
		out[i] = e
	}
	if task == stancedetect.ReplyStance {
		link(g, out)
		if g.Column("parent_id") < 0 && s.Group == "page" {
			linkByText(out)
		}
	} else {
		rivals(out, strings.HasPrefix(s.Name, "ruw") || strings.HasPrefix(s.Name, "multitarget"))
	}
	return out, nil
}

// balance gives each class a weight by its share; their mean over the rows
// is 1.
func balance(labels []int, classes int, power float64) []float64 {
	n := make([]float64, classes)
	for _, l := range labels {
		n[l]++
	}
	out := make([]float64, classes)
	sum := 0.0
	for c := range out {
		if n[c] > 0 {
			out[c] = math.Pow(n[c]/float64(len(labels)), -power)
			sum += n[c] * out[c]
		}
	}
	for c := range out {
		out[c] *= float64(len(labels)) / sum
	}
	return out
}

func group(column string, cell func(string) string) string {
	if column == "" {
		return cell("text")
	}
	if name, n, ok := strings.Cut(column, ":"); ok {
		// The first n parts of a name such as "article_12_3".
		k, _ := strconv.Atoi(n)
		parts := strings.Split(cell(name), "_")
		return strings.Join(parts[:min(k, len(parts))], "_")
	}
	return cell(column)
}

// link finds the parents among the rows of a set that has parent_id.
func link(g *eval.Gold, rows []Example) {
	parents := g.Strings("parent_id")
	if parents == nil {
		return
	}
	index := map[string]int{}
	for i, r := range rows {
		index[r.ID] = i
	}
	for i, p := range parents {
		if j, ok := index[p]; ok && j != i {
			rows[i].Parent = j
		}
	}
}

// rivals tells each row of the other targets that the set has for its text,
// and, where the set is about two sides, that they oppose each other.
func rivals(rows []Example, opposed bool) {
	byText := map[string][]string{}
	for _, r := range rows {
		if !slices.Contains(byText[r.Text], r.Target.Name) {
			byText[r.Text] = append(byText[r.Text], r.Target.Name)
		}
	}
	for i := range rows {
		for _, t := range byText[rows[i].Text] {
			if t != rows[i].Target.Name {
				if opposed {
					rows[i].Target.Opposes = append(rows[i].Target.Opposes, t)
				}
				rows[i].Rivals = append(rows[i].Rivals, stance.Target{Name: t})
			}
		}
	}
}
