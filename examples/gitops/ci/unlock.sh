#!/bin/sh
# Removes the lock that a killed run left. Only while no run is at work: it would lose its lock, and two would write one state.
# Nothing is lost: the next `up` continues with what the killed run created.
set -eu
. "$(dirname "$0")/common.sh"
need_settings

pulumi cancel --yes --non-interactive --color never --stack "$stack"
echo "Next: bring $stack up. It continues with what the killed run created."
