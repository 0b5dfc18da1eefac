// Writes SDKs and examples for .NET and Java with the last generators of theirs that a module proxy has:
//
//	legacy sdks SCHEMA FOLDER
//	legacy examples SCHEMA FOLDER, which holds NAME.pp
package main

import (
	"bytes"
	_ "embed"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"

	"github.com/hashicorp/hcl/v2"
	"github.com/pulumi/pulumi-java/pkg/codegen/java"
	"github.com/pulumi/pulumi/pkg/v3/codegen/dotnet"
	"github.com/pulumi/pulumi/pkg/v3/codegen/hcl2/syntax"
	"github.com/pulumi/pulumi/pkg/v3/codegen/pcl"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
	"pulumi-vpnaas.invalid/tools/sdkgen/common"
)

// Maven Central itself stands on the next line; a mirror of another company is left out.
var mirror = regexp.MustCompile(`(?m)^ *maven \{ // The google mirror[^}]*\}\n`)

//go:embed logo.png
var logo []byte

// The generator of .NET fetches a logo; nothing is fetched here.
type ownLogo struct{}

func (ownLogo) RoundTrip(request *http.Request) (*http.Response, error) {
	return &http.Response{StatusCode: http.StatusOK, Request: request, Body: io.NopCloser(bytes.NewReader(logo))}, nil
}

var sdks = map[string]func(*schema.Package) (common.Files, error){
	"dotnet": func(pkg *schema.Package) (common.Files, error) {
		return dotnet.GeneratePackage(common.Tool, pkg, nil, nil)
	},
	"java": func(pkg *schema.Package) (common.Files, error) {
		files, err := java.GeneratePackage(common.Tool, pkg, nil, nil, false, false)
		for _, name := range []string{"build.gradle", "settings.gradle"} {
			files[name] = mirror.ReplaceAll(files[name], nil)
		}
		return files, err
	},
}

var languages = []common.Language{
	{Ending: ".cs", Generate: dotnet.GenerateProgram, Mend: mendedForDotnet},
	{Ending: ".java", Generate: java.GenerateProgram, Mend: mendedForJava},
}

func bind(files []*syntax.File, loader common.Loader) (*pcl.Program, hcl.Diagnostics, error) {
	return pcl.BindProgram(files, pcl.Loader(loader))
}

func main() {
	http.DefaultTransport = ownLogo{}
	task, file, folder := os.Args[1], os.Args[2], os.Args[3]
	if task == "sdks" {
		common.WriteSdks(file, folder, sdks)
		return
	}
	sources, err := filepath.Glob(filepath.Join(folder, "*.pp"))
	common.Must(err)
	for _, source := range sources {
		text, err := os.ReadFile(source)
		common.Must(err)
		common.WriteExamples(bind, file, source, string(text), languages)
	}
}
