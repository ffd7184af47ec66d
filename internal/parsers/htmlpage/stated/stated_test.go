package stated

import "testing"

func TestCount(t *testing.T) {
	tests := []struct {
		line string
		want int // -1 for none
	}{
		{"57 comments", 57}, {"Comments (57)", 57}, {"1,234 Comments", 1234}, {"1.234 Kommentare", 1234}, {"8 thoughts on “The old bridge”", 8},
		{"One response to The bridge", 1}, {"No comments yet", 0}, {"0 Comments", 0}, {"Keine Kommentare:", 0}, {"View all 12 comments", 12},
		{"Next 20 comments", -1}, {"Show 3 more replies", -1}, {"Comments 1-20 of 57", 57}, {"Comments: 4", 4}, {"12 reader comments", 12},
		{"Комментарии (14)", 14}, {"14 комментариев", 14}, {"コメント（3）", 3}, {"3 件のコメント", 3}, {"共 25 条评论", 25}, {"댓글 7", 7},
		{"Comment 4 of them was wrong and I said so", -1}, {"at 12:30 comments were closed", -1}, {"#3 comment", -1}, {"Version 2.1 comments", -1},
		{"3 odpowiedzi", 3}, {"26 Reacties", 26}, {"Reacties (26)", 26}, {"4 réponses à « Le pont »", 4}, {"", -1}, {"99999999999999 comments", -1},
		{"Leave a comment", -1}, {"2 answers", 2}, {"Answers 2", -1}, {"20 of 57 comments", 57}, {"Kommentare", -1},
	}
	for _, tt := range tests {
		n, ok := Count(tt.line)
		if !ok {
			n = -1
		}
		if n != tt.want {
			t.Errorf("Count(%q) = %d, want %d", tt.line, n, tt.want)
		}
	}
}

func TestAnnounces(t *testing.T) {
	tests := map[string]Heading{
		"Comments": Comments, "12 Responses to “The bridge”": Comments, "Recent comments": Other, "Related posts": Other, "Trackbacks": Other,
		"Comments and trackbacks": Comments, "Das könnte Sie auch interessieren": Nothing, "Kommentare": Comments, "Join the conversation": Comments,
		"Neueste Kommentare": Other, "コメント一覧": Comments, "最新评论": Nothing, "": Nothing, "Диалог": Nothing, "Обсуждение": Comments,
	}
	for line, want := range tests {
		if got := Announces(line); got != want {
			t.Errorf("Announces(%q) = %d, want %d", line, got, want)
		}
	}
}

func FuzzCount(f *testing.F) {
	for _, s := range []string{"57 comments", "1,234", "Comments (", "コメント3", "\xff 3 comments", "1.23", "9,999,9"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if n, ok := Count(s); ok && (n < 0 || n > 9_999_999) {
			t.Errorf("%q: %d", s, n)
		}
		Announces(s)
	})
}
