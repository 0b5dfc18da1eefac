#!/bin/sh
# Installs what the other scripts need: the Pulumi CLI, unless there is one, and the npm packages of the project.
# The package pulumi-vpnaas brings its provider along, so there is no plugin to download; cache npm's folder.
set -eu
. "$(dirname "$0")/common.sh"

version=3.259.0
major=$(node --print 'process.versions.node.split(".")[0]' 2>/dev/null) || major=0
if [ "$major" -lt 22 ]; then
  echo "Node 22 or newer is needed; here is $(node --version 2>/dev/null || echo none)." >&2
  exit 1
fi
if ! command -v pulumi >/dev/null; then
  # Not in a pipe: what a failed download leaves would be run, and count as a success.
  installer=$(curl -fsSL https://get.pulumi.com)
  sh -c "$installer" - --version "$version"
fi
found=$(pulumi version)
echo "Pulumi $found, Node $(node --version)"
if [ -f package-lock.json ]; then
  npm ci --no-audit --no-fund
else
  echo "There is no package-lock.json: commit one, so that each run has the same packages." >&2
  npm install --no-audit --no-fund
fi
