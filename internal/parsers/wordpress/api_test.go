package wordpress

import (
	"testing"

	"github.com/undertone-project/undertone/internal/jsonstream/readertest"
)

func TestGoldenAPI(t *testing.T)  { readertest.Golden(t, API{}, "wordpress-api") }
func TestRefusedAPI(t *testing.T) { readertest.Refused(t, API{}, "wordpress-api") }
func TestHostileAPI(t *testing.T) { readertest.Hostile(t, API{}, "wordpress-api") }
func FuzzAPI(f *testing.F)        { readertest.Fuzz(f, API{}, "wordpress-api") }
