package reddit

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/internal/jsonstream/readertest"
)

const shared = "../../../../shared/data/threads/exports"

func TestGolden(t *testing.T)  { readertest.Golden(t, New(), "reddit") }
func TestRefused(t *testing.T) { readertest.Refused(t, New(), "reddit") }
func TestHostile(t *testing.T) { readertest.Hostile(t, New(), "reddit") }
func TestDump(t *testing.T)    { readertest.Gold(t, New(), "derived-pushshift/*") }
func FuzzRead(f *testing.F)    { readertest.Fuzz(f, New(), "reddit") }

func TestListings(t *testing.T) {
	for _, name := range []string{"graw-thread", "praw-6wmniq", "praw-fo7p5b"} {
		readertest.Gold(t, New(), "reddit-api/"+name+".json")
	}
}

// TestMoreChildren reads a listing together with the answers that fill its
// stubs.
func TestMoreChildren(t *testing.T) {
	gold := filepath.Join(shared, "reddit-api/praw-n49rw.json.gold.jsonl")
	list, err := filepath.Glob(filepath.Join(shared, "reddit-api/praw-n49rw*.json"))
	if err != nil || len(list) == 0 {
		t.Skip("no listings in ../shared")
	}
	var all [][]byte
	for _, path := range list {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, data)
	}
	readertest.Compare(t, New(), gold, all...)
}

func BenchmarkDump(b *testing.B) {
	var dump bytes.Buffer
	for i := range 20_000 {
		fmt.Fprintf(&dump, `{"author":"user%d","author_flair_text":null,"body":"Comment %d says that the bridge &gt; the tunnel, and here is why: it floods.","controversiality":0,"created_utc":%d,"distinguished":null,"edited":false,"gilded":0,"id":"c%06d","link_id":"t3_p%03d","parent_id":"t3_p%03d","retrieved_on":1425820157,"score":%d,"stickied":false,"subreddit":"bridges","subreddit_id":"t5_2qh33","ups":3,"score_hidden":false,"name":"t1_c%06d"}`+"\n",
			i%977, i, 1_600_000_000+i, i, i/100, i/100, i%40, i)
	}
	b.SetBytes(int64(dump.Len()))
	b.ReportAllocs()
	for b.Loop() {
		n := 0
		src := format.Source{Name: "dump", Reader: bytes.NewReader(dump.Bytes())}
		for _, err := range New().Read(context.Background(), src) {
			if err != nil {
				b.Fatal(err)
			}
			n++
		}
		if n != 20_000 {
			b.Fatal(n)
		}
	}
}
