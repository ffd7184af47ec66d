// Package execengine lets any program be an engine: it is started once, gets
// JSON lines on standard input and answers with JSON lines on standard output,
// one for each request, in the same order. docs/exec-engines.md describes the
// protocol for those who write such programs.
package execengine

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strings"
	"sync"
	"time"
)

// Prefix of the engine names that mean a program: "exec:COMMAND".
const Prefix = "exec:"

// Options of a program; the zero value is usable.
type Options struct {
	// Batch is the number of requests that are sent before their answers are
	// awaited, 32 by default: the program is never sent more than it answers.
	Batch int
	// Timeout is how long the program may take for one answer, two minutes by
	// default. The first answer may take ten times as long: models load.
	Timeout time.Duration
	// Stderr gets what the program writes to standard error; nil drops it.
	Stderr io.Writer
}

// maxAnswer bounds one line of the program's output, in bytes.
const maxAnswer = 1 << 20

// process is a running program. One exchange at a time.
type process struct {
	command string
	args    []string
	o       Options

	mu      sync.Mutex
	cmd     *exec.Cmd
	stdin   io.WriteCloser
	answers chan []byte // closed at the end of the output
	readErr error       // why the output ended, set before answers is closed
	stop    context.CancelFunc
	stderr  *tail
	warm    bool // has answered
	failed  error
}

func newProcess(command string, o Options) (*process, error) {
	args, err := split(strings.TrimPrefix(command, Prefix))
	if err != nil {
		return nil, fmt.Errorf("engine %s: %w", command, err)
	}
	if len(args) == 0 {
		return nil, fmt.Errorf("engine %q: no command; write %sCOMMAND", command, Prefix)
	}
	if o.Batch <= 0 {
		o.Batch = 32
	}
	if o.Timeout <= 0 {
		o.Timeout = 2 * time.Minute
	}
	return &process{command: Prefix + strings.TrimPrefix(command, Prefix), args: args, o: o}, nil
}

// start runs the program. The caller holds the lock.
func (p *process) start() error {
	ctx, stop := context.WithCancel(context.Background())
	cmd := exec.CommandContext(ctx, p.args[0], p.args[1:]...)
	cmd.WaitDelay = time.Second
	p.stderr = &tail{pass: p.o.Stderr}
	cmd.Stderr = p.stderr
	stdin, err := cmd.StdinPipe()
	if err == nil {
		var stdout io.ReadCloser
		if stdout, err = cmd.StdoutPipe(); err == nil {
			if err = cmd.Start(); err == nil {
				p.cmd, p.stdin, p.stop = cmd, stdin, stop
				p.answers = make(chan []byte)
				go p.read(ctx, stdout)
				return nil
			}
		}
	}
	stop()
	return fmt.Errorf("engine %s: starting the program: %w", p.command, err)
}

// read passes the program's lines on, one at a time.
func (p *process) read(ctx context.Context, stdout io.Reader) {
	defer close(p.answers)
	s := bufio.NewScanner(stdout)
	s.Buffer(make([]byte, 0, 4096), maxAnswer)
	for s.Scan() {
		line := bytes.TrimSpace(s.Bytes())
		if len(line) == 0 {
			continue
		}
		select {
		case p.answers <- bytes.Clone(line):
		case <-ctx.Done():
			return
		}
	}
	p.readErr = s.Err()
}

// exchange sends the requests and gives each answer to take, in order. After
// an error the program is stopped and every later exchange fails.
func (p *process) exchange(ctx context.Context, requests []any, take func(i int, answer []byte) error) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.failed != nil {
		return p.failed
	}
	if p.cmd == nil && len(requests) > 0 {
		if err := p.start(); err != nil {
			p.failed = err
			return err
		}
	}
	for from := 0; from < len(requests); from += p.o.Batch {
		to := min(from+p.o.Batch, len(requests))
		if err := p.batch(ctx, requests[from:to], func(i int, answer []byte) error { return take(from+i, answer) }); err != nil {
			p.kill()
			p.failed = fmt.Errorf("engine %s: %w%s", p.command, err, p.stderr.lines())
			return p.failed
		}
	}
	return nil
}

// batch sends some requests and reads as many answers.
func (p *process) batch(ctx context.Context, requests []any, take func(i int, answer []byte) error) error {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	for _, r := range requests {
		if err := enc.Encode(r); err != nil {
			return fmt.Errorf("encoding a request: %w", err)
		}
	}
	// The program may answer while it is still being sent to.
	sent := make(chan error, 1)
	go func() {
		_, err := p.stdin.Write(buf.Bytes())
		sent <- err
	}()
	for i := range requests {
		answer, err := p.next(ctx)
		if errors.Is(err, io.EOF) {
			return fmt.Errorf("%w after %d of %d answers", p.ended(), i, len(requests))
		}
		if err != nil {
			return err
		}
		if err := take(i, answer); err != nil {
			return err
		}
		p.warm = true
	}
	select {
	case err := <-sent:
		if err != nil {
			return fmt.Errorf("writing to the program: %w", err)
		}
	case <-time.After(p.o.Timeout):
		return fmt.Errorf("the program answered without reading its input")
	}
	return nil
}

// next is the program's next answer; io.EOF at the end of its output.
func (p *process) next(ctx context.Context) ([]byte, error) {
	limit := p.o.Timeout
	if !p.warm {
		limit *= 10
	}
	timer := time.NewTimer(limit)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-timer.C:
		return nil, fmt.Errorf("no answer for %v; does the program flush its output after each line?", limit)
	case answer, ok := <-p.answers:
		if ok {
			return answer, nil
		}
		if p.readErr != nil {
			return nil, fmt.Errorf("reading the program's answers: %w", p.readErr)
		}
		return nil, io.EOF
	}
}

// ended waits for a program that closed its output and says how it ended.
func (p *process) ended() error {
	p.stdin.Close()
	if err := p.wait(); err != nil {
		return fmt.Errorf("the program ended (%w)", err)
	}
	return errors.New("the program ended")
}

// grace is how long a program may take to end after its input is closed.
const grace = 3 * time.Second

func (p *process) wait() error {
	done := make(chan error, 1)
	go func() { done <- p.cmd.Wait() }()
	select {
	case err := <-done:
		p.stop()
		return err
	case <-time.After(grace):
		p.stop()
		return <-done
	}
}

// kill stops the program at once.
func (p *process) kill() {
	p.stop()
	if p.cmd.ProcessState == nil {
		_ = p.cmd.Wait()
	}
}

// close ends the program: its input is closed, and it is stopped when it does
// not end by itself.
func (p *process) close() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.cmd == nil || p.failed != nil {
		return nil
	}
	p.failed = fmt.Errorf("engine %s: closed", p.command)
	p.stdin.Close()
	extra := 0
	for range p.answers {
		extra++
	}
	err := p.wait()
	switch {
	case extra > 0:
		return fmt.Errorf("engine %s: the program wrote %d lines more than it was asked for", p.command, extra)
	case err != nil:
		return fmt.Errorf("engine %s: the program ended: %w%s", p.command, err, p.stderr.lines())
	}
	return nil
}
