//go:build tools

// Package tools pins the YAML language host, so that `go build` can make it from the module proxy.
package main

import _ "github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml"
