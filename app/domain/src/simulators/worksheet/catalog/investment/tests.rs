use super::super::super::Entries;
use super::*;
use crate::simulators::worksheet::tests::{figure, outcome, refusal};

const TODAY: &str = "Net present value, first flow today";
const LATER: &str = "Net present value, first flow after one period";
const RATE: &str = "Internal rate of return";

#[test]
fn the_alert_returns_cash_and_no_value() {
    let outcome = outcome(&WORKSHEET, "preset=alert");
    assert_eq!((figure(&outcome, TODAY).as_str(), figure(&outcome, RATE).as_str()), ("−51.0", "6.03%"));
    assert_eq!(figure(&outcome, "Payback, discounted"), "never");
    assert!(outcome.says.contains("$51.0 thousand less"), "{}", outcome.says);
}

#[test]
fn both_conventions_are_named() {
    // domain.md 5.8; 16.24% in both.
    let two = outcome(&WORKSHEET, "preset=two-conventions");
    assert_eq!([figure(&two, TODAY), figure(&two, LATER), figure(&two, RATE)], ["2,188.98", "2,055.38", "16.24%"]);
    assert!(two.says.contains("2,055.38 more"), "{}", two.says);
    assert!(outcome(&WORKSHEET, "preset=two-conventions&first=today").says.contains("2,188.98 more"));
    let question = outcome(&WORKSHEET, "flows=-200000+70000+90000+90000&rate=8");
    assert_eq!([figure(&question, TODAY), figure(&question, LATER)], ["13,420", "12,426"]);
}

#[test]
fn rates_of_return_as_published() {
    assert_eq!(figure(&outcome(&WORKSHEET, "preset=five-years"), RATE), "8.66%");
    assert_eq!(figure(&outcome(&WORKSHEET, "flows=-70000+12000+15000+18000+21000&rate=6.5"), RATE), "−2.12%");
    let infusion = outcome(&WORKSHEET, "preset=infusion");
    assert_eq!([figure(&infusion, TODAY), figure(&infusion, LATER), figure(&infusion, RATE)], ["49,005", "46,231", "7.51%"]);
    let at_sixty_percent = outcome(&WORKSHEET, "flows=-900000+102000+102000+102000+102000+102000+102000+102000&rate=6");
    assert_eq!([figure(&at_sixty_percent, TODAY), figure(&at_sixty_percent, RATE)], ["−330,597", "−5.47%"]);
}

#[test]
fn several_rates_and_none_are_said() {
    let two = outcome(&WORKSHEET, "preset=two-rates");
    assert_eq!(figure(&two, RATE), "10.00%, 20.00%");
    assert!(two.notes[0].contains("several"));
    let none = outcome(&WORKSHEET, "flows=5+5&rate=8");
    assert_eq!((figure(&none, RATE).as_str(), none.notes.len()), ("none", 1));
}

#[test]
fn money_that_is_spent_again_is_not_back() {
    let paybacks = |query: &str| ["Payback", "Payback, discounted"].map(|label| figure(&outcome(&WORKSHEET, query), label));
    assert_eq!(paybacks("flows=-1+5+-6&rate=10"), ["none: it turns negative again"; 2]);
    assert_eq!(paybacks("flows=100+200+300&rate=10"), ["nothing to pay back"; 2]);
    assert_eq!(paybacks("flows=-10+11&rate=50"), ["0.9", "never"]);
}

#[test]
fn the_picture_by_rate_says_where_its_zero_is() {
    for (flows, said) in [
        ("-100+110", "It is zero at the internal rate of return."),
        ("-1+5+-6", "It is zero at each internal rate of return."),
        ("100+200+300", "There is no internal rate of return."),
        ("1+-2+2", "There is no internal rate of return."),
        ("-1+50", "An internal rate of return lies outside of these rates."),
        ("-100+20", "An internal rate of return lies outside of these rates."),
    ] {
        let title = &outcome(&WORKSHEET, &format!("flows={flows}&rate=10")).pictures[1].title;
        assert!(title.ends_with(said), "{flows}: {title}");
    }
}

#[test]
fn a_volume_breaks_even_or_never() {
    assert_eq!(figure(&outcome(&WORKSHEET, "preset=clinic"), "Volume that breaks even"), "200");
    assert_eq!(refusal(&WORKSHEET, "preset=clinic&variable=100").0, "price");
    assert_eq!(refusal(&WORKSHEET, "preset=clinic&price=").0, "price");
}

#[test]
fn nonsense_is_refused_at_its_field() {
    assert_eq!(refusal(&WORKSHEET, "flows=5&rate=8").0, "flows");
    assert_eq!(refusal(&WORKSHEET, "flows=5+x&rate=8").0, "flows");
    let (input, sentence) = refusal(&WORKSHEET, "rate=-100");
    assert_eq!(input, "rate");
    assert!(sentence.contains("enter 5 for 5%"), "{sentence}");
    assert_eq!(refusal(&WORKSHEET, "reinvest=5000").0, "reinvest");
    let entries = Entries::of_address(&WORKSHEET, "flows=-70000,+80000&rate=5");
    assert!(work(&entries).is_ok());
    let (input, sentence) = refusal(&WORKSHEET, "flows=-70,000,+80,000&rate=5");
    assert!(input == "flows" && sentence.contains("“-70,000”") && sentence.contains("take out those of thousands"), "{sentence}");
}
