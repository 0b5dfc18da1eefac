#!/bin/sh
# Was anything changed outside of Pulumi? It only reads. Opens or updates an issue, and closes it once there is no drift.
# Exit code: 0 no drift, 7 drift, 6 no such stack, 1 anything else: that is a failure, and no drift.
set -u
ci=$(dirname "$0")
. "$ci/common.sh"
need_settings

out=$(mktemp -d) || exit 1
trap 'rm -rf "$out"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
code=0
pulumi refresh --preview-only --expect-no-changes --diff --suppress-progress --non-interactive --color never \
  --stack "$stack" >"$out/drift.txt" 2>&1 || code=$?
case $code in 0 | 6 | 7) ;; *) code=1 ;; esac
if ! NODE_USE_ENV_PROXY=1 node "$ci/report.mjs" drift "$code" "$out" && [ "$code" -eq 0 ]; then code=1; fi
exit "$code"
