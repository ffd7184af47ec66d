// Package chart draws the report's pictures from an [analysis.Summary], and a
// forest plot from an [analysis.Comparison], with gonum/plot's vector graphics.
//
// [Trend], [Distribution], [Stance], [Tree], [Depth], [Replies], [Tones], [Week],
// [StanceTrend], for several groups [Forest] and [Multiples], and for an engine
// measured on coded rows [Calibration], each make one [Figure], or say with [ErrNoData] that the data cannot carry it; [Dashboard]
// composes several, and [Write] writes a picture as PNG, SVG or PDF.
//
// Every chart is a [Figure] in one visual system: the finding in words as its
// title, the measure as subtitle, direct labels in place of legends, colours
// that do not rest on red against green and are doubled by shape, dash or
// sign, and a footnote with n, coverage, interval level, method and the state
// of validation. A title never claims what the interval does not carry.
//
// A figure is laid out anew for the canvas that it is drawn on: all text is
// measured, wrapped and shortened to the box it stands in. What the bundled
// typeface cannot show is named rather than drawn as a box ("[CJK]", "[thumbs up
// sign]"); Meta.Fonts adds typefaces. Drawing is deterministic.
package chart

import (
	"errors"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// ErrNoData is wrapped by the errors of the chart constructors where the
// summary cannot carry the chart: no scored comments, no targets, no replies.
var ErrNoData = errors.New("no data for this chart")

// Meta is what a footnote says about where the figures come from.
type Meta struct {
	// Method names the sentiment engine for people, such as "lexicon 1.0".
	Method string
	// StanceMethod names the stance engine; empty where it is Method too.
	StanceMethod string
	// Source says what was read, such as "3 saved pages"; may be empty.
	Source string
	// Validation says what is known of the accuracy on this corpus. Empty
	// means "not validated on this corpus".
	Validation string
	// Generator names the program and its version; may be empty.
	Generator string
	// Fonts are further typefaces, tried in order for characters that the
	// bundled one (Latin, Greek, Cyrillic) lacks; see ParseFont.
	Fonts []Font
	// Tree is the shape of reply trees; empty for TreeIndented.
	Tree TreeShape
}

// validation is the sentence about accuracy on the corpus at hand.
func (m Meta) validation() string {
	if m.Validation == "" {
		return "not validated on this corpus"
	}
	return m.Validation
}

// stanceMethod is the engine behind the stance figures.
func (m Meta) stanceMethod() string {
	if m.StanceMethod == "" {
		return m.Method
	}
	return m.StanceMethod
}

// bothMethods names the engines behind sentiment and stance.
func (m Meta) bothMethods() string {
	if m.StanceMethod == "" || m.StanceMethod == m.Method {
		return m.Method
	}
	return m.Method + " (sentiment), " + m.StanceMethod + " (stance)"
}

// Figure is one picture.
type Figure interface {
	// Name is the stem of the picture's file name, such as "trend".
	Name() string
	// Alt says in a sentence or two what the picture shows, for people who
	// do not see it.
	Alt() string
	// Size is the natural size, for screens.
	Size() (w, h vg.Length)
	// Height is the height that the figure wants at width w.
	Height(w vg.Length) vg.Length
	// Draw lays the figure out in the canvas's rectangle and draws it.
	Draw(c draw.Canvas)
}
