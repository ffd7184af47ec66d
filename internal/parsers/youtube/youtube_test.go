package youtube

import (
	"testing"

	"github.com/undertone-project/undertone/internal/jsonstream/readertest"
)

func TestGolden(t *testing.T)  { readertest.Golden(t, New(), "youtube") }
func TestRefused(t *testing.T) { readertest.Refused(t, New(), "youtube") }
func TestHostile(t *testing.T) { readertest.Hostile(t, New(), "youtube") }
func FuzzRead(f *testing.F)    { readertest.Fuzz(f, New(), "youtube") }

func TestGold(t *testing.T) { readertest.Gold(t, New(), "youtube-api/*") }

func TestGoldenDownload(t *testing.T)  { readertest.Golden(t, Download{}, "youtube-download") }
func TestHostileDownload(t *testing.T) { readertest.Hostile(t, Download{}, "youtube-download") }
func TestRefusedDownload(t *testing.T) { readertest.Refused(t, Download{}, "youtube-download") }
func FuzzDownload(f *testing.F)        { readertest.Fuzz(f, Download{}, "youtube-download") }
