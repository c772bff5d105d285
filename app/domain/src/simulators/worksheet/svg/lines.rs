//! Lines and points between two axes, with their names above.

use super::super::{Axis, Line, Marks, Side};
use super::{At, Drawn, WIDTH, axis::Scale, guide, short, words};

/// Room at the left for the values, and at the right.
pub(super) const LEFT: f64 = 56.0;
const RIGHT: f64 = WIDTH - 12.0;
/// Height of the part between the axes.
pub(super) const HEIGHT: f64 = 230.0;
/// A row of names.
const ROW: f64 = 19.0;
/// About so many marks an axis has.
const ACROSS: f64 = 6.0;
const UP: f64 = 5.0;
/// How lines are told apart without color.
const DASHES: [&str; 6] = ["", "7 4", "2 3", "9 3 2 3", "4 2", "1 4"];

pub(super) fn drawn(x: &Axis, y: &Axis, lines: &[Line], levels: &[(String, f64)]) -> Drawn {
    let mut marks = String::new();
    let top = names(lines, &mut marks) + 26.0;
    let points = || lines.iter().flat_map(|line| line.points.iter().copied());
    let across = Scale::new(x, points().map(|(x, _)| x), (LEFT, RIGHT), ACROSS);
    let up = Scale::new(y, points().map(|(_, y)| y).chain(levels.iter().map(|(_, height)| *height)), (top + HEIGHT, top), UP);
    axes((x, y), (&across, &up), top, &mut marks);
    for (name, height) in levels {
        let (from, to, place) = (At(LEFT), At(RIGHT), up.place(*height));
        marks.push_str(&format!(
            "<line class=\"plot-level\" x1=\"{from}\" x2=\"{to}\" y1=\"{0}\" y2=\"{0}\" stroke=\"currentColor\" stroke-dasharray=\"6 4\" stroke-opacity=\"0.7\"/>",
            At(place)
        ));
        marks.push_str(&words(RIGHT, place - 4.0, "end", name));
    }
    lines.iter().enumerate().for_each(|(place, line)| one(place, line, &across, &up, &mut marks));
    Drawn { marks, height: top + HEIGHT + 44.0 }
}

/// Where points stand between axes that reach as far as they do.
pub(super) fn places(points: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let across = Scale::new(&Axis::default(), points.iter().map(|(x, _)| *x), (LEFT, RIGHT), ACROSS);
    let up = Scale::new(&Axis::default(), points.iter().map(|(_, y)| *y), (HEIGHT, 0.0), UP);
    points.iter().map(|(x, y)| (across.place(*x), up.place(*y))).collect()
}

/// The names with a sample of each line; the height that they take.
fn names(lines: &[Line], marks: &mut String) -> f64 {
    let (mut x, mut y) = (LEFT, 14.0);
    for (place, line) in lines.iter().enumerate().filter(|(_, line)| is_listed(line)) {
        let name = short(&line.name, 40);
        // Capitals are wider.
        let width = 34.0 + name.chars().map(|c| if c.is_uppercase() { 9.5 } else { 7.0 }).sum::<f64>();
        if x > LEFT && x + width > RIGHT {
            (x, y) = (LEFT, y + ROW);
        }
        let sample = Line { name: String::new(), points: Vec::new(), marks: line.marks };
        let (across, up) = ((x, x + 24.0), y - 4.0);
        marks.push_str(&stroke(place, &sample, &format!("M{} {}H{}", At(across.0), At(up), At(across.1))));
        if !has_line(line.marks) || line.marks == Marks::Dotted {
            marks.push_str(&dot(place, line.marks, (across.0 + 12.0, up)));
        }
        marks.push_str(&words(x + 29.0, y, "start", &name));
        x += width + 8.0;
    }
    if lines.iter().any(is_listed) { y } else { 0.0 }
}

/// Whether the name of a line stands above, with a sample of it.
fn is_listed(line: &Line) -> bool {
    !line.name.is_empty() && !matches!(line.marks, Marks::Name(_))
}

fn axes((x, y): (&Axis, &Axis), (across, up): (&Scale, &Scale), top: f64, marks: &mut String) {
    let bottom = top + HEIGHT;
    for (value, shown) in up.marks() {
        let place = up.place(value);
        marks.push_str(&guide((LEFT, place), (RIGHT, place)));
        marks.push_str(&words(LEFT - 6.0, place + 4.0, "end", &shown));
    }
    for (value, shown) in across.marks() {
        let place = across.place(value);
        marks.push_str(&guide((place, bottom), (place, bottom + 4.0)));
        // The last value keeps within the picture.
        let (anchor, at) = if place > RIGHT - 8.0 { ("end", WIDTH - 1.0) } else { ("middle", place) };
        marks.push_str(&words(at, bottom + 18.0, anchor, &shown));
    }
    marks.push_str(&words(4.0, top - 10.0, "start", &y.label));
    marks.push_str(&words(RIGHT, bottom + 36.0, "end", &x.label));
}

fn has_line(marks: Marks) -> bool {
    matches!(marks, Marks::Line | Marks::Steps | Marks::Dotted)
}

fn one(place: usize, line: &Line, across: &Scale, up: &Scale, marks: &mut String) {
    // What is no number is a gap in the line.
    let there = |(x, y): &(f64, f64)| x.is_finite() && y.is_finite();
    if has_line(line.marks) {
        let (mut path, mut goes_on) = (String::new(), false);
        for point in &line.points {
            let (x, y) = (At(across.place(point.0)), At(up.place(point.1)));
            path.push_str(&match (there(point), goes_on, line.marks) {
                (false, ..) => String::new(),
                (true, false, _) => format!("M{x} {y}"),
                (true, true, Marks::Steps) => format!("H{x}V{y}"),
                (true, true, _) => format!("L{x} {y}"),
            });
            goes_on = there(point);
        }
        marks.push_str(&stroke(place, line, &path));
    }
    if line.marks != Marks::Line && line.marks != Marks::Steps {
        let points = line.points.iter().filter(|point| there(point));
        points.for_each(|(x, y)| {
            let at = (across.place(*x), up.place(*y));
            marks.push_str(&match line.marks {
                Marks::Name(side) => beside(side, at, &line.name),
                dots => dot(place, dots, at),
            });
        });
    }
}

/// A name beside its point, clear of a dot.
fn beside(side: Side, (x, y): (f64, f64), name: &str) -> String {
    let (right, down, anchor) = match side {
        Side::Right => (7.0, 4.5, "start"),
        Side::Left => (-7.0, 4.5, "end"),
        Side::Above => (3.0, -8.0, "end"),
        Side::Below => (-3.0, 17.0, "start"),
    };
    words(x + right, y + down, anchor, name)
}

fn stroke(place: usize, line: &Line, path: &str) -> String {
    if !has_line(line.marks) {
        return String::new();
    }
    let dashes = DASHES[place % DASHES.len()];
    format!(
        "<path class=\"plot-{}\" d=\"{path}\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\" stroke-dasharray=\"{dashes}\"/>",
        place % 6
    )
}

fn dot(place: usize, marks: Marks, (x, y): (f64, f64)) -> String {
    let (radius, ink) = match marks {
        Marks::Cloud => ("1.6", "fill-opacity=\"0.45\""),
        Marks::Rings => ("7", "fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\""),
        _ => ("3.6", ""),
    };
    let (x, y) = (At(x), At(y));
    format!("<circle class=\"plot-{}\" cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" {ink}/>", place % 6)
}
