package unit

// Strays marks units that are no comments: where four in five of the comments
// of a page have a name and a date, those with neither are advertisements and
// boxes between them.
func Strays(comments []Comment) []bool {
	out := make([]bool, len(comments))
	signed := 0
	for i := range comments {
		if comments[i].Author != "" && (comments[i].When.Raw != "" || comments[i].When.Known()) {
			signed++
		}
	}
	if len(comments) < 3 || signed*5 < len(comments)*4 && signed < len(comments)-1 {
		return out
	}
	for i := range comments {
		c := &comments[i]
		out[i] = c.Author == "" && c.When.Raw == "" && !c.When.Known() && !c.Deleted
	}
	return out
}
