package parsers

import (
	"strings"
	"testing"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/analysis/thread"
)

// Likes are what each source calls them, and unknown where it says nothing.
func TestLikes(t *testing.T) {
	known, unknown := thread.LikesOf, thread.Likes{}
	for _, tt := range []struct {
		format, in string
		want       thread.Likes // of the last record
	}{
		{"reddit", `{"body":"x","link_id":"t3_p","id":"c","score":-4,"ups":1}`, known(-4)},
		{"reddit", `{"body":"x","link_id":"t3_p","id":"c","ups":5,"downs":2}`, known(3)},
		{"reddit", `{"body":"x","link_id":"t3_p","id":"c","score":1,"score_hidden":true}`, unknown},
		{"reddit", `{"kind":"Listing","data":{"children":[{"kind":"t1","data":{"id":"c","body":"x","score":7}}]}}`, known(7)},
		{"reddit", `{"body":"x","link_id":"t3_p","id":"c"}`, unknown},
		{"hackernews", `{"id":1,"type":"story","by":"a","title":"x","score":12}`, known(12)},
		{"hackernews", `{"id":1,"type":"comment","by":"a","parent":2,"text":"x"}`, unknown},
		{"hackernews", `{"id":1,"created_at":"2020-01-01T00:00:00Z","type":"story","author":"a","title":"x","points":3,"children":[]}`, known(3)},
		{"discourse", `{"post_stream":{"posts":[{"id":7,"post_number":2,"cooked":"x","actions_summary":[{"id":2,"count":5},{"id":3,"count":9}]}]}}`, known(5)},
		{"discourse", `{"post_stream":{"posts":[{"id":7,"post_number":2,"cooked":"x","actions_summary":[]}]}}`, known(0)},
		{"discourse", `{"post_stream":{"posts":[{"id":7,"post_number":2,"cooked":"x"}]}}`, unknown},
		{"mastodon", `[{"id":"7","in_reply_to_id":null,"content":"x","favourites_count":6}]`, known(6)},
		{"lemmy", `{"comments":[{"comment":{"id":7,"post_id":3,"path":"0.7"},"counts":{"score":-2}}]}`, known(-2)},
		{"lemmy", `{"items":[{"comment":{"id":7,"post_id":3,"path":"0.7","score":8}}]}`, known(8)},
		{"youtube", `{"items":[{"id":"7","snippet":{"textOriginal":"x","likeCount":9}}]}`, known(9)},
		{"stackexchange", `{"items":[{"question_id":3,"score":-1}]}`, known(-1)},
		{"stackexchange-xml", `<comments><row Id="1" PostId="2" Text="x" Score="4"/></comments>`, known(4)},
		{"convokit", `{"id":"7","conversation_id":"3","speaker":"a","reply-to":"3","text":"x","meta":{"score":11}}`, known(11)},
		{"commento", `{"comments":[{"commentHex":"a","parentHex":"root","score":2}]}`, known(2)},
		{"remark42", `{"id":"a","pid":"","text":"x","score":-3,"user":{"name":"n"}}`, known(-3)},
		{"isso", `{"total_replies":1,"replies":[{"id":1,"text":"x","likes":3,"dislikes":5}]}`, known(-2)},
		{"disqus-api", `{"response":[{"id":"1","likes":4,"dislikes":1}]}`, known(3)},
		{"youtube-download", `{"cid":"a","text":"x","votes":"3.4K"}`, known(3400)},
		{"jsonl", `{"text":"x","score":"3.0"}`, known(3)},
		{"jsonl", `{"text":"x","likes":null}`, unknown},
		{"csv", "text,likes\nx,-2\n", known(-2)},
	} {
		f, err := Named(All(), tt.format)
		if err != nil {
			t.Fatal(err)
		}
		var last format.Record
		for rec, err := range f.Read(t.Context(), format.Source{Name: "in", Reader: strings.NewReader(tt.in)}) {
			if err != nil {
				t.Errorf("%s: %s: %v", tt.format, tt.in, err)
			}
			last = rec
		}
		if last.Likes != tt.want {
			t.Errorf("%s: %s: %+v, want %+v", tt.format, tt.in, last.Likes, tt.want)
		}
	}
}
