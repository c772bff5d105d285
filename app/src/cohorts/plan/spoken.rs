//! What the fields of a plan are called.

use domain::text::capitalized;

const FIELDS: [(&str, &str); 16] = [
    ("title", "name"),
    ("place", "place"),
    ("days", "days"),
    ("first", "first day"),
    ("last", "last day"),
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
];

/// What people call a field: `r2-first` is "Residency 2, first day".
pub fn spoken(name: &str) -> String {
    let Some((row, field)) = name.split_once('-').filter(|(row, _)| row.ends_with(|last: char| last.is_ascii_digit())) else {
        return capitalized(word(name));
    };
    let (kind, number) = row.split_at(1);
    let kind = match kind {
        "r" => "Residency",
        "m" => "Module",
        _ => "Blackout",
    };
    let unit = field.strip_prefix('u').and_then(|unit| unit.split_once('-'));
    match unit.filter(|(unit, _)| unit.bytes().all(|byte| byte.is_ascii_digit())) {
        Some((unit, "slug")) => format!("{kind} {number}, unit {unit}"),
        Some((unit, field)) => format!("{kind} {number}, unit {unit}, {}", word(field)),
        None if field == "slug" => format!("{kind} {number}"),
        None => format!("{kind} {number}, {}", word(field)),
    }
}

fn word(field: &str) -> &str {
    FIELDS.iter().find(|(known, _)| *known == field).map_or(field, |(_, word)| word)
}

#[cfg(test)]
mod tests {
    use super::spoken;

    #[test]
    fn a_field_is_called_as_it_is_on_the_page() {
        for (name, words) in [
            ("r2-first", "Residency 2, first day"),
            ("m13-u2-due", "Module 13, unit 2, due"),
            ("m1-u1-slug", "Module 1, unit 1"),
            ("m3-slug", "Module 3"),
            ("b1-title", "Blackout 1, name"),
            ("opens-at", "Modules open at"),
            ("title", "Name"),
        ] {
            assert_eq!(spoken(name), words);
        }
    }
}
