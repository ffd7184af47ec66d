package commentjson

import (
	"testing"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/internal/jsonstream/readertest"
)

var all = []format.Format{Commento{}, Remark42{}, Isso{}}

func TestGolden(t *testing.T) {
	for _, f := range all {
		t.Run(f.Name(), func(t *testing.T) { readertest.Golden(t, f, f.Name()) })
	}
}

func TestRefused(t *testing.T) {
	for _, f := range all {
		t.Run(f.Name(), func(t *testing.T) { readertest.Refused(t, f, f.Name()) })
	}
}

func TestHostile(t *testing.T) {
	for _, f := range all {
		t.Run(f.Name(), func(t *testing.T) { readertest.Hostile(t, f, f.Name()) })
	}
}

func TestGoldCommento(t *testing.T) { readertest.Gold(t, Commento{}, "commento-json/*") }
func TestGoldIsso(t *testing.T)     { readertest.Gold(t, Isso{}, "isso-generic-json/*") }

func FuzzCommento(f *testing.F) { readertest.Fuzz(f, Commento{}, "commento") }
func FuzzRemark42(f *testing.F) { readertest.Fuzz(f, Remark42{}, "remark42") }
func FuzzIsso(f *testing.F)     { readertest.Fuzz(f, Isso{}, "isso") }
