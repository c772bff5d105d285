//! A page: what a handler answers with. It is rendered in one go, without streaming, when it becomes a response.

mod drawn;

pub use drawn::{Drawings, Drawn, Span};

use std::sync::Arc;

use axum::{
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use base64::{Engine, engine::general_purpose::STANDARD_NO_PAD};
use domain::ids::EvidenceId;
use hydration_context::SsrSharedContext;
use leptos::prelude::{AnyView, IntoAny, IntoView, Owner, RenderHtml};

use crate::{shell, visit::Visit};

/// A page to be shown.
#[must_use]
pub struct Page {
    frame: Frame,
    status: StatusCode,
    body: Body,
}

enum Body {
    View(Box<dyn FnOnce() -> AnyView + Send>),
    /// A view whose drawing is kept, with the ids of acts that stand in it.
    Kept(Box<dyn FnOnce() -> AnyView + Send>, Vec<EvidenceId>, Box<dyn FnOnce(Arc<Drawn>) + Send>),
    Drawn(Arc<Drawn>),
}

/// What stands around the body of a page.
pub struct Frame {
    /// For the tab and the history.
    pub title: String,
    /// For whom it is rendered.
    pub visit: Visit,
    /// How the main part is set.
    pub width: Width,
    /// Whether an island stands on it: only then the browser loads any WebAssembly.
    pub islands: bool,
    /// Whether a simulator stands on it, which has WebAssembly of its own.
    pub simulators: bool,
    /// The sheets of this page beside those of its reader, by logical name.
    pub styles: Vec<&'static str>,
    /// The small scripts of this page, by logical name.
    pub scripts: Vec<&'static str>,
    /// Whether its scripts may ask for the camera.
    pub camera: bool,
    /// What search engines and previews say of it; for public pages.
    pub description: Option<String>,
    /// Minted for this response; what runs on the page carries it.
    pub nonce: String,
}

/// What a page's scripts may ask of the device: nothing.
pub const PERMISSIONS: &str = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
/// The same where codes are scanned: the camera, for ourselves.
const WITH_CAMERA: &str = "camera=(self), geolocation=(), microphone=(), payment=(), usb=()";

/// How the main part of a page is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Width {
    /// One column for forms and short texts.
    Narrow,
    /// The default.
    Normal,
    /// Tables of people.
    Wide,
    /// A lesson with its contents beside it.
    Reading,
    /// The public front, which brings its own bands.
    Front,
}

impl Frame {
    fn new(visit: Visit, title: String) -> Self {
        Self {
            title,
            visit,
            width: Width::Normal,
            islands: false,
            simulators: false,
            styles: Vec::new(),
            scripts: Vec::new(),
            camera: false,
            description: None,
            nonce: nonce(),
        }
    }
}

impl Page {
    /// A page with this title; the body is built when the page is rendered.
    pub fn new<V: IntoView + 'static>(visit: &Visit, title: impl Into<String>, body: impl FnOnce() -> V + Send + 'static) -> Self {
        let frame = Frame::new(visit.clone(), title.into());
        Self { frame, status: StatusCode::OK, body: Body::View(Box::new(move || body().into_any())) }
    }

    /// A page that was drawn before.
    pub fn drawn(visit: Visit, drawn: Arc<Drawn>) -> Self {
        Self { frame: Frame::new(visit, String::new()), status: StatusCode::OK, body: Body::Drawn(drawn) }
    }

    /// Gives the drawing to whoever keeps it, with the ids of acts that stand in it: they are others each time.
    pub fn kept(mut self, ids: Vec<EvidenceId>, keep: impl FnOnce(Arc<Drawn>) + Send + 'static) -> Self {
        if let Body::View(view) = self.body {
            self.body = Body::Kept(view, ids, Box::new(keep));
        }
        self
    }

    /// Answers with another status than 200.
    pub fn status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// Answers that something in it was refused, in the title as well: it is what a screen reader reads first.
    pub fn refused(mut self) -> Self {
        self.frame.title = format!("Error: {}", self.frame.title);
        self.status(StatusCode::UNPROCESSABLE_ENTITY)
    }

    /// Sets the main part otherwise than normal.
    pub fn width(mut self, width: Width) -> Self {
        self.frame.width = width;
        self
    }

    /// Says that an island stands on the page.
    pub fn with_islands(mut self) -> Self {
        self.frame.islands = true;
        self
    }

    /// Says that a simulator stands on the page.
    pub fn with_simulators(mut self) -> Self {
        self.frame.simulators = true;
        self.with_style("simulators.css")
    }

    /// Adds a sheet that only some pages need, by logical name.
    pub fn with_style(mut self, name: &'static str) -> Self {
        self.frame.styles.push(name);
        self
    }

    /// Adds one of the small scripts, by logical name.
    pub fn with_script(mut self, name: &'static str) -> Self {
        self.frame.scripts.push(name);
        self
    }

    /// Adds the editor of lessons, which enhances `form[data-editor]` (see `editor/src/main.js`).
    pub fn with_editor(self) -> Self {
        self.with_style("editor.css").with_script("editor.js")
    }

    /// Lets the page ask for the camera, to scan codes.
    pub fn with_camera(mut self) -> Self {
        self.frame.camera = true;
        self
    }

    /// Describes a public page.
    pub fn describe(mut self, description: impl Into<String>) -> Self {
        self.frame.description = Some(description.into());
        self
    }
}

/// Whether a browser loads a page beforehand, which is not to open it.
pub fn is_prefetch(headers: &HeaderMap) -> bool {
    headers.get("sec-purpose").is_some_and(|purpose| purpose.as_bytes().starts_with(b"prefetch"))
}

/// Sixteen random bytes: nobody guesses them before the page is sent.
fn nonce() -> String {
    STANDARD_NO_PAD.encode(rand::random::<[u8; 16]>())
}

/// Strict: only what carries this page's nonce runs, and what that loads. Islands are WebAssembly.
fn content_security_policy(nonce: &str) -> String {
    format!(
        "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; \
         media-src 'self'; connect-src 'self'; font-src 'none'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; \
         frame-ancestors 'none'"
    )
}

fn draw(frame: Frame, body: impl FnOnce() -> AnyView) -> String {
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new_islands())));
    let html = owner.with(|| shell::document(frame, body()).to_html());
    owner.cleanup();
    format!("<!doctype html>{html}")
}

/// A part of a page, for a script that puts it there.
pub fn fragment<V: IntoView + 'static>(view: impl FnOnce() -> V) -> Html<String> {
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new_islands())));
    let html = owner.with(|| view().into_any().to_html());
    owner.cleanup();
    Html(html)
}

impl IntoResponse for Page {
    fn into_response(self) -> Response {
        let Self { frame, status, body } = self;
        let policy = content_security_policy(&frame.nonce);
        let permissions = frame.camera.then_some(HeaderValue::from_static(WITH_CAMERA));
        let html = match body {
            Body::View(view) => draw(frame, view),
            Body::Kept(view, ids, keep) => {
                let nonce = frame.nonce.clone();
                let html = draw(frame, view);
                keep(Arc::new(Drawn::new(html.clone(), &nonce, &ids)));
                html
            }
            Body::Drawn(drawn) => drawn.again(&frame.nonce),
        };
        let mut response = (status, Html(html)).into_response();
        let headers = response.headers_mut();
        if let Ok(value) = HeaderValue::from_str(&policy) {
            headers.insert(header::CONTENT_SECURITY_POLICY, value);
        }
        if let Some(permissions) = permissions {
            headers.insert(HeaderName::from_static("permissions-policy"), permissions);
        }
        // Pages are personal. `no-store` would also break Back, so a stale copy may be shown there and nowhere else.
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
        headers.insert(header::VARY, HeaderValue::from_static("cookie"));
        response
    }
}
