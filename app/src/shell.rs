//! What stands around every page: the head, the site's header and footer.

use leptos::prelude::*;

use crate::{
    page::{Frame, Width},
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
                <title>{title}</title>
                {frame.description.as_ref().map(|text| view! { <meta name="description" content=text.clone()/> })}
                <link rel="stylesheet" href=frame.visit.site.assets.address("site.css")/>
                <link rel="icon" type="image/svg+xml" href=frame.visit.site.assets.address("favicon.svg")/>
                {scripts(&frame)}
            </head>
            <body>
                <a class="skip-link" href="#main">"Skip to the content"</a>
                {header(&frame.visit)}
                <main id="main" class=main>{body}</main>
                {footer(&frame.visit)}
            </body>
        </html>
    }
}

/// The page's own small scripts and, where an island stands, what wakes it.
fn scripts(frame: &Frame) -> impl IntoView + use<> {
    let assets = &frame.visit.site.assets;
    let small = frame
        .scripts
        .iter()
        .map(|name| view! { <script type="module" nonce=frame.nonce.clone() src=assets.address(name)></script> })
        .collect_view();
    let islands = frame.islands.then(|| {
        view! {
            <link rel="modulepreload" href=assets.address("client.js") nonce=frame.nonce.clone()/>
            <link rel="preload" href=assets.address("client.wasm") r#as="fetch" r#type="application/wasm" crossorigin=""/>
            <script type="module" nonce=frame.nonce.clone() src=assets.address("boot.js")
                data-client=assets.address("client.js") data-wasm=assets.address("client.wasm") id="boot"></script>
        }
    });
    (small, islands)
}

/// Brand, navigation by what the visitor may do, and the way in or out.
fn header(visit: &Visit) -> impl IntoView + use<> {
    let links = visit.navigation().into_iter().map(|(label, address)| {
        let here = visit.path == address || visit.path.starts_with(&format!("{address}/"));
        view! { <li><a href=address aria-current=here.then_some("page")>{label}</a></li> }
    });
    view! {
        <header class="site-header">
            <a class="brand" href="/">{visit.site.settings.name.clone()}</a>
            <nav class="site-nav" aria-label="Site"><ul>{links.collect_view()}</ul></nav>
            <div class="site-account">{account(visit)}</div>
        </header>
    }
}

fn account(visit: &Visit) -> AnyView {
    match &visit.session {
        Some(session) => view! {
            <a href="/account">{session.person.name.clone()}</a>
            <form class="inline" method="post" action="/sign-out"><button class="link">"Sign out"</button></form>
        }
        .into_any(),
        None => view! { <a href="/sign-in">"Sign in"</a> }.into_any(),
    }
}

fn footer(visit: &Visit) -> impl IntoView + use<> {
    view! {
        <footer class="site-footer">
            <p>{visit.site.settings.name.clone()}" · "<a href="/">"About the program"</a></p>
        </footer>
    }
}
