//! Mounts the app, nothing else.

// Opening a large plan makes hundreds of thousands of small things: what Rust brings along takes a third longer over it.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

fn main() {
    waymark::mount();
}
