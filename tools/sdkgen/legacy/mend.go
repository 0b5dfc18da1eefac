package main

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/pulumi/pulumi/pkg/v3/codegen"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
)

var secret = regexp.MustCompile(`config (\w+) string \{[^}]*secret = true`)

// The generator reads a secret of the configuration as if it were none.
func mendedForDotnet(generated, source string, _ *schema.Package) string {
	for _, found := range secret.FindAllStringSubmatch(source, -1) {
		generated = strings.ReplaceAll(generated, `config.Require("`+found[1]+`")`, `config.RequireSecret("`+found[1]+`")`)
	}
	return generated
}

// The generator reads all configuration as optional, and writes enums as text: neither compiles.
func mendedForJava(generated, source string, pkg *schema.Package) string {
	for _, found := range secret.FindAllStringSubmatch(source, -1) {
		generated = strings.ReplaceAll(generated, `config.get("`+found[1]+`")`, `config.requireSecret("`+found[1]+`")`)
	}
	generated = strings.ReplaceAll(generated, `config.get("`, `config.require("`)
	used := map[string]bool{}
	for name, enum := range enumsByProperty(pkg) {
		for _, element := range enum.Elements {
			text := fmt.Sprintf(`.%s("%v")`, name, element.Value)
			if strings.Contains(generated, text) {
				kind := enum.Token[strings.LastIndex(enum.Token, ":")+1:]
				generated = strings.ReplaceAll(generated, text, fmt.Sprintf(`.%s(%s.%s)`, name, kind, element.Name))
				used[kind] = true
			}
		}
	}
	const first = "import java.util.List;\n"
	for _, kind := range slices.Sorted(maps.Keys(used)) {
		generated = strings.Replace(generated, first, "import com.pulumivpnaas.vpnaas.enums."+kind+";\n"+first, 1)
	}
	return generated
}

// No two properties of one name have different enums in this schema.
func enumsByProperty(pkg *schema.Package) map[string]*schema.EnumType {
	all := map[string]*schema.EnumType{}
	add := func(properties []*schema.Property) {
		for _, property := range properties {
			if enum, ok := codegen.UnwrapType(property.Type).(*schema.EnumType); ok {
				all[property.Name] = enum
			}
		}
	}
	for _, resource := range pkg.Resources {
		add(resource.InputProperties)
	}
	for _, kind := range pkg.Types {
		if object, ok := kind.(*schema.ObjectType); ok {
			add(object.Properties)
		}
	}
	return all
}
