//! Codes of students on the roll: read by a hand scanner, typed, or seen by the device's camera.

use leptos::prelude::*;

use crate::{
    forms::{Choice, Field, Filled, field, select},
    residencies::presence::held::Held,
};

/// One field for codes, out of the way of the names: hand scanners type, and press Enter. `roll.js` says under it whose code it was;
/// `camera.js` types into it. It is open where somebody just used it.
pub(super) fn scanning(held: &Held, form: &Filled, used: bool) -> impl IntoView + use<> {
    let code = Field::text("code", "A student's code").hint("Scan their badge or phone into this field, or type the code and press Enter.");
    let kinds = [("in", "Comes in"), ("out", "Goes out")].map(|(value, label)| Choice { value: value.into(), label: label.into() });
    view! {
        <details class="disclosure no-print" open=used>
            <summary>"Scan or type codes"</summary>
            <form class="roll-scan" id="scan" method="post" action=format!("{}/scans", held.address())>
            {field(form, code)}
            {select(form, "kind", "Means", "", kinds.to_vec())}
            <p class="form-actions">
                <button class="button">"Mark"</button>
                <button class="button" type="button" id="camera-on" aria-controls="camera" aria-expanded="false" hidden=true>"Scan with the camera"</button>
            </p>
            <p class="roll-found" id="scan-said" role="status"></p>
            {camera()}
            </form>
        </details>
    }
}

/// Hidden without scripts. Where a browser cannot read codes itself, it says what works instead.
fn camera() -> impl IntoView {
    view! {
        <p class="hint" id="camera-none" hidden=true>"This browser cannot scan with the camera: type the code, or tick the name below."</p>
        <div class="roll-camera" id="camera" hidden=true>
            <video id="camera-view" muted=true playsinline=true aria-label="What the camera sees"></video>
            <p class="hint">"Hold each code into the picture until its name is said. Nothing of the picture is kept or sent."</p>
        </div>
    }
}
