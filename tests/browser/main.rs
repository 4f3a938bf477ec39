//! The app as its users meet it, in Chromium, Firefox and WebKitGTK.
//!
//! `make test` runs these against the release in `dist/`; by hand, after `make build`:
//! `cargo test --features browser --test browser` (add `chromium::` or a test's name to run fewer).
//! A test that fails leaves a picture, the console and the requests in `target/browser/`.
//!
//! - [`process`], [`site`], [`engine`], [`visit`], [`console`], [`plain`] and [`journey`] are the harness;
//! - every other module is a set of journeys.

mod console;
mod engine;
mod journey;
mod plain;
mod process;
mod site;
mod visit;

mod access;
mod notices;
mod offline;
mod start;
