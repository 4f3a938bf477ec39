#!/usr/bin/env bash
# What the scripts of the Makefile share: where things are, the tools' PATH, and steps that say what they do and take.
set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$ROOT"
# shellcheck source=tools/versions.env
source tools/versions.env

TOOLS="${XDG_CACHE_HOME:-$HOME/.cache}/waymark/tools"
WASM_BINDGEN_VERSION=$(awk '/^name = "wasm-bindgen"$/ { getline; gsub(/[^0-9.]/, ""); print; exit }' Cargo.lock)
TRUNK_HOME="$TOOLS/trunk-$TRUNK_VERSION"
WASM_BINDGEN_HOME="$TOOLS/wasm-bindgen-$WASM_BINDGEN_VERSION"
GECKODRIVER_HOME="$TOOLS/geckodriver-$GECKODRIVER_VERSION"
WASM_SPLIT_HOME="$TOOLS/wasm-split-$WASM_SPLIT_VERSION"
AFL_HOME="$TOOLS/cargo-afl-$AFL_VERSION"
FRICTIONLESS_HOME="$TOOLS/frictionless-$FRICTIONLESS_VERSION"

export PATH="$ROOT/node_modules/.bin:$TRUNK_HOME/bin:$WASM_BINDGEN_HOME/bin:$GECKODRIVER_HOME/bin:$WASM_SPLIT_HOME/bin:$AFL_HOME/bin:$FRICTIONLESS_HOME/bin:$PATH"
export DEBIAN_FRONTEND=noninteractive
# Each step's seconds and name, for the table at the end of `make test`; handed on to the scripts a script calls.
export WAYMARK_TIMES="${WAYMARK_TIMES:-}"

say() { printf '%s\n' "$*"; }
die() { printf 'waymark: %s\n' "$*" >&2; exit 1; }
has() { command -v "$1" >/dev/null 2>&1; }

# step NAME ABOUT COMMAND…: says what it does and roughly how long, does it, and says how long it took.
step() {
  local name=$1 about=$2 start=$SECONDS status
  shift 2
  say "==> $name ($about)"
  # A command after || or if would go on after its first failure: so it is run plainly, in a shell that stops.
  set +e
  (set -e; "$@")
  status=$?
  set -e
  local took=$((SECONDS - start))
  [ -z "$WAYMARK_TIMES" ] || printf '%s\t%s\t%s\n' "$took" "$status" "$name" >>"$WAYMARK_TIMES"
  if [ "$status" -ne 0 ]; then
    say "==> $name: FAILED after $took s"
    exit "$status"
  fi
  say "==> $name: done in $took s"
}

# Lints what only a browser runs: the app, and the tests that are compiled to wasm.
lint_wasm() {
  cargo clippy --locked --quiet --target wasm32-unknown-unknown --lib --bins --test storage -- -D warnings
}

# The table of steps and seconds; of those that ran beside each other each has its own.
times() {
  local took status name
  say ''
  say 'Step                                                       Time'
  while IFS=$'\t' read -r took status name; do
    printf '%-54s %6d s%s\n' "$name" "$took" "$([ "$status" = 0 ] || echo '  FAILED')"
  done <"$WAYMARK_TIMES"
  printf '%-54s %6d s\n' 'All of it' "$SECONDS"
}
