package language

import (
	"strings"
	"testing"
)

func TestDetect(t *testing.T) {
	tests := []struct{ in, want string }{
		{"", Und}, {"12:31 !!! 🙂", Und}, {"haha", Und}, {"ok", Und}, {"lol", Und}, {"@maria #NoWar https://example.org/the/and", Und},
		{"thanks", "en"}, {"Thanks!", "en"}, {"I agree", "en"}, {"No worries", "en"}, {"This is the best article I have read.", "en"},
		{"They will die for nothing", "en"}, {"Don’t feed the trolls, people", "en"},
		{"So the new café was closed, what a shame", "en"},
		{"Die Sitzung beginnt", "de"}, {"Danke", "de"}, {"Das ist doch völliger Unsinn, so geht es nicht", "de"},
		{"Merci beaucoup", "fr"}, {"Je ne suis pas d'accord avec vous", "fr"}, {"C'est n'importe quoi", "fr"},
		{"Gracias por el artículo", "es"}, {"No estoy de acuerdo con nada de esto", "es"},
		{"Obrigado pela resposta, não sabia disso", "pt"}, {"Non sono d'accordo con questo articolo", "it"},
		{"Dit is echt heel erg slecht", "nl"}, {"Det är inte sant", "sv"}, {"Det er ikke sandt, jeg ved det", "da"},
		{"Jeg vet ikke hva du mener med dette", "no"}, {"Tämä ei ole totta", "fi"}, {"To nie jest prawda, dlaczego tak mówisz", "pl"},
		{"To není pravda, já si to nemyslím", "cs"}, {"Ez nem igaz, miért mondod", "hu"}, {"Asta nu este adevărat", "ro"},
		{"Bu doğru değil, teşekkürler", "tr"}, {"Saya tidak setuju dengan artikel ini", "id"}, {"Tôi không đồng ý với bạn", "vi"},
		{"Это неправда, спасибо", "ru"}, {"Це неправда, дякую", "uk"}, {"Това не е вярно, благодаря", "bg"},
		{"Ευχαριστώ πολύ", "el"}, {"ありがとうございます、面白い記事です", "ja"}, {"谢谢你的文章", "zh"}, {"정말 감사합니다", "ko"},
		{"شكرا على المقال", "ar"}, {"این درست نیست که گفتید", "fa"}, {"תודה רבה", "he"}, {"ขอบคุณมาก", "th"}, {"बहुत धन्यवाद", "hi"},
	}
	for _, tt := range tests {
		got, conf := Detect(tt.in)
		if got != tt.want {
			t.Errorf("Detect(%q) = %s (%.2f), want %s", tt.in, got, conf, tt.want)
		}
		if (got == Und) != (conf == 0) || conf < 0 || conf > 1 {
			t.Errorf("Detect(%q): language %s with confidence %v", tt.in, got, conf)
		}
	}
}

func TestDetectLongerIsSurer(t *testing.T) {
	_, short := Detect("thanks")
	_, long := Detect("thanks for the article, I really liked what you wrote about it")
	if short >= long || short < 0.5 || long < 0.9 {
		t.Errorf("confidence of one word %.2f, of a sentence %.2f", short, long)
	}
}

func FuzzDetect(f *testing.F) {
	for _, s := range []string{"", "thanks", "\xff\xfe", "Привет", "日本", "a" + strings.Repeat("ß", 5000)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		lang, conf := Detect(s)
		if lang == "" || !(conf >= 0 && conf <= 1) || (lang == Und) != (conf == 0) {
			t.Fatalf("Detect(%q) = %q, %v", s, lang, conf)
		}
	})
}

func BenchmarkDetect(b *testing.B) {
	s := strings.Repeat("I really liked what you wrote about the talks, but they will not listen. ", 4)
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	for b.Loop() {
		if lang, _ := Detect(s); lang != "en" {
			b.Fatal(lang)
		}
	}
}
