package textenc

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"
)

func TestNewReader(t *testing.T) {
	ascii := strings.Repeat("plain words only\n", Window/8)
	tests := []struct {
		name, in, want, enc string
		err                 error
	}{
		{"empty", "", "", UTF8, nil},
		{"ascii", "one\ntwo", "one\ntwo", UTF8, nil},
		{"utf-8", "naïve – “yes”", "naïve – “yes”", UTF8, nil},
		{"returns alone", "one\rtwo\r", "one\ntwo\n", UTF8, nil},
		{"a return among feeds", "one\n\rtwo\r\n", "one\n\rtwo\r\n", UTF8, nil},
		{"a return at the end", "one\r", "one\r", UTF8, nil},
		{"utf-8 mark", "\xef\xbb\xbfnaïve", "naïve", UTF8, nil},
		{"utf-16le mark", "\xff\xfeh\x00i\x00", "hi", UTF16LE, nil},
		{"utf-16be mark", "\xfe\xff\x00h\x00i", "hi", UTF16BE, nil},
		{"utf-16le bare", "h\x00i\x00 \x00y\x00o\x00u\x00", "hi you", UTF16LE, nil},
		{"utf-16be bare", "\x00h\x00i\x00 \x00y\x00o\x00u", "hi you", UTF16BE, nil},
		{"utf-32le mark", "\xff\xfe\x00\x00h\x00\x00\x00", "h", UTF32LE, nil},
		{"utf-32be mark", "\x00\x00\xfe\xff\x00\x00\x00h", "h", UTF32BE, nil},
		{"windows-1252", "caf\xe9 \x93quoted\x94 it\x92s", "café “quoted” it’s", Windows1252, nil},
		{"windows-1252 late", ascii + "caf\xe9 society, d\xe9j\xe0 vu", ascii + "café society, déjà vu", Windows1252, nil},
		{"lone bad byte", "naïve – “yes” and é\n and \xe9 here", "naïve – “yes” and é\n and \uFFFD here", UTF8, nil},
		{"late zero byte", ascii + ascii + "a\x00b", ascii + ascii + "a\uFFFDb", UTF8, nil},
		{"zero bytes between letters", "Plain at first.\nT\x00w\x00o\x00", "Plain at first.\nT\uFFFDw\uFFFDo\uFFFD", UTF8, nil},
		{"binary", "\x7fELF\x02\x01\x01\x00\x00", "", "", ErrNotText},
		{"short binary", "\x00\x01\x02\x03", "", "", ErrNotText},
		{"controls", "\x01\x02\x03\x04 abc", "", "", ErrNotText},
		{"cyrillic 1251", "\xcf\xf0\xe8\xe2\xe5\xf2, \xea\xe0\xea \xe4\xe5\xeb\xe0?", "", "", ErrUnknownEncoding},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r, enc, err := NewReader(iotest.HalfReader(strings.NewReader(tt.in)))
			if !errors.Is(err, tt.err) {
				t.Fatalf("error %v, want %v", err, tt.err)
			}
			if err != nil {
				return
			}
			got, err := io.ReadAll(iotest.OneByteReader(r))
			if err != nil {
				t.Fatal(err)
			}
			if string(got) != tt.want {
				t.Errorf("text differs: got %.80q, want %.80q", got, tt.want)
			}
			if r.Encoding() != tt.enc {
				t.Errorf("encoding %s (first %s), want %s", r.Encoding(), enc, tt.enc)
			}
		})
	}
}

func TestReplaced(t *testing.T) {
	r, _, err := NewReader(strings.NewReader("é “fine” – ä\n\nbad \xff one"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(io.Discard, r); err != nil {
		t.Fatal(err)
	}
	if n, line := r.Replaced(); n != 1 || line != 3 {
		t.Errorf("Replaced() = %d, line %d; want 1, line 3", n, line)
	}
}

func TestReadError(t *testing.T) {
	boom := errors.New("boom")
	if _, _, err := NewReader(iotest.ErrReader(boom)); !errors.Is(err, boom) {
		t.Errorf("error %v, want boom", err)
	}
	long := strings.Repeat("x", 2*Window)
	r, _, err := NewReader(io.MultiReader(strings.NewReader(long), iotest.ErrReader(boom)))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(io.Discard, r); !errors.Is(err, boom) {
		t.Errorf("error %v, want boom", err)
	}
}

func TestIsText(t *testing.T) {
	for in, want := range map[string]bool{
		"": true, "words": true, "caf\xe9 noir": true, "\xff\xfeh\x00": true,
		"PK\x03\x04\x00\x00": false, "\x89PNG\r\n\x1a\n\x00": false,
	} {
		if got := IsText([]byte(in)); got != want {
			t.Errorf("IsText(%q) = %v, want %v", in, got, want)
		}
	}
}

func FuzzReader(f *testing.F) {
	for _, s := range []string{"", "a", "é", "\xff\xfea", "caf\xe9", "\xef\xbb\xbf\xff", "\xf0\x9f\x98"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		r, _, err := NewReader(bytes.NewReader(in))
		if err != nil {
			return
		}
		got, err := io.ReadAll(r)
		if err == nil && !utf8.Valid(got) {
			t.Errorf("invalid UTF-8 out of %q", in)
		}
	})
}

func BenchmarkReader(b *testing.B) {
	in := []byte(strings.Repeat("A line of words – with “quotes” and an é in it.\n", 20000))
	b.SetBytes(int64(len(in)))
	for b.Loop() {
		r, _, err := NewReader(bytes.NewReader(in))
		if err != nil {
			b.Fatal(err)
		}
		if _, err := io.Copy(io.Discard, r); err != nil {
			b.Fatal(err)
		}
	}
}
