#!/usr/bin/env bash
# Installs what is missing, and nothing that is there: `install.sh check|build|bench|test|fuzz` for the task of that name.
# A tool built here goes into the user's cache folder by its version, so a second clone builds none of them again.
# shellcheck source=tools/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

missing=()

# Tools are built once and kept: their speed matters less than the minutes the build takes. SPEED=0 before `need_tool` for
# one that hands its work on to others.
build_tool() { # crate version home flags…
  local crate=$1 version=$2 home=$3 work
  shift 3
  mkdir -p "$TOOLS"
  work=$(mktemp -d "$TOOLS/.new-XXXXXX")
  # shellcheck disable=SC2064 # the folder's name of now is meant
  trap "rm -rf '$work'" EXIT
  CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 CARGO_PROFILE_RELEASE_OPT_LEVEL=${SPEED:-1} CARGO_INCREMENTAL=0 \
    cargo install "$crate" --version "$version" --root "$work/root" --target-dir "$work/target" --quiet --no-track "$@"
  rm -rf "$home"
  mv -T "$work/root" "$home"
  rm -rf "$work"
  trap - EXIT
}

# The tool in the cache, or one of the same version on PATH; else it is built.
need_tool() { # command crate version home about flags…
  local command=$1 crate=$2 version=$3 home=$4 about=$5
  shift 5
  if [ ! -x "$home/bin/$command" ] && ! { has "$command" && "$command" --version 2>/dev/null | grep -qF " $version"; }; then
    step "Building $crate $version" "$about, once on this machine" build_tool "$crate" "$version" "$home" "$@"
  fi
}

apt_install() {
  apt-get update -qq
  # A mirror sometimes drops a connection half-way: apt keeps what has arrived, so asking again is cheap.
  local try
  for try in 1 2 3; do
    apt-get install -y -qq --no-install-recommends -o Dpkg::Use-Pty=0 "$@" >/dev/null && return 0
    say "    apt-get failed (try $try of 3)"
  done
  return 1
}

need_apt() { # command=package…
  local pair packages=()
  for pair in "$@"; do
    has "${pair%%=*}" || packages+=("${pair#*=}")
  done
  [ ${#packages[@]} -eq 0 ] && return
  if has apt-get && [ "$(id -u)" -eq 0 ]; then
    step "Installing ${packages[*]} by apt" "about 2 min" apt_install "${packages[@]}"
  else
    for pair in "$@"; do
      has "${pair%%=*}" || missing+=("${pair%%=*} is not on PATH. On Debian: apt-get install ${pair#*=}")
    done
  fi
}

need_rust() {
  local least
  least=$(awk -F'"' '/^rust-version/ { print $2 }' Cargo.toml)
  has cargo || die "cargo is not on PATH. Install Rust $least or later from https://rustup.rs and run this again."
  local found
  found=$(cargo --version | awk '{ print $2 }')
  if [ "$(printf '%s\n%s\n' "$least" "$found" | sort -V | head -n 1)" != "$least" ]; then
    die "cargo is $found and Waymark needs $least or later. Run: rustup update stable"
  fi
}

need_target() {
  [ -d "$(rustc --print sysroot)/lib/rustlib/wasm32-unknown-unknown" ] && return
  if has rustup; then
    step 'Installing the wasm target' 'about 20 s' rustup target add wasm32-unknown-unknown
  else
    missing+=('The wasm32-unknown-unknown target of Rust is not installed. With rustup: rustup target add wasm32-unknown-unknown')
  fi
}

need_component() { # command component
  cargo "$1" --version >/dev/null 2>&1 && return
  if has rustup; then
    step "Installing $2" 'about 20 s' rustup component add "$2"
  else
    missing+=("cargo $1 does not run. With rustup: rustup component add $2")
  fi
}

need_node() {
  has node || die 'node is not on PATH. Install Node 20 or later from https://nodejs.org and run this again.'
  has npm || die 'npm is not on PATH. It comes with Node 20 from https://nodejs.org.'
  local found
  found=$(node -p 'process.versions.node.split(".")[0]')
  [ "$found" -ge 20 ] || die "node is version $found and Waymark needs 20 or later. See https://nodejs.org."
}

# Asked of npm only when the lock is not the one node_modules was made from.
need_npm() {
  local stamp=node_modules/.waymark-lock
  cmp -s package-lock.json "$stamp" && return
  step 'Installing npm packages' 'about 15 s' npm ci --no-fund --no-audit --loglevel=error
  cp package-lock.json "$stamp"
}

# MiniBrowser comes with WebKitGTK and stands outside PATH.
need_minibrowser() {
  local found
  found=$(find /usr/lib /usr/libexec -path '*webkit2gtk-4.1/MiniBrowser' -print -quit 2>/dev/null || true)
  [ -n "$found" ] || missing+=('MiniBrowser of WebKitGTK 4.1 is not under /usr/lib or /usr/libexec. On Debian: apt-get install webkit2gtk-driver')
}

# In a folder of its own, of which only the one command is on PATH.
install_frictionless() {
  local python
  rm -rf "$FRICTIONLESS_HOME"
  # Debian has the half of venv that brings pip in a package of its own.
  python3 -c 'import ensurepip' 2>/dev/null || apt_install python3-venv
  python3 -m venv "$FRICTIONLESS_HOME/python"
  python=$FRICTIONLESS_HOME/python/bin
  "$python/pip" install --quiet --disable-pip-version-check "frictionless==$FRICTIONLESS_VERSION"
  mkdir -p "$FRICTIONLESS_HOME/bin"
  ln -s "$python/frictionless" "$FRICTIONLESS_HOME/bin/frictionless"
}

need_frictionless() {
  [ -x "$FRICTIONLESS_HOME/bin/frictionless" ] || step "Installing frictionless $FRICTIONLESS_VERSION" 'about 30 s, once on this machine' install_frictionless
}

stop_if_missing() {
  [ ${#missing[@]} -eq 0 ] && return
  printf 'waymark: this is missing, and apt with root is not there to install it:\n' >&2
  printf '  - %s\n' "${missing[@]}" >&2
  exit 1
}

what=${1:-build}
need_rust
need_node
read -ra build_packages <<<"$APT_BUILD"
read -ra bench_packages <<<"$APT_BENCH"
read -ra test_packages <<<"$APT_TEST"
need_apt "${build_packages[@]}"
need_target
case "$what" in
  check | test) need_component fmt rustfmt; need_component clippy clippy ;;
esac
case "$what" in
  bench) need_apt "${bench_packages[@]}" ;;
  test) need_apt "${test_packages[@]}"; need_minibrowser ;;
esac
stop_if_missing
case "$what" in
  build | bench | test)
    need_npm
    # Without --locked: the lock that wasm-bindgen-cli ships does not build.
    need_tool wasm-bindgen wasm-bindgen-cli "$WASM_BINDGEN_VERSION" "$WASM_BINDGEN_HOME" 'about 3 min'
    need_tool wasm-split-cli wasm_split_cli_support "$WASM_SPLIT_VERSION" "$WASM_SPLIT_HOME" 'about 1 min' --locked --features build-binary
    SPEED=0 need_tool trunk trunk "$TRUNK_VERSION" "$TRUNK_HOME" 'about 5 min' --locked --no-default-features --features rustls
    ;;
esac
case "$what" in
  test)
    SPEED=0 need_tool geckodriver geckodriver "$GECKODRIVER_VERSION" "$GECKODRIVER_HOME" 'about 2 min' --locked
    need_frictionless
    ;;
esac
case "$what" in
  fuzz) need_tool cargo-afl cargo-afl "$AFL_VERSION" "$AFL_HOME" 'about 1 min' --locked ;;
esac
