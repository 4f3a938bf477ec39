#!/usr/bin/env bash
# Builds the release into dist/, with every tool from PATH and no look at the network.
# shellcheck source=tools/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

fetch() { cargo fetch --locked --quiet; }

# Compiled for size: pages meet their parts as one erased type, and what only the release needs is left for the cutting
# of the module (tools/bin/wasm-bindgen).
FLAGS='--cfg erase_components --cfg split -Clink-args=--emit-relocs'

# The Sass of govuk-frontend is found by SASS_PATH. Trunk takes NO_COLOR for a true or false of its own.
trunk_build() {
  WAYMARK_WASM_BINDGEN=$(command -v wasm-bindgen)
  env -u NO_COLOR PATH="$ROOT/tools/bin:$PATH" WAYMARK_WASM_BINDGEN="$WAYMARK_WASM_BINDGEN" RUST_BACKTRACE=0 \
    SASS_PATH=node_modules CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="$FLAGS" \
    trunk build --release --offline --locked --log=warn
}

tools/install.sh build
step 'Fetching crates' 'up to 1 min' fetch
step 'Building the release' 'about 4 min' trunk_build
