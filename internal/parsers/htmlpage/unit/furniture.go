package unit

import (
	"strings"
	"unicode"
)

// controls are the words on the buttons and links of a comment, in the
// languages that dates are read in. A line of nothing else is furniture.
var controls = wordSet(`
reply replies respond permalink permanent link parent flag flagged report abuse spam offensive inappropriate like likes liked unlike dislike
quote multiquote multi edit delete share tweet email print recommend recommended favorite favorited follow unfollow helpful useful vote votes up down
upvote downvote points point score collapse expand hide show more less login log in to register sign comment post this it now top back next prev
previous comments context actions options view profile website www pm message send says said wrote writes
antworten antwort zitieren zitat melden gefällt mir teilen bearbeiten löschen nach oben zum beitrag link beitrag permanenter einloggen anmelden um zu kommentieren
répondre signaler citer partager modifier supprimer lien permanent haut aime j
responder citar denunciar compartir editar enlace permanente me gusta reportar
rispondi segnala cita condividi collegamento mi piace
beantwoorden reageren rapporteer citeren delen vind ik leuk
odpowiedz cytuj zgłoś udostępnij lubię to usuń edytuj svara svar anmäl dela gilla citera gilla rapportera vastaa ilmoita yanıtla beğen şikayet odpovědět válasz
ответить цитировать цитата пожаловаться поделиться нравится ссылка удалить изменить подписаться відповісти
返信 返信する 通報 共有 いいね 引用 回复 回覆 回應 举报 檢舉 分享 赞 讚 引用 답글 신고 공유 좋아요
a an as by for from on or of and at the your you is am pm edt est pdt pst utc gmt cet cest
`)

func wordSet(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}

// weak are the words among controls that also stand in prose: a line of these
// alone is no furniture.
var weak = wordSet(`a an as by for from on or of and at the your you is this it now to in up down top back more less show like likes
useful helpful says said wrote writes um zu nach oben mir me j mi ik haut aime am me`)

// replyWords are the words of buttons to reply.
var replyWords = wordSet(`reply replies respond quote multiquote antworten antwort antwortet zitieren zitat répondre citer responder citar rispondi cita beantwoorden
reageren odpowiedz cytuj svara svar vastaa yanıtla odpovědět válasz ответить цитировать відповісти 返信 返信する 回复 回覆 回應 답글`)

// OffersReply reports whether the text of a button offers to reply.
func OffersReply(text string) bool {
	if len(text) > shortLine {
		return false
	}
	for _, w := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' }) {
		if replyWords[w] {
			return true
		}
	}
	return false
}

// shortLine is the length in bytes of what may repeat in all comments and is
// then taken for furniture.
const shortLine = 80

// isFurniture reports whether a line belongs to the page and not to the
// comment: buttons, or what every third comment of the page shows.
func (s *set) isFurniture(text string) bool {
	if len(text) > shortLine {
		return false
	}
	if n := s.common[blank(text)]; n >= 3 && n*2 >= len(s.views) {
		return true
	}
	return onlyControls(text)
}

// onlyControls reports whether text has no words but those of buttons.
func onlyControls(text string) bool {
	if len(text) > shortLine {
		return false
	}
	strong, words, other := 0, 0, 0
	for _, w := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' }) {
		words++
		switch {
		case !controls[w]:
			other++
		case !weak[w]:
			strong++
		}
	}
	if words == 0 {
		return !hasEmotion(text)
	}
	return other == 0 && strong > 0 && words <= 8
}

// hasEmotion reports whether a text without letters says something: a smiley,
// an emoji, several signs, a "+1".
func hasEmotion(text string) bool {
	t := strings.TrimSpace(text)
	if t == "" {
		return false
	}
	for _, r := range t {
		if unicode.Is(unicode.So, r) && r != '©' && r != '®' && r != '°' && r != '¦' && !unicode.In(r, unicode.Co) || r >= 0x1f000 {
			return true
		}
	}
	switch {
	case strings.ContainsAny(t, "!?"), strings.HasPrefix(t, "+1"), t == "^", t == "100", strings.HasPrefix(t, "^^"):
		return true
	case strings.HasPrefix(t, ":") || strings.HasPrefix(t, ";") || strings.HasPrefix(t, "="):
		return len(t) > 1 && len(t) < 6
	}
	return false
}
