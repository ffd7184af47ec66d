package structure

import (
	"encoding/binary"
	"errors"
	"math"
	"strings"
	"time"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/analysis/thread"
)

// codec writes records down while their thread is not complete, and reads them
// back. The form is for the same process alone: zones are kept in memory and
// named by number.
//
// A record is a mask of the fields that are not empty, then those fields: each
// text as its length and bytes, numbers as varints.
type codec struct {
	zones []*time.Location
}

// The bits of the mask, in the order in which fields are written. The texts
// come first (see texts).
const (
	hasMentions = 1 << (iota + 11)
	hasConfidence
	hasCreated
	hasUntil
	hasLines
	hasLikes
	hasStated
	isDeleted
	isParentKnown
	hasKept
	hasDoubt
)

// texts are the fields of a record that are strings, in the order of their bits
// in the mask. The thread's key is not among them: it is known otherwise.
func texts(r *format.Record) [11]*string {
	return [...]*string{
		(*string)(&r.Kind), &r.ID, &r.ReplyTo, (*string)(&r.ReplySource), &r.Author, (*string)(&r.AuthorSource),
		&r.Title, &r.URL, &r.Text, &r.Quoted, &r.Created.Raw,
	}
}

// constants are the values that fields of few values have, which need no
// memory of their own.
var constants = [...]string{
	string(thread.KindPost), string(thread.KindComment), string(thread.AuthorStated), string(thread.AuthorSigned), string(thread.AuthorAddressed),
	string(thread.ParentDeclared), string(thread.ParentMarkup), string(thread.ParentIndent), string(thread.ParentQuote),
	string(thread.ParentMention), string(thread.ParentInferred), string(thread.ParentNone),
	string(thread.PrecisionYear), string(thread.PrecisionMonth), string(thread.PrecisionDay), string(thread.PrecisionHour),
	string(thread.PrecisionMinute), string(thread.PrecisionSecond), string(thread.ZoneStated), string(thread.ZoneAssumed), string(thread.ZoneUnknown),
}

// append appends r to b.
func (c *codec) append(b []byte, r *format.Record) []byte {
	mask := c.mask(r)
	b = binary.AppendUvarint(b, mask)
	for i, s := range texts(r) {
		if mask&(1<<i) != 0 {
			b = appendText(b, *s)
		}
	}
	if mask&hasMentions != 0 {
		b = binary.AppendUvarint(b, uint64(len(r.Mentions)))
		for _, m := range r.Mentions {
			b = appendText(b, m.Name)
			b = binary.AppendVarint(b, int64(m.Span.Start))
			b = binary.AppendVarint(b, int64(m.Span.End))
		}
	}
	if mask&hasConfidence != 0 {
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(r.ReplyConfidence))
	}
	if mask&hasCreated != 0 {
		b = c.appendTime(b, r.Created.At)
		b = appendText(appendText(b, string(r.Created.Precision)), string(r.Created.Zone))
	}
	if mask&hasUntil != 0 {
		b = c.appendTime(b, r.Created.Until)
	}
	if mask&hasLines != 0 {
		b = binary.AppendVarint(b, int64(r.Lines.Start))
		b = binary.AppendVarint(b, int64(r.Lines.End))
	}
	if mask&hasLikes != 0 {
		b = append(binary.AppendVarint(b, int64(r.Likes.N)), bit(r.Likes.Known))
	}
	if mask&hasStated != 0 {
		b = append(binary.AppendVarint(b, int64(r.StatedComments)), bit(r.StatedKnown))
	}
	if mask&hasKept != 0 {
		b = binary.AppendUvarint(b, uint64(len(r.Kept)))
		for _, s := range r.Kept {
			b = appendText(b, s)
		}
	}
	if mask&hasDoubt != 0 {
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(r.Doubt))
	}
	return b
}

func (c *codec) mask(r *format.Record) uint64 {
	var mask uint64
	for i, s := range texts(r) {
		if *s != "" {
			mask |= 1 << i
		}
	}
	set := func(flag uint64, on bool) {
		if on {
			mask |= flag
		}
	}
	set(hasMentions, len(r.Mentions) > 0)
	set(hasConfidence, r.ReplyConfidence != 0)
	set(hasCreated, !r.Created.At.IsZero() || r.Created.Precision != "" || r.Created.Zone != "")
	set(hasUntil, !r.Created.Until.IsZero())
	set(hasLines, r.Lines != thread.Lines{})
	set(hasLikes, r.Likes != thread.Likes{})
	set(hasStated, r.StatedKnown || r.StatedComments != 0)
	set(isDeleted, r.Deleted)
	set(isParentKnown, r.ParentKnown)
	set(hasKept, r.Kept != nil)
	set(hasDoubt, r.Doubt != 0)
	return mask
}

func bit(on bool) byte {
	if on {
		return 1
	}
	return 0
}

// appendText writes a constant as its number and any other text with its
// length.
func appendText(b []byte, s string) []byte {
	if len(s) <= 10 {
		for i, known := range constants {
			if s == known {
				return binary.AppendUvarint(b, uint64(i)<<1|1)
			}
		}
	}
	b = binary.AppendUvarint(b, uint64(len(s))<<1)
	return append(b, s...)
}

// appendTime writes seconds, nanoseconds and the zone: 0 for UTC, the number of
// a zone in c, or, where there are too many of them, the offset alone.
func (c *codec) appendTime(b []byte, at time.Time) []byte {
	b = binary.AppendVarint(b, at.Unix())
	b = binary.AppendUvarint(b, uint64(at.Nanosecond()))
	name, offset := at.Zone()
	if at.Location() == time.UTC {
		return binary.AppendUvarint(b, 0)
	}
	for i, z := range c.zones {
		if z.String() != at.Location().String() {
			continue
		}
		// Zones without rules are made anew for each time that is read: what
		// counts is that they say the same.
		if n, o := at.In(z).Zone(); z == at.Location() || n == name && o == offset {
			return binary.AppendUvarint(b, uint64(i+2))
		}
	}
	if len(c.zones) < maxZones {
		c.zones = append(c.zones, at.Location())
		return binary.AppendUvarint(b, uint64(len(c.zones)+1))
	}
	return binary.AppendVarint(appendText(binary.AppendUvarint(b, 1), name), int64(offset))
}

// maxZones bounds the zones that are kept.
const maxZones = 256

var errRecord = errors.New("a record that was set down cannot be read back")

// decode reads what append wrote. The texts of the record are parts of one.
func (c *codec) decode(data []byte) (r format.Record, err error) {
	d := decoder{rest: string(data)}
	mask := d.uvarint()
	for i, s := range texts(&r) {
		if mask&(1<<i) != 0 {
			*s = d.text()
		}
	}
	if mask&hasMentions != 0 {
		for n := d.uvarint(); n > 0 && !d.bad; n-- {
			r.Mentions = append(r.Mentions, format.Mention{Name: d.text(), Span: thread.Span{Start: d.int(), End: d.int()}})
		}
	}
	if mask&hasConfidence != 0 {
		r.ReplyConfidence = math.Float64frombits(d.fixed())
	}
	if mask&hasCreated != 0 {
		r.Created.At = d.time(c)
		r.Created.Precision, r.Created.Zone = thread.Precision(d.text()), thread.ZoneSource(d.text())
	}
	if mask&hasUntil != 0 {
		r.Created.Until = d.time(c)
	}
	if mask&hasLines != 0 {
		r.Lines = thread.Lines{Start: d.int(), End: d.int()}
	}
	if mask&hasLikes != 0 {
		r.Likes = thread.Likes{N: d.int(), Known: d.bool()}
	}
	if mask&hasStated != 0 {
		r.StatedComments, r.StatedKnown = d.int(), d.bool()
	}
	if mask&hasKept != 0 {
		n := d.uvarint()
		r.Kept = make([]string, 0, min(n, uint64(len(d.rest))))
		for ; n > 0 && !d.bad; n-- {
			r.Kept = append(r.Kept, d.text())
		}
	}
	if mask&hasDoubt != 0 {
		r.Doubt = math.Float64frombits(d.fixed())
	}
	r.Deleted, r.ParentKnown = mask&isDeleted != 0, mask&isParentKnown != 0
	if d.bad || d.rest != "" {
		return format.Record{}, errRecord
	}
	return r, nil
}

// decoder takes values off the front of a text.
type decoder struct {
	rest string
	bad  bool
}

func (d *decoder) uvarint() uint64 {
	var v uint64
	for i := 0; i < len(d.rest) && i < binary.MaxVarintLen64; i++ {
		b := d.rest[i]
		v |= uint64(b&0x7f) << (7 * i)
		if b < 0x80 {
			d.rest = d.rest[i+1:]
			return v
		}
	}
	d.bad, d.rest = true, ""
	return 0
}

func (d *decoder) int() int {
	v := d.uvarint()
	return int(int64(v>>1) ^ -int64(v&1))
}

func (d *decoder) take(n uint64) string {
	if n > uint64(len(d.rest)) {
		d.bad, d.rest = true, ""
		return ""
	}
	s := d.rest[:n]
	d.rest = d.rest[n:]
	return s
}

func (d *decoder) text() string {
	v := d.uvarint()
	if v&1 == 0 {
		return d.take(v >> 1)
	}
	if v >>= 1; v < uint64(len(constants)) {
		return constants[v]
	}
	d.bad = true
	return ""
}

func (d *decoder) fixed() (v uint64) {
	for i, b := range []byte(d.take(8)) {
		v |= uint64(b) << (8 * i)
	}
	return v
}

func (d *decoder) bool() bool { return d.take(1) == "\x01" }

func (d *decoder) time(c *codec) time.Time {
	seconds, nanos := d.int(), d.uvarint()
	at := time.Unix(int64(seconds), int64(min(nanos, 999_999_999)))
	switch zone := d.uvarint(); {
	case zone == 0:
		return at.UTC()
	case zone == 1:
		name := strings.Clone(d.text())
		return at.In(time.FixedZone(name, d.int()))
	case zone-2 < uint64(len(c.zones)):
		return at.In(c.zones[zone-2])
	}
	d.bad = true
	return time.Time{}
}
