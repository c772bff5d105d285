//! Tables and pictures of a desk: by number of people, by handling time, computed beside played, and pooled.

use super::super::super::{Axis, Line, Marks, Picture, Plot, Table, Value, amount, number};
use super::{Answer, at_field};
use crate::simulators::Result;
use crate::simulators::access::erlang::{Demand, Desk, Inputs, desk};
use crate::simulators::access::queue::Estimate;

/// A wait so many times that of the desk would leave nothing else to be seen in a picture.
const TOO_LONG: f64 = 20.0;
/// Handling times in the second picture.
const TIMES: u32 = 24;

/// A wait as played, with its interval.
pub(super) fn with_interval(wait: Estimate) -> String {
    let (from, to) = wait.interval(f64::INFINITY);
    format!("{} ({} to {})", number(wait.mean, 1), number(from, 1), number(to, 1))
}

/// All of them; each picture is of the table in its place.
pub(super) fn all(answer: &Answer) -> Result<(Vec<Table>, Vec<Picture>)> {
    let (by_people, by_time) = (by_people(answer)?, by_time(answer)?);
    let mut tables = vec![people_table(answer, &by_people), time_table(&by_time), beside(answer)];
    if let Some(desks) = answer.desks {
        tables.push(pooled(answer, desks)?);
    }
    Ok((tables, vec![people_picture(answer, &by_people), time_picture(answer, &by_time)]))
}

/// The desk with other numbers of people, from the smallest that keeps up: some forty at most.
fn by_people(answer: &Answer) -> Result<Vec<Desk>> {
    let (here, needed) = (answer.inputs.servers, answer.needed.servers);
    let least = answer.desk.load.floor() as u32 + 1;
    let most = (here.max(needed) + 2).max(least + 6);
    let step = (most - least) / 40 + 1;
    let people = (least..=most).filter(|people| (people - least).is_multiple_of(step) || *people == here || *people == needed);
    people.map(|servers| desk(&Inputs { servers, ..answer.inputs }).map_err(at_field)).collect()
}

fn people_table(answer: &Answer, desks: &[Desk]) -> Table {
    let within = format!("Within {} s", amount(answer.inputs.target_seconds));
    let columns = [("People", ""), ("Busy", "%"), ("Must wait", "%"), ("Mean wait", "s"), (within.as_str(), "%")];
    let mut table = Table::new("The desk by number of people", &columns);
    for desk in desks {
        table.row([
            Value::Number(f64::from(desk.servers), 0),
            Value::Number(100.0 * desk.occupancy, 1),
            Value::Number(100.0 * desk.wait_probability, 1),
            Value::Number(desk.mean_wait_seconds, 1),
            Value::Number(100.0 * desk.service_level, 1),
        ]);
    }
    table
}

fn people_picture(answer: &Answer, desks: &[Desk]) -> Picture {
    let Answer { desk: here, seen, inputs, .. } = answer;
    let limit = TOO_LONG * here.mean_wait_seconds.max(answer.needed.mean_wait_seconds).max(inputs.target_seconds).max(1.0);
    let shown = desks.iter().filter(|desk| desk.mean_wait_seconds <= limit);
    let points = shown.map(|desk| (f64::from(desk.servers), desk.mean_wait_seconds)).collect();
    let at = f64::from(here.servers);
    let mean = seen.mean_wait_seconds.mean;
    let (from, to) = seen.mean_wait_seconds.interval(f64::INFINITY);
    let played = [from, mean, to].map(|wait| (at, wait)).to_vec();
    Picture {
        title: format!(
            "Mean wait by number of people. With {} it is {} seconds as computed, and {} as played.",
            here.servers,
            number(here.mean_wait_seconds, 1),
            with_interval(seen.mean_wait_seconds)
        ),
        table: 0,
        plot: Plot::Lines {
            x: Axis::new("People who answer"),
            y: Axis::new("Mean wait (s)").reaching(0.0, inputs.target_seconds.min(limit)),
            lines: vec![
                Line::new("Computed", Marks::Dotted, points),
                Line::new("Played, with its interval", Marks::Dotted, played),
                Line::new("Now", Marks::Rings, vec![(at, here.mean_wait_seconds)]),
            ],
            levels: Vec::new(),
        },
    }
}

/// The same people with shorter and longer handling times, up to where they are 97% busy, or as busy as they are.
fn by_time(answer: &Answer) -> Result<Vec<(f64, Desk)>> {
    let Inputs { demand, servers, .. } = answer.inputs;
    let most = answer.desk.occupancy.max(0.97);
    let times = (0..=TIMES).map(|place| {
        let busy = 0.5 + (most - 0.5) * f64::from(place) / f64::from(TIMES);
        let handling_minutes = busy * f64::from(servers) * demand.interval_minutes / demand.arrivals;
        let longer = Inputs { demand: Demand { handling_minutes, ..demand }, ..answer.inputs };
        Ok((handling_minutes, desk(&longer)?))
    });
    // A time out of the bounds of what is computed is only left out: what was entered is within them.
    Ok(times.filter_map(Result::ok).collect())
}

fn time_table(desks: &[(f64, Desk)]) -> Table {
    let mut table = Table::new("The same people by handling time", &[("Handling time", "min"), ("Busy", "%"), ("Mean wait", "s")]);
    for (minutes, desk) in desks {
        table.row([Value::Number(*minutes, 2), Value::Number(100.0 * desk.occupancy, 1), Value::Number(desk.mean_wait_seconds, 1)]);
    }
    table
}

fn time_picture(answer: &Answer, desks: &[(f64, Desk)]) -> Picture {
    let now = (answer.inputs.demand.handling_minutes, answer.desk.mean_wait_seconds);
    Picture {
        title: format!(
            "Mean wait of the same {} people when calls take longer: it rises slowly, and then without limit as they come to be always busy.",
            answer.inputs.servers
        ),
        table: 1,
        plot: Plot::Lines {
            x: Axis::new("Mean handling time (minutes)"),
            y: Axis::new("Mean wait (s)").reaching(0.0, 0.0),
            lines: vec![
                Line::new("Computed", Marks::Line, desks.iter().map(|(minutes, desk)| (*minutes, desk.mean_wait_seconds)).collect()),
                Line::new("Now", Marks::Rings, vec![now]),
            ],
            levels: Vec::new(),
        },
    }
}

/// Computed and played, side by side.
fn beside(answer: &Answer) -> Table {
    let Answer { desk, seen, .. } = answer;
    let columns = [("", ""), ("Computed", ""), ("Played", ""), ("from", ""), ("to", "")];
    let mut table = Table::new("Computed and played, with the 95% interval of what was played", &columns);
    let within = format!("Within {} s (%)", amount(answer.inputs.target_seconds));
    for (name, computed, played, (times, most)) in [
        ("Mean wait (s)", desk.mean_wait_seconds, seen.mean_wait_seconds, (1.0, f64::INFINITY)),
        ("Must wait (%)", desk.wait_probability, seen.wait_probability, (100.0, 1.0)),
        (within.as_str(), desk.service_level, seen.service_level, (100.0, 1.0)),
    ] {
        let cell = |value: f64| Value::Number(times * value, 1);
        let (from, to) = played.interval(most);
        table.row([Value::text(name), cell(computed), cell(played.mean), cell(from), cell(to)]);
    }
    let longest = Value::Number(seen.longest_wait_seconds, 1);
    table.row([Value::text("Longest wait (s)"), Value::Blank, longest, Value::Blank, Value::Blank]);
    table
}

/// The same calls and people at fewer and larger desks.
fn pooled(answer: &Answer, desks: usize) -> Result<Table> {
    let columns = [("Desks", ""), ("People at each", ""), ("Load of each", "erlangs"), ("Must wait", "%"), ("Mean wait", "s")];
    let mut table = Table::new("The same calls and people, pooled", &columns);
    for joined in (1..=desks as u32).filter(|joined| (desks as u32).is_multiple_of(*joined)) {
        let Inputs { demand, servers, target_seconds } = answer.inputs;
        let demand = Demand { arrivals: demand.arrivals * f64::from(joined), ..demand };
        let one = desk(&Inputs { demand, servers: servers * joined, target_seconds }).map_err(at_field)?;
        table.row([
            Value::Number(f64::from(desks as u32 / joined), 0),
            Value::Number(f64::from(one.servers), 0),
            Value::Number(one.load, 2),
            Value::Number(100.0 * one.wait_probability, 1),
            Value::Number(one.mean_wait_seconds, 1),
        ]);
    }
    Ok(table)
}
