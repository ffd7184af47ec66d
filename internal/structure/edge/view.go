package edge

import (
	"math"
	"sort"

	"github.com/undertone-project/undertone/internal/address"
	"github.com/undertone-project/undertone/internal/text"
)

// View is a thread prepared for the model: its words, cues and names. Making
// one costs time linear in the thread's text. It is for one goroutine.
type View struct {
	thread   *Thread
	vocab    vocabulary
	seen     []seen
	post     seen
	global   [numCues - globalFirst]float64
	kinds    Kinds // that the cues of the thread's kind were read from
	kindRead bool
	host     int // the author number of who wrote most, 0 for nobody
	// names holds the author number of every name and first name.
	names      map[string]int
	postAuthor int
	likenesses []likeness // to each comment, of the one asked for last
}

// seen is what the model knows of one text.
type seen struct {
	bag    bag
	tokens tokens
	cues   [globalFirst]float64
	author int   // number of the author, 0 where unknown
	named  []int // author numbers of the names addressed; 0 for a name that nobody bears
	kinds  []address.Kind
	reply  float64 // how much the wording is that of a reply, 0 to 1
}

// Prepare makes the view of a thread. The thread must not change after.
func Prepare(th *Thread) *View {
	v := &View{thread: th, seen: make([]seen, len(th.Comments)), names: map[string]int{}, likenesses: make([]likeness, len(th.Comments))}
	v.vocab.ids = map[string]int32{}
	v.readAuthors()
	v.readWords()
	for i := range v.seen {
		v.ownCues(i)
	}
	v.readGlobals()
	for i := range v.seen {
		v.placeCues(i)
	}
	return v
}

// readAuthors numbers the authors, finds the host and resolves the names that
// are addressed.
func (v *View) readAuthors() {
	next := 1
	number := func(name string) int {
		key := address.Key(name)
		if key == "" {
			return 0
		}
		id := v.names[key]
		if id == 0 {
			id = next
			v.names[key] = id
			next++
		}
		return id
	}
	v.postAuthor = number(v.thread.Author)
	counts := map[int]int{}
	for i, c := range v.thread.Comments {
		v.seen[i].author = number(c.Author)
		counts[v.seen[i].author]++
	}
	v.addFirstNames()
	v.host = hostOf(counts, v.postAuthor, len(v.thread.Comments))
	for i, c := range v.thread.Comments {
		for _, m := range c.Names {
			v.seen[i].named = append(v.seen[i].named, v.names[address.Key(m.Name)])
			v.seen[i].kinds = append(v.seen[i].kinds, m.Kind)
		}
	}
}

// addFirstNames lets a first name stand for its bearer, the first in source
// order where several bear it.
func (v *View) addFirstNames() {
	add := func(name string, id int) {
		for i, r := range name {
			if r == ' ' || r == ',' {
				if key := address.Key(name[:i]); len(key) > 1 && v.names[key] == 0 {
					v.names[key] = id
				}
				return
			}
		}
	}
	add(v.thread.Author, v.postAuthor)
	for i, c := range v.thread.Comments {
		add(c.Author, v.seen[i].author)
	}
}

// hostOf is the post's author where it comments, else whoever wrote most, when
// that is three comments or more and a tenth of all. Between equals the first
// wins.
func hostOf(counts map[int]int, postAuthor, n int) int {
	if postAuthor > 0 && counts[postAuthor] > 0 {
		return postAuthor
	}
	ids := make([]int, 0, len(counts))
	for id := range counts {
		ids = append(ids, id)
	}
	sort.Ints(ids)
	best := 0
	for _, id := range ids {
		if id > 0 && counts[id] > counts[best]*sign(best) {
			best = id
		}
	}
	if best > 0 && counts[best] >= 3 && counts[best]*10 >= n {
		return best
	}
	return 0
}

// sign is 0 for 0 and 1 for a positive number.
func sign(n int) int {
	if n > 0 {
		return 1
	}
	return 0
}

// readWords tokenises the texts and weights their words.
func (v *View) readWords() {
	var buf []text.Token
	ids := make([][]int32, len(v.seen))
	v.post.tokens, buf = read(v.thread.Title+"\n"+v.thread.Text, buf)
	postIDs := v.vocab.add(v.post.tokens.words)
	for i, c := range v.thread.Comments {
		v.seen[i].tokens, buf = read(c.Text, buf)
		ids[i] = v.vocab.add(v.seen[i].tokens.words)
	}
	v.post.bag = v.vocab.weigh(postIDs)
	for i := range ids {
		v.seen[i].bag = v.vocab.weigh(ids[i])
	}
}

// logWords is the length of a text on a scale where 0 is empty and 1 is about
// 150 words.
func logWords(n int) float64 { return math.Log1p(float64(n)) / 5 }

func flag(b bool) float64 {
	if b {
		return 1
	}
	return 0
}
