package export

import (
	"fmt"

	"github.com/undertone-project/undertone/analysis/thread"
)

// Utterance is a line of ConvoKit's utterances.jsonl
// (https://convokit.cornell.edu/documentation/data_format.html).
type Utterance struct {
	ID             string         `json:"id"`
	Speaker        string         `json:"speaker"`
	ConversationID string         `json:"conversation_id"`
	ReplyTo        *string        `json:"reply-to"`
	Timestamp      *int64         `json:"timestamp"`
	Text           string         `json:"text"`
	Meta           map[string]any `json:"meta"`
}

// Utterances gives a thread in ConvoKit's shape. Ids are made unique over the
// corpus with the thread's id; an unknown author becomes a speaker of its own,
// since ConvoKit knows no utterance without a speaker.
func Utterances(t *thread.Thread) []Utterance {
	id := func(local string) string { return t.ID + "/" + local }
	root := id(t.Post.ID)
	out := make([]Utterance, 0, len(t.Comments)+1)
	out = append(out, Utterance{
		ID: root, Speaker: speaker(t.Post.Author, root), ConversationID: root, Timestamp: unix(t.Post.Created), Text: t.Post.Text,
		Meta: map[string]any{
			"thread_id": t.ID, "title": t.Post.Title, "url": t.Post.URL, "time_precision": string(t.Post.Created.Precision),
			"created_at": t.Post.Created.String(), "time_zone_source": string(t.Post.Created.Zone), "likes": likes(t.Post.Likes),
		},
	})
	for i := range t.Comments {
		c := &t.Comments[i]
		parent := id(c.Reply.Parent)
		out = append(out, Utterance{
			ID: id(c.ID), Speaker: speaker(c.Author, id(c.ID)), ConversationID: root, ReplyTo: &parent,
			Timestamp: unix(c.Created), Text: c.Text,
			Meta: map[string]any{
				"thread_id": t.ID, "title": c.Title, "url": c.URL, "created_at": c.Created.String(), "time_zone_source": string(c.Created.Zone),
				"created_until": c.Created.UntilString(), "author_source": string(c.AuthorSource), "parent_source": string(c.Reply.Source), "parent_confidence": round(c.Reply.Confidence),
				"time_precision": string(c.Created.Precision), "quoted_text": c.Quoted, "deleted": c.Deleted, "likes": likes(c.Likes),
			},
		})
	}
	return out
}

func speaker(author, id string) string {
	if author == "" {
		return fmt.Sprintf("unknown:%s", id)
	}
	return author
}

func unix(t thread.Time) *int64 {
	if !t.Known() {
		return nil
	}
	v := t.At.Unix()
	return &v
}
