// Package common has what the programs for newer and for older generators share: reading the schema, binding a program, writing files.
package common

import (
	"context"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strings"

	"github.com/blang/semver"
	"github.com/hashicorp/hcl/v2"
	"github.com/pulumi/pulumi/pkg/v3/codegen/hcl2/syntax"
	"github.com/pulumi/pulumi/pkg/v3/codegen/pcl"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
)

// Tool is what the generated files name as their origin.
const Tool = "tools/sdkgen of pulumi-vpnaas"

// Files is what a generator answers: contents by name.
type Files = map[string][]byte

// Loader knows the package of one schema; programs and the schema refer to no other.
type Loader struct{ Known *schema.Package }

func (l Loader) find(name string) (*schema.Package, error) {
	if l.Known == nil || l.Known.Name != name {
		return nil, fmt.Errorf("there is no package %q here", name)
	}
	return l.Known, nil
}

// LoadPackage implements schema.Loader, as the next three do.
func (l Loader) LoadPackage(name string, _ *semver.Version) (*schema.Package, error) {
	return l.find(name)
}

// LoadPackageV2 is its newer form.
func (l Loader) LoadPackageV2(_ context.Context, wanted *schema.PackageDescriptor) (*schema.Package, error) {
	return l.find(wanted.Name)
}

// LoadPackageReference answers with a reference.
func (l Loader) LoadPackageReference(name string, _ *semver.Version) (schema.PackageReference, error) {
	found, err := l.find(name)
	if err != nil {
		return nil, err
	}
	return found.Reference(), nil
}

// LoadPackageReferenceV2 is its newer form.
func (l Loader) LoadPackageReferenceV2(_ context.Context, wanted *schema.PackageDescriptor) (schema.PackageReference, error) {
	return l.LoadPackageReference(wanted.Name, nil)
}

// Package reads a schema. Each generator changes what it is given, so each gets one of its own.
func Package(file string) *schema.Package {
	text, err := os.ReadFile(file)
	Must(err)
	var spec schema.PackageSpec
	Must(json.Unmarshal(text, &spec))
	found, problems, err := schema.BindSpec(spec, Loader{}, schema.ValidationOptions{})
	Must(err)
	refuse(problems)
	return found
}

// WriteSdks writes what each generator makes of the schema into a folder of its own.
func WriteSdks(file, target string, generators map[string]func(*schema.Package) (Files, error)) {
	for folder, generate := range generators {
		files, err := generate(Package(file))
		Must(err)
		for name, content := range files {
			write(filepath.Join(target, folder, name), content)
		}
	}
}

// Bind is pcl.BindProgram, which takes the loader in another way in each of the versions.
type Bind = func(files []*syntax.File, loader Loader) (*pcl.Program, hcl.Diagnostics, error)

// A Language turns a program into its own; the ending is that of the one file that is wanted. Mend corrects what it gets wrong.
type Language struct {
	Ending   string
	Generate func(*pcl.Program) (map[string][]byte, hcl.Diagnostics, error)
	Mend     func(generated, source string, pkg *schema.Package) string
}

// WriteExamples writes the program, given in Pulumi's own language, in each of the languages, next to its source.
func WriteExamples(bind Bind, file, source, text string, languages []Language) {
	for _, language := range languages {
		files, problems, err := language.Generate(program(bind, file, source, text))
		Must(err)
		refuse(problems)
		for produced, content := range files {
			if strings.HasSuffix(produced, language.Ending) {
				if language.Mend != nil {
					content = []byte(language.Mend(string(content), text, Package(file)))
				}
				write(strings.TrimSuffix(source, filepath.Ext(source))+language.Ending, content)
			}
		}
	}
}

func program(bind Bind, file, source, text string) *pcl.Program {
	parser := syntax.NewParser()
	Must(parser.ParseFile(strings.NewReader(text), source))
	refuse(parser.Diagnostics)
	bound, problems, err := bind(parser.Files, Loader{Package(file)})
	Must(err)
	refuse(problems)
	return bound
}

func write(path string, content []byte) {
	Must(os.MkdirAll(filepath.Dir(path), 0o755))
	Must(os.WriteFile(path, content, 0o644))
}

func refuse(problems hcl.Diagnostics) {
	if problems.HasErrors() {
		log.Fatal(problems)
	}
}

// Must ends the program with what went wrong.
func Must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
