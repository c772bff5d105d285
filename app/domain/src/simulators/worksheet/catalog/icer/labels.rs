//! Names beside the points of the plane, each on the side where least is in its way.

use super::super::super::{Line, Marks, Side, svg};
use super::is_on_frontier;
use crate::simulators::dominance::Row;

/// So many names are read beside their points; of more options only those of the frontier are named.
const MOST: usize = 12;
/// So many letters of a name stand in the picture.
const LONGEST: usize = 16;
/// The frontier is in the way at so many places between two of its points.
const BETWEEN: usize = 16;

/// The room that a name takes.
#[derive(Clone, Copy)]
struct Room {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

/// A line for each name.
pub(super) fn beside(rows: &[Row]) -> Vec<Line> {
    let points: Vec<(f64, f64)> = rows.iter().map(|row| (row.strategy.effect, row.strategy.cost)).collect();
    let places = svg::places(&points);
    let marks = marks(rows, &places);
    let (mut taken, mut names): (Vec<Room>, Vec<Line>) = (Vec::new(), Vec::new());
    let named = rows.iter().zip(points.iter().zip(&places)).filter(|(row, _)| rows.len() <= MOST || is_on_frontier(row));
    for (row, (point, place)) in named.take(MOST) {
        let name = svg::short(&row.strategy.name, LONGEST);
        let room = |side: Side| Room::of(side, *place, &name);
        let sides = [Side::Right, Side::Below, Side::Left, Side::Above];
        let side = sides.into_iter().min_by_key(|side| room(*side).clashes(&marks, &taken)).unwrap_or(Side::Right);
        taken.push(room(side));
        names.push(Line::new(name, Marks::Name(side), vec![*point]));
    }
    names
}

/// What is drawn already: the points, and the frontier between its own.
fn marks(rows: &[Row], places: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let frontier: Vec<(f64, f64)> = rows.iter().zip(places).filter(|(row, _)| is_on_frontier(row)).map(|(_, place)| *place).collect();
    let between = frontier.windows(2).flat_map(|ends| {
        let ((x, y), (to_x, to_y)) = (ends[0], ends[1]);
        (1..BETWEEN).map(move |step| {
            let share = step as f64 / BETWEEN as f64;
            (x + share * (to_x - x), y + share * (to_y - y))
        })
    });
    places.iter().copied().chain(between).collect()
}

impl Room {
    /// Letters are about so wide and high as they are drawn.
    fn of(side: Side, (x, y): (f64, f64), name: &str) -> Self {
        let width: f64 = name.chars().map(|c| if c.is_uppercase() { 9.5 } else { 7.0 }).sum();
        let (left, top) = match side {
            Side::Right => (x + 6.0, y - 7.0),
            Side::Left => (x - 6.0 - width, y - 7.0),
            Side::Above => (x + 3.0 - width, y - 20.0),
            Side::Below => (x - 3.0, y + 6.0),
        };
        Self { left, right: left + width, top, bottom: top + 13.0 }
    }

    /// How much is in the way: a mark is less than a name, and that less than an end of the picture.
    fn clashes(&self, marks: &[(f64, f64)], taken: &[Self]) -> usize {
        let hidden = marks.iter().filter(|(x, y)| (self.left..self.right).contains(x) && (self.top..self.bottom).contains(y)).count();
        let names = taken.iter().filter(|other| self.overlaps(other)).count();
        let (from, to, down) = svg::BETWEEN_AXES;
        let outside = self.left < from || self.right > to || self.top < -20.0 || self.bottom > down;
        // Above the left end stands what the axis measures.
        let axis = self.top < -6.0 && self.left < from + 40.0;
        hidden + 20 * names + 1000 * usize::from(outside || axis)
    }

    fn overlaps(&self, other: &Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simulators::dominance::{Strategy, icer_table};

    fn rows(options: &[(&str, f64, f64)]) -> Vec<Row> {
        let strategy = |(name, cost, effect): &(&str, f64, f64)| Strategy { name: (*name).to_owned(), cost: *cost, effect: *effect };
        icer_table(&options.iter().map(strategy).collect::<Vec<_>>()).unwrap()
    }

    fn rooms(rows: &[Row]) -> Vec<Room> {
        let names = beside(rows);
        let place = |line: &Line| {
            let at = rows.iter().position(|row| line.points[0] == (row.strategy.effect, row.strategy.cost)).unwrap();
            svg::places(&rows.iter().map(|row| (row.strategy.effect, row.strategy.cost)).collect::<Vec<_>>())[at]
        };
        let side = |line: &Line| match line.marks {
            Marks::Name(side) => side,
            other => panic!("{other:?} is no name"),
        };
        names.iter().map(|line| Room::of(side(line), place(line), &line.name)).collect()
    }

    const SIX: [(&str, f64, f64); 6] =
        [("UC", 5e3, 1.0), ("A", 12e3, 1.5), ("B", 10e3, 2.0), ("C", 25e3, 3.0), ("D", 35e3, 4.0), ("E", 55e3, 5.0)];

    #[test]
    fn each_of_a_few_points_is_named_and_nothing_lies_upon_a_name() {
        let rows = rows(&SIX);
        assert_eq!(beside(&rows).iter().map(|line| line.name.as_str()).collect::<Vec<_>>(), ["UC", "A", "B", "C", "D", "E"]);
        let rooms = rooms(&rows);
        let places = svg::places(&rows.iter().map(|row| (row.strategy.effect, row.strategy.cost)).collect::<Vec<_>>());
        for (place, room) in rooms.iter().enumerate() {
            assert_eq!(room.clashes(&places, &rooms[..place]), 0, "{}", rows[place].strategy.name);
        }
    }

    #[test]
    fn two_at_one_point_stand_beside_one_another_and_of_many_the_frontier_is_named() {
        let twins = rooms(&rows(&[("no program at all", 0.0, 0.0), ("one", 5e3, 1.0), ("other", 5e3, 1.0)]));
        assert!(!twins[1].overlaps(&twins[2]));
        let many: Vec<(String, f64, f64)> = (0..30).map(|n| (format!("option {n}"), 1e3 * f64::from(n % 7), f64::from(n) / 9.0)).collect();
        let many = rows(&many.iter().map(|(name, cost, effect)| (name.as_str(), *cost, *effect)).collect::<Vec<_>>());
        let names = beside(&many);
        let frontier: Vec<&str> = many.iter().filter(|row| is_on_frontier(row)).map(|row| row.strategy.name.as_str()).collect();
        assert_eq!(names.iter().map(|line| line.name.as_str()).collect::<Vec<_>>(), frontier);
    }
}
