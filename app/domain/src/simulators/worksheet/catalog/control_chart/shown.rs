//! The chart as figures, pictures and tables.

use super::super::super::{Axis, Entries, Figure, Line, Marks, Outcome, Picture, Plot, Table, Value, amount};
use crate::simulators::control_chart::{Chart, Inputs, PhaseLimits, Point, Rule, RuleSet, Series, Side, Signal};

/// What everything shown needs to know.
struct View<'a> {
    chart: &'a Chart,
    rules: RuleSet,
    measure: String,
    /// Shares are read in percent.
    times: f64,
    unit: &'static str,
    has_ranges: bool,
}

pub(super) fn outcome(entries: &Entries, inputs: &Inputs, chart: &Chart) -> Outcome {
    let is_share = matches!(inputs.series, Series::Proportions(_));
    let measure = if entries.typed("measure").is_empty() { "Value" } else { entries.typed("measure") };
    let view = View {
        chart,
        rules: inputs.rules,
        measure: if is_share { format!("{measure} (%)") } else { measure.to_owned() },
        times: if is_share { 100.0 } else { 1.0 },
        unit: if is_share { "%" } else { "" },
        has_ranges: chart.points.iter().any(|point| point.moving_range.is_some()) && chart.phases[0].baseline > 0,
    };
    let mut pictures = vec![view.values()];
    let mut tables = vec![view.point_table()];
    if view.has_ranges {
        pictures.push(view.ranges());
        tables.push(view.range_table());
    }
    tables.push(view.phase_table());
    Outcome { says: view.says(), figures: view.figures(), pictures, tables, notes: view.notes(entries, inputs) }
}

impl View<'_> {
    fn rules(&self) -> &'static str {
        match self.rules {
            RuleSet::LimitsOnly => "the limits alone",
            RuleSet::NhsMakingDataCount => "the NHS rules",
            RuleSet::WesternElectric => "the Western Electric rules",
        }
    }

    fn says(&self) -> String {
        let points = self.chart.points.len();
        match self.chart.signals.first() {
            None if self.chart.phases.len() > 1 => format!("No signal within the phases by {}.", self.rules()),
            None => format!(
                "No signal among {points} points by {}: they vary as the process does, and no point asks for a reason of its own.",
                self.rules()
            ),
            Some(first) => {
                let (count, of) = (self.signaled().len(), self.rules());
                let more = if count > 1 { format!(" In all, {count} of {points} points signal.") } else { String::new() };
                format!("By {of} the first signal is at point {}: {}.{more}", first.at + 1, words(first))
            }
        }
    }

    /// Points at which something fired, each once.
    fn signaled(&self) -> Vec<usize> {
        let mut at: Vec<usize> = self.chart.signals.iter().map(|signal| signal.at).collect();
        at.dedup();
        at
    }

    fn figures(&self) -> Vec<Figure> {
        let mut figures = Vec::new();
        let shown = |value: f64| amount(value * self.times);
        if let [_] = self.chart.phases.as_slice() {
            let last = self.chart.points[self.chart.points.len() - 1];
            let of = if self.is_level(0) { "" } else { ", last point" };
            figures.push(Figure::new("Mean", shown(last.center), self.unit));
            figures.push(Figure::new(format!("Lower limit{of}"), shown(last.lower), self.unit));
            figures.push(Figure::new(format!("Upper limit{of}"), shown(last.upper), self.unit));
            figures.push(Figure::new(format!("One sigma{of}"), shown(last.sigma), self.unit));
        } else {
            let means = self.chart.phases.iter().enumerate().take(4);
            figures.extend(means.map(|(place, phase)| Figure::new(format!("Mean, phase {}", place + 1), shown(phase.center), self.unit)));
        }
        figures.push(Figure::new("Points with a signal", self.signaled().len().to_string(), format!("of {}", self.chart.points.len())));
        figures
    }

    fn of_phase(&self, place: usize) -> (usize, &[Point]) {
        let PhaseLimits { first, points, .. } = self.chart.phases[place];
        (first, &self.chart.points[first..first + points])
    }

    /// Whether the limits of a phase are the same at all of its points.
    fn is_level(&self, place: usize) -> bool {
        self.of_phase(place).1.windows(2).all(|pair| pair[0].upper == pair[1].upper && pair[0].lower == pair[1].lower)
    }

    /// A value of each point that holds from half a point before it to half a point behind it, with a gap between phases.
    fn steps(&self, value: impl Fn(&Point) -> f64) -> Vec<(f64, f64)> {
        let (mut steps, end): (Vec<(f64, f64)>, f64) = (Vec::new(), self.chart.points.len() as f64);
        for place in 0..self.chart.phases.len() {
            let (first, points) = self.of_phase(place);
            for (number, point) in points.iter().enumerate() {
                let (x, height) = ((first + number) as f64, value(point) * self.times);
                let (from, to) = ((x + 0.5).max(1.0), (x + 1.5).min(end));
                match steps.last_mut() {
                    Some(last) if number > 0 && last.1 == height => last.0 = to,
                    _ => steps.extend([(from, height), (to, height)]),
                }
            }
            steps.push(Line::GAP);
        }
        steps
    }

    /// The points themselves, with a gap between phases.
    fn dots(&self, value: impl Fn(&Point) -> f64) -> Vec<(f64, f64)> {
        let mut dots = Vec::new();
        for place in 0..self.chart.phases.len() {
            let (first, points) = self.of_phase(place);
            dots.extend(points.iter().enumerate().map(|(number, point)| ((first + number + 1) as f64, value(point) * self.times)));
            dots.push(Line::GAP);
        }
        dots
    }

    fn values(&self) -> Picture {
        let level = self.chart.phases.len() == 1 && self.is_level(0);
        let first = self.chart.points[0];
        let [center, lower, upper] = [first.center, first.lower, first.upper].map(|value| amount(value * self.times));
        let (mean, limits) =
            if level { (format!("Mean {center}"), format!("Limits {lower} and {upper}")) } else { ("Mean".into(), "Limits".into()) };
        let mut both = self.steps(|point| point.lower);
        both.extend(self.steps(|point| point.upper));
        let mut lines = vec![
            Line::new("Values", Marks::Dotted, self.dots(|point| point.value)),
            Line::new(mean, Marks::Steps, self.steps(|point| point.center)),
            Line::new(limits, Marks::Steps, both),
        ];
        let at = self.signaled();
        if !at.is_empty() {
            let rings = at.iter().map(|at| ((at + 1) as f64, self.chart.points[*at].value * self.times)).collect();
            lines.push(Line::new("Signal", Marks::Rings, rings));
        }
        let title = format!("{}. {} Read by {}.", self.measure, self.baseline(), self.rules());
        Picture { title, table: 0, plot: Plot::Lines { x: self.time(), y: Axis::new(self.measure.as_str()), lines, levels: Vec::new() } }
    }

    fn time(&self) -> Axis {
        Axis::new("Point, in order of time").reaching(1.0, self.chart.points.len() as f64)
    }

    /// Where the limits come from, as it is to stand under a chart.
    fn baseline(&self) -> String {
        let each = self.chart.phases.iter().map(|phase| match phase.baseline {
            0 => "known beforehand".to_owned(),
            points => format!("from points {} to {}", phase.first + 1, phase.first + points),
        });
        format!("Limits {}.", each.collect::<Vec<_>>().join(", "))
    }

    fn ranges(&self) -> Picture {
        let [mut ranges, mut means, mut limits, mut far] = [const { Vec::new() }; 4];
        for place in 0..self.chart.phases.len() {
            let (first, points) = self.of_phase(place);
            let of_all = self.chart.phases[place].mean_moving_range.zip(self.chart.phases[place].upper_moving_range);
            for (number, range) in points.iter().enumerate().filter_map(|(number, point)| Some((number, point.moving_range?))) {
                let x = (first + number + 1) as f64;
                ranges.push((x, range));
                let Some((mean, upper)) = of_all else { continue };
                means.push((x, mean));
                limits.push((x, upper));
                if range > upper {
                    far.push((x, range));
                }
            }
            [&mut ranges, &mut means, &mut limits].into_iter().for_each(|line| line.push(Line::GAP));
        }
        let mut lines = vec![
            Line::new("Moving range", Marks::Dotted, ranges),
            Line::new("Mean", Marks::Line, means),
            Line::new("Upper limit", Marks::Line, limits),
        ];
        if !far.is_empty() {
            lines.push(Line::new("Above the limit", Marks::Rings, far));
        }
        let y = Axis::new("Distance from the point before").reaching(0.0, 0.0);
        let title = "Moving ranges: how far each value is from the one before. They set the limits of the values.".to_owned();
        Picture { title, table: 1, plot: Plot::Lines { x: self.time(), y, lines, levels: Vec::new() } }
    }

    fn point_table(&self) -> Table {
        let columns = [
            ("Point", ""),
            ("Value", self.unit),
            ("Mean", self.unit),
            ("Lower limit", self.unit),
            ("Upper limit", self.unit),
            ("Signals", ""),
        ];
        let mut table = Table::new("Points with their limits", &columns);
        for (place, point) in self.chart.points.iter().enumerate() {
            let signals = self.chart.signals.iter().filter(|signal| signal.at == place).map(words);
            let number = |value: f64| Value::Number(value * self.times, self.decimals());
            table.row([
                Value::text((place + 1).to_string()),
                number(point.value),
                number(point.center),
                number(point.lower),
                number(point.upper),
                Value::text(signals.collect::<Vec<_>>().join("; ")),
            ]);
        }
        table
    }

    fn decimals(&self) -> usize {
        let most = self.chart.points.iter().fold(0.0_f64, |most, point| most.max(point.upper.abs() * self.times));
        if most >= 1000.0 {
            0
        } else if most >= 1.0 {
            2
        } else {
            4
        }
    }

    fn range_table(&self) -> Table {
        let mut table = Table::new("Moving ranges", &[("Point", ""), ("Moving range", "")]);
        for (place, point) in self.chart.points.iter().enumerate() {
            table.row([Value::text((place + 1).to_string()), Value::maybe(point.moving_range, self.decimals())]);
        }
        table
    }

    fn phase_table(&self) -> Table {
        let mut columns =
            vec![("Points", ""), ("Mean", self.unit), ("Lower limit", self.unit), ("Upper limit", self.unit), ("One sigma", self.unit)];
        if self.has_ranges {
            columns.extend([("Mean moving range", ""), ("Upper limit of moving ranges", "")]);
        }
        let mut table = Table::new("Phases", &columns);
        for (place, phase) in self.chart.phases.iter().enumerate() {
            let (first, points) = self.of_phase(place);
            let level = |value: f64| Value::maybe(self.is_level(place).then_some(value * self.times), self.decimals());
            let mut row = vec![
                Value::text(format!("{} to {}", first + 1, first + points.len())),
                Value::Number(phase.center * self.times, self.decimals()),
                level(points[0].lower),
                level(points[0].upper),
                level(points[0].sigma),
            ];
            if self.has_ranges {
                row.extend([phase.mean_moving_range, phase.upper_moving_range].map(|value| Value::maybe(value, 3)));
            }
            table.row(row);
        }
        table
    }

    fn notes(&self, entries: &Entries, inputs: &Inputs) -> Vec<String> {
        let mut notes = Vec::new();
        if self.chart.phases.iter().any(|phase| phase.provisional) {
            notes.push("Limits from fewer than twelve points are provisional.".to_owned());
        }
        let screened: Vec<String> =
            self.chart.phases.iter().flat_map(|phase| &phase.screened).map(|point| (point + 1).to_string()).collect();
        if !screened.is_empty() {
            notes.push(format!("Left out before the limits were set: the moving range at point {}.", screened.join(", ")));
        }
        let is_attribute = !matches!(inputs.series, Series::Individuals(_));
        let beyond = self.chart.signals.iter().filter(|signal| signal.rule == Rule::BeyondLimit).count();
        if is_attribute && beyond * 4 >= self.chart.points.len() {
            notes.push("Many points are beyond limits that allow for chance alone. With many cases a point the process varies by more than that: compare an XmR chart of the rates.".to_owned());
        }
        if !entries.typed("sizes").is_empty() && matches!(inputs.series, Series::Individuals(_) | Series::Counts(_)) {
            notes.push("This chart does not use the cases or exposure that were entered.".to_owned());
        }
        notes
    }
}

/// A signal in words.
fn words(signal: &Signal) -> String {
    let (side, way) = match signal.side {
        Side::Above => ("above", "rising"),
        Side::Below => ("below", "falling"),
    };
    let (from, to) = (signal.from + 1, signal.at + 1);
    match signal.rule {
        Rule::BeyondLimit => format!("{side} the {} limit", if side == "above" { "upper" } else { "lower" }),
        Rule::TwoOfThree => format!("2 of 3 beyond 2 sigma {side} the mean"),
        Rule::FourOfFive => format!("4 of 5 beyond 1 sigma {side} the mean"),
        Rule::Run => format!("points {from} to {to} all {side} the mean"),
        Rule::Trend => format!("points {from} to {to} all {way}"),
    }
}
