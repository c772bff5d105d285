//! What may be typed about teams.

use std::collections::HashSet;

use super::{LONGEST_BACKGROUND, LONGEST_TEAM_NAME, MOST_TEAMS, Mixing};
use crate::{
    FieldError,
    ids::{EnrollmentId, TeamId},
};

/// Where a student comes from, as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypedBackground {
    /// Whose.
    pub enrollment: EnrollmentId,
    /// Who employs them; may be empty.
    pub employer: String,
    /// Hospital, clinic or town; may be empty.
    pub site: String,
}

/// A text for each of several teams: its name, or what is wrong with it.
pub type ByTeam = Vec<(TeamId, String)>;

/// How so many students are to be mixed: `by` is `teams` for so many teams, or `size` for so many in a team at most.
///
/// # Errors
/// What is wrong with `by` or `number`.
pub fn mixing((by, number): (&str, &str), seed: u64, students: usize) -> Result<Mixing, FieldError> {
    let fault = |field, message: String| FieldError { field, message };
    let most = if by == "size" { students } else { MOST_TEAMS.min(students) };
    let words = if by == "size" { "students of a team" } else { "teams" };
    let number = number.trim().parse().ok().filter(|number| (1..=most).contains(number));
    let number: usize = number.ok_or_else(|| fault("number", format!("Write the number of {words}, from 1 to {most}.")))?;
    match by {
        "teams" => Ok(Mixing { teams: number, seed }),
        "size" if students.div_ceil(number) <= MOST_TEAMS => Ok(Mixing { teams: students.div_ceil(number), seed }),
        "size" => Err(fault("number", format!("That would make more than {MOST_TEAMS} teams. Put more students into each."))),
        _ => Err(fault("by", "Choose one.".to_owned())),
    }
}

/// The names of teams without white space around them.
///
/// # Errors
/// What is wrong, by team.
pub fn names(typed: &[(TeamId, String)]) -> Result<ByTeam, ByTeam> {
    let mut taken = HashSet::new();
    let (mut good, mut wrong) = (Vec::new(), Vec::new());
    for (team, name) in typed {
        let name = name.trim().to_owned();
        if name.is_empty() {
            wrong.push((*team, "Write a name.".to_owned()));
        } else if name.chars().count() > LONGEST_TEAM_NAME {
            wrong.push((*team, format!("Use at most {LONGEST_TEAM_NAME} characters.")));
        } else if !taken.insert(name.to_lowercase()) {
            wrong.push((*team, "Another team has this name.".to_owned()));
        } else {
            good.push((*team, name));
        }
    }
    if wrong.is_empty() { Ok(good) } else { Err(wrong) }
}

/// What the first so many teams are called, given all there ever were in their order: the name, and whether it is retired. Each keeps its
/// name; one that returns gets another where that is taken meanwhile.
pub fn called(there: &[(String, bool)], wanted: usize) -> Vec<String> {
    let mut taken: HashSet<_> = there.iter().filter(|(_, retired)| !retired).map(|(name, _)| name.to_lowercase()).collect();
    let mut free = |wish: String| {
        let numbered = (1..).map(|number| format!("Team {number}"));
        std::iter::once(wish).chain(numbered).find(|name| taken.insert(name.to_lowercase())).unwrap_or_default()
    };
    let name = |place: usize| match there.get(place) {
        Some((name, false)) => name.clone(),
        Some((name, true)) => free(name.clone()),
        None => free(format!("Team {}", place + 1)),
    };
    (0..wanted).map(name).collect()
}

/// Where a student comes from, without white space around it.
///
/// # Errors
/// What is wrong: the field, `employer` or `site`, and the sentence.
pub fn background(typed: &TypedBackground) -> Result<TypedBackground, (&'static str, String)> {
    let (employer, site) = (typed.employer.trim().to_owned(), typed.site.trim().to_owned());
    for (field, text) in [("employer", &employer), ("site", &site)] {
        if text.chars().count() > LONGEST_BACKGROUND {
            return Err((field, format!("Use at most {LONGEST_BACKGROUND} characters.")));
        }
    }
    Ok(TypedBackground { enrollment: typed.enrollment, employer, site })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn so_many_teams_or_so_many_in_each() {
        let of = |by, number| mixing((by, number), 7, 34).map(|mixing| mixing.teams).map_err(|error| error.field);
        assert_eq!([of("teams", "6"), of("teams", " 34 "), of("size", "6"), of("size", "34")], [Ok(6), Ok(34), Ok(6), Ok(1)]);
        assert_eq!([of("teams", "0"), of("teams", "35"), of("size", "40"), of("size", "few")], [Err("number"); 4]);
        assert_eq!(of("", "3"), Err("by"));
        assert!(mixing(("size", "1"), 7, 61).is_err() && mixing(("teams", "1"), 7, 0).is_err());
    }

    #[test]
    fn teams_keep_their_names_and_one_that_returns_takes_nobodys() {
        let there = [("Blue", false), ("team 3", false), ("Team 3", true)].map(|(name, retired)| (name.to_owned(), retired));
        assert_eq!(called(&there, 2), ["Blue", "team 3"]);
        assert_eq!(called(&there, 4), ["Blue", "team 3", "Team 1", "Team 4"]);
        assert_eq!(called(&[], 2), ["Team 1", "Team 2"]);
    }

    #[test]
    fn no_two_teams_have_one_name() {
        let [one, two, three] = [TeamId::new(), TeamId::new(), TeamId::new()];
        let typed = [(one, " Blue ".to_owned()), (two, "blue".to_owned()), (three, " ".to_owned())];
        let wrong: Vec<_> = names(&typed).unwrap_err().into_iter().map(|(team, _)| team).collect();
        assert_eq!(wrong, [two, three]);
        assert_eq!(names(&typed[..1]).unwrap(), [(one, "Blue".to_owned())]);
    }
}
