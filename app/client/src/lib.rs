//! Wakes the islands in the browser. `scripts/boot.js` loads this where a page holds an island, and nowhere else.

use app as _; // The islands are exports of `app`: a client that did not use it would lose them all.
use wasm_bindgen::prelude::wasm_bindgen;

/// Makes the islands of this page live. Called once, after the page has been read.
#[wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
