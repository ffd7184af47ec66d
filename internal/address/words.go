package address

import "strings"

// set makes a set of the words of a list.
func set(words string) map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		out[w] = true
	}
	return out
}

// notNames are capitalised words that begin sentences or end comments without
// being names.
var notNames = set(`
a about above absolutely after again agreed ah aha all almost alright also although always amazing amen an and another any
anyone anything anyway apparently are article as ask at awesome aw baby back bad basic basically be beautiful because been
before best better big both boy bravo bring brilliant but by bye came can cannot certainly cheers clear clearly come comment
comments congrats congratulations cool correct could course damn date dear definitely did do does done doubt dude each edit
edited either else end enjoy enough er especially etc even ever every everybody everyone everything evidently exactly
excellent excuse fact fair false fantastic far fascinating few finally fine first firstly five folks for four from fun funny
further furthermore get give go god good goodbye got gosh gotcha great guess guys ha haha hahaha happy hard has have he heck
hell hello help hence her here hereby hers hey hi him his hmm hmmm hold honest honestly hooray hope how however huge hurray i
if imagine impressive in incidentally incredible indeed instead interesting into is it its just keep kind kudos lady ladies
last lastly later least less let like likely literally lmao lol look looks lord lots love lovely luckily lucky ma'am man many
may maybe me meanwhile men might mine mission mom more moreover most mother much must my nah naturally never nevertheless next nice no
nobody none nonetheless nonsense nope nor not note nothing now obviously of off oh ok okay old omg on once one only oops or
other others otherwise ouch our out over overall part people perfect perhaps personally please plus point possibly post
precisely pretty probably proof ps question quick quite quote rather really regardless regards reply report reporting right
rubbish sad sadly said same say says second secondly see seems seriously several she should similarly simple simply since
sir six so some somebody someone something sometimes soon sorry sounds source specifically still stop strange stupid such
super superb sure surely sweet ten terrible terrific than thank thankfully thanks that the their them then there therefore these they
thing things think third this those though thought three thus time tldr to today together tomorrow tonight too totally trust true
truly try two typo ugh unbelievable under understood unfortunately unless unlike until up update us usa useful usually
very via wait was way we weird welcome well were what whatever when whenever where whereas wherever whether which while
who whoever whole whom whose why wife wish with without woman women wonderful word words wow wrong yawn yay yeah year years yep yes yesterday
yet yikes you your yours yup zero uk eu un nato america american americans russia russian europe european britain british china
chinese germany german france french english spanish january february march april june july august september october november december monday tuesday
wednesday thursday friday saturday sunday mr mrs ms dr facebook twitter google youtube reddit wikipedia apple microsoft
internet app blog email link site website img url http https www
`)

// ambiguous are names that are also everyday words; they count as names only
// where a greeting or the start of a line with a mark behind says so.
var ambiguous = set(`will mark may hope grace art rich bill rob pat chase drew don sue joy faith chuck frank guest admin
anonymous author editor moderator user reader visitor`)

// greetings go before a name that is spoken to.
var greetings = set(`hi hey hello dear thanks thank thx ty cheers agreed amen sorry nah yes no yeah yep yup nope welcome
congrats congratulations kudos bravo hallo danke bonjour merci hola gracias liebe lieber ciao grazie touche touché exactly
well ok okay oh ah right true lol haha absolutely indeed correct hmm`)

// praise are words after which a capitalised word at the end of a clause is
// the person praised or agreed with: "fair assessment Richard".
var praise = set(`point points post posts job said comment comments analysis assessment question questions article work stuff
call idea ideas thought thoughts reply response answer answers advice luck you agree agreed right correct one read piece
summary explanation perspective observation observations insight insights catch find story write-up writeup argument
arguments info information tip tips`)

// bindings are words that tie the next word into the sentence, so that it is
// not spoken to.
var bindings = set(`a an the in on at of to by for from with without about into onto over under between through against after
before and or but nor as than like is are was were be been being am has have had do does did this that these those my your
his her its our their mr mrs ms dr sir president senator general said says called named named via per vs versus near since
until toward towards if because when where while who which what how not visit see saw met know knew love loves hate read
using use used de la le du der die das von van und et y i he she we they it`)

// speech follows a name that is spoken of as somebody who said something.
var speech = set(`said says say points pointed noted notes mentioned mentions wrote writes suggested suggests asked asks
explained explains argued argues stated states claims claimed thinks is's comment comments point points post posts question
argument reply answer`)

// closings go before a signature.
var closings = set(`best cheers regards thanks thx sincerely yours peace love xo xoxo xx blessings greetings respectfully
warmly cordially br rgds hugs ciao namaste aloha salut gruß grüße lg vg mfg saludos abrazos amitiés cordialement atentamente`)
