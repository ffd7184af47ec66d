package unit

import "testing"

func TestParseLikes(t *testing.T) {
	tests := []struct {
		text string
		want int
		ok   bool
	}{
		{"12 points", 12, true}, {"+3", 3, true}, {"−2", -2, true}, {"-2", -2, true}, {"1.2k", 1200, true}, {"1,2 K", 1200, true}, {"1,234", 1234, true},
		{"3 m", 3000000, true}, {"1 like", 1, true}, {"0", 0, true}, {"score hidden", 0, false}, {"Like", 0, false}, {"•", 0, false}, {"", 0, false},
		{"99999999999", 0, false}, {"15k likes", 15000, true},
	}
	for _, tt := range tests {
		if n, ok := ParseLikes(tt.text); n != tt.want || ok != tt.ok {
			t.Errorf("ParseLikes(%q) = %d, %v, want %d, %v", tt.text, n, ok, tt.want, tt.ok)
		}
	}
}
