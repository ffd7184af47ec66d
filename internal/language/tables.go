package language

import (
	_ "embed"
	"strings"
	"sync"
	"unicode/utf8"
)

//go:embed words.txt
var wordList string

// maxLanguages bounds the languages written in Latin script: a set of them
// is the bits of a uint32.
const maxLanguages = 32

// table holds what is known of the languages written in Latin script.
type table struct {
	codes   []string
	english int
	words   map[string]uint32 // word to the set of its languages
	letters map[rune]uint32   // letter outside ASCII to the languages using it
	affixes []affix
}

// affix is a beginning or an ending of words that speaks for some languages.
type affix struct {
	prefix, suffix string
	set            uint32
}

// letterUse lists the letters outside ASCII that speak for languages.
var letterUse = map[string]string{
	"de": "äöüß", "fr": "éèêëàâçîïôùûœ", "es": "ñáéíóúü¿¡", "pt": "ãõçáâéêíóôú", "it": "àèéìòù", "nl": "ëïé", "sv": "åäö",
	"da": "æøå", "no": "æøå", "fi": "äö", "pl": "ąćęłńóśźż", "cs": "áčďéěíňóřšťúůýž", "sk": "áäčďéíĺľňóôŕšťúýž",
	"hu": "áéíóöőúüű", "ro": "ăâîșşțţ", "tr": "çğıöşü", "vi": "ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ",
	"ca": "àçèéíïòóúü", "hr": "čćđšž", "lt": "ąčęėįšųūž", "et": "äõöüšž", "sl": "čšž",
}

// affixUse lists telling word ends (-x) and beginnings (x-) by language.
var affixUse = map[string]string{
	"en": "-ing -ness -ful -ship -ously -ed -ly -'s -n't -'re -'ve -'ll",
	"de": "-ung -ungen -keit -heit -lich -ische -ischen -schaft -iert -tät sch- ge- ver- zw-", "fr": "-eux -euse -ment -aient -ez -eau -eaux -ique l'- d'- qu'-",
	"es": "-ción -ciones -dad -mente -ando -iendo -amos -illo", "pt": "-ção -ções -dade -mente -ando -ões -inho", "it": "-zione -zioni -mente -ità -ando -etto -issimo dell'- l'-",
	"nl": "-lijk -lijke -heid -aar -tje -ijk ge- zij-", "sv": "-ningen -ande -arna -het -lig", "da": "-elsen -erne -lig", "no": "-else -ene -het -lig",
	"fi": "-ssa -ssä -lla -llä -sta -stä -inen -vat -vät -nen -mme", "pl": "-ość -ego -ych -ować -sz -cz prze- przy-", "cs": "-ost -ého -ých -ovat při-", "sk": "-osť -ého -ých -ovať pri-",
	"hu": "-nak -nek -ban -ben -ság -ség -tól -ről", "ro": "-ului -ilor -ește -ește -are -ție", "tr": "-lar -ler -mak -mek -iyor -dır -dir -lık -lik", "id": "-nya -kan me- ber- ter-",
	"ca": "-ció -tat -ment l'- d'-", "tl": "nag- mag- pag-",
}

var tables = sync.OnceValue(buildTables)

func buildTables() *table {
	t := &table{words: map[string]uint32{}, letters: map[rune]uint32{}}
	index := map[string]int{}
	for line := range strings.Lines(wordList) {
		f := strings.Fields(line)
		if len(f) == 0 || f[0] == "#" {
			continue
		}
		i, ok := index[f[0]]
		if !ok {
			i = len(t.codes)
			index[f[0]] = i
			t.codes = append(t.codes, f[0])
		}
		for _, w := range f[1:] {
			t.words[w] |= 1 << i
		}
	}
	t.english = index["en"]
	for i, code := range t.codes {
		for _, r := range letterUse[code] {
			t.letters[r] |= 1 << i
		}
		for _, a := range strings.Fields(affixUse[code]) {
			t.addAffix(a, 1<<i)
		}
	}
	return t
}

func (t *table) addAffix(a string, set uint32) {
	x := affix{prefix: strings.TrimSuffix(a, "-"), set: set}
	if rest, ok := strings.CutPrefix(a, "-"); ok {
		x = affix{suffix: rest, set: set}
	}
	for i := range t.affixes {
		if y := &t.affixes[i]; y.prefix == x.prefix && y.suffix == x.suffix {
			y.set |= set
			return
		}
	}
	t.affixes = append(t.affixes, x)
}

// shape is the set of languages that the form of an unlisted word speaks for,
// and whether the word is plain ASCII. Letters count before affixes.
func (t *table) shape(word []byte) (set uint32, ascii bool) {
	ascii = true
	for i := 0; i < len(word); {
		r, size := utf8.DecodeRune(word[i:])
		i += size
		if r < utf8.RuneSelf {
			continue
		}
		ascii = false
		if l := t.letters[r]; set == 0 {
			set = l
		} else if set&l != 0 {
			set &= l
		}
	}
	if !ascii {
		return set, false
	}
	best := 0
	for _, a := range t.affixes {
		n := len(a.prefix) + len(a.suffix)
		if n < best || len(word) < n+3 {
			continue
		}
		if a.prefix != "" && string(word[:n]) != a.prefix || a.suffix != "" && string(word[len(word)-n:]) != a.suffix {
			continue
		}
		if n > best {
			best, set = n, 0
		}
		set |= a.set
	}
	return set, true
}
