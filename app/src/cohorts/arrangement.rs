//! How a roster is arranged: by which column, and which of its lines. All of it stands in the address, so that it can be mailed.

use domain::reports::{Line, Roster, RosterModule, family_name};

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
    /// Whether only those who need help are shown.
    pub behind: bool,
}

impl Arrangement {
    /// As the visitor asked.
    pub fn asked(visit: &Visit) -> Self {
        Self::from_query(visit.address.split_once('?').map_or("", |(_, query)| query))
    }

    /// As a query says it, with its question mark or without.
    pub fn from_query(query: &str) -> Self {
        let pairs = pairs(query);
        let asked = |name: &str| pairs.iter().find(|(have, _)| have == name).map(|(_, value)| value.clone());
        let sort = asked("sort").unwrap_or_default();
        let (name, descending) = sort.strip_prefix('-').map_or((sort.as_str(), false), |name| (name, true));
        Self {
            by: Column::named(name).unwrap_or(Column::Name),
            descending,
            search: asked("q").unwrap_or_default().trim().to_owned(),
            behind: asked("behind").as_deref() == Some("1"),
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
            };
            if self.descending { order.reverse() } else { order }
        });
        lines
    }

    fn shows(&self, line: &Line) -> bool {
        let student = &line.student;
        let text = [&student.name, &student.credentials, &student.specialty, &student.email].map(|part| part.to_lowercase()).join(" ");
        let found = self.search.to_lowercase().split_whitespace().all(|word| text.contains(word));
        found && (!self.behind || line.standing.needs_help())
    }

    /// Whether some lines may be left out.
    pub fn leaves_out(&self) -> bool {
        self.behind || !self.search.is_empty()
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
        let behind = if self.behind { "1" } else { "" };
        let pairs = [("q", self.search.as_str()), ("behind", behind), ("sort", &self.sort())]
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}={}", encoded(value)))
            .collect::<Vec<_>>();
        if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) }
    }

    /// The order in words: "by family name".
    pub fn in_words(&self, modules: &[RosterModule]) -> String {
        let ends = |first, last| if self.descending { last } else { first };
        match &self.by {
            Column::Name => ends("by family name", "by family name, from the end").to_owned(),
            Column::Standing => ends("who needs help first", "who needs no help first").to_owned(),
            Column::Units => ends("fewest units first", "most units first").to_owned(),
            Column::Seen => ends("longest not seen first", "last seen first").to_owned(),
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
            other => Self::Module(other.strip_prefix("module.")?.to_owned()),
        })
    }

    fn word(&self) -> String {
        match self {
            Self::Name => "name".to_owned(),
            Self::Standing => "standing".to_owned(),
            Self::Units => "units".to_owned(),
            Self::Seen => "seen".to_owned(),
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
