//! Simulators in a text: one line, `![What it shows](simulator:markov?preset=hiv&discount-costs=3 "Caption")`.

use super::{Part, writer::Writer};
use crate::{
    authoring::Simulation,
    simulators::worksheet::{self, Entries, Worksheet, pairs_of},
};

/// What an address of a simulator begins with.
pub(super) const SCHEME: &str = "simulator:";

impl Writer<'_, '_> {
    /// A simulator alone in its paragraph. It ends the part of the text before it; its inputs are kept in full, so that what a version
    /// shows does not change with the presets.
    pub fn simulator(&mut self, address: &str, (shows, caption): (&str, &str), at: usize) {
        let (name, query) = address.split_once('?').unwrap_or((address, ""));
        let Some(worksheet) = worksheet::find(name) else {
            let known: Vec<&str> = worksheet::catalog::ALL.iter().map(|worksheet| worksheet.name).collect();
            self.fault(at, format!("there is no simulator `{name}`: write one of {}", known.join(", ")));
            return;
        };
        if !self.whole || self.depth > 0 || self.footnotes.is_writing() {
            self.fault(at, "a simulator stands outside of questions, lists, quotations and footnotes");
            return;
        }
        if let Some(message) = unknown(worksheet, query) {
            self.fault(at, message);
            return;
        }
        let entries = Entries::of_address(worksheet, query);
        if let Err(refused) = worksheet.check(&entries) {
            self.fault(at, format!("the simulator {name} refuses `{}`: {}", refused.input, refused.sentence));
            return;
        }
        self.end_part();
        let compared = pairs_of(query).iter().any(|(name, value)| name == COMPARE && value == "cohort");
        let (simulator, inputs) = (worksheet.name.to_owned(), entries.address());
        self.parts.push(Part::Simulator(Simulation { simulator, inputs, shows: shows.to_owned(), caption: caption.to_owned(), compared }));
    }
}

/// The line that puts these inputs into a text. Everything is in its address, so that it is whole without the preset they began with.
pub fn simulator_line(entries: &Entries) -> String {
    let worksheet = entries.worksheet();
    format!("![{}]({SCHEME}{}?{} \"What to try\")", worksheet.title, worksheet.name, entries.address())
}

/// What says that saved runs are compared within the cohort.
const COMPARE: &str = "compare";

/// A name or value in the address that means nothing.
fn unknown(worksheet: &'static Worksheet, query: &str) -> Option<String> {
    pairs_of(query).iter().find_map(|(name, value)| match name.as_str() {
        "preset" if worksheet.presets.iter().any(|preset| preset.name == *value) => None,
        "preset" => {
            let known: Vec<&str> = worksheet.presets.iter().map(|preset| preset.name).collect();
            Some(format!("the simulator {} has no preset `{value}`: write one of {}", worksheet.name, known.join(", ")))
        }
        COMPARE if value == "cohort" => None,
        COMPARE => Some(format!("`compare={value}` means nothing: runs are compared within the cohort, `compare=cohort`, or not at all")),
        name if worksheet.field(name).is_some() => None,
        name => {
            let known: Vec<&str> = worksheet.fields.iter().map(|field| field.name).collect();
            Some(format!("the simulator {} asks for no `{name}`: it has {}", worksheet.name, known.join(", ")))
        }
    })
}
