//go:build tools

// Package tools pins the last language host of Go that is part of the SDK module, so that `go build` can make it from the module proxy.
package tools

import _ "github.com/pulumi/pulumi/sdk/v3/go/pulumi-language-go"
