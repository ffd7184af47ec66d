package segment

import "strings"

// bucket names the order of magnitude of a count.
func bucket(n int) string {
	switch {
	case n < 4:
		return digits[max(n, 0)]
	case n < 7:
		return "4-6"
	case n < 12:
		return "7-11"
	case n < 20:
		return "12-19"
	case n < 35:
		return "20-34"
	case n < 60:
		return "35-59"
	case n < 110:
		return "60-109"
	}
	return "110+"
}

// level names a share.
func level(v float64) string {
	switch {
	case v <= 0:
		return "0"
	case v < 0.05:
		return "<.05"
	case v < 0.1:
		return "<.1"
	case v < 0.2:
		return "<.2"
	case v < 0.4:
		return "<.4"
	}
	return ">=.4"
}

// compare names the relation of a to b.
func compare(a, b int) string {
	switch {
	case 2*a < b:
		return "<<"
	case a < b:
		return "<"
	case a > 2*b:
		return ">>"
	case a > b:
		return ">"
	}
	return "="
}

// letter is b as a string that is not allocated.
func letter(b byte) string { return letters[b : b+1] }

var letters = func() string {
	var all [256]byte
	for i := range all {
		all[i] = byte(i)
	}
	return string(all[:])
}()

func bit(b bool) string {
	if b {
		return "1"
	}
	return "0"
}

// emoticon reports whether s holds a smiley or a laugh.
func emoticon(s string) bool {
	for _, e := range []string{":)", ":-)", ";)", ";-)", ":D", ":(", ":P", "😀", "😂", "❤", "<3", "lol", "LOL", "haha"} {
		if strings.Contains(s, e) {
			return true
		}
	}
	return false
}
