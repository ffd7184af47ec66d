package unit

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// saying is how pages announce what somebody says.
const saying = `says|said|wrote|writes|commented|comments|replied|responds|responded|adds|added|asked|answered|schreibt|schrieb|sagt|sagte|meint|meinte|kommentierte|antwortete|dice|dijo|escribió|comentó|respondió|scrive|ha scritto|ha detto|disse|escreveu|diz|comentou|dit|a dit|a écrit|écrit|zegt|schreef|reageerde|pisze|napisał`

var (
	// saysTail is such an announcement after a name.
	saysTail = regexp.MustCompile(`(?i)[\s,:]+(?:` + saying + `)\b[\s.…:,]*$`)
	// saysAfter is the same at the beginning of what follows a name.
	saysAfter = regexp.MustCompile(`(?i)^[\s,:]*(?:` + saying + `)\b`)
	// byHead is what stands before a name.
	byHead = regexp.MustCompile(`(?i)^(?:(?:re\s*:\s*)|(?:(?:this\s+)?(?:comment|reply|message|post|kommentar|beitrag|antwort|commentaire|comentario)\s+)?(?:posted|written|submitted|left|made|added|sent|comment|verfasst|geschrieben|eingetragen|écrit|rédigé|publié|publicado|escrito|enviado|inviato|scritto|geplaatst)?\s*(?:by|von|par|por|da|door|from)\b\s*:?|posted\s*:|author\s*:|name\s*:|autor\s*:|from\s*:|user\s*:|von\s*:)\s*`)
	// numberHead is the number of a comment before a name.
	numberHead = regexp.MustCompile(`^(?:#\s*\d+|\d+\s*[.):])\s*`)
	// placeTail is what stands between a name and a date, left over when the
	// date is cut out.
	placeTail = regexp.MustCompile(`(?i)[\s,|·•/–—\-(\[\x1f]+(?:on|at|am|um|le|el|il|op|em|posted|posted\s+(?:on|at)|@)?[\s,|·•/–—\-:()\[\]\x1f]*$`)
	placeHead = regexp.MustCompile(`(?i)^(?:[\s\x1f,|·•/–—\-:)(\]\[»>@*]|(?:on|at|am|um|le|el|il)[\s,:]+)+`)
	notName   = regexp.MustCompile(`(?i)^\W*(?:` + saying + `|on|at|am|um|le|by|von|par|por|in|via|and|the|permalink|profile|author|avatar|posted|written|submitted|edited|joined|registered|quote|posts?|comments?|user|member|guest\s+post|anzeige|advertisement|advertising|unregistered/not logged in|deleted|removed|gelöscht)\W*$`)
	roleTail  = regexp.MustCompile(`(?i)\s*[(\[](?:author|op|admin|moderator|mod|staff|not verified|unverified|unregistered|nicht überprüft|guest|gast|visitor|verified|homepage|profile|website|anonymous|\d+)[)\]]?\s*$`)
)

// CutMark stands where a date was cut out of a line.
const CutMark = " \x1f "

// longName and manyWords bound what may be a name.
const (
	longName  = 60
	manyWords = 7
)

// cleanAuthor takes from a stretch of a comment's head what belongs to a name.
// context reports that words around the name announce a writer.
func cleanAuthor(s string) (name string, context bool) {
	s = placeHead.ReplaceAllString(strings.TrimSpace(s), "")
	s = numberHead.ReplaceAllString(s, "")
	for range 2 {
		if t := placeTail.ReplaceAllString(s, ""); t != s {
			s = t
		}
		if t := saysTail.ReplaceAllString(s, ""); t != s {
			s, context = t, true
		}
		if t := roleTail.ReplaceAllString(s, ""); t != s && t != "" {
			s = t
		}
	}
	if t := byHead.ReplaceAllString(s, ""); t != s {
		s, context = t, true
	}
	s = placeHead.ReplaceAllString(s, "")
	s = strings.TrimRight(s, " \t,:;|·•–—/(\u00a0…")
	s = strings.TrimSpace(s)
	if strings.HasSuffix(s, "]") && !strings.Contains(s, "[") {
		s = strings.TrimSuffix(s, "]")
	}
	if strings.HasSuffix(s, "...") {
		s = strings.TrimSpace(strings.TrimRight(s, "."))
	}
	return s, context
}

// canBeName reports whether a cleaned stretch may be a name at all.
func canBeName(s string) bool {
	if s == "" || len(s) > longName*2 || utf8.RuneCountInString(s) > longName {
		return false
	}
	if notName.MatchString(s) {
		return false
	}
	n := countWords(s)
	return n > 0 && n <= manyWords
}
