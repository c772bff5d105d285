//! The code to be shown in a room. It changes every half minute, so that a picture of it is soon of no use to whoever is not there.

use axum::{
    extract::{Path, State as Shared},
    http::{HeaderName, HeaderValue},
    response::{IntoResponse, Response},
};
use domain::residencies::{
    presence::{door_code, spoken},
    store::presence::door_secret,
};
use leptos::prelude::*;

use crate::{AppError, Page, Site, qr::qr, residencies::presence::held::Held, visit::StaffOrFaculty};

/// The browser asks for the page anew after so many seconds: half of the time for which a code is shown.
const ANEW: &str = "15";

/// `GET /cohorts/{cohort}/residencies/{number}/sessions/{session}/door`
pub async fn door(
    Shared(site): Shared<Site>,
    visit: StaffOrFaculty,
    Path(at): Path<(String, String, String)>,
) -> Result<Response, AppError> {
    let held = Held::load(&visit, &at).await?;
    let (session, fresh) = (held.session.id, hex::encode(rand::random::<[u8; 32]>()));
    let secret = site.db.write(move |tx| Box::pin(async move { door_secret(tx, session, &fresh).await })).await?;
    let code = door_code(&secret, visit.now.timestamp());
    let base_url = site.settings.base_url.clone();
    let picture = qr(&format!("{base_url}/check-in/{code}"), "QR code that opens the page to check in")?;
    let page = Page::new(&visit, "Check in", move || {
        view! {
            {held.head("Check in".to_owned())}
            <div class="door">
                <figure class="qr door-code">{picture}</figure>
                <div>
                    <p class="door-say">"Scan the code, or open"</p>
                    <p class="door-address">{format!("{base_url}/check-in")}</p>
                    <p class="door-say">"and type"</p>
                    <p class="door-words"><code>{spoken(&code)}</code></p>
                    <p class="hint">"The code changes every half minute; this page keeps up by itself. The same code checks out."</p>
                    <p class="no-print"><a href=format!("{}/roll", held.address())>"To the roll"</a></p>
                </div>
            </div>
        }
    });
    let mut response = page.into_response();
    response.headers_mut().insert(HeaderName::from_static("refresh"), HeaderValue::from_static(ANEW));
    Ok(response)
}
