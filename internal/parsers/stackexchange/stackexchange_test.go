package stackexchange

import (
	"testing"

	"github.com/undertone-project/undertone/internal/jsonstream/readertest"
)

func TestGolden(t *testing.T)  { readertest.Golden(t, New(), "stackexchange") }
func TestRefused(t *testing.T) { readertest.Refused(t, New(), "stackexchange") }
func TestHostile(t *testing.T) { readertest.Hostile(t, New(), "stackexchange") }
func FuzzRead(f *testing.F)    { readertest.Fuzz(f, New(), "stackexchange") }

func TestGold(t *testing.T) { readertest.Gold(t, New(), "stackexchange-api/*") }
