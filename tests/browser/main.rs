//! The app as its users meet it, in Chromium, Firefox and WebKitGTK.
//!
//! `make test` runs these against the release in `dist/`; by hand, after `make build`:
//! `cargo test --features browser --test browser` (add `chromium::` or a test's name to run fewer).
//! A test that fails leaves a picture, the console and the requests in `target/browser/failed/`.
//!
//! - [`process`], [`site`], [`engine`] and [`pool`] start things; [`visit`], [`acts`], [`downloads`], [`console`] and [`witness`] are a
//!   person at a browser; [`screen`] and [`views`] are what it is looked at through and all there is to see; [`plain`] is WebKit without a driver; [`journey`] makes a test of a function in each engine;
//! - every other module is a set of journeys.

mod acts;
mod blank;
mod console;
mod downloads;
mod drafting;
mod engine;
mod files;
mod fingers;
mod journey;
mod plain;
mod pool;
mod process;
mod screen;
mod site;
mod views;
mod visit;
mod witness;

mod access;
mod compare;
mod councillor;
mod guard;
mod healing;
mod install;
mod kept;
mod keyboard;
mod killed;
mod many;
mod measures;
mod money;
mod notes;
mod notices;
mod officer;
mod offline;
mod older;
mod opening;
mod paper;
mod partner;
mod paste;
mod room;
mod round_trip;
mod saved_page;
mod search;
mod start;
mod timeline;
mod touch;
mod versions;
