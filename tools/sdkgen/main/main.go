// Writes the SDKs for Node.js, Python and Go with Pulumi's own generators: main SCHEMA FOLDER.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"log"
	"os"
	"path/filepath"

	"github.com/blang/semver"
	gogen "github.com/pulumi/pulumi/pkg/v3/codegen/go"
	"github.com/pulumi/pulumi/pkg/v3/codegen/nodejs"
	"github.com/pulumi/pulumi/pkg/v3/codegen/python"
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

func main() {
	text, err := os.ReadFile(os.Args[1])
	must(err)
	var spec schema.PackageSpec
	must(json.Unmarshal(text, &spec))
	generators := map[string]func(*schema.Package) (map[string][]byte, error){
		"nodejs-native": func(pkg *schema.Package) (map[string][]byte, error) {
			return nodejs.GeneratePackage(tool, pkg, nil, nil, false, noOthers{})
		},
		"python": func(pkg *schema.Package) (map[string][]byte, error) {
			return python.GeneratePackage(tool, pkg, nil, noOthers{})
		},
		"go": func(pkg *schema.Package) (map[string][]byte, error) {
			return gogen.GeneratePackage(tool, pkg, nil)
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
