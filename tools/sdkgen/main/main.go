// Writes SDKs and examples for Node.js, Python and Go with Pulumi's own generators:
//
//	main sdks SCHEMA FOLDER
//	main examples SCHEMA FOLDER, which holds NAME.yaml; it gets NAME.pp, the program in Pulumi's own language, too.
package main

import (
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/pulumi/pulumi-yaml/pkg/pulumiyaml"
	fromyaml "github.com/pulumi/pulumi-yaml/pkg/pulumiyaml/codegen"
	gogen "github.com/pulumi/pulumi/pkg/v3/codegen/go"
	"github.com/pulumi/pulumi/pkg/v3/codegen/hcl2/syntax"
	"github.com/pulumi/pulumi/pkg/v3/codegen/nodejs"
	"github.com/pulumi/pulumi/pkg/v3/codegen/pcl"
	"github.com/pulumi/pulumi/pkg/v3/codegen/python"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
	"pulumi-vpnaas.invalid/tools/sdkgen/common"
)

var sdks = map[string]func(*schema.Package) (common.Files, error){
	"nodejs-native": func(pkg *schema.Package) (common.Files, error) {
		return nodejs.GeneratePackage(common.Tool, pkg, nil, nil, false, common.Loader{})
	},
	"python": func(pkg *schema.Package) (common.Files, error) {
		return python.GeneratePackage(common.Tool, pkg, nil, common.Loader{})
	},
	"go": func(pkg *schema.Package) (common.Files, error) {
		return gogen.GeneratePackage(common.Tool, pkg, nil)
	},
}

var languages = []common.Language{
	{Ending: ".ts", Generate: nodejs.GenerateProgram},
	{Ending: ".py", Generate: python.GenerateProgram},
	{Ending: ".go", Generate: gogen.GenerateProgram},
}

func bind(files []*syntax.File, loader common.Loader) (*pcl.Program, hcl.Diagnostics, error) {
	return pcl.BindProgram(files, loader)
}

func main() {
	task, file, folder := os.Args[1], os.Args[2], os.Args[3]
	if task == "sdks" {
		common.WriteSdks(file, folder, sdks)
		return
	}
	sources, err := filepath.Glob(filepath.Join(folder, "*.yaml"))
	common.Must(err)
	for _, source := range sources {
		text := converted(file, source)
		common.Must(os.WriteFile(strings.TrimSuffix(source, ".yaml")+".pp", []byte(text), 0o644))
		common.WriteExamples(bind, file, source, text, languages)
	}
}

func converted(file, source string) string {
	yaml, err := os.ReadFile(source)
	common.Must(err)
	template, problems, err := pulumiyaml.LoadYAMLBytes(source, yaml)
	common.Must(err)
	if problems.HasErrors() {
		log.Fatal(problems)
	}
	text, unconverted, err := fromyaml.ConvertTemplateIL(template, common.Loader{Known: common.Package(file)})
	common.Must(err)
	if unconverted.HasErrors() {
		log.Fatal(fmt.Errorf("%s: %w", source, unconverted))
	}
	return text
}
