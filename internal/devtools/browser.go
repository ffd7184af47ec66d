// Package devtools drives a Chromium over its DevTools protocol
// (https://chromedevtools.github.io/devtools-protocol/), as far as testing and
// picturing the report's page needs it. It speaks through a pipe
// (--remote-debugging-pipe: JSON messages that end in a zero byte), so that it
// needs neither a port nor a library.
package devtools

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"sync"
	"time"
)

// Browser is a running Chromium.
type Browser struct {
	cmd     *exec.Cmd
	profile string
	to      io.WriteCloser
	from    io.Closer

	mu      sync.Mutex
	next    int
	waiting map[int]chan message
	pages   map[string]*Page
	ended   error // why there will be no more messages
}

// message is a call, its answer, or an event.
type message struct {
	ID        int             `json:"id,omitempty"`
	SessionID string          `json:"sessionId,omitempty"`
	Method    string          `json:"method,omitempty"`
	Params    any             `json:"params,omitempty"`
	Result    json.RawMessage `json:"result,omitempty"`
	Error     *struct {
		Code    int
		Message string
	} `json:"error,omitempty"`
}

// flags keep the browser from asking the network for anything of its own.
var flags = []string{
	"--headless", "--remote-debugging-pipe", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
	"--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-default-apps", "--disable-extensions",
	"--disable-dev-shm-usage", "--mute-audio", "--metrics-recording-only", "--no-default-browser-check", "--host-resolver-rules=MAP * ~NOTFOUND",
}

// Launch starts the program at path with a profile of its own, which Close
// removes.
func Launch(path string) (*Browser, error) {
	profile, err := os.MkdirTemp("", "undertone-browser")
	if err != nil {
		return nil, err
	}
	b := &Browser{profile: profile, waiting: map[int]chan message{}, pages: map[string]*Page{}}
	if err := b.start(path); err != nil {
		os.RemoveAll(profile)
		return nil, fmt.Errorf("starting %s: %w", path, err)
	}
	return b, nil
}

// start runs the program; it reads calls from its file 3 and writes to 4.
func (b *Browser) start(path string) error {
	theirsIn, oursOut, err := os.Pipe()
	if err != nil {
		return err
	}
	oursIn, theirsOut, err := os.Pipe()
	if err != nil {
		return err
	}
	b.cmd = exec.Command(path, append(flags, "--user-data-dir="+b.profile, "about:blank")...)
	b.cmd.ExtraFiles = []*os.File{theirsIn, theirsOut}
	err = b.cmd.Start()
	theirsIn.Close()
	theirsOut.Close()
	if err != nil {
		return errors.Join(err, oursIn.Close(), oursOut.Close())
	}
	b.to, b.from = oursOut, oursIn
	go b.listen(oursIn)
	return nil
}

// Close ends the browser and removes its profile.
func (b *Browser) Close() error {
	ctx, stop := context.WithTimeout(context.Background(), 10*time.Second)
	defer stop()
	if err := b.call(ctx, "", "Browser.close", nil, nil); err != nil {
		b.cmd.Process.Kill() // it hangs, or has ended already
	}
	b.to.Close()
	b.cmd.Wait() // whether it was killed says nothing new
	b.from.Close()
	var err error
	for range 50 { // processes of its own may still write for a moment
		if err = os.RemoveAll(b.profile); err == nil {
			break
		}
		time.Sleep(100 * time.Millisecond)
	}
	return err
}

// listen gives out answers and events until the pipe ends.
func (b *Browser) listen(r io.Reader) {
	in := bufio.NewReaderSize(r, 1<<20)
	for {
		data, err := in.ReadBytes(0)
		if err != nil {
			b.end(err)
			return
		}
		var m struct {
			message
			Params json.RawMessage `json:"params"` // hides that of message
		}
		if err := json.Unmarshal(data[:len(data)-1], &m); err != nil {
			b.end(err)
			return
		}
		b.mu.Lock()
		answer, page := b.waiting[m.ID], b.pages[m.SessionID]
		delete(b.waiting, m.ID)
		b.mu.Unlock()
		switch {
		case m.ID != 0 && answer != nil:
			answer <- m.message
		case page != nil:
			page.happened(Event{m.Method, m.Params})
		}
	}
}

// end tells all who wait that there will be no answer.
func (b *Browser) end(err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.ended = fmt.Errorf("the browser has ended: %w", err)
	for id, c := range b.waiting {
		close(c)
		delete(b.waiting, id)
	}
}

// call calls a method, of the browser itself where session is empty.
func (b *Browser) call(ctx context.Context, session, method string, params, result any) error {
	answer := make(chan message, 1)
	b.mu.Lock()
	if b.ended != nil {
		defer b.mu.Unlock()
		return b.ended
	}
	b.next++
	m := message{ID: b.next, SessionID: session, Method: method, Params: params}
	b.waiting[m.ID] = answer
	data, err := json.Marshal(m)
	if err == nil {
		_, err = b.to.Write(append(data, 0))
	}
	b.mu.Unlock()
	if err != nil {
		return fmt.Errorf("%s: %w", method, err)
	}
	select {
	case <-ctx.Done():
		return fmt.Errorf("%s: %w", method, ctx.Err())
	case m, ok := <-answer:
		switch {
		case !ok:
			return fmt.Errorf("%s: %w", method, b.ended)
		case m.Error != nil:
			return fmt.Errorf("%s: %s", method, m.Error.Message)
		case result != nil:
			return json.Unmarshal(m.Result, result)
		}
		return nil
	}
}
