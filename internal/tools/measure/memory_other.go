//go:build !linux

package main

import (
	"os"
	"time"
)

// processorTime is not known here.
func processorTime() time.Duration { return 0 }

// peakMemory is not known here: systems count it in different units.
func peakMemory(*os.ProcessState) int64 { return 0 }
