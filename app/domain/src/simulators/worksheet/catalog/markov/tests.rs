use super::super::super::tests::{figure, outcome, refusal};
use super::super::super::{Entries, FEW_DRAWS, Value, Wanted, html};
use super::*;

fn cost_and_effect(query: &str, strategy: &str) -> (f64, f64) {
    let outcome = outcome(&WORKSHEET, query);
    let row = outcome.tables[0].rows.iter().find(|row| row[0] == Value::text(strategy)).unwrap();
    match (&row[1], &row[2]) {
        (Value::Number(cost, _), Value::Number(effect, _)) => (*cost, *effect),
        other => panic!("{other:?}"),
    }
}

fn near((cost, effect): (f64, f64), (published_cost, published_effect): (f64, f64), (half_cost, half_effect): (f64, f64)) {
    assert!((cost - published_cost).abs() <= half_cost && (effect - published_effect).abs() <= half_effect, "{cost} {effect}");
}

#[test]
fn one_drug_against_two_is_as_published() {
    // domain.md 5.1
    near(cost_and_effect("preset=hiv", "mono"), (44_663.45, 7.991_207), (0.005, 5e-7));
    near(cost_and_effect("preset=hiv", "combination"), (50_601.65, 8.937_389), (0.005, 5e-7));
    assert_eq!(figure(&outcome(&WORKSHEET, "preset=hiv"), "combination: one more unit of effect costs"), "6,276");
    let trace = &outcome(&WORKSHEET, "preset=hiv").tables[1];
    let year: Vec<String> = trace.rows[1].iter().map(Value::shown).collect();
    assert_eq!(year, ["1", "721.45", "201.85", "66.90", "9.80"]);
}

#[test]
fn sick_sicker_is_as_published() {
    // domain.md 5.2
    let outcome = outcome(&WORKSHEET, "preset=sick-sicker");
    assert_eq!(figure(&outcome, "B: one more unit of effect costs"), "72,988");
    assert_eq!(figure(&outcome, "AB: one more unit of effect costs"), "125,764");
    near(cost_and_effect("preset=sick-sicker", "SoC"), (151_580.0, 20.711), (0.5, 5e-4));
    near(cost_and_effect("preset=sick-sicker", "A"), (284_805.0, 21.499), (0.5, 5e-4));
    let a = outcome.tables[0].rows.iter().find(|row| row[0] == Value::text("A")).unwrap();
    assert_eq!(a[4], Value::text("dominated by B"));
}

#[test]
fn the_relative_risk_of_the_lesson_moves_the_answer() {
    // docs/assignments/health-economics.md: RR 0.365 gives 5,336 and 0.710 gives 9,077.
    for (risk, icer) in [("0.365", "5,336"), ("0.710", "9,077")] {
        let query = format!("preset=hiv&parameters=rr,{risk};drug,2278;second,2086.5;cA,2756;cB,3052;cC,9007");
        assert_eq!(figure(&outcome(&WORKSHEET, &query), "combination: one more unit of effect costs"), icer);
    }
}

#[test]
fn each_counting_gives_what_the_lesson_says() {
    for (counted, icer) in [("start", "6,207"), ("life-table", "6,242"), ("half", "6,063"), ("end", "6,276")] {
        let outcome = outcome(&WORKSHEET, &format!("preset=hiv&counted={counted}"));
        assert_eq!(figure(&outcome, "combination: one more unit of effect costs"), icer, "{counted}");
    }
}

#[test]
fn draws_in_chunks_are_those_of_one_go() {
    let entries = Entries::of_address(&WORKSHEET, "preset=hiv&draws=60");
    let drawing = WORKSHEET.drawing.as_ref().unwrap();
    let whole = (drawing.draw)(&entries, 0..60).unwrap();
    let parts: Vec<f64> = [0..25, 25..60].into_iter().flat_map(|chunk| (drawing.draw)(&entries, chunk).unwrap()).collect();
    assert_eq!(whole, parts);
    assert_eq!(whole.len(), 60 * 2 * 2);
}

#[test]
fn draws_lie_around_the_lesson() {
    // docs/assignments/health-economics.md, 40,000 sets, Dirichlet moves as well: mean 5,902 and 0.933 with log-normal RR. Here only RR varies.
    let entries = Entries::of_address(&WORKSHEET, "preset=hiv&draws=1000");
    let outcome = WORKSHEET.drawing.as_ref().unwrap().at_once(&entries, 1000).unwrap().unwrap();
    let row = |place: usize| match (&outcome.tables[2].rows[place][1], &outcome.tables[2].rows[place][3]) {
        (Value::Number(cost, _), Value::Number(effect, _)) => (*cost, *effect),
        other => panic!("{other:?}"),
    };
    let (mono, both) = (row(0), row(1));
    assert!((both.0 - mono.0 - 5_900.0).abs() < 150.0, "{}", both.0 - mono.0);
    assert!((both.1 - mono.1 - 0.932).abs() < 0.03, "{}", both.1 - mono.1);
}

#[test]
fn what_makes_no_model_is_refused_where_it_stands() {
    let cases = [
        ("moves=,A,B,0.7;,A,C,0.6", "moves.0.value"),
        ("moves=,A,B,0.2;,A,C,1.4", "moves.1.value"),
        ("moves=,A,B,pp", "moves.0.value"),
        ("moves=,A,X,0.1", "moves.0.to"),
        ("moves=,A,A,0.1", "moves.0.to"),
        ("moves=twice,A,B,0.1", "moves.0.strategy"),
        ("moves=,A,B,0.1,5,3", "moves.0.last"),
        ("cycles=0", "cycles"),
        ("cycles=21&counted=simpson", "cycles"),
        ("discount-costs=300", "discount-costs"),
        ("start=1+2", "start"),
        ("states=A,A,C,dead", "states"),
        ("parameters=rr,.5,.6,.7,lognormal;drug,1;second,1;cA,1;cB,1;cC,1", "parameters.0.value"),
        ("parameters=rr,.5,,,lognormal;drug,1;second,1;cA,1;cB,1;cC,1", "parameters.0.low"),
    ];
    for (query, input) in cases {
        assert_eq!(refusal(&WORKSHEET, &format!("preset=hiv&{query}")).0, input, "{query}");
    }
}

#[test]
fn a_refusal_says_what_is_wrong_in_the_units_of_the_page() {
    let cases = [
        ("moves=mono,A,B,0.8;mono,A,C,0.5", "The moves out of A sum to 1.3; at most 1 can leave."),
        ("moves=mono,A,B,1.3", "A probability lies between 0 and 1: enter 0.25 for 25 %."),
        ("discount-costs=150", "A discount rate lies between 0% and 100% a year. Enter 3 for 3%."),
        ("discount-effects=-5", "A discount rate lies between 0% and 100% a year. Enter 3 for 3%."),
    ];
    for (query, sentence) in cases {
        assert_eq!(refusal(&WORKSHEET, &format!("preset=hiv&{query}")).1, sentence, "{query}");
    }
}

fn wanted(query: &str) -> crate::simulators::Result<Wanted> {
    (WORKSHEET.drawing.as_ref().unwrap().wanted)(&Entries::of_address(&WORKSHEET, query))
}

/// Fifty states and twenty strategies, with what else stands in the address.
fn large(more: &str) -> String {
    let names = |letter: char, count: usize| (0..count).map(|number| format!("{letter}{number}")).collect::<Vec<_>>().join(",");
    let start = "1+".to_owned() + &"0+".repeat(49);
    format!("states={}&strategies={}&start={start}&values=,s0,1,1&entered=probabilities&{more}", names('s', 50), names('t', 20))
}

#[test]
fn what_would_take_minutes_is_refused_before_it_is_worked() {
    let varied = "parameters=p,.1,.05,.2,beta&moves=,s0,s1,p&counted=half";
    let rows: Vec<String> = (1..=200).map(|cycle| format!(",s0,s1,0.001,{cycle},{cycle}")).collect();
    let cases = [
        (large(&format!("{varied}&cycles=300&draws=1000")), "cycles"),
        (large("parameters=&moves=,s0,s1,.1&counted=half&cycles=2000&draws=0"), "cycles"),
        (large(&format!("parameters=&moves={}&counted=half&cycles=300&draws=0", rows.join(";"))), "moves"),
    ];
    for (query, input) in &cases {
        assert_eq!(refusal(&WORKSHEET, query).0, *input, "{query}");
    }
    let attack = &cases[0].0;
    assert_eq!(wanted(attack).unwrap_err().input, "cycles");
    let entries = Entries::of_address(&WORKSHEET, attack);
    for file in ["table-1.csv", "draws-table-1.csv", "draws-picture-1.svg"] {
        assert_eq!(html::file(&entries, file).unwrap_err().input, "cycles", "{file}");
    }
}

#[test]
fn a_server_draws_fewer_of_a_larger_model_and_a_browser_no_more_than_seconds_allow() {
    for published in ["preset=sick-sicker", "preset=hiv"] {
        assert_eq!(wanted(published), Ok(Wanted { all: 10_000, few: FEW_DRAWS }), "{published}");
    }
    let larger = wanted("preset=sick-sicker&cycles=1000&draws=5000").unwrap();
    assert!(larger.all == 5000 && (20..FEW_DRAWS / 4).contains(&larger.few), "{larger:?}");
    let refused = wanted("preset=sick-sicker&cycles=1000&draws=10000").unwrap_err();
    assert!(refused.input == "draws" && refused.sentence.contains("enter at most 7"), "{refused:?}");
    let entries = Entries::of_address(&WORKSHEET, "preset=sick-sicker&cycles=1000&draws=10000");
    assert_eq!(html::file(&entries, "draws-table-1.csv").unwrap_err().input, "draws");
}

#[test]
fn draws_that_cannot_be_made_say_why() {
    let others = "drug,2278;second,2086.5;cA,2756;cB,3052;cC,9007";
    let cases = [
        ("draws=20000".to_owned(), "draws", "from 0 to 10,000"),
        ("draws=1".to_owned(), "draws", "One draw says nothing"),
        ("draws=abc".to_owned(), "draws", "is not a number"),
        ("seed=abc".to_owned(), "seed", "is not a number"),
        (format!("parameters=rr,1.1,.9,1.2,beta;{others}"), "parameters.0.value", "The mean of a beta distribution"),
        // In some of a thousand draws more people leave B than are in it.
        (
            format!("draws=1000&parameters=rr,1,.2,2.3,lognormal;{others}"),
            "moves.9.value",
            "In one of the draws: The moves out of B sum to",
        ),
    ];
    for (query, input, sentence) in cases {
        let entries = Entries::of_address(&WORKSHEET, &format!("preset=hiv&{query}"));
        assert!((WORKSHEET.work)(&entries).is_ok(), "{query} is refused without draws");
        let refused = html::few_draws(&entries).unwrap_err();
        assert!(refused.input == input && refused.sentence.contains(sentence), "{query}: {refused:?}");
        let shown = html::draws(&entries, WORKSHEET.drawing.as_ref().unwrap(), &[]);
        assert_eq!(shown, html::refusal(&refused), "the browser says the same");
    }
}

#[test]
fn a_page_without_scripts_says_how_many_draws_it_has() {
    let few = |query: &str| html::few_draws(&Entries::of_address(&WORKSHEET, query)).unwrap();
    assert!(few("preset=hiv").contains("Without scripts 1,000 of the 10,000 draws are made."));
    let whole = few("preset=hiv&draws=50");
    assert!(whole.contains("in 50 draws") && !whole.contains("Without scripts"), "{whole}");
    assert_eq!(few("preset=hiv&draws=0"), "");
}
