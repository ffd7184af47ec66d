package lexicon

// Hash is the 64-bit hash of a folded word, under which the tables and the
// classifier's features know it. It is part of the model file format.
func Hash(key []byte) uint64 {
	h := hashStart(len(key))
	for _, c := range key {
		h = hashNext(h, c)
	}
	return h
}

// hashStart is the hash of a key of n bytes before the first of them.
func hashStart(n int) uint64 { return uint64(n) * 0x9e3779b97f4a7c15 }

// hashNext is the hash with one more byte.
func hashNext(h uint64, c byte) uint64 {
	h = (h ^ uint64(c)) * 0x9e3779b97f4a7c15
	return h ^ h>>32
}

// index is an open-addressing hash table from hashes to entry numbers. Two
// words with the same 64-bit hash would be one word: with some ten thousand
// words there are none.
type index struct {
	keys []uint64
	ids  []int32
	n    int
}

func newIndex(bits int) index {
	return index{keys: make([]uint64, 1<<bits), ids: make([]int32, 1<<bits)}
}

// get is the entry under h, 0 for none.
func (x *index) get(h uint64) int32 {
	mask := uint64(len(x.keys) - 1)
	for i := h & mask; x.ids[i] != 0; i = (i + 1) & mask {
		if x.keys[i] == h {
			return x.ids[i]
		}
	}
	return 0
}

// put adds an entry under a hash that is not there.
func (x *index) put(h uint64, id int32) {
	if 2*x.n >= len(x.keys) {
		old := *x
		*x = index{keys: make([]uint64, 2*len(old.keys)), ids: make([]int32, 2*len(old.keys))}
		for i, id := range old.ids {
			if id != 0 {
				x.put(old.keys[i], id)
			}
		}
	}
	mask := uint64(len(x.keys) - 1)
	i := h & mask
	for x.ids[i] != 0 {
		i = (i + 1) & mask
	}
	x.keys[i], x.ids[i] = h, id
	x.n++
}
