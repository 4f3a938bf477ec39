#!/usr/bin/env bash
# Hands every reader whatever a coverage-guided fuzzer (AFL++) thinks of, in turn, for ten minutes in all; FUZZ_SECONDS=…
# for another time, and `fuzz.sh link plan` for these readers alone. What makes one stumble is kept in target/fuzz/found, to
# be put into tests/fixtures/hostile/<reader>, where `make test` gives it to all of them for ever.
# shellcheck source=tools/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

WORK="$ROOT/target/fuzz"
FOUND="$WORK/found"
# Nothing here needs the kernel set up for it, as AFL++ would rather have it.
export AFL_SKIP_CPUFREQ=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 AFL_NO_UI=1 AFL_NO_AFFINITY=1 AFL_TESTCACHE_SIZE=16

build() {
  # The runtime that AFL++ links with is kept outside the tool's own folder, and made anew where it isn't there.
  cargo afl config --build >/dev/null 2>&1 || true
  # The crates are those of the app, to the version.
  cp Cargo.lock fuzz/Cargo.lock
  (cd fuzz && cargo afl build --release --quiet --target-dir "$WORK")
}

fuzz() { # reader seconds
  local reader=$1 seconds=$2 work="$WORK/run/$1" file found=0
  rm -rf "$work"
  mkdir -p "$work/in"
  cp tests/fixtures/hostile/"$reader"/* "$work/in/"
  # A reader that takes a second for what a person could send has stumbled as well.
  cargo afl fuzz -V "$seconds" -t 1000 -m none -x fuzz/words.dict -i "$work/in" -o "$work/out" -- "$WORK/release/waymark-fuzz" "$reader" >"$work/log" 2>&1 ||
    { tail -n 20 "$work/log"; die "the fuzzer could not run on $reader"; }
  for file in "$work"/out/default/crashes/id* "$work"/out/default/hangs/id*; do
    [ -f "$file" ] || continue
    # On a busy machine the fuzzer may itself have been kept waiting: what is read in time when it is tried again was no hang.
    if [[ $file == */hangs/* ]] && timeout 1 "$WORK/release/waymark-fuzz" "$reader" "$file" >/dev/null 2>&1; then continue; fi
    found=$((found + 1))
    mkdir -p "$FOUND/$reader"
    cp "$file" "$FOUND/$reader/$(sha256sum "$file" | cut -c1-16)"
  done
  awk -F ': *' '/^execs_done/ { tried = $2 } /^bitmap_cvg/ { seen = $2 } /^corpus_count/ { kept = $2 }
    END { printf "    %s inputs tried, %s kept, %s of the code reached\n", tried, kept, seen }' "$work/out/default/fuzzer_stats"
  [ "$found" -eq 0 ] || say "    $found made it stumble: see target/fuzz/found/$reader"
}

tools/install.sh fuzz
step 'Building the readers for the fuzzer' 'about 4 min, seconds when warm' build
readers=("$@")
[ ${#readers[@]} -gt 0 ] || mapfile -t readers < <(ls tests/fixtures/hostile)
rm -rf "$FOUND"
each=$((${FUZZ_SECONDS:-600} / ${#readers[@]}))
for reader in "${readers[@]}"; do
  step "Fuzzing $reader" "$each s" fuzz "$reader" "$each"
done
[ ! -d "$FOUND" ] || die "$(find "$FOUND" -type f | wc -l) inputs made a reader stumble: mend it, and keep each in tests/fixtures/hostile"
say 'Nothing made a reader stumble.'
