# The commands of this repository. Each does its own set-up: Node 20 or newer with npm is all that has to be there.

# Once npm packages are installed, their Node 22 and their programs come before the machine's own.
export PATH := $(CURDIR)/node_modules/.bin:$(PATH)
# Nothing is to be left in the machine's temporary folder.
export NODE_DISABLE_COMPILE_CACHE := 1

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help demo test check setup packages build generate generated format lint types unit behaviour laws package cli languages sdks faults canaries load fuzz reality pipelines newest bench peers clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))
	@echo "Options and parts of each: CONTRIBUTING.md"

demo: setup ## the tour: a connection made, changed, removed (emulator)
	@node tools/demo.mjs

test: setup ## all tests: unit, behaviour, laws, package, cli, languages
	@node tools/test.mjs

check: lint types generated test ## what CI asks for: lint, types, generated files, all tests

setup: packages ## npm packages and dist/
	@node tools/setup.mjs

packages:
	@node tools/setup.mjs --packages

build: setup ## the same as setup

.PHONY: plugin
plugin: setup ## the plugin, one file for each platform, in bin/
	@node tools/plugin/build.mjs $(PLUGIN)

generate: packages ## write the files generated from schema.json and settings
	@node tools/generate.mjs

generated: packages
	@node tools/generate.mjs --check

sdks: packages ## write the SDKs for other languages (needs Go or Python 3)
	@node tools/sdks.mjs

format: packages ## format and fix what can be fixed
	@npm run --silent format

lint: packages ## format and lint, checking only
	@npm run --silent lint

types: setup ## the TypeScript compiler, checking only
	@npm run --silent types

unit: packages ## pure code, and code with fakes (under a minute)
behaviour: packages ## the verbs over HTTP on the emulator, and the emulator
laws: packages ## generated programs, answers, lives, and the fault matrix
package: setup ## what npm publishes, its documents, processes of their own
cli: setup ## the real Pulumi CLI
languages: setup ## the generated SDKs: current, compiled, a story in each
unit behaviour laws package cli languages:
	@node tools/test.mjs --part=$@

faults: packages ## the fault matrix: each fault in each verb (2 minutes)
	@node tools/faults.mjs $(FAULTS)

canaries: setup ## where secrets can be read after each login (3 minutes)
	@node tools/test.mjs --part=cli provider/test/cli/canaries $(CANARIES)

load: setup ## 1,000 connections at a service that slows down (4 min)
	@node tools/load.mjs

fuzz: packages ## generated programs, answers and files: 100,000 cases
	@node tools/fuzz.mjs

.PHONY: interruptions
interruptions: setup ## the real CLI, interrupted at each request (an hour or more)
	@node tools/interruptions.mjs $(INTERRUPTIONS)

reality: setup ## a real Neutron VPNaaS (Debian, root; over an hour)
	@node test/reality/run.mjs $(REALITY)

pipelines: setup ## real forge, backends, API server (Debian, root)
	@node test/pipelines/run.mjs $(PIPELINES)

newest: setup ## tests with the newest Pulumi engine and SDK, in a copy
	@node tools/newest.mjs $(NEWEST)

bench: setup ## requests, seconds, memory; with OpenTofu after `make peers`
	@node bench/run.mjs $(BENCH)

peers: packages ## build OpenTofu and its OpenStack provider for the bench
	@node bench/peers.mjs

clean: ## remove what was built here (npm packages and caches stay)
	rm -rf dist bin coverage .tmp *.tgz
