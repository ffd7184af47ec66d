package bytesize

import "testing"

func TestParse(t *testing.T) {
	for _, tt := range []struct {
		in, out string
		want    Size
	}{
		{"4096", "4KiB", 4096}, {"64MB", "64MB", 64e6}, {"64 mib", "64MiB", 64 << 20}, {"1.5GiB", "1536MiB", 3 << 29}, {"1GB", "1GB", 1e9},
		{"0", "0B", 0}, {"7b", "7B", 7}, {"2TB", "2TB", 2e12}, {"1e3KB", "1MB", 1e6},
	} {
		got, err := Parse(tt.in)
		if err != nil || got != tt.want || got.String() != tt.out {
			t.Errorf("Parse(%q) = %d (%s), %v; want %d (%s)", tt.in, got, got, err, tt.want, tt.out)
		}
	}
	for _, bad := range []string{"", "MB", "-1MB", "64XB", "NaN", "1e300", "ten"} {
		if got, err := Parse(bad); err == nil {
			t.Errorf("Parse(%q) = %d; want an error", bad, got)
		}
	}
}
