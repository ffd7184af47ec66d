package unpack

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"
)

// kind is what a stream is by its first bytes.
type kind string

const (
	plain    kind = ""
	gzipped  kind = "gzip"
	zstded   kind = "zstd"
	bzipped  kind = "bzip2"
	tarball  kind = "tar"
	zipped   kind = "zip"
	xz       kind = "xz"
	sevenZip kind = "7z"
	rar      kind = "rar"

	webArchive kind = "warc"
	mhtml      kind = "mhtml"
)

// headSize is how many bytes are looked at: a block of a tar archive.
const headSize = 512

// recognise knows a stream by its first bytes.
func recognise(head []byte) kind {
	begins := func(magic string) bool { return bytes.HasPrefix(head, []byte(magic)) }
	switch {
	case begins("\x1f\x8b\x08"):
		return gzipped
	case begins("\x28\xb5\x2f\xfd"), len(head) >= 4 && head[0]&0xf0 == 0x50 && string(head[1:4]) == "\x2a\x4d\x18":
		return zstded
	case begins("BZh") && len(head) >= 10 && (string(head[4:10]) == "1AY&SY" || string(head[4:10]) == "\x17rE8P\x90"):
		return bzipped
	case begins("PK\x03\x04"), begins("PK\x05\x06"):
		return zipped
	case begins("\xfd7zXZ\x00"):
		return xz
	case begins("7z\xbc\xaf\x27\x1c"):
		return sevenZip
	case begins("Rar!\x1a\x07"):
		return rar
	case begins("WARC/1."), begins("WARC/0."):
		return webArchive
	case savedPage.Match(head):
		return mhtml
	case isTar(head):
		return tarball
	}
	return plain
}

// savedPage knows a page that a browser saved as one file: Chrome, Internet
// Explorer and their kin say "Saved by", and some the address. Mail says
// neither.
var savedPage = regexp.MustCompile(`(?im)\A(?:[A-Za-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,8}?(?:From:[ \t]*"?<?Saved by |Snapshot-Content-Location:|X-MAF-)`)

// isTar looks at the checksum of a tar header, which the oldest archives have
// too.
func isTar(block []byte) bool {
	if len(block) < headSize || block[0] == 0 {
		return false
	}
	field := strings.Trim(string(block[148:156]), " \x00")
	want, err := strconv.ParseInt(field, 8, 64)
	if err != nil {
		return false
	}
	var sum int64
	for i, c := range block[:headSize] {
		if i >= 148 && i < 156 {
			c = ' '
		}
		sum += int64(c)
	}
	return sum == want
}

// suffixes of compressed files and what they become.
var suffixes = []struct{ old, new string }{
	{".tgz", ".tar"}, {".tbz2", ".tar"}, {".tbz", ".tar"}, {".tzst", ".tar"}, {".gz", ""}, {".zst", ""}, {".zstd", ""}, {".bz2", ""}, {".z", ""},
}

// unsuffixed is the name of what a compressed file holds.
func unsuffixed(name string) string {
	for _, s := range suffixes {
		if n := len(name) - len(s.old); n > 0 && strings.EqualFold(name[n:], s.old) {
			return name[:n] + s.new
		}
	}
	return name
}
