//! Lists, times and numbers in words.

use crate::residencies::arrange::Problem;

/// How many names are told before "and 7 more".
const NAMES: usize = 8;

/// "a, b and c".
pub(super) fn listed<T: AsRef<str>>(parts: &[T]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", first.join(", "), last.as_ref())
        }
    }
}

/// The titles of sessions, the first ones if they are many.
pub(in crate::residencies::arrange) fn titles(problem: &Problem, sessions: &[usize]) -> String {
    let mut names: Vec<String> = sessions.iter().take(NAMES).map(|number| format!("“{}”", problem.sessions[*number].title)).collect();
    if sessions.len() > NAMES {
        names.push(format!("{} more", sessions.len() - NAMES));
    }
    listed(&names)
}

/// Minutes: "1 h 30 min".
pub(super) fn long(minutes: u64) -> String {
    match (minutes / 60, minutes % 60) {
        (0, rest) => format!("{rest} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, rest) => format!("{hours} h {rest} min"),
    }
}

/// "1 spot", "2 spots".
pub(super) fn counted(count: usize, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {many}") }
}
