# The commands of this repository. Each does its own set-up: Node 20 or newer with npm is all that has to be there.

# Once npm packages are installed, their Node 22 and their programs come before the machine's own.
export PATH := $(CURDIR)/node_modules/.bin:$(PATH)
# Nothing is to be left in the machine's temporary folder.
export NODE_DISABLE_COMPILE_CACHE := 1

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help demo test check setup packages build generate generated format lint types unit behaviour laws package cli languages sdks faults canaries load fuzz reality pipelines newest bench peers clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

demo: setup ## the tour: a connection made, changed and removed against an embedded server
	@node tools/demo.mjs

test: setup ## all tests: unit, behaviour, laws, package, cli, languages
	@node tools/test.mjs

check: lint types generated test ## everything CI asks for: format, lint, types, generated files, all tests

setup: packages ## npm packages and dist/
	@node tools/setup.mjs

packages:
	@node tools/setup.mjs --packages

build: setup ## the same as setup

.PHONY: plugin
plugin: setup ## the plugin as one executable for each platform, in bin/ (PLUGIN="--platform=own" for this machine's)
	@node tools/plugin/build.mjs $(PLUGIN)

generate: packages ## write the generated files from schema.json and the table of settings
	@node tools/generate.mjs

generated: packages
	@node tools/generate.mjs --check

sdks: packages ## write the SDKs for other languages from schema.native.json with Pulumi's generators (Go or Python 3; minutes, once)
	@node tools/sdks.mjs

format: packages ## format and fix what can be fixed
	@npm run --silent format

lint: packages ## format and lint, checking only
	@npm run --silent lint

types: setup ## the TypeScript compiler, checking only: sources and tests, then tools and benchmark against dist/
	@npm run --silent types

unit: packages ## pure code, and code with fakes beside it (under a minute)
behaviour: packages ## the verbs over HTTP on the emulator, and the emulator
laws: packages ## generated programs, answers and lives, and the fault matrix
package: setup ## what npm publishes, its documents, and what runs in processes of its own
cli: setup ## the real Pulumi CLI
languages: setup ## the generated SDKs: current, each compiles, and a story in each language
unit behaviour laws package cli languages:
	@node tools/test.mjs --part=$@

faults: packages ## the fault matrix: every fault at every step of create, read, update and delete, as a table (two minutes; FAULTS=--plugin: over the native plugin)
	@node tools/faults.mjs $(FAULTS)

canaries: setup ## where secrets can be read after a life with each way to log in, with the Pulumi CLI, as a table (three minutes; CANARIES=--plugin: with the native plugin)
	@node tools/test.mjs --part=cli provider/test/cli/canaries $(CANARIES)

load: setup ## 10, 100 and 1,000 connections at once against a service that slows them down (about four minutes)
	@node tools/load.mjs

fuzz: packages ## generated programs, answers and files: 100,000 cases through check and diff (FUZZ_RUNS, FUZZ_SEED)
	@node tools/fuzz.mjs

.PHONY: interruptions
interruptions: setup ## runs of the Pulumi CLI interrupted at each of their requests (an hour or more; INTERRUPTIONS="--story=create" for a part)
	@node tools/interruptions.mjs $(INTERRUPTIONS)

reality: setup ## on Debian as root: a real Neutron VPNaaS is installed, started, tested and stopped (about half an hour; REALITY=--plugin: with the native plugin)
	@node test/reality/run.mjs $(REALITY)

pipelines: setup ## on Debian as root: a Gitea with workflows, states on MinIO and PostgreSQL, manifests on an API server (the first run builds them; PIPELINES=--only=backends: a part)
	@node test/pipelines/run.mjs $(PIPELINES)

newest: setup ## tests with the newest Pulumi engine and SDK, in a copy (the engine is built once per version; NEWEST=--part=languages)
	@node tools/newest.mjs $(NEWEST)

bench: setup ## requests, seconds and memory compared with a provider that does nothing, and with OpenTofu after `make peers` (BENCH="--counts=1,100" for less)
	@node bench/run.mjs $(BENCH)

peers: packages ## build OpenTofu and its OpenStack provider from Go modules, for the benchmark
	@node bench/peers.mjs

clean: ## remove what was built here (npm packages and the user's cache stay)
	rm -rf dist coverage .tmp *.tgz
