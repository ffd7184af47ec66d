package segment

// topic emits how the words of line i go with those around and with the top of
// the page.
func (x *Context) topic(e *emitter, i int) {
	in := &x.info[i]
	lead := 0.0
	for _, w := range in.content {
		if x.lead[w] {
			lead += x.idf(w)
		}
	}
	if in.idf > 0 {
		lead /= in.idf
	}
	e.styled("lead", level(lead))
	if i == 0 {
		return
	}
	one := x.info[i].over1
	e.styled("over", level(one), bucket(in.words))
	if i > 1 {
		e.styled("over2", level(x.info[i].over2))
	}
	if i+1 < len(x.lines) {
		e.styled("n.over", level(x.info[i+1].over1))
		e.styled("over.step", compare(int(20*one), int(20*x.info[i+1].over1)))
	}
	if x.rare(i) {
		e.styled("rare", "")
	}
}

// overlap is the share of content words that two lines have in common, weighted
// by rarity: a cosine over sets.
func (x *Context) overlap(i, j int) float64 {
	a, b := &x.info[i], &x.info[j]
	if a.idf == 0 || b.idf == 0 {
		return 0
	}
	shared := 0.0
	for _, w := range a.content {
		for _, v := range b.content {
			if w == v {
				shared += x.idf(w)
				break
			}
		}
	}
	return shared / max(a.idf, b.idf)
}

// rare reports whether line i shares with the line before a word that stands
// nowhere else.
func (x *Context) rare(i int) bool {
	for _, w := range x.info[i].content {
		if x.df[w] != 2 {
			continue
		}
		for _, v := range x.info[i-1].content {
			if v == w {
				return true
			}
		}
	}
	return false
}

var digits = [...]string{"0", "1", "2", "3"}
