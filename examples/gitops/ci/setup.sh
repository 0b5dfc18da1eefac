#!/bin/sh
# Installs what the other scripts need: the Pulumi CLI, unless there is one, and the npm packages of the project.
# The package pulumi-vpnaas brings its provider along, so there is no plugin to download; cache npm's folder.
set -eu
. "$(dirname "$0")/common.sh"

version=3.259.0
if ! command -v pulumi >/dev/null; then
  curl -fsSL https://get.pulumi.com | sh -s -- --version "$version"
fi
echo "Pulumi $(pulumi version), Node $(node --version)"
if [ -f package-lock.json ]; then
  npm ci --no-audit --no-fund
else
  echo "There is no package-lock.json: commit one, so that each run has the same packages." >&2
  npm install --no-audit --no-fund
fi
