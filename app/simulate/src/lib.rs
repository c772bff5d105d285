//! The simulators for the browser. No Leptos: a page with a simulator loads these sums and one small script, and nothing else.
//!
//! Each function takes a simulator's name and its inputs as the text of an address, as the server does, and works with the same code.

use domain::simulators::worksheet::{self, Drawing, Entries, html};
use wasm_bindgen::prelude::wasm_bindgen;

fn entries(name: &str, inputs: &str) -> Option<Entries> {
    worksheet::find(name).map(|worksheet| Entries::of_address(worksheet, inputs))
}

fn drawing(entries: &Entries) -> Option<&'static Drawing> {
    entries.worksheet().drawing.as_ref()
}

/// The result as HTML, or why the inputs are refused.
#[wasm_bindgen]
pub fn result(name: &str, inputs: &str) -> String {
    entries(name, inputs).map(|entries| html::result(&entries)).unwrap_or_default()
}

/// The inputs as an address carries them.
#[wasm_bindgen]
pub fn address(name: &str, inputs: &str) -> String {
    entries(name, inputs).map(|entries| entries.address()).unwrap_or_default()
}

/// How many draws are asked for.
#[wasm_bindgen]
pub fn wanted(name: &str, inputs: &str) -> usize {
    let wanted = entries(name, inputs).and_then(|entries| (drawing(&entries)?.wanted)(&entries).ok());
    wanted.unwrap_or_default()
}

/// Some of the draws, as numbers; none where the inputs are refused.
#[wasm_bindgen]
pub fn draw(name: &str, inputs: &str, from: usize, to: usize) -> Vec<f64> {
    let drawn = entries(name, inputs).and_then(|entries| (drawing(&entries)?.draw)(&entries, from..to).ok());
    drawn.unwrap_or_default()
}

/// What all draws say, as HTML.
#[wasm_bindgen]
pub fn drawn(name: &str, inputs: &str, numbers: &[f64]) -> String {
    entries(name, inputs).and_then(|entries| Some(html::draws(&entries, drawing(&entries)?, numbers))).unwrap_or_default()
}
