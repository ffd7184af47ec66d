package reports_test

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/undertone-project/undertone/analysis"
	"github.com/undertone-project/undertone/analysis/stance"
	"github.com/undertone-project/undertone/reports"
)

// discussion is a table of n comments by n/4+1 authors over some days.
func discussion(n int) string {
	says := []string{
		"What a wonderful idea, thank you!", "This is a terrible plan and the council knows it.", "When does it start?",
		"I agree with you, the council did well.", "Nonsense. You are wrong about the council, as always.", "The meeting is on Thursday at seven.",
		"Great, great news :-)", "I don't hate it, but it is not good either.",
	}
	var b strings.Builder
	b.WriteString("id,parent_id,thread_id,author,created_at,text\n")
	for i := range n {
		parent := ""
		if i%3 > 0 {
			parent = fmt.Sprint(i / 2)
		}
		fmt.Fprintf(&b, "%d,%s,t,person%d,2024-05-%02dT%02d:%02d:00Z,\"%s\"\n", i, parent, i*7%(n/4+1), 1+i*20/n, i%24, i%60, says[(i*5+i/7)%len(says)])
	}
	return b.String()
}

func results(tb testing.TB, table string) []analysis.Result {
	tb.Helper()
	a, err := analysis.New(analysis.Options{Targets: []stance.Target{{Name: "council"}}})
	if err != nil {
		tb.Fatal(err)
	}
	threads, skipped, err := a.Read(context.Background(), "in.csv", strings.NewReader(table))
	if err != nil || len(skipped) > 0 {
		tb.Fatal(err, skipped)
	}
	var out []analysis.Result
	for i := range threads {
		res, err := a.Analyze(context.Background(), &threads[i])
		if err != nil {
			tb.Fatal(err)
		}
		out = append(out, *res)
	}
	return out
}

func write(tb testing.TB, res []analysis.Result, dir string) {
	tb.Helper()
	r, err := reports.New(res, reports.Options{Summary: analysis.SummaryOptions{Seed: 1}})
	if err != nil {
		tb.Fatal(err)
	}
	if err := r.Write(context.Background(), dir, false); err != nil {
		tb.Fatal(err)
	}
}

// Whatever the size of the input, every file is whole: pictures decode, and
// every table has the columns that the data package describes.
func TestFilesAreWhole(t *testing.T) {
	for _, n := range []int{1, 2, 40} {
		dir := filepath.Join(t.TempDir(), "out")
		write(t, results(t, discussion(n)), dir)
		var pkg struct {
			Resources []struct {
				Path   string
				Schema struct {
					Fields     []struct{ Name, Type string }
					PrimaryKey []string
				}
			}
		}
		data, err := os.ReadFile(filepath.Join(dir, "datapackage.json"))
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(data, &pkg); err != nil {
			t.Fatal(err)
		}
		for _, res := range pkg.Resources {
			rows := table(t, filepath.Join(dir, res.Path))
			var want []string
			for _, f := range res.Schema.Fields {
				want = append(want, f.Name)
			}
			if d := cmp.Diff(want, rows[0]); d != "" {
				t.Errorf("%s with %d comments: columns (-described +found):\n%s", res.Path, n, d)
			}
			if len(res.Schema.PrimaryKey) > 0 {
				unique(t, res.Path, rows, res.Schema.PrimaryKey)
			}
		}
		pictures, err := filepath.Glob(filepath.Join(dir, "*.png"))
		if err != nil || len(pictures) < 2 {
			t.Fatalf("%d comments: pictures %v, %v", n, pictures, err)
		}
		for _, p := range pictures {
			f, err := os.Open(p)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := png.Decode(f); err != nil {
				t.Errorf("%s: %v", p, err)
			}
			f.Close()
			for _, beside := range []string{".csv", ".txt"} {
				name := strings.TrimSuffix(p, ".png") + beside
				if _, err := os.Stat(name); err != nil && filepath.Base(name) != "dashboard.csv" {
					t.Errorf("%d comments: %v", n, err)
				}
			}
		}
	}
}

func table(t *testing.T, path string) [][]string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil || len(rows) == 0 {
		t.Fatalf("%s: %d rows, %v", path, len(rows), err)
	}
	return rows
}

// A cancelled report leaves nothing behind.
func TestCancelled(t *testing.T) {
	parent := t.TempDir()
	r, err := reports.New(results(t, discussion(20)), reports.Options{})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := r.Write(ctx, filepath.Join(parent, "out"), false); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	if entries, err := os.ReadDir(parent); err != nil || len(entries) > 0 {
		t.Errorf("left behind: %v, %v", entries, err)
	}
}

// unique checks that the key identifies each row.
func unique(t *testing.T, path string, rows [][]string, key []string) {
	t.Helper()
	seen := map[string]bool{}
	for _, row := range rows[1:] {
		var k []string
		for i, name := range rows[0] {
			for _, part := range key {
				if name == part {
					k = append(k, row[i])
				}
			}
		}
		if id := strings.Join(k, "\x00"); seen[id] {
			t.Errorf("%s: two rows with the key %q", path, k)
		} else {
			seen[id] = true
		}
	}
}

func BenchmarkReport(b *testing.B) {
	for _, n := range []int{100, 10_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			res := results(b, discussion(n))
			b.ResetTimer()
			for i := 0; b.Loop(); i++ {
				write(b, res, filepath.Join(b.TempDir(), fmt.Sprint(i)))
			}
			b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "comments/s")
		})
	}
}

// BenchmarkPipeline is everything from bytes to the report's directory.
func BenchmarkPipeline(b *testing.B) {
	for _, n := range []int{1_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			in := discussion(n)
			b.SetBytes(int64(len(in)))
			for i := 0; b.Loop(); i++ {
				write(b, results(b, in), filepath.Join(b.TempDir(), fmt.Sprint(i)))
			}
			b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "comments/s")
		})
	}
}
