//! What a venue and a room must be like.

use super::{LARGEST_ROOM, LONGEST_NAME, LONGEST_TEXT, LONGEST_WAY, MOST_OTHERS, RoomDetails, RoomFeature, VenueDetails};
use crate::residencies::clock::{WHOLE_DAY, minute};
use crate::{Error, FieldError, Result};

/// The longest word for a feature, in characters.
const LONGEST_FEATURE: usize = 40;
/// The longest address of a map, in characters.
const LONGEST_URL: usize = 500;

/// A venue as it was typed.
#[derive(Clone, Debug, Default)]
pub struct TypedVenue<'a> {
    /// Its name.
    pub name: &'a str,
    /// Where it is.
    pub address: &'a str,
    /// A map.
    pub map_url: &'a str,
    /// Who gets in how.
    pub access: &'a str,
}

/// A room as it was typed.
#[derive(Clone, Debug, Default)]
pub struct TypedRoom<'a> {
    /// Its name.
    pub name: &'a str,
    /// How many it seats.
    pub capacity: &'a str,
    /// The words of [`RoomFeature`] that were ticked.
    pub features: Vec<&'a str>,
    /// Other features, with commas between them.
    pub others: &'a str,
    /// When it opens, `08:00`.
    pub opens: &'a str,
    /// When it closes, up to `24:00`.
    pub closes: &'a str,
    /// Whether it is reached without steps.
    pub step_free: bool,
}

/// Collects what is wrong, field by field.
#[derive(Default)]
struct Faults(Vec<FieldError>);

impl Faults {
    fn unless(&mut self, holds: bool, field: &'static str, message: impl Into<String>) {
        if !holds {
            self.0.push(FieldError { field, message: message.into() });
        }
    }

    fn name(&mut self, name: &str) {
        self.unless(!name.is_empty(), "name", "Write a name.");
        self.unless(name.chars().count() <= LONGEST_NAME, "name", format!("Use at most {LONGEST_NAME} characters."));
    }

    fn finish<T>(self, value: T) -> Result<T> {
        if self.0.is_empty() { Ok(value) } else { Err(Error::Invalid(self.0)) }
    }
}

/// A venue of what was typed.
///
/// # Errors
/// [`Error::Invalid`] by `name`, `address`, `map_url` and `access`.
pub fn venue(typed: &TypedVenue<'_>) -> Result<VenueDetails> {
    let mut faults = Faults::default();
    let [name, address, map_url, access] = [typed.name, typed.address, typed.map_url, typed.access].map(|text| text.trim().to_owned());
    faults.name(&name);
    let long = format!("Use at most {LONGEST_TEXT} characters.");
    faults.unless(address.chars().count() <= LONGEST_TEXT, "address", long.clone());
    faults.unless(
        map_url.is_empty() || is_https(&map_url),
        "map_url",
        "Paste the whole address of the map, beginning with https://, or leave it empty.",
    );
    faults.unless(access.chars().count() <= LONGEST_TEXT, "access", long);
    faults.finish(VenueDetails { name, address, map_url, access })
}

/// Whether a text is an address of a page on an encrypted connection.
fn is_https(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("https://") else { return false };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let plain = |letter: char| letter.is_ascii_graphic() && !"\"'<>\\`".contains(letter);
    text.len() <= LONGEST_URL && text.chars().all(plain) && host.contains('.') && !host.starts_with('.') && !host.contains('@')
}

/// A room of what was typed.
///
/// # Errors
/// [`Error::Invalid`] by `name`, `capacity`, `features`, `others`, `opens` and `closes`.
pub fn room(typed: &TypedRoom<'_>) -> Result<RoomDetails> {
    let mut faults = Faults::default();
    let name = typed.name.trim().to_owned();
    faults.name(&name);
    let capacity = typed.capacity.trim().parse().unwrap_or(0);
    let seats = (1..=LARGEST_ROOM).contains(&capacity);
    faults.unless(seats, "capacity", format!("Say how many people it seats, as a number from 1 to {LARGEST_ROOM}."));
    let features = features(typed, &mut faults);
    let (opens, closes) = (minute(typed.opens), minute(typed.closes));
    faults.unless(opens.is_some_and(|opens| opens < WHOLE_DAY), "opens", "Write a time of day, like 08:00.");
    faults.unless(closes.is_some(), "closes", "Write a time of day, like 18:30; 24:00 is midnight.");
    let (opens, closes) = (opens.unwrap_or(0), closes.unwrap_or(WHOLE_DAY));
    faults.unless(opens < closes, "closes", "A room closes after it opens.");
    faults.finish(RoomDetails { name, capacity, features, opens, closes, step_free: typed.step_free })
}

/// The features that were ticked, in our order, and then the others as they were typed. None stands there twice.
fn features(typed: &TypedRoom<'_>, faults: &mut Faults) -> Vec<String> {
    let known = typed.features.iter().all(|word| word.parse::<RoomFeature>().is_ok());
    faults.unless(known, "features", "Choose from the list, and write what else there is under it.");
    let others: Vec<_> = typed.others.split([',', '\n']).map(str::trim).filter(|word| !word.is_empty()).collect();
    let short = others.len() <= MOST_OTHERS && others.iter().all(|word| word.chars().count() <= LONGEST_FEATURE);
    faults.unless(short, "others", format!("Name at most {MOST_OTHERS}, each with at most {LONGEST_FEATURE} characters."));
    let said = |feature: &RoomFeature| {
        let word = feature.as_str();
        typed.features.contains(&word) || others.iter().any(|other| other.to_lowercase() == word)
    };
    let mut features: Vec<_> = RoomFeature::ALL.into_iter().filter(said).map(|feature| feature.as_str().to_owned()).collect();
    for other in others {
        if !features.iter().any(|feature| feature.to_lowercase() == other.to_lowercase()) {
            features.push(other.to_owned());
        }
    }
    features
}

/// Minutes on foot of what was typed; nothing if nothing was.
///
/// # Errors
/// The sentence that says what to type.
pub fn way(typed: &str) -> Result<Option<i64>, String> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let minutes = typed.parse().ok().filter(|minutes| (0..=LONGEST_WAY).contains(minutes));
    minutes.map(Some).ok_or_else(|| format!("Write the minutes on foot as a number from 0 to {LONGEST_WAY}, or leave it empty."))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn aula() -> TypedRoom<'static> {
        TypedRoom { name: " Aula ", capacity: "120", opens: "8:00", closes: "24:00", ..TypedRoom::default() }
    }

    fn wrong<T>(result: Result<T>) -> Vec<&'static str> {
        match result {
            Err(Error::Invalid(errors)) => errors.into_iter().map(|error| error.field).collect(),
            _ => Vec::new(),
        }
    }

    #[test]
    fn a_room_has_seats_and_hours() {
        let room = room(&aula()).unwrap();
        assert_eq!((room.name.as_str(), room.capacity, room.opens, room.closes, room.step_free), ("Aula", 120, 480, 1440, false));
        for capacity in ["0", "2001", "-3", "many", ""] {
            assert_eq!(wrong(super::room(&TypedRoom { capacity, ..aula() })), ["capacity"], "{capacity}");
        }
        assert_eq!(wrong(super::room(&TypedRoom { opens: "24:00", ..aula() })), ["opens", "closes"]);
        assert_eq!(wrong(super::room(&TypedRoom { opens: "18:00", closes: "18:00", ..aula() })), ["closes"]);
        assert_eq!(wrong(super::room(&TypedRoom { name: "", closes: "late", ..aula() })), ["name", "closes"]);
    }

    #[test]
    fn features_are_words_of_the_list_and_others_and_none_twice() {
        let typed = TypedRoom { features: vec!["hearing loop", "projector"], others: "Piano, PROJECTOR, piano,,", ..aula() };
        assert_eq!(room(&typed).unwrap().features, ["projector", "hearing loop", "Piano"]);
        assert_eq!(wrong(room(&TypedRoom { features: vec!["fireplace"], ..aula() })), ["features"]);
        assert_eq!(wrong(room(&TypedRoom { others: "a,b,c,d,e,f,g,h,i,j,k", ..aula() })), ["others"]);
    }

    #[test]
    fn a_map_is_an_https_address_or_none() {
        let with = |map_url| venue(&TypedVenue { name: "Campus", map_url, ..TypedVenue::default() });
        for good in ["", "https://maps.example.org/?q=campus", "https://www.openstreetmap.org/#map=19/40.44/-79.94"] {
            assert_eq!(with(good).unwrap().map_url, good);
        }
        for bad in
            ["http://maps.example.org", "javascript:alert(1)", "https://", "https://a b.org", "https://maps", "https://x@y.org/", "maps"]
        {
            assert_eq!(wrong(with(bad)), ["map_url"], "{bad}");
        }
    }

    #[test]
    fn a_way_is_minutes_or_unknown() {
        assert_eq!(["", "0", " 12 ", "240"].map(|typed| way(typed).unwrap()), [None, Some(0), Some(12), Some(240)]);
        assert!(["-1", "241", "far"].iter().all(|typed| way(typed).is_err()));
    }
}
