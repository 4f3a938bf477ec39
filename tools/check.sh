#!/usr/bin/env bash
# The inner loop: formatting, lints and native tests. No browser, no release build.
# shellcheck source=tools/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

scripts() {
  node --test --test-reporter=dot tools/
  if has shellcheck; then shellcheck -x tools/*.sh tools/bin/* .ci/run; fi
}

tools/install.sh check
step 'Formatting' 'about 1 s' cargo fmt --all --check
step 'Tests of the tools' 'about 2 s' scripts
step 'Lints, native' 'about 10 s when warm' cargo clippy --locked --quiet --all-targets -- -D warnings
step 'Lints, wasm' 'about 10 s when warm' lint_wasm
# What needs other programs is for `make test`, which installs them.
step 'Native tests' 'about 30 s when warm' env WAYMARK_NO_PROGRAMS=1 cargo test --locked
