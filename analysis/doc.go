// Package analysis is undertone's public façade: it reads discussion threads,
// rebuilds who replied to whom, scores sentiment and stance, and summarises
// them with uncertainty.
//
// The contracts that other programs implement or consume are in the
// subpackages thread, format, sentiment and stance.
package analysis
