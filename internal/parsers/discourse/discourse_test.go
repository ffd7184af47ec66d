package discourse

import (
	"testing"

	"github.com/undertone-project/undertone/internal/jsonstream/readertest"
)

func TestGolden(t *testing.T)  { readertest.Golden(t, New(), "discourse") }
func TestRefused(t *testing.T) { readertest.Refused(t, New(), "discourse") }
func TestHostile(t *testing.T) { readertest.Hostile(t, New(), "discourse") }
func FuzzRead(f *testing.F)    { readertest.Fuzz(f, New(), "discourse") }

func TestGold(t *testing.T) { readertest.Gold(t, New(), "discourse-json/*") }
