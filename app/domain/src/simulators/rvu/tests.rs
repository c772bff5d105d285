use super::*;
use proptest::prelude::*;

fn plan(basis: Basis) -> Plan {
    Plan { name: "Plan".into(), basis, withhold: None, pool: None }
}

fn crossings(plans: Vec<Plan>) -> Vec<Crossing> {
    compare(&Comparison { plans, from: 0.0, to: 10_000.0, steps: 10 }).unwrap().crossings
}

/// domain.md 5.9: 1.82 RVUs altogether at 38.00 dollars.
#[test]
fn published_payment() {
    let fee = MedicareFee {
        work: 0.97,
        practice: 0.78,
        malpractice: 0.07,
        work_index: 1.0,
        practice_index: 1.0,
        malpractice_index: 1.0,
        conversion_factor: 38.0,
    };
    assert!((medicare_payment(&fee).unwrap() - 69.16).abs() < 1e-9);
    let city = medicare_payment(&MedicareFee { work_index: 1.1, practice_index: 1.2, malpractice_index: 0.5, ..fee }).unwrap();
    assert!((city - (1.067 + 0.936 + 0.035) * 38.0).abs() < 1e-9);
    assert!(medicare_payment(&MedicareFee { work: -1.0, ..fee }).is_err());
}

#[test]
fn plans_by_hand() {
    let tiered = plan(Basis::Tiered(vec![Tier { from: 0.0, rate: 40.0 }, Tier { from: 4000.0, rate: 60.0 }]));
    assert!((tiered.pay(5000.0) - 220_000.0).abs() < 1e-9 && (tiered.pay(3000.0) - 120_000.0).abs() < 1e-9);
    let bonus = Basis::SalaryAndBonus { salary: 200_000.0, threshold: 4500.0, rate: 50.0 };
    assert!((plan(bonus.clone()).pay(5000.0) - 225_000.0).abs() < 1e-9);
    let withheld = Plan { withhold: Some(QualityWithhold { withheld: 0.1, earned: 0.75 }), ..plan(bonus) };
    assert!((withheld.pay(4000.0) - 195_000.0).abs() < 1e-9);
    let pool = Pool { pooled: 0.5, physicians: 4, colleague_rvus: 4000.0 };
    let pooled = Plan { pool: Some(pool), ..plan(Basis::PerRvu(50.0)) };
    // Half of 300 000 and half of the average of 300 000 and three times 200 000.
    assert!((pooled.pay(6000.0) - 262_500.0).abs() < 1e-9);
}

#[test]
fn crossings_are_exact() {
    let salary = plan(Basis::Salary(220_000.0));
    let per_rvu = plan(Basis::PerRvu(50.0));
    let found = crossings(vec![salary, per_rvu.clone()]);
    assert_eq!(found, [Crossing { rvus: 4400.0, pay: 220_000.0, better_below: 0, better_above: 1 }]);
    // 200 000 + 80 (x − 5000) meets 50 x at 4000 and again at 6666.67.
    let bonus = plan(Basis::SalaryAndBonus { salary: 200_000.0, threshold: 5000.0, rate: 80.0 });
    let found = crossings(vec![per_rvu.clone(), bonus]);
    assert_eq!(found.len(), 2);
    assert!((found[0].rvus - 4000.0).abs() < 1e-6 && (found[1].rvus - 20_000.0 / 3.0).abs() < 1e-6);
    // The same up to 4000, apart beyond: they do not cross.
    let tiered = plan(Basis::Tiered(vec![Tier { from: 0.0, rate: 50.0 }, Tier { from: 4000.0, rate: 60.0 }]));
    assert!(crossings(vec![per_rvu, tiered]).is_empty());
}

#[test]
fn a_crossing_over_a_stretch_is_named_at_its_end() {
    let one = plan(Basis::Tiered(vec![Tier { from: 0.0, rate: 20.0 }, Tier { from: 2000.0, rate: 0.0 }]));
    let other = plan(Basis::SalaryAndBonus { salary: 40_000.0, threshold: 5000.0, rate: 10.0 });
    // Equal from 2000 to 5000; the salary leads on both sides, so this only touches.
    assert!(crossings(vec![one, other]).is_empty());
    let rises =
        plan(Basis::Tiered(vec![Tier { from: 0.0, rate: 20.0 }, Tier { from: 2000.0, rate: 0.0 }, Tier { from: 5000.0, rate: 10.0 }]));
    let found = crossings(vec![rises, plan(Basis::Salary(40_000.0))]);
    assert_eq!(found.len(), 1);
    assert!((found[0].rvus - 5000.0).abs() < 1e-9 && found[0].better_above == 0);
}

#[test]
fn nonsense_is_refused() {
    let good = Comparison { plans: vec![plan(Basis::Salary(1.0))], from: 0.0, to: 10.0, steps: 2 };
    assert_eq!(compare(&good).unwrap().rows.len(), 3);
    assert!(compare(&Comparison { steps: usize::MAX, ..good.clone() }).is_err());
    assert!(compare(&Comparison { to: f64::NAN, ..good.clone() }).is_err());
    assert!(compare(&Comparison { plans: vec![], ..good.clone() }).is_err());
    let tiers = vec![Tier { from: 5.0, rate: 1.0 }];
    assert!(compare(&Comparison { plans: vec![plan(Basis::Tiered(tiers))], ..good }).is_err());
}

proptest! {
    #[test]
    fn nothing_panics(any in proptest::collection::vec(proptest::num::f64::ANY, 6)) {
        let tiers = vec![Tier { from: 0.0, rate: any[0].abs() }, Tier { from: any[1], rate: any[2] }];
        let pool = Some(Pool { pooled: any[3], physicians: 0, colleague_rvus: any[4] });
        let plans = vec![plan(Basis::Tiered(tiers)), Plan { pool, ..plan(Basis::Salary(any[5])) }];
        let _ = compare(&Comparison { plans, from: any[4], to: any[5], steps: 3 });
    }

    #[test]
    fn plans_pay_the_same_where_they_cross(
        salary in 0.0..400_000.0_f64,
        threshold in 0.0..9000.0_f64,
        rate in 0.0..100.0_f64,
        per_rvu in 1.0..100.0_f64,
    ) {
        let plans = vec![plan(Basis::SalaryAndBonus { salary, threshold, rate }), plan(Basis::PerRvu(per_rvu))];
        for crossing in crossings(plans.clone()) {
            prop_assert!((plans[0].pay(crossing.rvus) - plans[1].pay(crossing.rvus)).abs() < 1e-3);
        }
    }
}
