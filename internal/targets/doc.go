// Package targets deals with the people, organisations, places and policies
// that comments take sides on: it finds where a text mentions them
// ([Finder]), proposes those that a discussion is about ([Propose]), widens
// the user's list by what the texts say of offices and names ([Expand]), and
// reads and writes the list ([ReadYAML], [WriteYAML], [ParseFlag]).
//
// A mention is found by spelling alone, without a model: a name's own words,
// its aliases, their possessives and plurals, hashtags, and for countries and
// governments the demonyms, capitals and seats of power of a small table.
package targets
