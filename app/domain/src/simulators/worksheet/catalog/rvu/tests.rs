use super::*;
use crate::simulators::worksheet::tests::{figure, outcome, refusal};

fn cells(outcome: &Outcome, table: usize, row: usize) -> Vec<String> {
    outcome.tables[table].rows[row].iter().map(Value::shown).collect()
}

/// `01-fee-for-service.md`, *The second contract*: 249,600; 520 fewer take 24,960, a tenth; 10.40 a patient and month hold it.
#[test]
fn larkfields_visits_cost_each_physician_a_tenth() {
    let lost = outcome(&WORKSHEET, "preset=larkfield");
    assert_eq!(figure(&lost, "Per work RVU"), "249,600");
    assert!(lost.says.ends_with("With 520 RVUs fewer “Per work RVU” pays $24,960 less, 10.0% of what it pays now."), "{}", lost.says);
    assert_eq!(cells(&lost, 1, 0), ["Per work RVU", "249,600", "224,640", "−24,960", "−10.0"]);
    let held = outcome(&WORKSHEET, "plans=Per work RVU,,48;Panel,24960,48");
    assert_eq!(cells(&held, 1, 1)[2], "249,600");
}

/// By hand: 48 x is 180,000 at 3,750; beyond 4,000 the bonus catches up at 5,000.
#[test]
fn rival_plans_cross_where_they_do_by_hand() {
    let two = outcome(&WORKSHEET, "plans=Per work RVU,,48;Base and bonus,180000,60,4000&least=3000&most=7000");
    assert_eq!(cells(&two, 2, 0), ["3,750", "180,000", "Base and bonus", "Per work RVU"]);
    assert_eq!(cells(&two, 2, 1), ["5,000", "240,000", "Per work RVU", "Base and bonus"]);
    let four = outcome(&WORKSHEET, "preset=rivals");
    // 230,000 less a fifth of five percent; 40 for 4,500 and 64 for 700.
    assert_eq!(["Salary", "Base and bonus", "Two rates"].map(|plan| figure(&four, plan)), ["227,700", "252,000", "224,800"]);
    assert!(four.says.starts_with("For 5,200 work RVUs a year “Base and bonus” pays most, $252,000."), "{}", four.says);
}

#[test]
fn a_pool_divides_half_of_the_pay() {
    let pool = outcome(&WORKSHEET, "preset=pool");
    assert_eq!(figure(&pool, "Half pooled"), "262,500");
    assert_eq!(cells(&pool, 2, 0)[0], "4,000");
    // Colleagues who work as much leave nothing to divide.
    assert_eq!(figure(&outcome(&WORKSHEET, "preset=pool&colleagues="), "Half pooled"), "300,000");
}

#[test]
fn nonsense_is_refused_at_its_cell() {
    let cases = [
        ("plans=", "plans"),
        ("plans=,1", "plans.0.name"),
        ("plans=A,-1", "plans.0.fixed"),
        ("plans=A,,-1", "plans.0.rate"),
        ("plans=A,1,2,-3", "plans.0.from"),
        ("plans=A", "plans.0.rate"),
        ("plans=A,,1;,,2", "plans.1.from"),
        ("plans=A,,1,10;,,-2,20", "plans.1.rate"),
        ("plans=A,1,1;,,2,9", "plans.1.rate"),
        ("plans=A,,1;,5,2,9", "plans.1.fixed"),
        ("plans=A,1;B,1;C,1;D,1;E,1;F,1;G,1", "plans.6.name"),
        ("terms=X,5", "terms.0.plan"),
        ("terms=Per work RVU,500", "terms.0.withheld"),
        ("terms=Per work RVU,,,50", "physicians"),
        ("terms=Per work RVU,,,50&physicians=2&colleagues=-1", "colleagues"),
        ("work=-1", "work"),
        ("moved=6000", "moved"),
        ("least=-1", "least"),
        ("least=9&most=8", "most"),
    ];
    for (query, field) in cases {
        assert_eq!(refusal(&WORKSHEET, query).0, field, "{query}");
    }
}
