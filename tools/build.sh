#!/usr/bin/env bash
# Builds the release into dist/, with every tool from PATH and no look at the network.
# shellcheck source=tools/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

fetch() { cargo fetch --locked --quiet; }

# The Sass of govuk-frontend is found by SASS_PATH. Trunk takes NO_COLOR for a true or false of its own.
trunk_build() { env -u NO_COLOR RUST_BACKTRACE=0 SASS_PATH=node_modules trunk build --release --offline --locked --log=warn; }

tools/install.sh build
step 'Fetching crates' 'up to 1 min' fetch
step 'Building the release' 'about 4 min' trunk_build
