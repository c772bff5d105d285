use super::*;
use proptest::prelude::*;

fn one(flows: &[f64]) -> f64 {
    match rates_of_return(flows) {
        Ok(RatesOfReturn::One(rate)) => rate,
        other => panic!("{other:?}"),
    }
}

/// Microsoft, documentation of the worksheet function IRR (domain.md 5.8).
#[test]
fn rate_of_return_of_the_spreadsheets_example() {
    let flows = [-70_000.0, 12_000.0, 15_000.0, 18_000.0, 21_000.0, 26_000.0];
    assert!((one(&flows) - 0.0866).abs() < 5e-5);
    assert!((one(&flows[..5]) - -0.021).abs() < 5e-4);
}

/// domain.md 5.8, the first flow discounted one period as spreadsheets do: 6.5 %, 2055.38.
#[test]
fn net_present_value_by_both_conventions() {
    let flows = [-10_000.0, 3000.0, 3400.0, 7700.0];
    let later = net_present_value(&flows, 0.065, FirstFlow::AfterOnePeriod).unwrap();
    assert!((later - 2055.38).abs() < 0.005);
    let today = net_present_value(&flows, 0.065, FirstFlow::Today).unwrap();
    assert!((today - later * 1.065).abs() < 1e-9);
}

#[test]
fn several_rates_are_all_named_and_a_double_one_once() {
    // 100 % and 200 %: (1+r)² − 5(1+r) + 6 = 0 times −1.
    let Ok(RatesOfReturn::Several(rates)) = rates_of_return(&[-1.0, 5.0, -6.0]) else { panic!() };
    assert!((rates[0] - 1.0).abs() < 1e-12 && (rates[1] - 2.0).abs() < 1e-12 && rates.len() == 2);
    assert!((one(&[-1.0, 4.0, -4.0]) - 1.0).abs() < 1e-6);
    // 10 %, 20 % and 30 %.
    let Ok(RatesOfReturn::Several(rates)) = rates_of_return(&[-1.0, 3.6, -4.31, 1.716]) else { panic!() };
    assert!(rates.iter().zip([0.1, 0.2, 0.3]).all(|(rate, exact)| (rate - exact).abs() < 1e-9) && rates.len() == 3);
}

#[test]
fn no_rate_is_said() {
    assert!(rates_of_return(&[1.0, 2.0]).is_err());
    assert!(rates_of_return(&[1.0, -2.0, 2.0]).is_err());
    assert!(rates_of_return(&[0.0, 0.0]).is_err());
}

#[test]
fn modified_rate_and_paybacks_by_hand() {
    let investment = Investment {
        flows: vec![-1000.0, 500.0, 400.0, 300.0, 100.0],
        discount_rate: 0.1,
        first_flow: FirstFlow::Today,
        finance_rate: 0.1,
        reinvestment_rate: 0.12,
    };
    let appraisal = appraise(&investment).unwrap();
    let periods = |payback| if let Payback::After(periods) = payback { periods } else { panic!("{payback:?}") };
    assert!((periods(appraisal.payback) - (2.0 + 100.0 / 300.0)).abs() < 1e-12);
    // 454.5455 + 330.5785 + 225.3944 = 1010.5184.
    let discounted = 2.0 + (1000.0 - 454.545_454_5 - 330.578_512_4) / 225.394_440_3;
    assert!((periods(appraisal.discounted_payback) - discounted).abs() < 1e-8);
    let receipts: f64 = 500.0 * 1.12_f64.powi(3) + 400.0 * 1.2544 + 300.0 * 1.12 + 100.0;
    assert!((appraisal.modified_rate_of_return.unwrap() - ((receipts / 1000.0).powf(0.25) - 1.0)).abs() < 1e-12);
    assert_eq!(appraise(&Investment { flows: vec![-10.0, 1.0], ..investment }).unwrap().payback, Payback::Never);
}

#[test]
fn money_is_back_only_where_it_stays() {
    for (flows, back) in [
        (&[-1.0, 5.0, -6.0][..], Payback::Lost),
        (&[-1.0, 5.0, -6.0, 4.0], Payback::After(2.5)),
        (&[-4.0, 4.0, 0.0], Payback::After(1.0)),
        (&[3.0, -6.0, 6.0], Payback::After(1.5)),
        (&[3.0, -6.0], Payback::Never),
        (&[100.0, 200.0, 300.0], Payback::NothingSpent),
        (&[3.0, -2.0], Payback::NothingSpent),
        (&[0.0, 0.0], Payback::NothingSpent),
        // Rounding leaves −3e-17 of these, which is no debt.
        (&[0.3, -0.1, -0.2], Payback::NothingSpent),
        (&[-0.3, 0.1, 0.2], Payback::After(2.0)),
    ] {
        assert_eq!(payback(flows, 0.0), back, "{flows:?}");
    }
    // At 150%, between its two rates of return, the last payment is worth 0.96.
    assert_eq!(payback(&[-1.0, 5.0, -6.0], 1.5), Payback::After(0.5));
}

#[test]
fn break_even_or_never() {
    assert_eq!(break_even_volume(12_000.0, 100.0, 40.0), Ok(200.0));
    assert!(break_even_volume(12_000.0, 40.0, 40.0).is_err());
    assert!(break_even_volume(f64::NAN, 40.0, 20.0).is_err());
}

proptest! {
    #[test]
    fn value_at_every_rate_of_return_is_zero(flows in proptest::collection::vec(-1000.0..1000.0_f64, 2..12)) {
        let rates = match rates_of_return(&flows) {
            Ok(RatesOfReturn::One(rate)) => vec![rate],
            Ok(RatesOfReturn::Several(rates)) => rates,
            Err(_) => vec![],
        };
        for rate in rates.into_iter().filter(|rate| *rate < 10.0) {
            let scale = flows.iter().rev().fold(0.0, |later, flow| later / (1.0 + rate) + flow.abs());
            prop_assert!(net_present_value(&flows, rate, FirstFlow::Today).unwrap().abs() <= 1e-9 * scale);
        }
    }

    #[test]
    fn one_investment_has_one_rate(outlay in 1.0..1e6_f64, receipts in proptest::collection::vec(0.1..1.0_f64, 1..40)) {
        let mut flows = vec![-outlay];
        flows.extend(receipts.iter().map(|share| share * outlay));
        prop_assert!(matches!(rates_of_return(&flows), Ok(RatesOfReturn::One(_))));
    }

    #[test]
    fn undiscounted_is_the_plain_sum(flows in proptest::collection::vec(-1e6..1e6_f64, 2..60)) {
        let sum: f64 = flows.iter().sum();
        prop_assert!((net_present_value(&flows, 0.0, FirstFlow::Today).unwrap() - sum).abs() < 1e-6);
    }

    #[test]
    fn nothing_panics(flows in proptest::collection::vec(proptest::num::f64::ANY, 0..130), rate in proptest::num::f64::ANY) {
        let first_flow = FirstFlow::Today;
        let _ = appraise(&Investment { flows, discount_rate: rate, first_flow, finance_rate: rate, reinvestment_rate: rate });
    }
}
