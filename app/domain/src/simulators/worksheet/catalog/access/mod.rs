//! A desk where calls come at random: its wait by Erlang C for each number of people, and the same desk played call by call.

mod tables;
#[cfg(test)]
mod tests;

use super::super::{Entries, Field, Figure, Outcome, Preset, Shape, Worksheet, amount, number, on_page, page_only};
use crate::simulators::access::erlang::{Demand, Desk, Inputs, Target, desk, staff_needed};
use crate::simulators::access::queue::{self, Handling, Seen};
use crate::simulators::{Refused, Result};

/// Most people at a desk here.
const MOST_PEOPLE: usize = 500;
/// Most calls that are counted in all runs together, with a quarter as many before.
const MOST_CALLS: usize = 50_000;
/// Most calls of all runs together with all those before counting begins: a browser plays them while somebody types.
const MOST_PLAYED: usize = 300_000;

/// What it asks, and how it works.
pub static WORKSHEET: Worksheet = Worksheet {
    name: "access",
    title: "Wait at a desk",
    about: page_only(
        "How long callers wait with so many people at a telephone or a desk, how many people a promise takes, and what pooling gains.",
    ),
    basis: on_page(&[
        "Computed: Erlang C. Random arrivals at a steady rate, exponential handling times, identical people, one line, nobody hangs up, the long run. Gans, Koole & Mandelbaum, Manuf Serv Oper Manag 2003;5:79-141.",
        "Played: the same desk call by call, with random numbers from the seed. The interval is Student's t, 95%, over the means of the runs. Handling times with a variation of your own are lognormal.",
        "A desk that has run for a while has taken, before counting begins, a quarter as many calls as are counted, and more where it is large or nearly always busy: four times its relaxation time. Gamarnik & Goldberg, Ann Appl Probab 2013;23:1879-1912.",
        "Not for booked appointments, where the schedule makes the arrivals.",
    ]),
    fields: &[
        Field {
            name: "arrivals",
            label: "Arrivals",
            hint: page_only("Calls in the interval, such as the busiest half-hour."),
            shape: Shape::Number("calls"),
        },
        Field { name: "interval", label: "Interval", hint: "", shape: Shape::Number("minutes") },
        Field { name: "handling", label: "Mean handling time", hint: "", shape: Shape::Number("minutes a call") },
        Field { name: "people", label: "People who answer", hint: page_only("At most 500."), shape: Shape::Number("people") },
        Field { name: "target", label: "To be answered within", hint: "", shape: Shape::Number("seconds") },
        Field {
            name: "level",
            label: "Share to be answered in that time",
            hint: page_only("Blank: the mean wait is to be no longer than that time."),
            shape: Shape::Number("%"),
        },
        Field {
            name: "desks",
            label: "Separate desks like this one",
            hint: page_only("From 2 to 12, to see them pooled. Blank: this desk alone."),
            shape: Shape::Number("desks"),
        },
        Field {
            name: "variation",
            label: "Variation of handling times when played",
            hint: page_only("Standard deviation by mean, 0 to 5; 0 is every call alike. Blank: exponential, as Erlang C has it."),
            shape: Shape::Number("times the mean"),
        },
        Field {
            name: "start",
            label: "A played run begins",
            hint: "",
            shape: Shape::Choice(&[("settled", "when the desk has run for a while"), ("empty", "with an empty desk, at opening time")]),
        },
        Field {
            name: "calls",
            label: "Calls of a run",
            hint: page_only("All runs together: at most 40,000 calls, or 50,000 from an empty desk."),
            shape: Shape::Number("calls"),
        },
        Field { name: "runs", label: "Runs", hint: page_only("From 2 to 1,000."), shape: Shape::Number("runs") },
        Field { name: "seed", label: "Seed", hint: page_only("Another whole number plays other calls."), shape: Shape::Number("no unit") },
    ],
    presets: on_page(&[
        Preset {
            name: "desk",
            title: "The busiest half-hour: 14 people",
            source: "Call Centre Helper, Erlang C formula: made simple with an easy worked example",
            inputs: "arrivals=100&interval=30&handling=3&people=14&target=20&level=80&desks=&variation=&start=settled&calls=2000&runs=20&seed=1",
        },
        Preset {
            name: "pooling",
            title: "Four desks of three people",
            source: "",
            inputs: "arrivals=25&interval=30&handling=3&people=3&target=20&level=80&desks=4&variation=&start=settled&calls=2000&runs=20&seed=1",
        },
        Preset {
            name: "opening",
            title: "The first half-hour after opening, with 11 people",
            source: "",
            inputs: "arrivals=100&interval=30&handling=3&people=11&target=20&level=80&desks=&variation=&start=empty&calls=100&runs=500&seed=1",
        },
    ]),
    work,
    drawing: None,
};

/// The library's inputs and the fields of the form.
const PLACES: &[(&str, &str)] = &[
    ("demand.arrivals", "arrivals"),
    ("demand.interval_minutes", "interval"),
    ("demand.handling_minutes", "handling"),
    ("demand", "arrivals"),
    ("servers", "people"),
    ("target_seconds", "target"),
    ("handling", "variation"),
    ("replications", "runs"),
    ("target", "target"),
];

fn at_field(refused: Refused) -> Refused {
    refused.renamed(PLACES, "calls")
}

/// What was entered, and what came of it.
struct Answer {
    inputs: Inputs,
    /// Share to be answered in time; none where the mean wait is what was promised.
    level: Option<f64>,
    desks: Option<usize>,
    desk: Desk,
    needed: Desk,
    played: queue::Inputs,
    seen: Seen,
}

fn work(entries: &Entries) -> Result<Outcome> {
    let demand = Demand {
        arrivals: entries.number("arrivals")?,
        interval_minutes: entries.number("interval")?,
        handling_minutes: entries.number("handling")?,
    };
    let inputs = Inputs { demand, servers: entries.whole("people", 1, MOST_PEOPLE)? as u32, target_seconds: entries.number("target")? };
    let level = level(entries)?;
    let desks = entries.maybe("desks")?.map(|_| entries.whole("desks", 2, 12)).transpose()?;
    let desk = desk(&inputs).map_err(at_field)?;
    let target = level.map_or(Target::MeanWaitSeconds(inputs.target_seconds), Target::ServiceLevel);
    let needed = staff_needed(demand, inputs.target_seconds, target).map_err(at_field)?.pop().unwrap_or(desk);
    let played = played(entries, &inputs)?;
    let seen = queue::play(&played).map_err(at_field)?;
    let answer = Answer { inputs, level, desks, desk, needed, played, seen };
    let (tables, pictures) = tables::all(&answer)?;
    Ok(Outcome { says: says(entries, &answer), figures: figures(&answer), pictures, tables, notes: notes(entries, &answer) })
}

fn level(entries: &Entries) -> Result<Option<f64>> {
    match entries.maybe("level")? {
        Some(level) if !(level > 0.0 && level < 100.0) => {
            Err(Refused::new("level", "Enter a share above 0% and below 100%, such as 80, or leave it blank."))
        }
        level => Ok(level.map(|level| level / 100.0)),
    }
}

fn played(entries: &Entries, inputs: &Inputs) -> Result<queue::Inputs> {
    let (calls, runs) = (entries.whole("calls", 1, MOST_CALLS)?, entries.whole("runs", 2, 1000)?);
    let is_settled = entries.choice("start") == "settled";
    let quarter = if is_settled { calls.div_ceil(4) } else { 0 };
    if (calls + quarter) * runs > MOST_CALLS {
        return Err(Refused::new("calls", "These are too many calls: all runs together take 40,000, or 50,000 from an empty desk."));
    }
    let handling = match entries.maybe("variation")? {
        None => Handling::Exponential,
        Some(0.0) => Handling::Constant,
        Some(variation) => Handling::Lognormal(variation),
    };
    // So many that the empty desk of the start is forgotten, as far as they can be played.
    let settling = queue::settling_calls(inputs.demand, inputs.servers, handling).min((MOST_PLAYED / runs - calls) as f64) as usize;
    let warm_up = if is_settled { quarter.max(settling) } else { 0 };
    Ok(queue::Inputs {
        demand: inputs.demand,
        servers: inputs.servers,
        target_seconds: inputs.target_seconds,
        handling,
        warm_up: warm_up as u32,
        calls: calls as u32,
        replications: runs as u32,
        seed: entries.whole("seed", 0, 1_000_000)? as u64,
    })
}

fn says(entries: &Entries, answer: &Answer) -> String {
    let (here, needed) = (answer.inputs.servers, answer.needed.servers);
    let promise = match answer.level {
        Some(level) => format!("{}% within {} seconds", amount(100.0 * level), amount(answer.inputs.target_seconds)),
        None => format!("a mean wait of {} seconds", amount(answer.inputs.target_seconds)),
    };
    let more = match here.cmp(&needed) {
        std::cmp::Ordering::Less => format!("A promise of {promise} takes {needed} people, {} more.", needed - here),
        std::cmp::Ordering::Equal => format!("A promise of {promise} takes all of them."),
        std::cmp::Ordering::Greater => format!("{needed} would be enough for a promise of {promise}."),
    };
    let opening = match entries.choice("start") {
        "empty" => format!(
            "In the first {} calls after opening they wait {}. ",
            entries.typed("calls"),
            number(answer.seen.mean_wait_seconds.mean, 1)
        ),
        _ => String::new(),
    };
    format!(
        "With {here} {} who answer, callers wait {} seconds on average. {opening}{more}",
        if here == 1 { "person" } else { "people" },
        number(answer.desk.mean_wait_seconds, 1)
    )
}

fn figures(answer: &Answer) -> Vec<Figure> {
    let (desk, seen) = (&answer.desk, answer.seen.mean_wait_seconds);
    let percent = |share: f64| number(100.0 * share, 1);
    vec![
        Figure::new("Mean wait", number(desk.mean_wait_seconds, 1), "s"),
        Figure::new("Mean wait, played", tables::with_interval(seen), "s"),
        Figure::new("Must wait", percent(desk.wait_probability), "%"),
        Figure::new(format!("Answered within {} s", amount(answer.inputs.target_seconds)), percent(desk.service_level), "%"),
        Figure::new("Busy", percent(desk.occupancy), "% of the time"),
        Figure::new("People needed", answer.needed.servers.to_string(), ""),
    ]
}

fn notes(entries: &Entries, answer: &Answer) -> Vec<String> {
    let mut notes = vec![format!("The load is {} erlangs: so many people are busy on average.", amount(answer.desk.load))];
    let varies = !entries.typed("variation").is_empty();
    if entries.choice("start") == "empty" {
        notes.push(
            "The runs begin with an empty desk, so their calls wait less than in the long run, which is what is computed.".to_owned(),
        );
    } else {
        notes.extend(unsettled(&answer.played));
        notes.extend(if varies { None } else { missed(answer) });
    }
    if varies {
        notes.push("Only the played desk has handling times of this variation; what is computed has exponential ones.".to_owned());
    }
    notes
}

/// Where the calls before counting begins are too few.
fn unsettled(played: &queue::Inputs) -> Option<String> {
    let settling = queue::settling_calls(played.demand, played.servers, played.handling);
    (settling > f64::from(played.warm_up)).then(|| {
        format!(
            "So full a desk takes {} calls to settle, and the runs begin to count after {}: they wait less than is computed.",
            number(settling, 0),
            number(f64::from(played.warm_up), 0)
        )
    })
}

/// Where what was played is not what is computed, by more than is shown of either.
fn missed(answer: &Answer) -> Option<String> {
    let computed = answer.desk.mean_wait_seconds;
    let (from, to) = answer.seen.mean_wait_seconds.interval(f64::INFINITY);
    (computed < from - 0.05 || computed > to + 0.05).then(|| {
        "The interval of the played wait misses what is computed, as one in twenty does, and more where runs are short for so full a desk: take longer runs or another seed."
            .to_owned()
    })
}
