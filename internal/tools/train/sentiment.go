package main

import (
	"bufio"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/undertone-project/undertone/analysis/sentiment"
	"github.com/undertone-project/undertone/internal/classifier"
	"github.com/undertone-project/undertone/internal/eval"
	"github.com/undertone-project/undertone/internal/lexicon"
	"github.com/undertone-project/undertone/internal/posts"
	"github.com/undertone-project/undertone/internal/tools/train/synthetic"
)

// source is a file under the data folder with the SHA-256 it must have, so
// that the shipped weights can be made again byte for byte.
type source struct {
	path, sha256 string
	// weight is what each of its rows counts in training; 0 for files of
	// which only the texts are used, for the embedding.
	weight float64
}

// sentimentTraining says what each labelled row counts. The sets of comments
// of the kind that this program is for are small and count more; the two of
// reviews less; fanchuan_debate follows another codebook (a heated argument is
// mostly neutral in it) and counts least.
var sentimentTraining = []source{
	{"sentiment/goemotions_train.csv", "9c44dd0a42ea97f89d94b1f75755c1333225d7d4b726a3f26166505360767e34", 1.8},
	{"sentiment/senti4sd_train.csv", "489b399cf850f733d3d5a10008c8f10fcb454132315d644c8250be39110bc7fa", 2},
	{"sentiment/vader_tweets.csv", "afdb3cb47be8aaafeac8c70a934f32c0907e9cb9f56331e8decabf5999fe8e1c", 1},
	{"sentiment/vader_amazon.csv", "ad7dae6a03d4d82be2fad87e7049548a68e6b19f4ad9f428145724eecfd63dc8", 0.5},
	{"sentiment/vader_movie.csv", "a827e117209c23ebfdade8ee7de519e52cb351f4ea63517225af69aac78ed2f4", 0.8},
	{"sentiment/blog_comments_coded.csv", "a3a1bef943fb94f81837148d30be95c2a1dbd9e95a79820cd9687ddf8f43d271", 9},
	{"sentiment/political_comments_coded.csv", "1735bc1b6ce283d1daa46a2fc894e5e345dba876529dcf646fdac35c6bacc66a", 12},
	{"sentiment/fanchuan_debate.csv", "faf1b82daedc844fd8f57fd9d698c5c39e03e50062e99aa6484b3843f90f88d8", 0.5},
}

// sentimentCorpus is what the embedding is learned from, besides the texts of
// the training sets.
var sentimentCorpus = []source{
	{"threads/trees/iac_political.jsonl.zst", "65d087fbad3a5f48e5fb085e3a7a65db09fa244a26df5ea49f90b9165ba9eec9", 0},
	{"threads/trees/web_pages.jsonl", "7d96e51a12c6e1a459626f17cc271e142f6941fa78d8dd21673029b42319f68e", 0},
	{"threads/trees/reddit_cornell.jsonl", "f75f58dafaa478162825238008d779d91c02a2503e9592c1e96b8b019d24730f", 0},
	{"threads/trees/reddit_three_topics.jsonl.zst", "d54591363f6e64e0fd5db0b28687bd4da988503cc1d4a59c5875957852919ac4", 0},
	{"threads/trees/createdebate.jsonl", "9c0865491545b86efc56a1b5b6cbd998a9da26632e4379b2cdda4975e95a4f88", 0},
	{"target-stance/vast_train.csv", "f377d4875ced6bd2baaaa4651968e01060e6b16a69cfd2d246416117231bc069", 0},
	{"reply-stance/debagreement_dev.csv", "d26149176c502fac3c56d232946dd5b6ba724a05cd93ae34af36ebbeffc523ab", 0},
	{"reply-stance/subreddit_agreement.csv", "a794e37e3f1b8e93fb8a9edbbc5d9de89ba5569cd730a1e327de4d9a11ff8499", 0},
}

// sentimentMeasured are sets that no row of the training comes from.
var sentimentMeasured = []string{"goemotions_test", "senti4sd_test", "premo", "sst_test", "semeval_twitter_2013_2016"}

// sentimentChosenBy are sets that no row of the training comes from, by which
// settings may be chosen.
var sentimentChosenBy = []string{"goemotions_dev", "sst_dev", "sst_train"}

// The settings of the shipped model; docs/model-card-sentiment.md tells what
// else was tried.
var (
	sentimentOptions   = classifier.Options{Bits: 20, Epochs: 6, Rate: 0.065, L2: 2e-5, MinCount: 3, PlaceRate: 0.1, PlaceL2: 1e-4, Folds: 5, Seed: 1, Evenness: 0.75}
	sentimentEmbedding = classifier.EmbeddingOptions{Dim: 128, MinCount: 6, Window: 4, Iterations: 8, Seed: 1}
)

// trainSentiment makes the weights of the default engine.
func trainSentiment(args []string, stdout io.Writer) error {
	fs := flag.NewFlagSet("sentiment", flag.ContinueOnError)
	out := fs.String("o", "internal/classifier/sentiment.model", "file to write the model to")
	anyData := fs.Bool("any-data", false, "train although the data are not those of the shipped model")
	if err := fs.Parse(args); err != nil {
		return err
	}
	if fs.NArg() != 1 {
		return fmt.Errorf("sentiment takes the data folder, which holds sentiment/ and threads/")
	}
	dir := fs.Arg(0)
	used, err := checkSources(dir, append(append([]source(nil), sentimentTraining...), sentimentCorpus...), *anyData, stdout)
	if err != nil {
		return err
	}
	l, examples, o, err := sentimentInputs(dir)
	if err != nil {
		return err
	}
	trained, err := classifier.Train(l, examples, o)
	if err != nil {
		return err
	}
	trained.Model.Header.Data = used
	if err := writeModel(*out, trained.Model); err != nil {
		return err
	}
	if err := reportHeldOut(stdout, examples, trained.HeldOut); err != nil {
		return err
	}
	return reportMeasured(stdout, dir, l, trained.Model)
}

// sentimentInputs reads what the default engine is trained from.
func sentimentInputs(dir string) (*lexicon.Lexicon, []classifier.Example, classifier.Options, error) {
	o := sentimentOptions
	l, err := lexicon.Load()
	if err != nil {
		return nil, nil, o, err
	}
	examples, texts, err := sentimentExamples(dir)
	if err != nil {
		return nil, nil, o, err
	}
	made, err := madeExamples()
	if err != nil {
		return nil, nil, o, err
	}
	for _, s := range sentimentCorpus {
		more, err := posts.Texts(filepath.Join(dir, filepath.FromSlash(s.path)), "text", "parent_text")
		if err != nil {
			return nil, nil, o, err
		}
		texts = append(texts, more...)
	}
	o.Embedding = classifier.Embed(l, distinct(texts), sentimentEmbedding)
	return l, append(examples, made...), o, nil
}

// checkSources hashes the files and compares them with the shipped model's.
func checkSources(dir string, sources []source, anyData bool, stdout io.Writer) ([]classifier.Source, error) {
	var out []classifier.Source
	for _, s := range sources {
		b, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(s.path)))
		if err != nil {
			return nil, err
		}
		sum := sha256.Sum256(b)
		got := hex.EncodeToString(sum[:])
		if got != s.sha256 {
			if !anyData {
				return nil, fmt.Errorf("%s has the SHA-256 %s, not %s: these are other data (-any-data trains on them)", s.path, got, s.sha256)
			}
			fmt.Fprintf(stdout, "%s %s\n", got, s.path)
		}
		out = append(out, classifier.Source{Name: s.path, SHA256: got})
	}
	return out, nil
}

func writeModel(name string, m *classifier.Model) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(f)
	if err := m.Write(w); err != nil {
		f.Close()
		return err
	}
	if err := w.Flush(); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}

// sentimentExamples reads the training sets.
func sentimentExamples(dir string) (examples []classifier.Example, texts []string, err error) {
	for _, s := range sentimentTraining {
		name := strings.TrimSuffix(filepath.Base(s.path), ".csv")
		rows, err := readSet(filepath.Join(dir, "sentiment"), name)
		if err != nil {
			return nil, nil, err
		}
		for _, r := range rows.rows {
			examples = append(examples, classifier.Example{Text: r.text, Label: r.label, Weight: s.weight, Doubt: r.doubt, Set: name, Group: cmp.Or(r.page, r.text)})
			texts = append(texts, r.text)
		}
	}
	return examples, texts, nil
}

// The sentences made from each template, and what each counts.
const (
	madeNumber = 80
	madeWeight = 0.4
)

// madeExamples are sentences about what negation, irony, names and the like do
// and do not do to a tone.
func madeExamples() ([]classifier.Example, error) {
	sentences, err := synthetic.Sentences(madeNumber, sentimentOptions.Seed)
	if err != nil {
		return nil, err
	}
	var out []classifier.Example
	for _, s := range sentences {
		out = append(out, classifier.Example{Text: s.Text, Label: s.Label, Weight: madeWeight, Made: true})
	}
	return out, nil
}

// distinct is the texts without those that were there before.
func distinct(texts []string) []string {
	seen := make(map[string]bool, len(texts))
	out := texts[:0:0]
	for _, t := range texts {
		if !seen[t] {
			seen[t] = true
			out = append(out, t)
		}
	}
	return out
}

// reportHeldOut prints the cross-validated figures of each training set.
func reportHeldOut(out io.Writer, examples []classifier.Example, held [][]float64) error {
	for _, s := range sentimentTraining {
		name := strings.TrimSuffix(filepath.Base(s.path), ".csv")
		p := &eval.Predictions{Classes: sentimentClasses}
		for i, e := range examples {
			if e.Set == name {
				addPrediction(p, e.Label, e.Group, held[i])
			}
		}
		if err := reportPredictions(out, name+" (cross-validated)", p); err != nil {
			return err
		}
	}
	return nil
}

// reportMeasured prints the figures of the model, as it is shipped, on the
// sets that are not trained on, and of the lexicon engine beside it.
func reportMeasured(out io.Writer, dir string, l *lexicon.Lexicon, m *classifier.Model) error {
	shared, err := readKnown(filepath.Join(dir, "sentiment"))
	if err != nil {
		return err
	}
	lex, err := lexicon.New()
	if err != nil {
		return err
	}
	for _, name := range slices.Concat(sentimentMeasured, sentimentChosenBy) {
		s, err := readSet(filepath.Join(dir, "sentiment"), name)
		if err != nil {
			return err
		}
		for _, e := range []sentiment.Scorer{classifier.NewScorer("default", m), lex} {
			if err := reportEngine(out, e, shared.readings(s)); err != nil {
				return err
			}
		}
	}
	return nil
}

// predict scores rows. A text that is left unscored is a miss.
func predict(s sentiment.Scorer, rows []labelled) (*eval.Predictions, error) {
	texts := make([]sentiment.Text, len(rows))
	for i, r := range rows {
		texts[i] = sentiment.Text{Text: r.text, Brief: true}
	}
	scores, err := s.Score(context.Background(), texts)
	if err != nil {
		return nil, err
	}
	p := &eval.Predictions{Classes: sentimentClasses}
	for i, r := range rows {
		addPrediction(p, r.label, r.page, []float64{scores[i].Negative, scores[i].Neutral, scores[i].Positive})
	}
	return p, nil
}

func addPrediction(p *eval.Predictions, label int, page string, probabilities []float64) {
	best := 1
	for k, v := range probabilities {
		if v > probabilities[best] {
			best = k
		}
	}
	if probabilities[best] == 0 {
		best = -1
	}
	p.Gold = append(p.Gold, label)
	p.Predicted = append(p.Predicted, best)
	p.Probabilities = append(p.Probabilities, probabilities)
	p.Clusters = append(p.Clusters, page)
}

func reportPredictions(out io.Writer, name string, p *eval.Predictions) error {
	c := p.Confusion()
	unscored := 0
	for _, n := range c.Unscored {
		unscored += n
	}
	_, err := fmt.Fprintf(out, "%-44s n %5d  unscored %3d  macro-F1 %.3f  recall %.3f  accuracy %.3f  calibration error %.3f  macro-F1 were the shares those of news comments %.3f\n",
		name, c.N(), unscored, c.MacroF1(), c.MacroRecall(), c.Accuracy(), eval.CalibrationError(eval.Reliability(p.Answers(), eval.CalibrationBins)), asNews(p, c))
	return err
}

// newsShares are the shares of negative, neutral and positive comments under
// news, about: communities differ widely, and an engine must bear it.
var newsShares = [...]float64{0.84, 0.11, 0.05}

// asNews is the macro-F1 on the set's rows, weighted so that its classes have
// the shares of news comments.
func asNews(p *eval.Predictions, c *eval.Confusion) float64 {
	q := *p
	q.Weights = make([]float64, len(p.Gold))
	rows := make([]int, len(p.Gold))
	for i, g := range p.Gold {
		q.Weights[i] = newsShares[g] / c.Class(g).Support
		rows[i] = i
	}
	return q.Weighted(rows).MacroF1()
}
