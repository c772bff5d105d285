//! Pictures: how large they are, and whether a drawing holds nothing but a drawing.

use super::Report;
use crate::authoring::xml::{self, Token};

/// Width and height in CSS pixels, at least 1; `None` if the bytes are not what the path's ending says.
pub(in crate::authoring) fn picture_size(path: &str, content: &[u8]) -> Option<(u32, u32)> {
    match path.rsplit_once('.')?.1 {
        "svg" => svg_size(std::str::from_utf8(content).ok()?),
        "png" => png_size(content),
        "jpg" => jpg_size(content),
        _ => None,
    }
}

/// What is wrong with a picture that is to be added under this path, if anything is.
pub(in crate::authoring) fn picture_fault(path: &str, content: &[u8]) -> Option<String> {
    let mut report = Report::of(path);
    super::files::check(path, content, &mut report);
    report.faults().into_iter().next().map(|fault| fault.message)
}

/// Says what of a drawing is not allowed. A strict list: shapes, text and gradients, references within the drawing only.
pub(super) fn check_svg(text: &str, report: &mut Report) {
    let line_of = |byte: usize| text[..byte].matches('\n').count() + 1;
    let tokens = match xml::tokens(text) {
        Ok(tokens) => tokens,
        Err(unreadable) => return report.say(line_of(unreadable.at), unreadable.message),
    };
    if svg_size(text).is_none() {
        report.say(1, "a drawing is one <svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 width height\"> element");
    }
    for (byte, token) in tokens {
        if let Token::Open { name, attributes, .. } = token {
            if !ELEMENTS.contains(&name) {
                report.say(line_of(byte), format!("<{name}> is not allowed in a figure: draw with shapes and text"));
            }
            for (attribute, value) in attributes {
                if let Some(message) = refused(attribute, value) {
                    report.say(line_of(byte), message);
                }
            }
        }
    }
}

fn refused(name: &str, value: &str) -> Option<String> {
    let words = name.starts_with("aria-");
    if !words && !ATTRIBUTES.contains(&name) {
        return Some(format!("`{name}` is not allowed in a figure: use plain attributes such as fill and stroke"));
    }
    if words {
        return None;
    }
    let is_reference = matches!(name, "href" | "xlink:href");
    let is_name = |name: &str| !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'));
    if is_reference && !value.strip_prefix('#').is_some_and(is_name) {
        return Some(format!("`{name}` may lead only to a part of the same drawing, `#name`"));
    }
    let lower = value.to_ascii_lowercase();
    let local = lower
        .match_indices("url(")
        .all(|(at, _)| lower[at + 4..].strip_prefix('#').and_then(|rest| rest.split_once(')')).is_some_and(|(target, _)| is_name(target)));
    let is_namespace = name == "xmlns" || name.starts_with("xmlns:");
    if !local || value.contains(['\\', '&']) || (lower.contains(':') && !is_namespace) {
        return Some(format!("the value of `{name}` may not refer outside of the drawing: use url(#name), and no escapes"));
    }
    let known = ["http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"].contains(&value);
    (is_namespace && !known).then(|| format!("`{name}` names something other than SVG"))
}

fn svg_size(text: &str) -> Option<(u32, u32)> {
    let tokens = xml::tokens(text).ok()?;
    let mut elements = tokens.iter().filter(|(_, token)| !matches!(token, Token::Text(text) if text.trim().is_empty()));
    let Some((_, Token::Open { name: "svg", attributes, .. })) = elements.next() else { return None };
    let value = |name: &str| attributes.iter().find(|(known, _)| *known == name).map(|(_, value)| *value);
    if value("xmlns") != Some("http://www.w3.org/2000/svg") {
        return None;
    }
    let mut depth = 0_usize;
    let roots = tokens.iter().filter(|(_, token)| {
        let root = depth == 0 && !matches!(token, Token::Text(text) if text.trim().is_empty());
        match token {
            Token::Open { empty: false, .. } => depth += 1,
            Token::Close(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        root
    });
    if roots.count() != 1 {
        return None;
    }
    let numbers: Vec<f64> = value("viewBox")?.split([' ', ',']).filter(|n| !n.is_empty()).map(|n| n.parse().ok()).collect::<Option<_>>()?;
    let [_, _, width, height] = numbers[..] else { return None };
    Some((pixels(width)?, pixels(height)?))
}

fn pixels(length: f64) -> Option<u32> {
    // The range is checked, so the cast cannot cut anything off.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    (length > 0.0 && length <= 20_000.0).then(|| length.round().max(1.0) as u32)
}

fn png_size(content: &[u8]) -> Option<(u32, u32)> {
    let head = content.strip_prefix(b"\x89PNG\r\n\x1a\n")?.get(..16)?;
    let (header, size) = head.split_at(8);
    let number = |bytes: &[u8]| bytes.iter().fold(0_u32, |number, byte| (number << 8) | u32::from(*byte));
    let size = (number(&size[..4]), number(&size[4..]));
    (header.ends_with(b"IHDR") && size.0 > 0 && size.1 > 0).then_some(size)
}

/// Walks through the segments of a JPEG to the one that begins a frame.
fn jpg_size(content: &[u8]) -> Option<(u32, u32)> {
    let mut rest = content.strip_prefix(b"\xFF\xD8")?;
    loop {
        let [0xFF, marker, high, low, ..] = *rest else { return None };
        let length = usize::from(high) << 8 | usize::from(low);
        let segment = rest.get(2..2 + length)?;
        if matches!(marker, 0xC0..=0xCF) && !matches!(marker, 0xC4 | 0xC8 | 0xCC) {
            let [_, _, _, h1, h0, w1, w0, ..] = *segment else { return None };
            let size = (u32::from(w1) << 8 | u32::from(w0), u32::from(h1) << 8 | u32::from(h0));
            return (size.0 > 0 && size.1 > 0).then_some(size);
        }
        rest = rest.get(2 + length.max(2)..)?;
    }
}

const ELEMENTS: [&str; 24] = [
    "svg",
    "g",
    "defs",
    "title",
    "desc",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "text",
    "tspan",
    "marker",
    "linearGradient",
    "radialGradient",
    "stop",
    "clipPath",
    "mask",
    "pattern",
    "symbol",
    "use",
    "textPath",
];

const ATTRIBUTES: [&str; 104] = [
    "xmlns",
    "xmlns:xlink",
    "xml:lang",
    "xml:space",
    "lang",
    "id",
    "class",
    "role",
    "version",
    "viewBox",
    "preserveAspectRatio",
    "width",
    "height",
    "x",
    "y",
    "x1",
    "y1",
    "x2",
    "y2",
    "cx",
    "cy",
    "r",
    "rx",
    "ry",
    "fx",
    "fy",
    "dx",
    "dy",
    "d",
    "points",
    "pathLength",
    "transform",
    "transform-origin",
    "rotate",
    "href",
    "xlink:href",
    "offset",
    "stop-color",
    "stop-opacity",
    "gradientUnits",
    "gradientTransform",
    "spreadMethod",
    "patternUnits",
    "patternContentUnits",
    "patternTransform",
    "clipPathUnits",
    "maskUnits",
    "maskContentUnits",
    "clip-path",
    "clip-rule",
    "mask",
    "marker-start",
    "marker-mid",
    "marker-end",
    "markerWidth",
    "markerHeight",
    "markerUnits",
    "refX",
    "refY",
    "orient",
    "fill",
    "fill-opacity",
    "fill-rule",
    "stroke",
    "stroke-width",
    "stroke-opacity",
    "stroke-dasharray",
    "stroke-dashoffset",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-miterlimit",
    "paint-order",
    "vector-effect",
    "opacity",
    "color",
    "display",
    "visibility",
    "overflow",
    "shape-rendering",
    "text-rendering",
    "color-interpolation",
    "mix-blend-mode",
    "font-family",
    "font-size",
    "font-weight",
    "font-style",
    "font-stretch",
    "font-variant",
    "font-variant-numeric",
    "font-feature-settings",
    "letter-spacing",
    "word-spacing",
    "text-anchor",
    "text-decoration",
    "dominant-baseline",
    "alignment-baseline",
    "baseline-shift",
    "writing-mode",
    "textLength",
    "lengthAdjust",
    "startOffset",
    "method",
    "spacing",
    "focusable",
];
