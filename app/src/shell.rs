//! What stands around every page: the head, the site's header and footer.

use domain::policy;
use leptos::prelude::*;

use crate::{
    page::{Frame, Width},
    viewing,
    visit::Visit,
};

/// The whole document around the body of a page.
pub fn document(frame: Frame, body: AnyView) -> impl IntoView {
    let main = match frame.width {
        Width::Narrow => "page narrow",
        Width::Normal => "page",
        Width::Wide => "page wide",
        Width::Reading => "page reading",
        Width::Front => "page front",
    };
    let title = format!("{} · {}", frame.title, frame.visit.site.settings.name);
    view! {
        <html lang="en">
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                // Text of the title is not markup, and Leptos would put a marker into it.
                <title inner_html=crate::forms::escaped(&title)></title>
                {for_search(&frame)}
                {styles(&frame)}
                <link rel="icon" type="image/svg+xml" href=frame.visit.site.assets.address("favicon.svg")/>
                {scripts(&frame)}
            </head>
            <body>
                <a class="skip-link" href="#main">"Skip to the content"</a>
                {header(&frame.visit)}
                {viewing::banner(&frame.visit)}
                <main id="main" class=main>{body}</main>
                {footer(&frame.visit)}
            </body>
        </html>
    }
}

/// What search engines read of a public page. Its address is the same whatever stands behind the `?`.
fn for_search(frame: &Frame) -> impl IntoView + use<> {
    let address = format!("{}{}", frame.visit.site.settings.base_url, frame.visit.path);
    frame.description.clone().map(|text| {
        view! {
            <meta name="description" content=text/>
            <link rel="canonical" href=address/>
        }
    })
}

/// The sheet for everybody, that of staff and faculty, and those the page asks for.
fn styles(frame: &Frame) -> impl IntoView + use<> {
    let visit = &frame.visit;
    let rights = visit.rights();
    let staff = (rights.teaches || rights.writes || policy::is_staff(rights)).then_some("staff.css");
    let sheet = |name: &str| view! { <link rel="stylesheet" href=visit.site.assets.address(name)/> };
    ["site.css"].into_iter().chain(staff).chain(frame.styles.iter().copied()).map(sheet).collect_view()
}

/// The page's own small scripts and, where an island stands, what wakes it. They save what is done, so that nobody who only looks needs them.
fn scripts(frame: &Frame) -> impl IntoView + use<> {
    let assets = &frame.visit.site.assets;
    let works = frame.visit.viewing().is_none();
    let small = frame
        .scripts
        .iter()
        .filter(|_| works)
        .map(|name| view! { <script type="module" nonce=frame.nonce.clone() src=assets.address(name)></script> })
        .collect_view();
    let islands = (frame.islands && works).then(|| {
        view! {
            <link rel="modulepreload" href=assets.address("client.js") nonce=frame.nonce.clone()/>
            <link rel="preload" href=assets.address("client.wasm") r#as="fetch" r#type="application/wasm" crossorigin=""/>
            <script type="module" nonce=frame.nonce.clone() src=assets.address("boot.js")
                data-client=assets.address("client.js") data-wasm=assets.address("client.wasm") id="boot"></script>
        }
    });
    let simulators = (frame.simulators && works).then(|| {
        view! {
            <script type="module" nonce=frame.nonce.clone() src=assets.address("simulator.js") id="simulators"
                data-sums=assets.under("simulators/") data-worker=assets.address("simulator-worker.js")></script>
        }
    });
    (small, islands, simulators)
}

/// Where visitors who are not signed in can go.
const PUBLIC: [(&str, &str); 4] =
    [("What it is", "/#what"), ("What it teaches", "/#modules"), ("Degrees compared", "/#degrees"), ("Which fits you", "/which-fits")];

/// Brand, navigation by what the visitor may do, and the way in or out.
fn header(visit: &Visit) -> impl IntoView + use<> {
    let places = if visit.session.is_some() { visit.navigation() } else { PUBLIC.to_vec() };
    let links = places.into_iter().map(|(label, address)| {
        let here = visit.path == address || visit.path.starts_with(&format!("{address}/"));
        view! { <li><a href=address aria-current=here.then_some("page")>{label}</a></li> }
    });
    view! {
        <header class="site-header">
            <a class="brand" href="/">{mark()}<span>{visit.site.settings.name.clone()}</span></a>
            <nav class="site-nav" aria-label="Site"><ul>{links.collect_view()}{viewing::way_back(visit)}</ul></nav>
            <div class="site-account">{account(visit)}</div>
        </header>
    }
}

/// The mark: four residencies, three modules between them.
fn mark() -> impl IntoView {
    view! {
        <svg class="mark" viewBox="0 0 26 20" aria-hidden="true" focusable="false">
            <path d="M0 2h2.5v16H0zM7.8 2h2.5v16H7.8zM15.7 2h2.5v16h-2.5zM23.5 2H26v16h-2.5zM4.4 11h1.5v7H4.4zM12.2 11h1.5v7h-1.5zM20.1 11h1.5v7h-1.5z"/>
        </svg>
    }
}

fn account(visit: &Visit) -> AnyView {
    match &visit.session {
        Some(session) => view! {
            <a href="/account">{session.person.name.clone()}</a>
            <form class="inline" method="post" action="/sign-out"><button class="link">"Sign out"</button></form>
        }
        .into_any(),
        None => view! {
            <a href="/sign-in">"Sign in"</a>
            {(!has_its_own_purpose(&visit.path)).then(|| view! { <a class="button" href="/information-requests/new">"Request information"</a> })}
        }
        .into_any(),
    }
}

/// Where somebody signs in or already asks, a button that leads away from it is in the way.
fn has_its_own_purpose(path: &str) -> bool {
    ["/sign-in", "/information-requests", "/invitations", "/password-resets", "/read"].iter().any(|place| path.starts_with(place))
}

fn footer(visit: &Visit) -> impl IntoView + use<> {
    view! {
        <footer class="site-footer">
            <p>{visit.site.settings.name.clone()}</p>
            <a href="/">"About the program"</a>
            <a href="/which-fits">"Which degree fits you"</a>
            <a href="/information-requests/new">"Request information"</a>
        </footer>
    }
}
