package convokit

import (
	"testing"

	"github.com/undertone-project/undertone/internal/jsonstream/readertest"
)

func TestGolden(t *testing.T)  { readertest.Golden(t, New(), "convokit") }
func TestRefused(t *testing.T) { readertest.Refused(t, New(), "convokit") }
func TestHostile(t *testing.T) { readertest.Hostile(t, New(), "convokit") }
func FuzzRead(f *testing.F)    { readertest.Fuzz(f, New(), "convokit") }

func TestGold(t *testing.T) { readertest.Gold(t, New(), "convokit/*") }
