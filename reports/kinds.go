package reports

import (
	"github.com/undertone-project/undertone/analysis"
	"github.com/undertone-project/undertone/reports/chart"
	"github.com/undertone-project/undertone/reports/export"
)

// maxTrees is how many threads get a tree chart of their own: the largest.
const maxTrees = 6

// kind is a chart of the report: how it is drawn, and the table of its figures.
type kind struct {
	name      string
	dashboard bool // has a place on the dashboard
	count     func(*analysis.Summary) int
	draw      func(*analysis.Summary, chart.Meta, int) (chart.Figure, error)
	table     func(*analysis.Summary, int) tableWriter
	sheet     func(*analysis.Summary) export.Sheet // for the page; nil for none
	resource  func(name, path string) export.Resource
}

// kinds lists the charts in the order of the report.
func kinds() []kind {
	tree := kind{
		name: "tree", dashboard: true,
		count: func(s *analysis.Summary) int { return min(len(s.Trees), maxTrees) },
		draw:  chart.Tree,
		table: func(s *analysis.Summary, i int) tableWriter { return table(export.TreeNodes(&s.Trees[i])) },
		resource: func(name, path string) export.Resource {
			return export.NewResource[export.TreeRow](name, path, "Nodes of the tree chart", "thread_id", "id")
		},
	}
	// The chart takes levels together; its table has each.
	depth := single("depth", true, chart.Depth, export.Depths, "Tone at each level of the reply tree", "depth")
	depth.sheet = func(s *analysis.Summary) export.Sheet { return export.NewSheet(export.DepthBands(s)) }
	return []kind{
		single("trend", true, chart.Trend, export.Trend, "Figures of the trend chart"),
		single("distribution", true, chart.Distribution, export.Distribution, "Figures of the distribution chart"),
		single("stance", true, chart.Stance, export.Targets, "Figures of the stance chart", "target", "stance"),
		tree,
		depth,
		single("stance-trend", false, chart.StanceTrend, export.TargetTrends, "Figures of the chart of stance along the trend"),
		single("replies", false, chart.Replies, export.Replies, "Figures of the chart of reply stances", "parent", "stance"),
		single("tones", false, chart.Tones, export.Tones, "Figures of the chart of tones along replies", "parent_tone", "reply_tone"),
		single("reply-tones", false, chart.ReplyTones, export.ReplyTones, "Figures of the chart of reply stances by tone", "parent_tone", "stance"),
		single("tone-stance", false, chart.ToneStance, export.ToneStances, "Figures of the chart of stance by tone"),
		single("concentration", false, chart.Concentration, export.Concentration, "Figures of the chart of concentration", "measure", "authors"),
		single("week", false, chart.Week, export.Week, "Figures of the chart of the week", "weekday", "hour"),
	}
}

// single is a chart of which there is one a report.
func single[T any](name string, dashboard bool, draw func(*analysis.Summary, chart.Meta) (chart.Figure, error), rows func(*analysis.Summary) []T, title string, key ...string) kind {
	return kind{
		name: name, dashboard: dashboard,
		count:    func(*analysis.Summary) int { return 1 },
		draw:     func(s *analysis.Summary, m chart.Meta, _ int) (chart.Figure, error) { return draw(s, m) },
		table:    func(s *analysis.Summary, _ int) tableWriter { return table(rows(s)) },
		sheet:    func(s *analysis.Summary) export.Sheet { return export.NewSheet(rows(s)) },
		resource: func(name, path string) export.Resource { return export.NewResource[T](name, path, title, key...) },
	}
}

// ChartNames lists the charts that a report can draw.
func ChartNames() []string {
	var names []string
	for _, k := range kinds() {
		names = append(names, k.name)
	}
	return names
}
