package chart

import "gonum.org/v1/plot/vg"

// keyEntry explains a mark.
type keyEntry struct {
	text string
	wide vg.Length                    // of the mark
	draw func(p *pen, x, y vg.Length) // from x to the right, centred on y
}

const keyRow vg.Length = 17

// treeKey explains the marks that occur.
func treeKey(rows []treeRow, mode treeMode) []keyEntry {
	var tones [toneDeleted + 1]bool
	var edges [edgeOpen + 1]bool
	for _, r := range rows[1:] {
		tones[r.tone] = true
		edges[r.edge] = true
	}
	if mode == modeIcicle {
		return icicleKey(tones, edges)
	}
	var out []keyEntry
	for t, text := range []string{"positive", "negative", "neutral", "not scored", "deleted"} {
		if tones[t] {
			out = append(out, keyEntry{text, 10, func(p *pen, x, y vg.Length) { p.glyph(tone(t), x+5, y, 4.6) }})
		}
	}
	for e, text := range []string{"reply as stated", "inferred", "inferred, uncertain", "? parent unknown"} {
		if edges[e] {
			out = append(out, keyEntry{text, 20, func(p *pen, x, y vg.Length) {
				c, dash := edgeStroke(edgeKind(e))
				p.hline(x, x+20, y, 1.2, c, dash...)
			}})
		}
	}
	return out
}

func icicleKey(tones [toneDeleted + 1]bool, edges [edgeOpen + 1]bool) []keyEntry {
	cell := func(text string, row treeRow) keyEntry {
		return keyEntry{text, 10, func(p *pen, x, y vg.Length) { p.rect(x, y-5, x+10, y+5, cellColor(row)) }}
	}
	var out []keyEntry
	for t, text := range []string{"positive", "negative", "neutral", "not scored or deleted"} {
		if tones[t] || tone(t) == toneUnscored && tones[toneDeleted] {
			out = append(out, cell(text, treeRow{tone: tone(t)}))
		}
	}
	if edges[edgeUnsure] || edges[edgeOpen] {
		out = append(out, cell("pale: parent uncertain", treeRow{tone: tonePositive, edge: edgeUnsure}))
	}
	return append(out, keyEntry{text: "left to right: level of reply; height: a comment and all below it"})
}

// keyLines breaks the entries into lines of at most w.
func keyLines(face *typeface, key []keyEntry, w vg.Length) [][]keyEntry {
	var lines [][]keyEntry
	at := vg.Length(0)
	for _, k := range key {
		need := keyWidth(face, k)
		if len(lines) == 0 || at+need > w {
			lines = append(lines, nil)
			at = 0
		}
		lines[len(lines)-1] = append(lines[len(lines)-1], k)
		at += need + keyGap
	}
	return lines
}

const keyGap vg.Length = 16

func keyWidth(face *typeface, k keyEntry) vg.Length {
	w := face.width(k.text, stLabel)
	if k.wide > 0 {
		w += k.wide + 5
	}
	return w
}

func drawKey(p *pen, lines [][]keyEntry, r vg.Rectangle) {
	for i, line := range lines {
		x, y := r.Min.X, r.Max.Y-keyRow*(vg.Length(i)+0.5)
		for _, k := range line {
			if k.draw != nil {
				k.draw(p, x, y)
			}
			w := keyWidth(p.face, k)
			text := p.face.fit(k.text, stLabel, r.Max.X-x-(w-p.face.width(k.text, stLabel)))
			p.textMid(text, stLabel, x+w-p.face.width(k.text, stLabel), y, left)
			x += w + keyGap
		}
	}
}
