package youtube

import (
	"context"
	"errors"
	"iter"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/dates"
	"github.com/undertone-project/undertone/internal/jsonstream"
	"github.com/undertone-project/undertone/internal/markup"
)

// Download reads what programs that need no API key save of a video: yt-dlp's
// info.json (--write-comments), and the JSON lines of
// youtube-comment-downloader.
//
// Both turn "2 years ago" into a time by the second; here it is as precise as
// the words that it was made from.
type Download struct{}

var _ format.Format = Download{}

// Name is the name used with --format.
func (Download) Name() string { return "youtube-download" }

// Describe says what the format is.
func (Download) Describe() string {
	return "videos' comments as saved by yt-dlp (info.json) and youtube-comment-downloader (JSON lines)"
}

// Match looks for the keys of either program.
func (Download) Match(p format.Probe) format.Match {
	s, ok := jsonstream.NewSniff(p.Head)
	switch {
	case !ok:
	case s.First().Keys("cid", "text", "author", "votes"), s.Keys("cid", "text", "author", "votes"):
		return format.Match{Score: 95, Reason: "comments of youtube-comment-downloader: cid, votes"}
	case s.Keys("comments", "author_id", "parent", "like_count"):
		return format.Match{Score: 95, Reason: "comments of yt-dlp: author_id, parent, like_count"}
	case !s.Array() && s.Keys("formats", "format_id") && (s.Keys("thumbnails") || strings.HasSuffix(p.Name, ".info.json")):
		return format.Match{Score: 90, Reason: "a video's info.json of yt-dlp"}
	}
	return format.Match{}
}

// saved is a comment of either program.
type saved struct {
	ID         jsonstream.Scalar `json:"id"`
	CID        jsonstream.Scalar `json:"cid"`
	Parent     jsonstream.Scalar `json:"parent"`
	Author     jsonstream.Scalar `json:"author"`
	Text       jsonstream.Scalar `json:"text"`
	Timestamp  jsonstream.Scalar `json:"timestamp"`
	TimeParsed jsonstream.Scalar `json:"time_parsed"`
	Time       jsonstream.Scalar `json:"time"`
	TimeText   jsonstream.Scalar `json:"time_text"`
	TimeTextYT jsonstream.Scalar `json:"_time_text"`
	LikeCount  jsonstream.Scalar `json:"like_count"`
	Votes      jsonstream.Scalar `json:"votes"`
}

// Read yields the comments, and of an info.json the video as their post.
func (Download) Read(ctx context.Context, src format.Source) iter.Seq2[format.Record, error] {
	return jsonstream.Records(ctx, src, func(d *jsonstream.Decoder, out *jsonstream.Out) error {
		r := &downloaded{d: d, out: out}
		err := d.Next(jsonstream.Handler{Field: r.field, Element: func(int) error { return r.comment() }})
		return errors.Join(r.finish(), err)
	})
}

// downloaded goes through a document: a video, a list of comments, or one
// comment of a line.
type downloaded struct {
	d    *jsonstream.Decoder
	out  *jsonstream.Out
	own  saved
	info struct{ title, uploader, channel, url, description, date, stamp, count, likes jsonstream.Scalar }
	list bool
}

func (r *downloaded) field(key string) error {
	if key == "comments" {
		r.list = true
		return r.d.Next(jsonstream.Handler{Element: func(int) error { return r.comment() }})
	}
	into := map[string]*jsonstream.Scalar{
		"id": &r.own.ID, "cid": &r.own.CID, "parent": &r.own.Parent, "author": &r.own.Author, "text": &r.own.Text, "time": &r.own.Time,
		"time_parsed": &r.own.TimeParsed, "votes": &r.own.Votes, "timestamp": &r.info.stamp, "title": &r.info.title,
		"uploader": &r.info.uploader, "channel": &r.info.channel, "webpage_url": &r.info.url, "description": &r.info.description,
		"upload_date": &r.info.date, "comment_count": &r.info.count, "like_count": &r.info.likes,
	}[key]
	if into == nil {
		return r.d.Skip()
	}
	return r.d.Scalar(into)
}

func (r *downloaded) comment() error {
	var c saved
	ok, err := r.out.Take(r.d, &c)
	if err != nil || !ok {
		return err
	}
	return r.give(&c)
}

func (r *downloaded) give(c *saved) error {
	rec := format.Record{Kind: thread.KindComment, ID: first(c.CID, c.ID).ID(), ParentKnown: true, ReplyTo: c.Parent.ID(),
		Author: c.Author.String(), Text: strings.TrimSpace(markup.Clean(c.Text.String())), Likes: votes(first(c.LikeCount, c.Votes))}
	if rec.ID == "" || c == &r.own && c.CID == "" {
		return r.out.Bad(errors.New("a comment without id"))
	}
	if rec.Author != "" {
		rec.AuthorSource = thread.AuthorStated
	}
	if r.list && r.own.ID != "" {
		rec.Thread = "video-" + r.own.ID.ID()
	}
	switch above, _, reply := strings.Cut(rec.ID, "."); {
	case rec.ReplyTo == "root":
		rec.ReplyTo = ""
	case rec.ReplyTo == "" && reply && c.CID != "":
		rec.ReplyTo = above // a reply's id begins with that of its thread
	}
	rec.Created = when(c, r.out.Src)
	return r.out.Record(rec)
}

// finish gives out the comment that a line is, or the video.
func (r *downloaded) finish() error {
	switch {
	case r.own.CID != "", r.own.Text != "" && !r.list:
		return r.give(&r.own)
	case !r.list && r.info.title == "":
		return nil
	}
	v := &r.info
	id := "video-" + r.own.ID.ID()
	post := format.Record{Kind: thread.KindPost, Thread: id, ID: id, Title: v.title.String(), URL: v.url.String(),
		Author: first(v.channel, v.uploader).String(), Text: v.description.String(), Likes: v.likes.Likes(), Created: v.stamp.Unix()}
	if day, err := time.Parse("20060102", v.date.String()); err == nil && !post.Created.Known() {
		post.Created = thread.Time{At: day, Precision: thread.PrecisionDay, Zone: thread.ZoneUnknown, Raw: v.date.String()}
	}
	if post.Author != "" {
		post.AuthorSource = thread.AuthorStated
	}
	post.StatedComments, post.StatedKnown = v.count.Int()
	return r.out.Record(post)
}

func first(a, b jsonstream.Scalar) jsonstream.Scalar {
	if a != "" {
		return a
	}
	return b
}

// when is the time of a comment, as precise as its words.
func when(c *saved, src format.Source) thread.Time {
	words := first(first(c.TimeTextYT, c.TimeText), c.Time).String()
	if t, ok := dates.Parse(words, dates.Options{Captured: src.Captured, Location: src.Location}); ok && t.Known() {
		return t
	}
	t := first(c.Timestamp, c.TimeParsed).Unix()
	if !t.Known() {
		t.Raw = words
		return t
	}
	for _, unit := range []struct {
		word      string
		precision thread.Precision
	}{{"year", thread.PrecisionYear}, {"month", thread.PrecisionMonth}, {"week", thread.PrecisionMonth}, {"day", thread.PrecisionDay}, {"hour", thread.PrecisionHour}, {"minute", thread.PrecisionMinute}} {
		if strings.Contains(words, unit.word) {
			t.Precision = unit.precision
			break
		}
	}
	return t
}

// votes reads counts such as "1.2K".
func votes(s jsonstream.Scalar) thread.Likes {
	text := strings.TrimSpace(s.String())
	scale := 1.0
	switch {
	case strings.HasSuffix(text, "K"):
		scale = 1e3
	case strings.HasSuffix(text, "M"):
		scale = 1e6
	}
	text = strings.TrimRight(text, "KM")
	n, err := strconv.ParseFloat(text, 64)
	if err != nil || math.Abs(n) > 1e12 || n != n {
		return thread.Likes{}
	}
	return thread.LikesOf(int(math.Round(n * scale)))
}
