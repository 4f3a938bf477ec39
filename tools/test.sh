#!/usr/bin/env bash
# Everything: installs what the tests need, checks, builds the release once, and walks it in three browsers.
# shellcheck source=tools/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

WAYMARK_TIMES=$(mktemp)
trap 'times; rm -f "$WAYMARK_TIMES"' EXIT
# A run from nothing gains no time from incremental compilation, and loses some to writing it.
export CARGO_INCREMENTAL=0

scripts() {
  node --test --test-reporter=dot tools/
  shellcheck -x tools/*.sh .ci/run
}

tools/install.sh test
tools/build.sh
step 'Formatting' 'about 1 s' cargo fmt --check
step 'Tests of the tools' 'about 3 s' scripts
step 'Lints, native' 'about 3 min' cargo clippy --locked --quiet --all-targets --features browser -- -D warnings
step 'Lints, wasm' 'about 1 min' cargo clippy --locked --quiet --target wasm32-unknown-unknown -- -D warnings
step 'Native tests' 'about 4 min' cargo test --locked
step 'Browser tests' 'about 5 min' cargo test --locked --features browser --test browser
