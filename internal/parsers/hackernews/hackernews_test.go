package hackernews

import (
	"testing"

	"github.com/undertone-project/undertone/internal/jsonstream/readertest"
)

func TestGolden(t *testing.T)  { readertest.Golden(t, New(), "hackernews") }
func TestRefused(t *testing.T) { readertest.Refused(t, New(), "hackernews") }
func TestHostile(t *testing.T) { readertest.Hostile(t, New(), "hackernews") }
func FuzzRead(f *testing.F)    { readertest.Fuzz(f, New(), "hackernews") }

func TestGold(t *testing.T) { readertest.Gold(t, New(), "derived-hn-json/*") }
