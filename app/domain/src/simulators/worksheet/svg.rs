//! Pictures as SVG, drawn by us: readable on a phone, in print and without color.
//!
//! Lines are told apart by their dashes and their names; a page's style may color them by class. All text is in the picture, so that a
//! file of it says the same.

mod axis;
mod bars;
mod boxes;
mod lines;
mod tree;

use std::fmt;

use super::html::escape;
use super::{Picture, Plot};

/// The width of each picture, in its own units; text is 13 of them high, so that it is read on a phone.
const WIDTH: f64 = 480.0;

/// A place or a length in a picture, written to a tenth of its units.
struct At(f64);

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tenths = (self.0 * 10.0).round() as i64;
        let (sign, size) = (if tenths < 0 { "-" } else { "" }, tenths.unsigned_abs());
        write!(f, "{sign}{}.{}", size / 10, size % 10)
    }
}

/// Where names of points may stand in a picture of lines: from the left, to the right, and so far down from the top.
pub(super) const BETWEEN_AXES: (f64, f64, f64) = (lines::LEFT - 6.0, WIDTH, lines::HEIGHT + 6.0);

/// Where points stand in a picture of lines whose axes reach as far as they do, down from the top of its axes.
pub(super) fn places(points: &[(f64, f64)]) -> Vec<(f64, f64)> {
    lines::places(points)
}

/// A drawing: marks, and how high they are.
struct Drawn {
    marks: String,
    height: f64,
}

/// A picture as a part of a page.
pub fn inside(picture: &Picture) -> String {
    written(picture, "")
}

/// A picture as a file.
pub fn alone(picture: &Picture) -> String {
    written(picture, " xmlns=\"http://www.w3.org/2000/svg\" font-family=\"system-ui, sans-serif\"")
}

fn written(picture: &Picture, more: &str) -> String {
    let Drawn { marks, height } = match &picture.plot {
        Plot::Lines { x, y, lines, levels } => lines::drawn(x, y, lines, levels),
        Plot::Bars { x, bars, base } => bars::drawn(x, bars, *base),
        Plot::Tree(nodes) => tree::drawn(nodes),
        Plot::Boxes { columns, rows } => boxes::drawn(columns, rows),
    };
    let (title, width, height) = (escape(&picture.title), At(WIDTH), At(height));
    format!(
        "<svg{more} viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{title}\" font-size=\"13\" fill=\"currentColor\">{marks}</svg>"
    )
}

/// Words at a place; `anchor` is `start`, `middle` or `end`.
fn words(x: f64, y: f64, anchor: &str, text: &str) -> String {
    format!("<text x=\"{}\" y=\"{}\" text-anchor=\"{anchor}\">{}</text>", At(x), At(y), escape(text))
}

/// A thin line that helps the eye.
fn guide((x1, y1): (f64, f64), (x2, y2): (f64, f64)) -> String {
    let [x1, y1, x2, y2] = [x1, y1, x2, y2].map(At);
    format!("<line class=\"plot-guide\" x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\" stroke=\"currentColor\" stroke-opacity=\"0.25\"/>")
}

/// The first letters of a text, as many as have room.
pub(super) fn short(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    text.chars().take(most.saturating_sub(1)).chain(['…']).collect()
}
