package textenc

// Head is the beginning of a text in UTF-8, where a byte order mark or its
// zeros tell that it is in UTF-16 or UTF-32; else head itself.
func Head(head []byte) []byte {
	_, enc, mark := unicodeForm(head)
	if enc == nil {
		return head
	}
	whole := head[mark:]
	whole = whole[:len(whole)-len(whole)%4] // the last character may be cut
	if out, err := enc.NewDecoder().Bytes(whole); err == nil {
		return out
	}
	return head
}
