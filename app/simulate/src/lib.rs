//! The simulators for the browser. No Leptos: a page with a simulator loads the sums of that one and one small script, and nothing else.
//!
//! Each simulator is a library of its own for wasm, an example of this crate, so that none carries another. Its functions take the
//! names and values of a form, one behind the other with zeros between them, and work with the same code as the server.

use std::ops::Range;

use domain::simulators::worksheet::{Drawing, Entries, html};
pub use domain::simulators::worksheet::{Worksheet, catalog};
pub use wasm_bindgen;

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// What the browser calls of a simulator, by the module of the catalog where its worksheet is; `draws` where it draws.
#[macro_export]
macro_rules! simulator {
    ($($module:ident)::+) => {
        use $crate::wasm_bindgen::prelude::wasm_bindgen;

        static WORKSHEET: &$crate::Worksheet = &$crate::catalog::$($module)::+::WORKSHEET;

        /// The result as HTML, or why the inputs are refused.
        #[wasm_bindgen]
        pub fn result(inputs: &str) -> String {
            $crate::result(WORKSHEET, inputs)
        }

        /// The inputs as an address carries them.
        #[wasm_bindgen]
        pub fn address(inputs: &str) -> String {
            $crate::address(WORKSHEET, inputs)
        }
    };
    ($($module:ident)::+, draws) => {
        $crate::simulator!($($module)::+);

        /// How many draws are to be made; none where they are refused.
        #[wasm_bindgen]
        pub fn wanted(inputs: &str) -> usize {
            $crate::wanted(WORKSHEET, inputs)
        }

        /// Some of the draws, as numbers; none where the inputs are refused.
        #[wasm_bindgen]
        pub fn draw(inputs: &str, from: usize, to: usize) -> Vec<f64> {
            $crate::draw(WORKSHEET, inputs, from..to)
        }

        /// What all draws say, as HTML; without any, why there are none.
        #[wasm_bindgen]
        pub fn drawn(inputs: &str, numbers: &[f64]) -> String {
            $crate::drawn(WORKSHEET, inputs, numbers)
        }
    };
}

/// The result as HTML, or why the inputs are refused.
pub fn result(worksheet: &'static Worksheet, inputs: &str) -> String {
    html::result(&Entries::of_address(worksheet, inputs))
}

/// The inputs as an address carries them.
pub fn address(worksheet: &'static Worksheet, inputs: &str) -> String {
    Entries::of_address(worksheet, inputs).address()
}

/// How many draws are to be made; none where they are refused.
pub fn wanted(worksheet: &'static Worksheet, inputs: &str) -> usize {
    let wanted = |drawing: &Drawing| (drawing.wanted)(&Entries::of_address(worksheet, inputs)).ok();
    worksheet.drawing.as_ref().and_then(wanted).unwrap_or_default().all
}

/// Some of the draws, as numbers; none where the inputs are refused.
pub fn draw(worksheet: &'static Worksheet, inputs: &str, some: Range<usize>) -> Vec<f64> {
    let draw = |drawing: &Drawing| (drawing.draw)(&Entries::of_address(worksheet, inputs), some).ok();
    worksheet.drawing.as_ref().and_then(draw).unwrap_or_default()
}

/// What all draws say, as HTML; without any, why there are none.
pub fn drawn(worksheet: &'static Worksheet, inputs: &str, numbers: &[f64]) -> String {
    let drawn = |drawing: &Drawing| html::draws(&Entries::of_address(worksheet, inputs), drawing, numbers);
    worksheet.drawing.as_ref().map(drawn).unwrap_or_default()
}
