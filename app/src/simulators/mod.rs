//! Simulators as pages and in lessons. The sums, and how a result is written, are `domain`'s, and the browser has them as well: see
//! `app/simulate` and `scripts/simulator.js`.

mod fields;
mod offered;
mod pages;
mod runs;
mod saving;
mod shown;

use crate::routes::Routes;
pub(crate) use offered::offered;
pub(crate) use pages::worked;
pub use runs::Runs;
pub(crate) use runs::{How, Standing, anchor, simulations};
pub(crate) use saving::with_runs;
pub(crate) use shown::{embedded, with_those_in};

/// What can be looked at here.
pub fn routes() -> Routes {
    Routes::default()
        .page("/simulators", "the simulators there are", pages::index)
        .page("/simulators/{simulator}", "a simulator, with the inputs of its address", pages::simulator)
        .page("/simulators/{simulator}/{file}", "a table or picture of a simulator's result", pages::file)
}
