package main

import (
	"os"
	"os/exec"
)

func main() {
	java := exec.Command("java", "-cp", os.Getenv("STORY_CLASSPATH"), "Story")
	java.Stdout, java.Stderr = os.Stdout, os.Stderr
	if java.Run() != nil {
		os.Exit(1)
	}
}
