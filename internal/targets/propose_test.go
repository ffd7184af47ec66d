package targets

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/undertone-project/undertone/analysis/stance"
)

func TestPropose(t *testing.T) {
	tests := []struct {
		name  string
		texts []string
		max   int
		want  []string // "name comments/mentions aliases"
	}{
		{"nothing", nil, 5, nil},
		{"max", []string{"We met Smith. ", "We met Smith."}, 0, nil},
		{"sentence starts are no names", []string{"Nobody came. Yesterday it rained.", "Nobody called. Yesterday was fine."}, 5, nil},
		{"sentence start of a known name", []string{"Harmon lied.", "I saw Harmon lie."}, 5, []string{"Harmon 2/2 []"}},
		{"months, weekdays, furniture", []string{"See you in May or on Tuesday. Reply", "It was in May, on Tuesday. Reply"}, 5, nil},
		{"surname joins full name", []string{"I trust Alma Reyes here.", "But Reyes is wrong and so is Reyes.", "Oh, Reyes again"}, 5, []string{"Reyes 3/4 [Alma Reyes]"}},
		{"ampersand", []string{"That is Reyes & co.", "What would Reyes do?"}, 5, []string{"Reyes 2/2 []"}},
		{"office and place", []string{"The Russian Foreign Minister Pavel Orlin spoke.", "So Orlin said in Russia."}, 5, []string{"Orlin 2/2 [Pavel Orlin]", "Russia 2/2 [Russian]"}},
		{"places merge", []string{"The US and the Americans.", "In America the USA is us."}, 5, []string{"America 2/4 [Americans US USA]"}},
		{"policy", []string{"I want gun control.", "No, gun control fails."}, 5, []string{"gun control 2/2 []"}},
		{"hashtag joins name", []string{"Go #RiverPark go", "The River Park plan, and River Park"}, 5, []string{"River Park 2/3 [#RiverPark]"}},
		{"of inside", []string{"ask the Bank of Norland", "the Bank of Norland pays"}, 5, []string{"Bank of Norland 2/2 []"}},
		{"shouting is no name", []string{"THIS IS SO BAD TODAY", "THIS IS SO BAD TODAY"}, 5, nil},
		{"possessive inside a name", []string{"We met at Miller's Ford.", "Off to Miller’s Ford"}, 5, []string{"Miller's Ford 2/2 []"}},
		{"possessive of a name", []string{"Norland's Orlin lied.", "So Norland won", "Norland's Orlin again, and Norland, and Orlin"}, 5, []string{"Norland 3/4 []", "Orlin 2/3 []"}},
		{"given name is no name of its own", []string{"I trust Alma Reyes here.", "But Reyes is wrong.", "Oh, Alma, dear Alma!", "So Alma left."}, 5, []string{"Alma Reyes 4/5 [Alma Reyes]"}},
		{"colours", []string{"background #FFFFFF and #a0b1c2", "background #FFFFFF and #a0b1c2"}, 5, nil},
		{"single text", []string{"So the Norland League met."}, 5, []string{"Norland League 1/1 []"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, p := range Propose(tt.texts, tt.max) {
				got = append(got, fmt.Sprintf("%s %d/%d %v", p.Name, p.Comments, p.Count, p.Aliases))
			}
			if d := cmp.Diff(tt.want, got); d != "" {
				t.Errorf("Propose (-want +got):\n%s", d)
			}
		})
	}
}

func TestExpand(t *testing.T) {
	list := []stance.Target{{Name: "Norland"}, {Name: "NATO"}, {Name: "Reyes"}}
	texts := []string{
		"Norland's Foreign Minister Pavel Orlin met NATO Secretary-General Ada Lund.",
		"Norland President Reyes spoke; NATO chief Bo Kall and Norland chief Bo Kall did not. Norland general was there.",
	}
	got := Expand(list, texts)
	want := []stance.Target{
		{Name: "Norland", Aliases: []string{"Pavel Orlin", "Orlin"}},
		{Name: "NATO", Aliases: []string{"Ada Lund", "Lund"}},
		{Name: "Reyes"},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("Expand (-want +got):\n%s", d)
	}
	if len(list[0].Aliases) != 0 {
		t.Error("Expand changed its argument")
	}
}

func FuzzPropose(f *testing.F) {
	f.Add("The Bank of Norland-Reyes #A_b", "NATO's Secretary General X")
	f.Fuzz(func(t *testing.T, a, b string) {
		one, two := Propose([]string{a, b, a}, 10), Propose([]string{a, b, a}, 10)
		if d := cmp.Diff(one, two); d != "" {
			t.Fatalf("two runs differ:\n%s", d)
		}
		Expand([]stance.Target{{Name: "NATO"}}, []string{a, b})
	})
}
