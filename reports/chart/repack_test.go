package chart

import (
	"bytes"
	"encoding/binary"
	"testing"

	"golang.org/x/image/font/gofont/goregular"
)

// misaligned moves every table of a font by one byte.
func misaligned(font []byte) []byte {
	out := append([]byte(nil), font...)
	n := int(binary.BigEndian.Uint16(out[4:]))
	head := 12 + 16*n
	out = append(out[:head:head], append([]byte{0}, font[head:]...)...)
	for i := range n {
		at := 12 + 16*i + 8
		binary.BigEndian.PutUint32(out[at:], binary.BigEndian.Uint32(out[at:])+1)
	}
	return out
}

// collection puts one font behind the header of a collection.
func collection(font []byte) []byte {
	head := []byte("ttcf\x00\x01\x00\x00\x00\x00\x00\x01\x00\x00\x00\x10")
	out := append(head, font...)
	for i := range int(binary.BigEndian.Uint16(font[4:])) {
		at := len(head) + 12 + 16*i + 8
		binary.BigEndian.PutUint32(out[at:], binary.BigEndian.Uint32(out[at:])+uint32(len(head)))
	}
	return out
}

func TestParseFontShapes(t *testing.T) {
	for name, data := range map[string][]byte{
		"misaligned": misaligned(goregular.TTF), "collection": collection(goregular.TTF), "both": collection(misaligned(goregular.TTF)),
	} {
		f, err := ParseFont(data)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if !hasGlyph(f.face, 'я') {
			t.Errorf("%s: lacks a letter", name)
		}
	}
}

func FuzzParseFont(f *testing.F) {
	f.Add(goregular.TTF[:4000])
	f.Add(bytes.Repeat([]byte{0, 1}, 300))
	f.Add(collection(goregular.TTF[:600]))
	f.Fuzz(func(t *testing.T, data []byte) {
		font, err := ParseFont(data)
		if err != nil {
			return
		}
		face := newTypeface([]Font{font})
		s, _ := face.legible("大橋 שלום æ🦊")
		_ = face.width(s, stLabel)
	})
}
