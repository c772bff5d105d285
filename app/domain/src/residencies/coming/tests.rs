//! What may be asked, answered and written down.

use super::*;
use crate::ids::ResidencyId;

const CAMPUS: Tz = chrono_tz::America::New_York;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn residency() -> Residency {
    Residency {
        id: ResidencyId::new(),
        position: 1,
        title: "Opening residency".into(),
        place: "Pittsburgh".into(),
        starts_on: day("2027-01-09"),
        ends_on: day("2027-01-12"),
    }
}

fn faults<T: std::fmt::Debug>(result: Result<T>) -> Vec<&'static str> {
    let Err(Error::Invalid(errors)) = result else { panic!("{result:?}") };
    errors.into_iter().map(|error| error.field).collect()
}

#[test]
fn who_comes_is_asked_before_the_residency_begins() {
    let now = "2026-11-22T12:00:00Z".parse().unwrap();
    let asked = asking(&residency(), ["2026-12-15", "2026-12-28", "14"], CAMPUS, now).unwrap();
    assert_eq!(asked.answer_by.to_rfc3339(), "2026-12-16T04:59:00+00:00");
    assert_eq!((asked.logistics_until, asked.erase_after), (day("2026-12-28"), 14));
    assert_eq!(
        faults(asking(&residency(), ["2026-11-21", "2027-02-01", "91"], CAMPUS, now)),
        ["answer_by", "logistics_until", "erase_after"]
    );
    assert_eq!(faults(asking(&residency(), ["2027-01-09", "2027-01-09", "14"], CAMPUS, now)), ["answer_by"]);
    assert_eq!(faults(asking(&residency(), ["2026-12-15", "2026-12-14", "14"], CAMPUS, now)), ["logistics_until"]);
    assert_eq!(faults(asking(&residency(), ["soon", "", "-1"], CAMPUS, now)), ["answer_by", "logistics_until", "erase_after"]);
}

#[test]
fn a_part_is_some_of_the_days() {
    let place = EnrollmentId::new();
    let part = |days: &[&str]| answering(&residency(), place, "part", days.iter().copied(), " Back on call \r\n Monday ");
    let some = part(&["2027-01-10", "2027-01-09", "2027-01-10", "2027-02-01"]).unwrap();
    assert_eq!((some.days, some.note.as_str()), (vec![day("2027-01-09"), day("2027-01-10")], "Back on call \n Monday"));
    assert_eq!(faults(part(&["2027-02-01"])), ["days"], "a day of another time is none");
    assert_eq!(faults(part(&["2027-01-09", "2027-01-10", "2027-01-11", "2027-01-12"])), ["days"]);
    let yes = answering(&residency(), place, "yes", ["2027-01-09"].into_iter(), "").unwrap();
    assert!(yes.days.is_empty(), "who comes on all days names none");
    assert_eq!(faults(answering(&residency(), place, "perhaps", [].into_iter(), &"x".repeat(501))), ["answer", "note"]);
}

#[test]
fn who_comes_in_part_comes_on_these_days_alone() {
    let (saturday, sunday) = (day("2027-01-09"), day("2027-01-10"));
    let on = |day| Answer::ALL.map(|answer| answer.includes(&[saturday], day));
    assert_eq!((on(saturday), on(sunday)), ([true, true, false], [true, false, false]));
}

fn typed() -> TypedNeeds {
    let pair = |day: &str, time: &str| [day.to_owned(), time.to_owned()];
    TypedNeeds {
        arrives: pair("2027-01-08", "18:30"),
        leaves: pair("2027-01-12", "16:00"),
        nights: vec!["2027-01-08".into(), "2027-01-11".into()],
        room: "own".into(),
        diet: "vegan".into(),
        contact_name: "Chidi Okafor".into(),
        contact_phone: "+1 412 555 0101".into(),
        ..TypedNeeds::default()
    }
}

#[test]
fn a_stay_is_in_order() {
    let stay = needs(&residency(), &typed()).unwrap();
    assert_eq!((stay.arrives, stay.nights.len(), stay.room), (LocalMoment { day: day("2027-01-08"), minute: 1110 }, 2, Some(Lodging::Own)));
    let backwards = TypedNeeds { leaves: ["2027-01-08".into(), "08:00".into()], ..typed() };
    assert_eq!(faults(needs(&residency(), &backwards)), ["leaves_on"]);
    let late = TypedNeeds { arrives: ["2027-01-09".into(), "08:00".into()], ..typed() };
    assert_eq!(faults(needs(&residency(), &late)), ["nights"], "a night before the arrival");
    let far = TypedNeeds { arrives: ["2027-01-05".into(), "".into()], nights: vec!["2027-03-01".into()], ..typed() };
    assert_eq!(faults(needs(&residency(), &far)), ["arrives_on", "arrives_at", "nights"]);
    let nowhere = TypedNeeds { nights: Vec::new(), room: "own".into(), ..typed() };
    assert_eq!(needs(&residency(), &nowhere).unwrap().room, None, "without a night there is no room");
}

#[test]
fn what_is_missing_is_told_all_at_once() {
    let bare =
        TypedNeeds { nights: vec!["2027-01-09".into()], room: String::new(), diet: "other".into(), contact_name: " ".into(), ..typed() };
    assert_eq!(
        faults(needs(&residency(), &TypedNeeds { contact_phone: "12".into(), ..bare })),
        ["room", "diet_note", "contact_name", "contact_phone"]
    );
    assert_eq!(faults(needs(&residency(), &TypedNeeds { diet: "".into(), allergies: "x".repeat(501), ..typed() })), ["diet", "allergies"]);
}

#[test]
fn logistics_are_erased_the_day_after_the_set_number_of_days() {
    assert_eq!(erased_from(day("2027-01-12"), 14), day("2027-01-27"));
    assert_eq!(erased_from(day("2027-01-12"), 0), day("2027-01-13"));
}
