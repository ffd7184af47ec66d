package stancedetect

import (
	"context"
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/undertone-project/undertone/analysis/stance"
)

func TestReplyManner(t *testing.T) {
	for name, c := range map[string]struct {
		reply      stance.Reply
		manner     replyManner
		calibrated int
	}{
		"answers a comment":       {stance.Reply{Text: "No.", ParentText: "It rains."}, plainManner, int(plainManner)},
		"answers the post":        {stance.Reply{Text: "No.", ParentText: "It rains.", TopLevel: true}, topManner, int(topManner)},
		"no parent":               {stance.Reply{Text: "No."}, topManner, int(topManner)},
		"message":                 {stance.Reply{Text: "@tarn no", ParentText: "It rains #weather"}, tweetManner, int(tweetManner)},
		"toward the post":         {stance.Reply{Text: "No.", ParentText: "It rains.", TowardPost: true, Depth: 3}, postManner, int(postManner)},
		"message toward the post": {stance.Reply{Text: "@tarn no", ParentText: "It rains #weather", TowardPost: true, Depth: 1}, postManner, int(manners)},
	} {
		t.Run(name, func(t *testing.T) {
			var sc scratch
			sc.lookReply(c.reply)
			if sc.manner != c.manner || sc.calibrated() != c.calibrated {
				t.Errorf("manner %d, calibrated as %d", sc.manner, sc.calibrated())
			}
			for _, f := range sc.vec.features {
				if int(f.ID) >= ReplyStance.Structural() {
					t.Errorf("feature %d of %d", f.ID, ReplyStance.Structural())
				}
			}
		})
	}
}

// Asked toward the post, the same words far below it say less than right
// below it, and evidence still adds up to the margin.
func TestTowardPost(t *testing.T) {
	d, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	r := stance.Reply{Text: "@tarn that is not true at all", ParentText: "@lund the bridge is closed", PostText: "The bridge is closed #Northgate", TowardPost: true, Depth: 1}
	deep := r
	deep.Depth = 4
	got, err := d.DetectReplies(context.Background(), []stance.Reply{r, deep})
	if err != nil {
		t.Fatal(err)
	}
	if got[0].Disagree <= got[1].Disagree {
		t.Errorf("disagree %.3f right below the post, %.3f far below", got[0].Disagree, got[1].Disagree)
	}
	for _, s := range got {
		p := []float64{s.Agree, s.Disagree, s.Query, s.Neutral}
		want, best := 0.0, 0.0
		for _, x := range p {
			want -= math.Log(x) / 4
			best = max(best, x)
		}
		want += math.Log(best)
		sum := 0.0
		for _, e := range s.Evidence {
			sum += e.Weight
		}
		if math.Abs(sum-want) > 1e-3 {
			t.Errorf("evidence adds up to %.4f, the margin is %.4f", sum, want)
		}
	}
}

func TestSurenessRefused(t *testing.T) {
	m := small(t, ReplyStance)
	m.Calibrated([]float32{1, 2})
	var b strings.Builder
	if err := m.Write(&b); err != nil {
		t.Fatal(err)
	}
	if _, err := ReadModel(strings.NewReader(b.String())); !errors.Is(err, ErrModel) {
		t.Errorf("two of %d: %v", Calibrations, err)
	}
}
