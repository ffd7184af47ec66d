package lemmy

import (
	"testing"

	"github.com/undertone-project/undertone/internal/jsonstream/readertest"
)

func TestGolden(t *testing.T)  { readertest.Golden(t, New(), "lemmy") }
func TestRefused(t *testing.T) { readertest.Refused(t, New(), "lemmy") }
func TestHostile(t *testing.T) { readertest.Hostile(t, New(), "lemmy") }
func FuzzRead(f *testing.F)    { readertest.Fuzz(f, New(), "lemmy") }
