//! QR codes, drawn as one path each.

use leptos::prelude::*;
use qrcode::{Color, QrCode};

use crate::AppError;

/// The empty edge a reader needs around the code, in modules.
const QUIET: usize = 4;

/// A text as a QR code, with what it is for those who do not see it.
///
/// # Errors
/// [`AppError::Broken`] if the text is too long for one.
pub fn qr(text: &str, label: &'static str) -> Result<impl IntoView + use<>, AppError> {
    let code = QrCode::new(text.as_bytes()).map_err(|_| AppError::Broken)?;
    let width = code.width();
    let dark = code.to_colors().into_iter().enumerate().filter(|(_, color)| *color == Color::Dark);
    let path: String = dark.map(|(place, _)| format!("M{} {}h1v1h-1z", place % width + QUIET, place / width + QUIET)).collect();
    let size = width + 2 * QUIET;
    Ok(view! {
        <svg viewBox=format!("0 0 {size} {size}") role="img" aria-label=label shape-rendering="crispEdges">
            <path d=path></path>
        </svg>
    })
}
