// Package stated reads what short lines of a page say about its comments: how
// many there are ("57 comments", "Kommentare (57)", "57 件のコメント"), and whether
// a heading announces comments or another list.
package stated

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Longest is the length in bytes of lines that are read.
const Longest = 160

// nouns are the words for comments, as headings and counters use them.
var nouns = set(`comment comments response responses reply replies thought thoughts reaction reactions feedback
kommentar kommentare kommentaren antwort antworten reaktionen meinungen leserkommentare wortmeldungen beiträge
commentaire commentaires réponse réponses réaction réactions avis
comentario comentarios respuesta respuestas comentário comentários resposta respostas
commento commenti risposta risposte reactie reacties opmerkingen komentarz komentarze komentarzy odpowiedzi opinie
kommentarer svar kommentti kommenttia kommentit yorum komentář komentáře komentářů komentar komentara komentari komentár komentáre komentárov
hozzászólás hozzászólások vélemény comentariu comentarii comentari comentaris σχόλιο σχόλια luận tanggapan תגובה תגובות تعليق تعليقات تعليقا коментара
комментарий комментария комментарии комментариев коментарий коментари коментарі ответ ответа ответов ответы отзыв отзыва отзывов отзывы`)

// counted are words that are counted but not only of comments: answers, notes.
var counted = set(`answer answers notes opinions posts post messages`)

// between may stand between a number and its noun.
var between = set(`bình user users reader readers total new public visible leser nutzer lezers approved people's insightful great awesome`)

// leading are the words that make a number one of a part: "next 20 comments".
var leading = set(`next previous last latest recent top older newer more weitere nächste vorherige letzten suivants derniers first load page`)

// none stand for no comment at all.
var none = set(`no keine kein aucun sin nessun geen brak нет ingen inga nenhum žádné`)

// one stand for a single comment.
var one = set(`one ein un una een jeden один en`)

// other are the words of lists that are no comments of the page.
var other = set(`related popular recent latest trending archive archives categories category tags blogroll elsewhere recommended similar
ähnliche verwandte beliebt beliebte neueste neuesten letzte aktuelle meistgelesen empfehlungen archiv kategorien schlagwörter récents populaires similaires derniers articles
recientes relacionados populares relacionadas últimas archivo categorías recenti correlati popolari archivio recente gerelateerd gerelateerde meest
advertisement sponsored subscribe newsletter followers links sitemap menu navigation trackbacks pingbacks trackback pingback podobne ostatnie najnowsze похожие последние популярные читайте`)

// about are further words of headings over comments.
var about = set(`discussion conversation debate diskussion diskutieren mitdiskutieren forum talkback talk comentar comentan opinan voices letters discuss dyskusja discusión обсуждение дискуссия débat`)

func set(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}

// token is a word or a number of a line.
type token struct {
	word   string
	number int    // -1 for words
	before string // the signs between the token before and this one
}

// maxTokens bounds the tokens that are looked at.
const maxTokens = 24

func tokens(s string) []token {
	var out []token
	gap := 0
	for i := 0; i < len(s) && len(out) < maxTokens; {
		r, size := rune(s[i]), 1
		if r >= 0x80 {
			r, size = decode(s[i:])
		}
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			i += size
			continue
		}
		j, digits := i, unicode.IsDigit(r)
		for j < len(s) {
			r, size := decode(s[j:])
			if digits && (r == ',' || r == '.' || r == 0xa0) && j+size+3 <= len(s) && threeDigits(s[j+size:]) {
				j += size
				continue
			}
			if digits != unicode.IsDigit(r) || !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' {
				break
			}
			j += size
		}
		t := token{number: -1, before: s[gap:i]}
		if digits {
			t.number = number(s[i:j])
		} else {
			t.word = strings.ToLower(s[i:j])
		}
		out = append(out, t)
		i, gap = j, j
	}
	return out
}

func decode(s string) (rune, int) { return utf8.DecodeRuneInString(s) }

func threeDigits(s string) bool {
	for i := range 3 {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return len(s) == 3 || s[3] < '0' || s[3] > '9'
}

// number reads a number with signs between its thousands, -1 where it is too
// long for a count.
func number(s string) int {
	s = strings.NewReplacer(",", "", ".", "", "\u00a0", "").Replace(s)
	v, err := strconv.Atoi(s)
	if err != nil || v > 9_999_999 {
		return -1
	}
	return v
}

// Count is the number of comments that a short line states. "Next 20 comments"
// and "show 3 more replies" state none.
func Count(line string) (n int, ok bool) {
	if line == "" || len(line) > Longest {
		return 0, false
	}
	if n, ok := eastern(line); ok {
		return n, true
	}
	ts := tokens(line)
	for k, t := range ts {
		if !nouns[t.word] && !(counted[t.word] && k > 0 && ts[k-1].number >= 0) {
			continue
		}
		if n, ok := before(ts, k); ok {
			return n, true
		}
		if n, ok := after(ts, k, line); ok && nouns[t.word] {
			return n, true
		}
	}
	return 0, false
}

// before reads the number in front of the noun at k.
func before(ts []token, k int) (int, bool) {
	at := k - 1
	for at >= 0 && k-at <= 3 && between[ts[at].word] {
		at--
	}
	if at < 0 {
		return 0, false
	}
	t := ts[at]
	gap := strings.TrimSpace(ts[at+1].before)
	switch {
	case t.number >= 0 && (gap == "" || gap == "+"):
		if strings.HasSuffix(t.before, "#") || strings.HasSuffix(t.before, ".") || strings.HasSuffix(t.before, ":") && at > 0 && ts[at-1].number >= 0 || strings.HasSuffix(t.before, "/") {
			return 0, false
		}
		return t.number, at == 0 || !leading[ts[at-1].word]
	case at == 0 && none[t.word] && gap == "":
		return 0, len(ts) < 8
	case at == 0 && one[t.word] && gap == "":
		return 1, true
	}
	return 0, false
}

// after reads the number behind the noun at k: "Comments (57)", "Comments: 57",
// "Comments 1-20 of 57".
func after(ts []token, k int, line string) (int, bool) {
	if k+1 >= len(ts) || ts[k+1].number < 0 {
		return 0, false
	}
	gap := strings.TrimSpace(ts[k+1].before)
	if k+4 < len(ts) && ts[k+2].number > 0 && ts[k+4].number > 0 && (ts[k+3].word == "of" || ts[k+3].word == "von" || ts[k+3].word == "de") {
		return ts[k+4].number, true
	}
	switch gap {
	case "(", "[", ":", "–", "-", "|", "·":
	case "":
		if k+2 < len(ts) || k > 1 {
			return 0, false
		}
	default:
		return 0, false
	}
	if k+2 < len(ts) {
		next := strings.TrimSpace(ts[k+2].before)
		return ts[k+1].number, strings.HasPrefix(next, ")") || strings.HasPrefix(next, "]")
	}
	return ts[k+1].number, !strings.HasSuffix(strings.TrimSpace(line), "…")
}

var (
	easternBefore = regexp.MustCompile(`(\d{1,7})\s*(?:件|条|條|个|個|则|則|개)?\s*(?:の|的|의)?\s*(?:コメント|评论|評論|留言|回复|回覆|回應|回应|返信|댓글|덧글)`)
	easternAfter  = regexp.MustCompile(`(?:コメント|评论|評論|留言|回复|回覆|回應|댓글|덧글)(?:数|數|一覧)?\s*[(（\[:：]?\s*(\d{1,7})\s*(?:件|条|條|개)?[)）\]]?\s*$`)
)

// eastern reads the counters of languages without spaces.
func eastern(line string) (int, bool) {
	if !strings.ContainsFunc(line, func(r rune) bool { return r >= 0x3040 && r < 0xe000 }) {
		return 0, false
	}
	m := easternBefore.FindStringSubmatch(line)
	if m == nil {
		m = easternAfter.FindStringSubmatch(line)
	}
	if m == nil {
		return 0, false
	}
	n, err := strconv.Atoi(m[1])
	return n, err == nil
}

// Heading is what a short line announces.
type Heading int8

// The headings.
const (
	Nothing Heading = iota
	Comments
	Other // another list: related posts, archives, recent comments, trackbacks
)

// longHeading bounds the words of a heading.
const longHeading = 12

// Announces tells what a short line announces, by its words.
func Announces(line string) Heading {
	if line == "" || len(line) > 100 {
		return Nothing
	}
	if strings.ContainsFunc(line, func(r rune) bool { return r >= 0x3040 && r < 0xe000 }) {
		for _, w := range []string{"コメント", "评论", "評論", "留言", "回复", "回應", "댓글"} {
			if strings.Contains(line, w) && !strings.Contains(line, "最新") && !strings.Contains(line, "最近") {
				return Comments
			}
		}
	}
	ts := tokens(line)
	if len(ts) > longHeading {
		return Nothing
	}
	speaks, lists, pings := false, false, false
	for _, t := range ts {
		switch {
		case nouns[t.word] || about[t.word]:
			speaks = true
		case strings.HasPrefix(t.word, "trackback") || strings.HasPrefix(t.word, "pingback"):
			pings = true
		case other[t.word]:
			lists = true
		}
	}
	switch {
	case lists, pings && !speaks:
		return Other
	case speaks:
		return Comments
	}
	return Nothing
}
