use super::*;
use proptest::prelude::*;

fn day(year: u16) -> Date {
    Date { year, month: 1, day: 1 }
}

fn one_sided(name: &str, sharing_rate: f64) -> Track {
    // A few points of 42 CFR 425.605(b)(1); all of them are in the worksheet's terms.
    let points = [(5000.0, 0.039), (10_000.0, 0.030), (20_000.0, 0.025), (60_000.0, 0.020)];
    let minimum = MinimumRate::ByLives(points.iter().map(|(lives, rate)| RateAt { lives: *lives, rate: *rate }).collect());
    Track { name: name.into(), savings: SavingsTerms { sharing_rate, minimum, cap: Cap::OnPayment(0.10) }, losses: None }
}

fn enhanced() -> Track {
    let minimum = MinimumRate::Fixed(0.02);
    Track {
        name: "ENHANCED".into(),
        savings: SavingsTerms { sharing_rate: 0.75, minimum: minimum.clone(), cap: Cap::OnPayment(0.20) },
        losses: Some(LossTerms {
            rate: LossRate::OneMinusSharing { least: 0.40, most: 0.75 },
            minimum,
            cap: Cap::OnPayment(0.15),
            revenue_cap: None,
        }),
    }
}

fn direct() -> Track {
    let minimum = MinimumRate::Fixed(0.0);
    let terms = LossTerms { rate: LossRate::Fixed(0.8), minimum: minimum.clone(), cap: Cap::OnGross(0.05), revenue_cap: None };
    Track {
        name: "5 % cap, 80 % share".into(),
        savings: SavingsTerms { sharing_rate: 0.8, minimum, cap: Cap::OnGross(0.05) },
        losses: Some(terms),
    }
}

fn agreement(track: Track, spending: &[f64]) -> Agreement {
    let name = track.name.clone();
    let program = Program {
        name: "Medicare Shared Savings Program".into(),
        from: Date { year: 2019, month: 7, day: 1 },
        until: None,
        source: "42 CFR 425.605 and 425.610".into(),
        note: "For tests".into(),
        tracks: vec![track],
    };
    let years = (2024..).zip(spending);
    let years = years.map(|(year, spending)| Year {
        begins: day(year),
        lives: 10_000.0,
        spending_per_life: *spending,
        revenue: None,
        quality: 1.0,
    });
    Agreement { program, track: name, first_benchmark_per_life: 12_000.0, trend: 0.0, rebasing: None, years: years.collect() }
}

fn paid(track: Track, spending: f64) -> Row {
    settle(&agreement(track, &[spending])).unwrap().rows.remove(0)
}

/// domain.md 5.6: 10 000 lives, benchmark 12 000, rates of BASIC A/B, C-E and ENHANCED.
#[test]
fn savings_of_the_three_rates() {
    for (sharing_rate, payment) in [(0.40, 2.40e6), (0.50, 3.00e6), (0.75, 4.50e6)] {
        let row = paid(one_sided("BASIC", sharing_rate), 11_400.0);
        assert!((row.gross_savings - 6.0e6).abs() < 1e-6);
        assert!((row.minimum_savings_rate - 0.03).abs() < 1e-12);
        assert!((row.payment - payment).abs() < 1e-6);
        assert!(paid(one_sided("BASIC", sharing_rate), 11_700.0).payment.abs() < 1e-12);
    }
    assert!((paid(enhanced(), 11_400.0).payment - 4.5e6).abs() < 1e-6);
}

/// domain.md 5.6: a cap of 5 % and a risk share of 80 % pay at most 4 % of the benchmark, either way.
#[test]
fn cap_before_sharing() {
    assert!((paid(direct(), 9000.0).payment - 0.04 * 1.2e8).abs() < 1e-6);
    assert!((paid(direct(), 15_000.0).payment + 0.04 * 1.2e8).abs() < 1e-6);
    assert!(paid(direct(), 15_000.0).capped && !paid(direct(), 11_900.0).capped);
}

#[test]
fn losses_minimum_and_quality() {
    // Loss of 5 %: 1 − 0.75 is below the least of 40 %.
    assert!((paid(enhanced(), 12_600.0).payment + 0.4 * 6.0e6).abs() < 1e-6);
    assert!(paid(enhanced(), 12_200.0).payment.abs() < 1e-12);
    let mut poor = agreement(enhanced(), &[12_600.0]);
    poor.years[0].quality = 0.4;
    // 1 − 0.75 × 0.4 = 0.70.
    assert!((settle(&poor).unwrap().total_payment + 0.7 * 6.0e6).abs() < 1e-6);
    // Exactly at the minimum counts.
    assert!(paid(one_sided("BASIC", 0.4), 11_640.0).payment > 0.0);
}

#[test]
fn rebasing_takes_savings_back() {
    let rebasing = Rebasing { every: 2, own_weight: 0.5, prior_savings_share: 0.0 };
    let mut agreement =
        Agreement { rebasing: Some(rebasing), trend: 0.1, ..agreement(one_sided("BASIC", 0.5), &[10_000.0, 11_000.0, 12_000.0]) };
    let rows = settle(&agreement).unwrap().rows;
    assert!((rows[1].benchmark_per_life - 13_200.0).abs() < 1e-9);
    // Half of (10 000 × 1.21 + 11 000 × 1.1)/2 = 12 100 and half of 14 520.
    assert!((rows[2].benchmark_per_life - 13_310.0).abs() < 1e-9);
    agreement.rebasing = None;
    assert!((settle(&agreement).unwrap().rows[2].benchmark_per_life - 14_520.0).abs() < 1e-9);
}

#[test]
fn nonsense_is_refused() {
    let good = agreement(enhanced(), &[11_000.0, 11_000.0]);
    assert!(settle(&Agreement { track: "Z".into(), ..good.clone() }).is_err());
    assert!(settle(&Agreement { trend: f64::NAN, ..good.clone() }).is_err());
    let mut early = good.clone();
    early.years[0].begins = day(2018);
    assert!(settle(&early).is_err());
    let mut backwards = good;
    backwards.years.reverse();
    assert!(settle(&backwards).is_err());
}

#[test]
fn revenue_bounds_losses() {
    let mut track = enhanced();
    track.losses.as_mut().unwrap().revenue_cap = Some(0.08);
    let mut agreement = agreement(track, &[12_600.0]);
    assert!(settle(&agreement).is_err());
    agreement.years[0].revenue = Some(2.0e7);
    let row = settle(&agreement).unwrap().rows.remove(0);
    assert!((row.payment + 1.6e6).abs() < 1e-6 && row.capped);
}

proptest! {
    #[test]
    fn nothing_panics(any in proptest::collection::vec(proptest::num::f64::ANY, 6)) {
        let mut agreement = agreement(enhanced(), &[any[0], 11_000.0, any[1]]);
        agreement.years[1].quality = any[2].abs().min(1.0);
        agreement.trend = any[3];
        agreement.rebasing = Some(Rebasing { every: 1, own_weight: any[4], prior_savings_share: any[5] });
        let _ = settle(&agreement);
    }

    #[test]
    fn nobody_is_paid_more_than_was_saved(spending in 5000.0..20_000.0_f64, quality in 0.0..1.0_f64) {
        for track in [one_sided("BASIC", 0.5), enhanced(), direct()] {
            let mut agreement = agreement(track, &[spending]);
            agreement.years[0].quality = quality;
            let row = settle(&agreement).unwrap().rows.remove(0);
            prop_assert!(row.payment * row.gross_savings >= 0.0);
            prop_assert!(row.payment.abs() <= row.gross_savings.abs());
        }
    }
}
