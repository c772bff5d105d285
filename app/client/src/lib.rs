//! Wakes the islands in the browser. Each island's own function is exported by `app`; this only starts the reactive system.

// `app` must be used, or its islands are not linked.
pub use app::learning;
use wasm_bindgen::prelude::wasm_bindgen;

/// Called once by `boot.js`, before the islands.
#[wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
