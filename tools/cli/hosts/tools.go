//go:build tools

// Package tools pins the language hosts of Node.js and Python, so that `go build` can make them from the module proxy.
package tools

import (
	_ "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs"
	_ "github.com/pulumi/pulumi/sdk/v3/python/cmd/pulumi-language-python"
)
