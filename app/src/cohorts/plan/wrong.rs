//! What is wrong with a plan, at the field it stands in.

use domain::cohorts::calendar::{Fault, Place, Plan, Rule};

use super::{Draft, field};

/// What is wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// The field's name.
    pub field: String,
    /// What the field is, as people name it.
    pub place: String,
    /// The rule with the piece that is wrong.
    pub rule: Option<Marked>,
    /// Why, in a sentence.
    pub reason: String,
}

/// A text with a piece of it marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked {
    /// Before it.
    pub before: String,
    /// The piece; empty where something is missing.
    pub piece: String,
    /// Behind it.
    pub after: String,
}

impl Marked {
    /// Marks the characters from, and up to but not including, a column from 0.
    pub fn new(text: &str, (from, to): (usize, usize)) -> Self {
        let part = |from: usize, to: usize| text.chars().skip(from).take(to.saturating_sub(from)).collect();
        Self { before: part(0, from), piece: part(from, to), after: part(to, usize::MAX) }
    }
}

impl Wrong {
    /// Something wrong with a field as a whole.
    pub fn new(field: impl Into<String>, place: impl Into<String>, reason: impl Into<String>) -> Self {
        Self { field: field.into(), place: place.into(), rule: None, reason: reason.into() }
    }

    /// As the summary says it.
    pub fn sentence(&self) -> String {
        format!("{}: {}", self.place, self.reason)
    }
}

impl Draft {
    /// The names in addresses of the module and the unit whose field this is; nothing where none was chosen yet.
    pub fn about(&self, name: &str) -> Option<(&str, Option<&str>)> {
        let (number, rest) = name.strip_prefix('m')?.split_once('-')?;
        let module = row(&self.modules, number)?;
        let unit = match rest.strip_prefix('u').and_then(|rest| rest.split_once('-')) {
            Some((number, _)) => Some(chosen(&row(&module.units, number)?.slug)?),
            None => None,
        };
        Some((chosen(&module.slug)?, unit))
    }
}

/// A row by its number from 1, as it stands in the name of a field.
fn row<'r, R>(rows: &'r [R], number: &str) -> Option<&'r R> {
    rows.get(number.parse::<usize>().ok()?.checked_sub(1)?)
}

fn chosen(slug: &str) -> Option<&str> {
    Some(slug.trim()).filter(|slug| !slug.is_empty())
}

/// What was found wrong with a plan, at the fields of the form it was read from.
pub fn wrongs(draft: &Draft, plan: &Plan, faults: Vec<Fault>) -> Vec<Wrong> {
    faults.into_iter().map(|fault| wrong(draft, plan, fault)).collect()
}

fn wrong(draft: &Draft, plan: &Plan, fault: Fault) -> Wrong {
    let (field, place, rule) = at(draft, plan, &fault.place);
    // Columns are those of the rule as it writes itself.
    let rule = rule.zip(fault.column).map(|(rule, column)| Marked::new(&rule.to_string(), column));
    Wrong { field, place, rule, reason: fault.reason }
}

/// The field of a place, what people call it, and its rule.
fn at<'p>(draft: &Draft, plan: &'p Plan, place: &Place) -> (String, String, Option<&'p Rule>) {
    match place {
        Place::Start => ("start".into(), "Start".into(), None),
        Place::End => ("end".into(), "Last day".into(), plan.end.as_ref()),
        Place::Hours => ("hours".into(), "Hours a week".into(), None),
        Place::Completion if plan.completion.units_percent > 100 => ("units-percent".into(), "Units".into(), None),
        Place::Completion => ("residencies-asked".into(), "Residencies".into(), None),
        Place::Blackout(number) => (field("b", *number, "title"), format!("Blackout {number}"), None),
        Place::Residency(number) => {
            let rule = plan.residencies.get(number.saturating_sub(1)).map(|one| &one.first_day);
            (field("r", *number, "first"), format!("Residency {number}, first day"), rule)
        }
        Place::Module(slug) | Place::Opens(slug) | Place::Due(slug) => of_module(draft, plan, place, slug),
        Place::UnitDue { module, unit } => of_unit(plan, module, unit),
    }
}

/// A module is found by its name; of two the second is the one too many.
fn of_module<'p>(draft: &Draft, plan: &'p Plan, place: &Place, slug: &str) -> (String, String, Option<&'p Rule>) {
    let index = draft.modules.iter().rposition(|row| row.slug.trim() == slug).unwrap_or(0);
    let (number, planned) = (index + 1, plan.modules.get(index));
    match place {
        Place::Opens(_) => (field("m", number, "opens"), format!("Module {number}, opens"), planned.map(|one| &one.opens)),
        Place::Due(_) => (field("m", number, "due"), format!("Module {number}, due"), planned.map(|one| &one.due)),
        _ => (field("m", number, "slug"), format!("Module {number}"), None),
    }
}

fn of_unit<'p>(plan: &'p Plan, module: &str, unit: &str) -> (String, String, Option<&'p Rule>) {
    let index = plan.modules.iter().rposition(|one| one.slug == module).unwrap_or(0);
    let units = plan.modules.get(index).map_or(&[][..], |module| &module.units);
    let at = units.iter().rposition(|one| one.slug == unit).unwrap_or(0);
    let name = field(&format!("m{}-u", index + 1), at + 1, "due");
    (name, format!("Module {}, unit {unit}", index + 1), units.get(at).map(|one| &one.due))
}
