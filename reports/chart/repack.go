package chart

import (
	"encoding/binary"
	"errors"
	"fmt"
	"slices"

	"golang.org/x/image/font/opentype"
)

// parseFont reads the first font of data. Some fonts in wide use have tables
// that do not begin at multiples of four bytes, which package sfnt refuses:
// they are put in order first.
func parseFont(data []byte) (*opentype.Font, error) {
	c, err := opentype.ParseCollection(data) // a single font is a collection of one
	if err == nil {
		var f *opentype.Font
		if f, err = c.Font(0); err == nil {
			return f, nil
		}
	}
	whole, repackErr := repack(data)
	if repackErr != nil {
		return nil, err
	}
	return opentype.Parse(whole)
}

// maxTables is more than any font has.
const maxTables = 256

// repack copies the first font of data with its tables aligned (OpenType
// specification, "Organization of an OpenType font").
func repack(data []byte) ([]byte, error) {
	be := binary.BigEndian
	at := uint64(0)
	if len(data) >= 16 && string(data[:4]) == "ttcf" {
		at = uint64(be.Uint32(data[12:]))
	}
	if at+12 > uint64(len(data)) {
		return nil, errors.New("no table directory")
	}
	n := int(be.Uint16(data[at+4:]))
	if n == 0 || n > maxTables || at+12+16*uint64(n) > uint64(len(data)) {
		return nil, fmt.Errorf("a table directory of %d entries", n)
	}
	out := slices.Clone(data[at : at+12+16*uint64(n)])
	for i := range n {
		entry := out[12+16*i : 12+16*i+16]
		from, size := uint64(be.Uint32(entry[8:])), uint64(be.Uint32(entry[12:]))
		if from+size > uint64(len(data)) || len(out)+int(size) > maxFontBytes {
			return nil, errors.New("a table beyond the end")
		}
		place := uint32(len(out))
		out = append(out, data[from:from+size]...)
		for len(out)%4 > 0 {
			out = append(out, 0)
		}
		be.PutUint32(out[12+16*i+8:], place)
	}
	return out, nil
}

// maxFontBytes bounds what overlapping tables can make of a font.
const maxFontBytes = 512 << 20
