package disqus

import (
	"testing"

	"github.com/undertone-project/undertone/internal/jsonstream/readertest"
)

func TestGoldenAPI(t *testing.T)  { readertest.Golden(t, API{}, "disqus-api") }
func TestRefusedAPI(t *testing.T) { readertest.Refused(t, API{}, "disqus-api") }
func TestHostileAPI(t *testing.T) { readertest.Hostile(t, API{}, "disqus-api") }
func FuzzAPI(f *testing.F)        { readertest.Fuzz(f, API{}, "disqus-api") }
