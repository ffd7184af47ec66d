package devtools

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"slices"
	"sync"
	"time"
)

// Page is a tab.
type Page struct {
	browser *Browser
	session string

	mu     sync.Mutex
	events []Event
	signal chan struct{} // closed and made anew at each event
}

// Event is something that happened in a page.
type Event struct {
	Method string
	Params json.RawMessage
}

// NewPage opens a tab that records its console, its network requests and what
// its policies refused.
func (b *Browser) NewPage(ctx context.Context) (*Page, error) {
	var target struct{ TargetID string }
	if err := b.call(ctx, "", "Target.createTarget", map[string]any{"url": "about:blank"}, &target); err != nil {
		return nil, err
	}
	var attached struct{ SessionID string }
	if err := b.call(ctx, "", "Target.attachToTarget", map[string]any{"targetId": target.TargetID, "flatten": true}, &attached); err != nil {
		return nil, err
	}
	p := &Page{browser: b, session: attached.SessionID, signal: make(chan struct{})}
	b.mu.Lock()
	b.pages[p.session] = p
	b.mu.Unlock()
	for _, domain := range []string{"Page", "Runtime", "Log", "Network", "Audits", "Accessibility"} {
		if err := p.Call(ctx, domain+".enable", nil, nil); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// Call calls a method of the protocol; result may be nil.
func (p *Page) Call(ctx context.Context, method string, params, result any) error {
	return p.browser.call(ctx, p.session, method, params, result)
}

func (p *Page) happened(e Event) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.events = append(p.events, e)
	close(p.signal)
	p.signal = make(chan struct{})
}

// Events are those of the given methods since the page was last opened.
func (p *Page) Events(methods ...string) []Event {
	p.mu.Lock()
	defer p.mu.Unlock()
	var out []Event
	for _, e := range p.events {
		if slices.Contains(methods, e.Method) {
			out = append(out, e)
		}
	}
	return out
}

// wait waits for an event of that method.
func (p *Page) wait(ctx context.Context, method string) error {
	for {
		p.mu.Lock()
		signal := p.signal
		found := slices.ContainsFunc(p.events, func(e Event) bool { return e.Method == method })
		p.mu.Unlock()
		if found {
			return nil
		}
		select {
		case <-signal:
		case <-ctx.Done():
			return fmt.Errorf("waiting for %s: %w", method, ctx.Err())
		}
	}
}

// Open loads an address and waits until it is loaded; it forgets earlier
// events. The duration is that from the request to the load event.
func (p *Page) Open(ctx context.Context, url string) (time.Duration, error) {
	p.forget()
	if err := p.Call(ctx, "Page.navigate", map[string]any{"url": "about:blank"}, nil); err != nil {
		return 0, err
	}
	if err := p.wait(ctx, "Page.loadEventFired"); err != nil {
		return 0, err
	}
	p.forget()
	begin := time.Now()
	var nav struct{ ErrorText string }
	if err := p.Call(ctx, "Page.navigate", map[string]any{"url": url}, &nav); err != nil {
		return 0, err
	}
	if nav.ErrorText != "" {
		return 0, fmt.Errorf("opening the page: %s", nav.ErrorText)
	}
	err := p.wait(ctx, "Page.loadEventFired")
	return time.Since(begin), err
}

func (p *Page) forget() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.events = nil
}

// Eval evaluates an expression, waits where it is a promise, and puts its value
// into out, which may be nil.
func (p *Page) Eval(ctx context.Context, expression string, out any) error {
	var got struct {
		Result           struct{ Value json.RawMessage }
		ExceptionDetails *struct {
			Text      string
			Exception struct{ Description string }
		}
	}
	err := p.Call(ctx, "Runtime.evaluate", map[string]any{"expression": expression, "returnByValue": true, "awaitPromise": true, "userGesture": true}, &got)
	if err != nil {
		return err
	}
	if e := got.ExceptionDetails; e != nil {
		return fmt.Errorf("evaluating %.80q: %s %s", expression, e.Text, e.Exception.Description)
	}
	if out == nil || got.Result.Value == nil {
		return nil
	}
	return json.Unmarshal(got.Result.Value, out)
}

// keys that Press knows by name: the code and the text that they give.
var keys = map[string]struct {
	code int
	text string
}{"Tab": {9, ""}, "Enter": {13, "\r"}, "Escape": {27, ""}, "Space": {32, " "}, "ArrowDown": {40, ""}, "ArrowUp": {38, ""}}

// Press presses and releases a named key.
func (p *Page) Press(ctx context.Context, name string) error {
	k, ok := keys[name]
	if !ok {
		return fmt.Errorf("no key is called %q", name)
	}
	key := name
	if name == "Space" {
		key = " "
	}
	event := map[string]any{"type": "keyDown", "key": key, "code": name, "windowsVirtualKeyCode": k.code, "text": k.text}
	if err := p.Call(ctx, "Input.dispatchKeyEvent", event, nil); err != nil {
		return err
	}
	event["type"] = "keyUp"
	delete(event, "text")
	return p.Call(ctx, "Input.dispatchKeyEvent", event, nil)
}

// Type types text where the focus is.
func (p *Page) Type(ctx context.Context, text string) error {
	return p.Call(ctx, "Input.insertText", map[string]any{"text": text}, nil)
}

// Resize sets the size of the window in CSS pixels, and how many pixels of the
// screen one is.
func (p *Page) Resize(ctx context.Context, width, height int, scale float64) error {
	return p.Call(ctx, "Emulation.setDeviceMetricsOverride", map[string]any{"width": width, "height": height, "deviceScaleFactor": scale, "mobile": false}, nil)
}

// Media sets features such as prefers-color-scheme; medium is "", "screen" or
// "print".
func (p *Page) Media(ctx context.Context, medium string, features map[string]string) error {
	var list []map[string]string
	for name, value := range features {
		list = append(list, map[string]string{"name": name, "value": value})
	}
	return p.Call(ctx, "Emulation.setEmulatedMedia", map[string]any{"media": medium, "features": list}, nil)
}

// Screenshot pictures the window, or a part of the whole page from the top, in
// CSS pixels, where height is not 0, as PNG.
func (p *Page) Screenshot(ctx context.Context, top, width, height int) ([]byte, error) {
	params := map[string]any{"format": "png"}
	if height > 0 {
		params["clip"] = map[string]any{"x": 0, "y": top, "width": width, "height": height, "scale": 1}
		params["captureBeyondViewport"] = true
	}
	return p.binary(ctx, "Page.captureScreenshot", params)
}

// PDF prints the page.
func (p *Page) PDF(ctx context.Context) ([]byte, error) {
	return p.binary(ctx, "Page.printToPDF", map[string]any{"printBackground": true})
}

func (p *Page) binary(ctx context.Context, method string, params any) ([]byte, error) {
	var got struct{ Data string }
	if err := p.Call(ctx, method, params, &got); err != nil {
		return nil, err
	}
	return base64.StdEncoding.DecodeString(got.Data)
}
