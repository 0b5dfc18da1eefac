// Writes the SDKs for .NET and Java with the last generators of theirs that a module proxy has: legacy SCHEMA FOLDER.
package main

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"io"
	"log"
	"net/http"
	"os"
	"path/filepath"
	"regexp"

	"github.com/blang/semver"
	"github.com/pulumi/pulumi-java/pkg/codegen/java"
	"github.com/pulumi/pulumi/pkg/v3/codegen/dotnet"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
)

const tool = "tools/sdkgen of pulumi-vpnaas"

// The generators want a loader of other packages; the schema refers to none.
type noOthers struct{}

var errOther = errors.New("the schema refers to another package")

func (noOthers) LoadPackage(string, *semver.Version) (*schema.Package, error) { return nil, errOther }

func (noOthers) LoadPackageV2(context.Context, *schema.PackageDescriptor) (*schema.Package, error) {
	return nil, errOther
}

func (noOthers) LoadPackageReference(string, *semver.Version) (schema.PackageReference, error) {
	return nil, errOther
}

func (noOthers) LoadPackageReferenceV2(context.Context, *schema.PackageDescriptor) (schema.PackageReference, error) {
	return nil, errOther
}

// Maven Central itself stands on the next line; a mirror of another company is left out.
var mirror = regexp.MustCompile(`(?m)^ *maven \{ // The google mirror[^}]*\}\n`)

//go:embed logo.png
var logo []byte

// The generator of .NET fetches a logo; nothing is fetched here.
type ownLogo struct{}

func (ownLogo) RoundTrip(request *http.Request) (*http.Response, error) {
	return &http.Response{StatusCode: http.StatusOK, Request: request, Body: io.NopCloser(bytes.NewReader(logo))}, nil
}

func main() {
	http.DefaultTransport = ownLogo{}
	text, err := os.ReadFile(os.Args[1])
	must(err)
	var spec schema.PackageSpec
	must(json.Unmarshal(text, &spec))
	generators := map[string]func(*schema.Package) (map[string][]byte, error){
		"dotnet": func(pkg *schema.Package) (map[string][]byte, error) {
			return dotnet.GeneratePackage(tool, pkg, nil, nil)
		},
		"java": func(pkg *schema.Package) (map[string][]byte, error) {
			files, err := java.GeneratePackage(tool, pkg, nil, nil, false, false)
			for _, name := range []string{"build.gradle", "settings.gradle"} {
				files[name] = mirror.ReplaceAll(files[name], nil)
			}
			return files, err
		},
	}
	for folder, generate := range generators {
		// Each generator changes what it is given.
		pkg, problems, err := schema.BindSpec(spec, noOthers{}, schema.ValidationOptions{})
		must(err)
		if problems.HasErrors() {
			log.Fatal(problems)
		}
		files, err := generate(pkg)
		must(err)
		for name, content := range files {
			path := filepath.Join(os.Args[2], folder, name)
			must(os.MkdirAll(filepath.Dir(path), 0o755))
			must(os.WriteFile(path, content, 0o644))
		}
	}
}

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
