# shellcheck shell=sh
# What all scripts share; they source it. Runs in the folder that holds Pulumi.yaml.
# The stack is PULUMI_STACK; backend, passphrase and login come from the environment and are never printed.

# shellcheck disable=SC2034 # the scripts use it
stack=${PULUMI_STACK:-prod}
export PULUMI_SKIP_UPDATE_CHECK=true
# A Pulumi that setup.sh installed.
PATH=$PATH:${HOME:-}/.pulumi/bin
export PATH

# Fails with a sentence instead of with whatever Pulumi makes of an empty setting.
need_settings() {
  if [ ! -f Pulumi.yaml ]; then
    echo "There is no Pulumi.yaml in $(pwd): run this in the folder of the project." >&2
    exit 1
  fi
  if [ -z "${PULUMI_BACKEND_URL:-}" ] && [ -z "${PULUMI_ACCESS_TOKEN:-}" ]; then
    echo "PULUMI_BACKEND_URL is not set: this job does not know where the state is (see README.md, \"Secrets\")." >&2
    exit 1
  fi
}
