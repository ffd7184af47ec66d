package train

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/undertone-project/undertone/internal/embedding"
	"github.com/undertone-project/undertone/internal/posts"
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
		file := filepath.Join(dir, filepath.FromSlash(name))
		sum, err := checksum(file)
		if err != nil {
			return nil, nil, fmt.Errorf("reading texts to learn words from: %w", err)
		}
		got, err := posts.Texts(file, "text")
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

// checksum is the SHA-256 of a file.
func checksum(name string) (string, error) {
	f, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
