#!/bin/sh
# Brings the stack up. Arguments go to Pulumi: `up.sh --refresh` also repairs drift, which a plain `up` does not look for.
# `exec`: a signal of the runner reaches Pulumi itself, which then records what it can.
set -u
. "$(dirname "$0")/common.sh"
need_settings

exec pulumi up --yes --skip-preview --non-interactive --color never --stack "$stack" \
  --parallel "${PULUMI_PARALLEL:-64}" "$@"
