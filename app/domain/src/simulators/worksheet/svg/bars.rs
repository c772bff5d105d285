//! Bars from a low to a high, one under another, with their names above them: long names need no room at the side.

use super::super::{Axis, Bar};
use super::{At, Drawn, WIDTH, axis::Scale, guide, short, words};

const LEFT: f64 = 12.0;
const RIGHT: f64 = WIDTH - 12.0;
/// A bar with its name.
const ROW: f64 = 36.0;
const TOP: f64 = 8.0;

pub(super) fn drawn(x: &Axis, bars: &[Bar], base: Option<f64>) -> Drawn {
    let across = Scale::new(x, bars.iter().flat_map(|bar| [bar.from, bar.to]).chain(base), (LEFT, RIGHT - 8.0), 6.0);
    let bottom = TOP + ROW * bars.len() as f64 + 6.0;
    let mut marks = String::new();
    for (value, shown) in across.marks() {
        let place = across.place(value);
        marks.push_str(&guide((place, TOP), (place, bottom)));
        // The first and the last value keep within the picture.
        let (anchor, at) = match place {
            _ if place < LEFT + 12.0 => ("start", 1.0),
            _ if place > RIGHT - 12.0 => ("end", WIDTH - 1.0),
            _ => ("middle", place),
        };
        marks.push_str(&words(at, bottom + 16.0, anchor, &shown));
    }
    for (row, bar) in bars.iter().enumerate() {
        let top = TOP + ROW * row as f64;
        one(top, bar, &across, &mut marks);
        if let Some(base) = base {
            let [place, from, to] = [across.place(base), top + 16.0, top + 33.0].map(At);
            // Beside the bars only, so that it crosses no words.
            marks.push_str(&format!(
                "<line class=\"plot-base\" x1=\"{place}\" x2=\"{place}\" y1=\"{from}\" y2=\"{to}\" stroke=\"currentColor\" stroke-width=\"2\"/>"
            ));
        }
    }
    marks.push_str(&words(RIGHT, bottom + 34.0, "end", &x.label));
    Drawn { marks, height: bottom + 42.0 }
}

fn one(top: f64, bar: &Bar, across: &Scale, marks: &mut String) {
    let (from, to) = (across.place(bar.from.min(bar.to)), across.place(bar.from.max(bar.to)));
    // What has no length is still to be seen.
    let width = (to - from).max(2.0);
    marks.push_str(&words(LEFT + 5.0, top + 13.0, "start", &short(&bar.name, 46)));
    marks.push_str(&words(RIGHT - 13.0, top + 13.0, "end", &short(&bar.note, 24)));
    let [x, y, width] = [from, top + 18.0, width].map(At);
    marks.push_str(&format!("<rect class=\"plot-0\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"13\" fill-opacity=\"0.75\"/>"));
}
