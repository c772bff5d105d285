//! Boxes with words in rows and columns: the name of a row above its boxes, so that long names need no room at the side.

use super::super::Pane;
use super::{At, Drawn, WIDTH, short, words};

const LEFT: f64 = 4.0;
/// A line of words.
const LINE: f64 = 18.0;
/// Room between boxes.
const GAP: f64 = 6.0;

pub(super) fn drawn(columns: &[String], rows: &[(String, Vec<Pane>)]) -> Drawn {
    let width = (WIDTH - 2.0 * LEFT + GAP) / columns.len().max(1) as f64 - GAP;
    let place = |column: usize| LEFT + (width + GAP) * column as f64;
    // Letters are about so wide.
    let room = ((width - 10.0) / 7.0) as usize;
    let mut marks = String::new();
    for (column, name) in columns.iter().enumerate() {
        marks.push_str(&words(place(column) + width / 2.0, 14.0, "middle", &short(name, (width / 6.6) as usize)));
    }
    let mut top = 22.0;
    for (name, panes) in rows {
        marks.push_str(&format!("<g font-weight=\"600\">{}</g>", words(LEFT, top + 13.0, "start", &short(name, 60))));
        top += LINE + 2.0;
        let lines = panes.iter().map(|pane| pane.lines.len()).max().unwrap_or(0).max(1);
        let height = LINE * lines as f64 + 6.0;
        for (column, pane) in panes.iter().enumerate() {
            one(pane, (place(column), top), (width, height), room, &mut marks);
        }
        top += height + 10.0;
    }
    Drawn { marks, height: top }
}

fn one(pane: &Pane, (x, y): (f64, f64), (width, height): (f64, f64), room: usize, marks: &mut String) {
    let (class, ink) = if pane.strong {
        ("plot-0", "fill-opacity=\"0.25\" stroke-width=\"2.5\"")
    } else {
        ("plot-box", "fill-opacity=\"0\" stroke-opacity=\"0.4\"")
    };
    let [left, over, wide, high] = [x, y, width, height].map(At);
    marks.push_str(&format!(
        "<rect class=\"{class}\" x=\"{left}\" y=\"{over}\" width=\"{wide}\" height=\"{high}\" rx=\"3\" stroke=\"currentColor\" {ink}/>"
    ));
    // A single line is a value, several are a list.
    let (at, anchor) = if pane.lines.len() > 1 { (x + 8.0, "start") } else { (x + width / 2.0, "middle") };
    let weight = if pane.strong && pane.lines.len() == 1 { "700" } else { "400" };
    marks.push_str(&format!("<g font-weight=\"{weight}\">"));
    for (number, line) in pane.lines.iter().enumerate() {
        marks.push_str(&words(at, y + LINE * (number + 1) as f64 - 2.0, anchor, &short(line, room)));
    }
    marks.push_str("</g>");
}
