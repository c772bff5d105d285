//! Time zones as people look for them.

use chrono_tz::{TZ_VARIANTS, Tz};

use crate::{Error, Result};

/// A zone to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ZoneChoice {
    /// Its IANA name, which is kept.
    pub name: &'static str,
    /// The city first, so that typing it finds it in a list.
    pub label: String,
}

/// Where most of the school's people are: these stand first, from east to west.
const FIRST: [(&str, &str); 7] = [
    ("America/New_York", "Eastern time (New York)"),
    ("America/Chicago", "Central time (Chicago)"),
    ("America/Denver", "Mountain time (Denver)"),
    ("America/Phoenix", "Mountain time without daylight saving (Phoenix)"),
    ("America/Los_Angeles", "Pacific time (Los Angeles)"),
    ("America/Anchorage", "Alaska time (Anchorage)"),
    ("Pacific/Honolulu", "Hawaii time (Honolulu)"),
];

/// The parts of the world whose cities name zones; everything else in the database is an older name of one of these.
const AREAS: [&str; 10] = ["Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"];

/// Every zone to choose from: those of the United States first, then all by city. `also` is one that must be among them: the
/// person's own, whatever its name.
pub fn time_zones(also: &str) -> Vec<ZoneChoice> {
    let mut cities: Vec<ZoneChoice> = TZ_VARIANTS.iter().map(|zone| zone.name()).filter(|name| !is_first(name)).filter_map(city).collect();
    cities.sort_by(|one, other| one.label.cmp(&other.label));
    let first = FIRST.map(|(name, label)| ZoneChoice { name, label: label.to_owned() });
    let utc = ZoneChoice { name: "UTC", label: "UTC".to_owned() };
    let mut all: Vec<ZoneChoice> = first.into_iter().chain([utc]).chain(cities).collect();
    if let (false, Ok(zone)) = (all.iter().any(|choice| choice.name == also), also.parse::<Tz>()) {
        all.insert(0, ZoneChoice { name: zone.name(), label: zone.name().to_owned() });
    }
    all
}

/// A zone by its IANA name, as it was chosen.
///
/// # Errors
/// If there is none of that name.
pub fn time_zone(chosen: &str) -> Result<String> {
    let zone: Tz = chosen.trim().parse().map_err(|_| Error::field("time_zone", "Choose a time zone from the list."))?;
    Ok(zone.name().to_owned())
}

fn is_first(name: &str) -> bool {
    FIRST.iter().any(|(first, _)| *first == name)
}

/// `America/Argentina/Buenos_Aires` as `Buenos Aires (America, Argentina)`.
fn city(name: &'static str) -> Option<ZoneChoice> {
    let (area, city) = name.rsplit_once('/')?;
    let known = AREAS.contains(&area.split('/').next()?);
    known.then(|| ZoneChoice { name, label: format!("{} ({})", city, area.replace('/', ", ")).replace('_', " ") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_city_is_found_by_typing_it() {
        let zones = time_zones("UTC");
        let label = |name: &str| zones.iter().find(|zone| zone.name == name).map(|zone| zone.label.clone());
        assert_eq!(label("Europe/Berlin").as_deref(), Some("Berlin (Europe)"));
        assert_eq!(label("America/Argentina/Buenos_Aires").as_deref(), Some("Buenos Aires (America, Argentina)"));
        assert_eq!(zones[0].name, "America/New_York");
        assert_eq!(zones.iter().filter(|zone| zone.name == "America/New_York").count(), 1);
        assert_eq!(label("Etc/GMT+5"), None);
    }

    #[test]
    fn every_choice_is_a_zone_and_ones_own_is_among_them() {
        for zone in time_zones("US/Eastern") {
            assert_eq!(time_zone(zone.name).unwrap(), zone.name);
        }
        assert_eq!(time_zones("US/Eastern")[0].name, "US/Eastern");
        assert!(time_zone("Mars/Olympus").is_err());
    }
}
