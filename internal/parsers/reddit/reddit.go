// Package reddit reads what Reddit's API returns (listings, comment trees,
// "morechildren" answers) and dumps of it with one comment or submission a
// line, as Pushshift and its successors publish them.
//
// Ids are Reddit's full names: t3_ and the id of a submission, t1_ and that of
// a comment. A comment whose body was deleted or removed stays as a
// placeholder. "more" stubs stand for comments that are not in the file; how
// many there are is told to the audit. Likes are scores (upvotes less downvotes),
// unknown while they are hidden.
package reddit

import (
	"bytes"
	"context"
	"iter"
	"regexp"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/internal/jsonstream"
)

// Format reads Reddit JSON.
type Format struct{}

var _ format.Format = Format{}

// New returns the reader.
func New() Format { return Format{} }

// Name is the name used with --format.
func (Format) Name() string { return "reddit" }

// Describe says what the format is.
func (Format) Describe() string {
	return "Reddit: API listings and comment trees (.json), dumps of comments or submissions (NDJSON)"
}

var (
	listing = regexp.MustCompile(`"kind"\s*:\s*"(Listing|t1|t3|more)"`)
	things  = regexp.MustCompile(`"things"\s*:\s*\[`)
	wrapped = regexp.MustCompile(`^\s*\{\s*"data"\s*:\s*\[`)
)

// Match looks for a listing or for the keys of a comment or a submission.
func (Format) Match(p format.Probe) format.Match {
	head := bytes.TrimLeft(p.Head, "\ufeff \t\r\n")
	if len(head) == 0 || head[0] != '{' && head[0] != '[' {
		return format.Match{}
	}
	if at := listing.FindIndex(head); at != nil && (at[0] < 256 || things.Match(head)) {
		return format.Match{Score: 95, Reason: "a Reddit listing"}
	}
	first, _, _ := bytes.Cut(head, []byte("\n"))
	if len(first) < 8 {
		first = head
	}
	switch {
	case has(first, "link_id", "body", "parent_id", "author"):
		return format.Match{Score: 95, Reason: "a Reddit comment: link_id, parent_id, body"}
	case has(first, "selftext", "title", "subreddit", "id"):
		return format.Match{Score: 95, Reason: "a Reddit submission: title, selftext, subreddit"}
	}
	return format.Match{}
}

func has(head []byte, keys ...string) bool {
	for _, k := range keys {
		if !bytes.Contains(head, []byte(`"`+k+`"`)) {
			return false
		}
	}
	return true
}

// Read yields the submission, where it is there, and the comments of src, each
// parent before its replies in a tree and in the order of the file in a dump.
func (Format) Read(ctx context.Context, src format.Source) iter.Seq2[format.Record, error] {
	return func(yield func(format.Record, error) bool) {
		head, src, err := jsonstream.Peek(src)
		if err != nil {
			yield(format.Record{}, err)
			return
		}
		records := jsonstream.Records(ctx, src, readTree)
		if jsonstream.Lines(head) && !listing.Match(head) && !wrapped.Match(head) {
			records = jsonstream.EachAlone(ctx, src, readLine)
		}
		for rec, err := range records {
			if !yield(rec, err) {
				return
			}
		}
	}
}
