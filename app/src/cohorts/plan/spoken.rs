//! What the fields of a plan are called.

/// A field within its row, and what people call it.
const FIELDS: [(&str, &str); 18] = [
    ("title", "name"),
    ("place", "place"),
    ("days", "days"),
    ("first", "first day"),
    ("last", "last day"),
    ("slug", "module"),
    ("opens", "opens"),
    ("due", "due"),
    ("summary", "summary"),
    ("end", "last day"),
    ("opens-at", "modules open at"),
    ("due-at", "things are due at"),
    ("hours", "hours a week"),
    ("units-percent", "units, in percent"),
    ("residencies-asked", "residencies asked for"),
    ("more", "what else is asked for"),
    ("start", "start"),
    ("u", "unit"),
];

/// What people call a field: `r2-first` is "Residency 2, first day".
pub fn spoken(name: &str) -> String {
    let word =
        |field: &str| FIELDS.iter().find(|(known, _)| *known == field).map_or_else(|| field.to_owned(), |(_, word)| (*word).to_owned());
    let Some((row, rest)) = name.split_once('-').filter(|(row, _)| row.ends_with(|last: char| last.is_ascii_digit())) else {
        let word = word(name);
        let mut letters = word.chars();
        return letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default();
    };
    let (kind, number) = row.split_at(1);
    let kind = match kind {
        "r" => "Residency",
        "m" => "Module",
        _ => "Blackout",
    };
    match rest.strip_prefix('u').and_then(|unit| unit.split_once('-')) {
        Some((unit, field)) if unit.bytes().all(|byte| byte.is_ascii_digit()) => {
            let field = if field == "slug" { "which unit".to_owned() } else { word(field) };
            format!("{kind} {number}, unit {unit}, {field}")
        }
        _ if rest == "slug" => format!("{kind} {number}"),
        _ => format!("{kind} {number}, {}", word(rest)),
    }
}
