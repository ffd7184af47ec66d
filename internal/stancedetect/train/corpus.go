package train

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/klauspost/compress/zstd"

	"github.com/undertone-project/undertone/internal/embedding"
	"github.com/undertone-project/undertone/internal/eval"
	"github.com/undertone-project/undertone/internal/stancedetect"
)

// corpus lists what the places of words are learned from, texts alone, below
// the data folder: reply trees, and tables whose terms allow training.
var corpus = []string{
	"threads/trees/iac_political.jsonl.zst", "threads/trees/web_pages.jsonl", "threads/trees/reddit_cornell.jsonl",
	"threads/trees/reddit_three_topics.jsonl.zst", "threads/trees/createdebate.jsonl",
	"target-stance/vast_train.csv", "target-stance/newsmtsc_train.csv", "target-stance/ruw_train.csv",
	"reply-stance/debagreement_dev.csv", "reply-stance/subreddit_agreement.csv", "reply-stance/rumoureval2019_train.csv",
	"sentiment/goemotions_train.csv", "sentiment/vader_tweets.csv", "sentiment/vader_amazon.csv", "sentiment/vader_movie.csv",
	"sentiment/senti4sd_train.csv", "sentiment/blog_comments_coded.csv", "sentiment/political_comments_coded.csv",
	"sentiment/fanchuan_debate.csv",
}

// placeOptions say how the places of the shipped model are learned.
var placeOptions = embedding.Options{Dim: 64, MinCount: 12, Window: 4, Iterations: 8, Seed: 1}

// learnPlaces learns the places of words from the corpus, and describes it.
func learnPlaces(dir string) (*stancedetect.Places, []stancedetect.Data, error) {
	var texts []string
	var data []stancedetect.Data
	seen := map[string]bool{}
	for _, name := range corpus {
		got, sum, err := readTexts(filepath.Join(dir, filepath.FromSlash(name)))
		if err != nil {
			return nil, nil, fmt.Errorf("reading texts to learn words from: %w", err)
		}
		data = append(data, stancedetect.Data{Name: name, Rows: len(got), SHA256: sum})
		for _, s := range got {
			if !seen[s] {
				seen[s] = true
				texts = append(texts, s)
			}
		}
	}
	return stancedetect.LearnPlaces(texts, placeOptions), data, nil
}

// Words makes the company of words that models of one's own sample use, from
// the texts below dir, and writes it to the folder models, as [Ship] does.
func Words(dir, models string) error {
	p, _, err := learnPlaces(dir)
	if err != nil {
		return err
	}
	return saveFile(filepath.Join(models, "words.bin"), p.WriteWords)
}

// readTexts reads the texts of a table or of a file of JSON lines, and its
// checksum.
func readTexts(name string) ([]string, string, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return nil, "", err
	}
	sum := hex.EncodeToString(h.Sum(nil))
	if strings.HasSuffix(name, ".csv") {
		g, err := eval.ReadGoldFile(name, "text")
		if err != nil {
			return nil, "", err
		}
		return g.Strings("text"), sum, nil
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return nil, "", err
	}
	var r io.Reader = f
	if strings.HasSuffix(name, ".zst") {
		z, err := zstd.NewReader(f)
		if err != nil {
			return nil, "", err
		}
		defer z.Close()
		r = z
	}
	texts, err := readPosts(r)
	if err != nil {
		err = fmt.Errorf("%s: %w", name, err)
	}
	return texts, sum, err
}

// readPosts reads the texts of JSON lines.
func readPosts(r io.Reader) ([]string, error) {
	var out []string
	sc := bufio.NewScanner(r)
	sc.Buffer(nil, 16<<20)
	for sc.Scan() {
		var post struct {
			Text string `json:"text"`
		}
		if err := json.Unmarshal(sc.Bytes(), &post); err != nil {
			return nil, err
		}
		out = append(out, post.Text)
	}
	return out, sc.Err()
}
