package mastodon

import (
	"testing"

	"github.com/undertone-project/undertone/internal/jsonstream/readertest"
)

func TestGolden(t *testing.T)  { readertest.Golden(t, New(), "mastodon") }
func TestRefused(t *testing.T) { readertest.Refused(t, New(), "mastodon") }
func TestHostile(t *testing.T) { readertest.Hostile(t, New(), "mastodon") }
func FuzzRead(f *testing.F)    { readertest.Fuzz(f, New(), "mastodon") }

func TestGold(t *testing.T) { readertest.Gold(t, New(), "mastodon-json/*") }
