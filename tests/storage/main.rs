//! Storage in a real browser: what is kept, what is said when the browser refuses, and which tab may write.
#![cfg(target_arch = "wasm32")]

mod device;
mod faults;
mod keeping;
mod lock;
mod notes;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
