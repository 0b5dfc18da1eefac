#!/bin/sh
# What a merge would change: as a comment on the pull request and in the log. Ends with the exit code of Pulumi; a preview that
# fails is posted as well. It takes no lock, and sends nothing to the cloud.
set -u
ci=$(dirname "$0")
. "$ci/common.sh"

# A pull request from a fork gets no secrets. HEAD_REPOSITORY is set by the workflow, CI_… by GitLab, CHANGE_FORK by Jenkins.
from=${HEAD_REPOSITORY:-${CI_MERGE_REQUEST_SOURCE_PROJECT_PATH:-${CHANGE_FORK:-}}}
to=${GITHUB_REPOSITORY:-${CI_MERGE_REQUEST_PROJECT_PATH:-${FORGE_REPOSITORY:-this repository}}}
if [ -n "$from" ] && [ "$from" != "$to" ]; then
  echo "No preview: this change comes from $from, and a fork gets no secrets of $to." >&2
  echo "Someone with write access has to review it and push the branch to $to; that gives a preview." >&2
  exit 1
fi
need_settings

out=$(mktemp -d) || exit 1
trap 'rm -rf "$out"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
code=0
pulumi preview --json --show-sames --show-replacement-steps --non-interactive --stack "$stack" \
  >"$out/preview.json" 2>"$out/preview.err" || code=$?
if ! NODE_USE_ENV_PROXY=1 node "$ci/report.mjs" preview "$code" "$out" && [ "$code" -eq 0 ]; then code=1; fi
exit "$code"
