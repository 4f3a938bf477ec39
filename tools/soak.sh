#!/usr/bin/env bash
# The long forms of the tests: every property test with a hundred times as many cases. CASES=… for another number.
# shellcheck source=tools/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

tools/install.sh check
PROPTEST_CASES=${CASES:-25600} step 'Property tests at length' 'about 30 min' cargo test --locked --release
step 'A very large plan' 'about 10 s' cargo test --locked --release --test search --test merge -- --ignored --nocapture
tools/install.sh test
[ -f dist/index.html ] || tools/build.sh
LONGEST=3600 KILLS=100 step 'Browsers killed while somebody types' 'about 40 min' cargo test --locked --features browser --test browser -- after_a_crash
LONGEST=3600 EVERY_PAGE=1 step 'Every page of every plan' 'about 10 min' cargo test --locked --features browser --test browser -- on_the_other_plans
