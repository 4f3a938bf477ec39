#!/usr/bin/env bash
# Everything: installs what the tests need, checks, builds the release once, and walks it in three browsers.
# shellcheck source=tools/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

WAYMARK_TIMES=$(mktemp)
BUILD_LOG=$(mktemp)
# Left early, it takes the release along that is still being built.
trap 'kill $(jobs -p) 2>/dev/null || true; times; rm -f "$WAYMARK_TIMES" "$BUILD_LOG"' EXIT
# A run from nothing gains no time from incremental compilation, and loses some to writing it.
export CARGO_INCREMENTAL=0

scripts() {
  node --test --test-reporter=dot tools/
  shellcheck -x tools/*.sh tools/bin/* .ci/run
}

# Storage is tested where it is, inside a browser: no app, only the library.
wasm_tests() { # variable driver
  env "$1=$(command -v "$2")" CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER=wasm-bindgen-test-runner \
    cargo test --locked --target wasm32-unknown-unknown --test storage --test released_links
}

# The journeys, in three browsers on two cores. One or two that failed are walked once more by themselves, and named
# either way: a browser that was held up must not hide what broke, nor be taken for it.
journeys() {
  local log failed name again=0
  log=$(mktemp)
  if cargo test --locked --features browser --test browser 2>&1 | tee "$log"; then return 0; fi
  mapfile -t failed < <(sed -n 's/^test \(.*\) \.\.\. FAILED$/\1/p' "$log")
  rm -f "$log"
  [ "${#failed[@]}" -gt 0 ] || return 1
  if [ "${#failed[@]}" -le 2 ]; then
    for name in "${failed[@]}"; do
      say "==> Once more, by itself: $name"
      cargo test --locked --features browser --test browser -- --exact "$name" || again=1
    done
  else
    again=1
  fi
  for name in "${failed[@]}"; do
    say "failed in the whole run: $name"
    head -n 12 "target/browser/failed/browser-${name//::/-}.txt" || true
  done
  return "$again"
}

# The release is built and linked by one core for minutes: what needs none goes on beside it.
built() {
  if wait "$release"; then
    cat "$BUILD_LOG"
  else
    cat "$BUILD_LOG"
    die 'the release could not be built: see above.'
  fi
}

tools/install.sh test
say '==> Building the release, beside what follows (about 6 min)'
tools/build.sh >"$BUILD_LOG" 2>&1 &
release=$!
step 'Formatting' 'about 1 s' cargo fmt --all --check
step 'Tests of the tools' 'about 3 s' scripts
step 'Lints, native' 'about 3 min' cargo clippy --locked --quiet --all-targets --features browser -- -D warnings
step 'Lints, wasm' 'about 1 min' lint_wasm
step 'Native tests' 'about 4 min' cargo test --locked
built
step 'Tests in wasm, Chromium' 'about 2 min' wasm_tests CHROMEDRIVER chromedriver
step 'Tests in wasm, Firefox' 'about 1 min' wasm_tests GECKODRIVER geckodriver
step 'Browser tests' 'about 15 min' journeys
