package targets

import "strings"

// commonWords are names that are ordinary words when written in lower case:
// they are only taken for names when they are written like one.
var commonWords = set(`
us it who is in or he an am as at be by do go if me my no of oh ok on so to up we ice aid act arm may will mark bill
rose hope grace faith joy dawn june april march august jack bush gates ford jobs apple turkey chile jordan chad
guinea polish swiss pole poles finn finns dane danes brown black white green gray young long short
rich rand paul cook baker cruz west east north south pence price stone wood woods hill rice snow banks best case chase
christian cotton court crow cross day dean drew earl fox frank gore grant guy hand harry hunt king lane law lee little
love miles moon more page park pope prince reed sage sky sterling summer star sun swift target visa walker ward wise
tory labour labor liberal liberals conservative conservatives democrat democrats green greens republic left right
what when why how the and but for not all any are can did had has her him his how its let new now off old one our out
own put say see she too two use was way yes yet you gap act era ace nice ira gun
`)

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}
