//! Simulators as they are offered to whoever writes a text: their names for the editor, and the line for a lesson.

use std::sync::LazyLock;

use domain::{
    authoring::simulator_line,
    simulators::worksheet::{Entries, catalog},
};
use leptos::prelude::*;

/// All simulators with their worked examples as JSON: `[[name, title, [[preset, title], …]], …]`. The editor's menu is made of it.
pub(crate) fn offered() -> &'static str {
    static OFFERED: LazyLock<String> = LazyLock::new(|| {
        let all = catalog::ALL.iter().map(|worksheet| {
            let presets: Vec<_> = worksheet.presets.iter().map(|preset| (preset.name, preset.title)).collect();
            (worksheet.name, worksheet.title, presets)
        });
        serde_json::to_string(&all.collect::<Vec<_>>()).unwrap_or_default()
    });
    &OFFERED
}

/// The line that puts the inputs that stand in a simulator into a lesson. The script keeps it in step with them.
pub(super) fn line(entries: &Entries) -> impl IntoView + use<> {
    view! {
        <label class="simulator-field" data-kind="long">
            <span class="name">"Line for a lesson"</span>
            <span class="hint">"Copy it into the text of a unit, on a line of its own, and write what it shows and what to try."</span>
            <input class="simulator-line" readonly=true value=simulator_line(entries) data-line=""/>
        </label>
    }
}
