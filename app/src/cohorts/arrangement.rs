//! How a roster is arranged: by which column, and which of its lines. All of it stands in the address, so that it can be mailed, and so
//! that a message can say whom it was for.

mod segments;

use domain::{
    ids::EnrollmentId,
    reports::{Line, Roster, RosterModule, family_name},
};

pub use segments::Segment;

use crate::{error::encoded, visit::Visit};

/// What a roster can be sorted by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Column {
    /// The family name.
    Name,
    /// Who needs help most.
    Standing,
    /// Units completed in the module with this name in addresses.
    Module(String),
    /// Units completed in all modules shown.
    Units,
    /// The last activity; never comes first.
    Seen,
    /// Hours studied in the last two weeks.
    Hours,
}

/// An arrangement as the address asks for it. What is not understood is as if it were not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrangement {
    /// The column that orders the lines.
    pub by: Column,
    /// Whether from its end.
    pub descending: bool,
    /// What names, specialties and addresses must contain, every word of it.
    pub search: String,
    /// Of whom there is something to say, if only those are shown.
    pub who: Option<Segment>,
    /// Only these, if any are named.
    pub only: Vec<EnrollmentId>,
}

impl Arrangement {
    /// As the visitor asked.
    pub fn asked(visit: &Visit) -> Self {
        Self::from_query(visit.address.split_once('?').map_or("", |(_, query)| query))
    }

    /// For whom a message is to be written: the address has a roster's query as its `segment`, and may name students with `only`.
    pub fn of_recipients(visit: &Visit) -> Self {
        let segment = visit.asked("segment").unwrap_or_default();
        let named = Self::asked(visit).only;
        let arrangement = Self::from_query(&segment);
        if named.is_empty() { arrangement } else { Self { only: named, ..arrangement } }
    }

    /// As a query says it, with its question mark or without.
    pub fn from_query(query: &str) -> Self {
        let pairs = pairs(query);
        let first = |name: &str| pairs.iter().find(|(have, _)| have == name).map_or("", |(_, value)| value.as_str());
        let sort = first("sort");
        let (name, descending) = sort.strip_prefix('-').map_or((sort, false), |name| (name, true));
        let named = pairs.iter().filter(|(name, _)| name == "only").flat_map(|(_, ids)| ids.split(','));
        // What the box "only who is behind or not seen" sent, before there were segments.
        let old = (first("behind") == "1").then_some(Segment::Help);
        Self {
            by: Column::named(name).unwrap_or(Column::Name),
            descending,
            search: first("q").trim().to_owned(),
            who: first("who").parse().ok().or(old),
            only: named.filter_map(|id| id.trim().parse().ok()).collect(),
        }
    }

    /// The lines to be shown, in order.
    pub fn arrange<'a>(&self, roster: &'a Roster) -> Vec<&'a Line> {
        let mut lines: Vec<&Line> = roster.lines.iter().filter(|line| self.shows(line)).collect();
        // The roster comes by name, and the sort is stable: equals stay in that order in both directions.
        let place = match &self.by {
            Column::Module(slug) => roster.modules.iter().position(|module| module.module.slug == *slug),
            _ => None,
        };
        lines.sort_by(|one, two| {
            let order = match &self.by {
                Column::Name => name(one).cmp(&name(two)),
                Column::Standing => one.standing.urgency().cmp(&two.standing.urgency()),
                Column::Module(_) => {
                    place.map(|at| one.progress[at].completed.cmp(&two.progress[at].completed)).unwrap_or(std::cmp::Ordering::Equal)
                }
                Column::Units => completed(one).cmp(&completed(two)),
                Column::Seen => one.last_at.cmp(&two.last_at),
                Column::Hours => one.minutes.cmp(&two.minutes),
            };
            if self.descending { order.reverse() } else { order }
        });
        lines
    }

    fn shows(&self, line: &Line) -> bool {
        let student = &line.student;
        let named = self.only.is_empty() || self.only.contains(&student.enrollment);
        named && self.who.is_none_or(|who| who.holds(line)) && (self.search.is_empty() || self.finds(line))
    }

    fn finds(&self, line: &Line) -> bool {
        let student = &line.student;
        let text = [&student.name, &student.credentials, &student.specialty, &student.email].map(|part| part.to_lowercase()).join(" ");
        self.search.to_lowercase().split_whitespace().all(|word| text.contains(word))
    }

    /// Whether some lines may be left out.
    pub fn leaves_out(&self) -> bool {
        self.who.is_some() || !self.only.is_empty() || !self.search.is_empty()
    }

    /// The query of a segment, or of everyone, in the order there is.
    pub fn of_segment(&self, who: Option<Segment>) -> String {
        Self { by: self.by.clone(), descending: self.descending, search: String::new(), who, only: Vec::new() }.query()
    }

    /// The query that arranges by a column; from its end, if it is the one already.
    pub fn sorted_by(&self, column: &Column) -> String {
        let descending = self.by == *column && !self.descending;
        Self { by: column.clone(), descending, ..self.clone() }.query()
    }

    /// How the lines are ordered by a column, in the words of `aria-sort`; absent if they are not.
    pub fn direction(&self, column: &Column) -> Option<&'static str> {
        (self.by == *column).then_some(if self.descending { "descending" } else { "ascending" })
    }

    /// The value of `sort`; empty for the usual order.
    pub fn sort(&self) -> String {
        match (&self.by, self.descending) {
            (Column::Name, false) => String::new(),
            (by, descending) => format!("{}{}", if descending { "-" } else { "" }, by.word()),
        }
    }

    /// The query of the address, with its question mark; empty for the usual arrangement.
    pub fn query(&self) -> String {
        let who = self.who.map_or("", Segment::as_str);
        let pairs = [("q", self.search.as_str()), ("who", who), ("only", &self.only()), ("sort", &self.sort())]
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}={}", encoded(value)))
            .collect::<Vec<_>>();
        if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) }
    }

    /// The value of `only`; empty where nobody is named.
    pub fn only(&self) -> String {
        self.only.iter().map(EnrollmentId::to_string).collect::<Vec<_>>().join(",")
    }

    /// The order in words: "by family name".
    pub fn in_words(&self, modules: &[RosterModule]) -> String {
        let ends = |first, last| if self.descending { last } else { first };
        match &self.by {
            Column::Name => ends("by family name", "by family name, from the end").to_owned(),
            Column::Standing => ends("who needs help first", "who needs no help first").to_owned(),
            Column::Units => ends("fewest units first", "most units first").to_owned(),
            Column::Seen => ends("longest not seen first", "last seen first").to_owned(),
            Column::Hours => ends("fewest hours first", "most hours first").to_owned(),
            Column::Module(slug) => {
                let title = modules.iter().find(|module| module.module.slug == *slug).map_or("", |module| module.module.title.as_str());
                format!("{} in {title}", ends("fewest units first", "most units first"))
            }
        }
    }
}

impl Column {
    fn named(word: &str) -> Option<Self> {
        Some(match word {
            "name" => Self::Name,
            "standing" => Self::Standing,
            "units" => Self::Units,
            "seen" => Self::Seen,
            "hours" => Self::Hours,
            other => Self::Module(other.strip_prefix("module.")?.to_owned()),
        })
    }

    fn word(&self) -> String {
        match self {
            Self::Name => "name".to_owned(),
            Self::Standing => "standing".to_owned(),
            Self::Units => "units".to_owned(),
            Self::Seen => "seen".to_owned(),
            Self::Hours => "hours".to_owned(),
            Self::Module(slug) => format!("module.{slug}"),
        }
    }
}

/// The names and values of a query.
fn pairs(query: &str) -> Vec<(String, String)> {
    let address = format!("/?{}", query.strip_prefix('?').unwrap_or(query)).parse::<axum::http::Uri>();
    let read = |address| axum::extract::Query::<Vec<(String, String)>>::try_from_uri(&address).map(|query| query.0);
    address.ok().and_then(|address| read(address).ok()).unwrap_or_default()
}

fn name(line: &Line) -> (String, &str) {
    (family_name(&line.student.name), &line.student.name)
}

/// Units completed in all modules of the roster.
pub fn completed(line: &Line) -> i64 {
    line.progress.iter().map(|progress| progress.completed).sum()
}

#[cfg(test)]
mod tests;
