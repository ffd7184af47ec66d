package page

import (
	"crypto/sha256"
	"encoding/base64"
)

// policy is the content security policy of the page: nothing is loaded from
// anywhere, only the page's own script and style count, known by their hashes,
// and the script may not turn text into markup (trusted types, without any
// policy that could make such a type).
func policy(b *built) string {
	return "default-src 'none'; script-src " + hash(b.script) + "; style-src " + hash(b.style) +
		"; img-src data:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
}

// hash is the source expression of an inline script or style.
func hash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}
