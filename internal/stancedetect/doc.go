// Package stancedetect finds what comments stand for: their stance toward
// named targets (favor, against, none) and toward what they answer (agree,
// disagree, query, neutral).
//
// Both engines read a text the same way. Tokens are looked up in tables of
// words (the VADER lexicon and this package's words.txt); clauses end at
// punctuation and contrast words; negation, boosters and scare quotes change
// the polarity of the words after or in them. For a target, package targets
// finds the mentions; around each, attitude words are related to it (what
// modifies it, what it is, does, owns, what is done to it, fixed phrases such
// as "down with X"), less so beyond another name; pronouns at the start of the
// next sentences carry a mention over. For a reply, openers, phrases, question
// forms, second person and the words shared with the parent are features.
//
// The engine "rules" is a multinomial logistic regression over these some
// seventy structural features, its weights readable in model/*.tsv. The engine
// "default" adds hashed n-grams of the text and of the words around mentions;
// for targets also a weight for each common word by where it stands, folded from
// an embedding, so that words which training never saw beside a target share
// in what it learned of words that keep the same company.
// Both are linear: the evidence of a stance lists contributions that add up to
// the log odds of favor over against; that of a reply, to the margin of its
// class over the mean of all.
//
// Package train fits the weights, package tree lets the stances in one thread
// inform each other.
package stancedetect
