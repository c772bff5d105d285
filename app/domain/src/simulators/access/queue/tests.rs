use super::super::erlang;
use super::*;
use proptest::prelude::*;

const DESK: Inputs = Inputs {
    demand: Demand { arrivals: 100.0, interval_minutes: 30.0, handling_minutes: 3.0 },
    servers: 12,
    target_seconds: 20.0,
    handling: Handling::Exponential,
    warm_up: 500,
    calls: 4_000,
    replications: 20,
    seed: 1,
};

#[track_caller]
fn covers(estimate: Estimate, value: f64, widths: f64) {
    assert!((estimate.mean - value).abs() <= widths * estimate.half_width, "{estimate:?} and {value}");
}

/// Intervals of 95 % miss one time in twenty: of eight fixed seeds at least six cover, and none is off by two widths.
#[test]
fn what_is_played_agrees_with_what_is_computed() {
    for servers in [12, 14] {
        let computed = erlang::desk(&erlang::Inputs { demand: DESK.demand, servers, target_seconds: 20.0 }).unwrap();
        let mut covered = 0;
        for seed in 1..=8 {
            let seen = play(&Inputs { servers, seed, ..DESK }).unwrap();
            covers(seen.mean_wait_seconds, computed.mean_wait_seconds, 2.0);
            covers(seen.wait_probability, computed.wait_probability, 2.0);
            covers(seen.service_level, computed.service_level, 2.0);
            let off = (seen.mean_wait_seconds.mean - computed.mean_wait_seconds).abs();
            covered += u32::from(off <= seen.mean_wait_seconds.half_width);
        }
        assert!(covered >= 6, "{covered} of 8 with {servers} servers");
    }
}

/// One server: the mean wait is that of exponential handling times (1 + cv²)/2 (Pollaczek & Khinchine).
#[test]
fn variable_handling_times_wait_as_pollaczek_and_khinchine_say() {
    let demand = Demand { arrivals: 15.0, interval_minutes: 30.0, handling_minutes: 1.0 };
    for (handling, variation) in
        [(Handling::Constant, 0.0), (Handling::Gamma(0.5), 0.5), (Handling::Gamma(1.5), 1.5), (Handling::Lognormal(0.8), 0.8)]
    {
        let seen = play(&Inputs { demand, servers: 1, handling, ..DESK }).unwrap();
        covers(seen.mean_wait_seconds, 60.0 * (1.0 + variation * variation) / 2.0, 1.5);
    }
}

/// A large desk that is nearly always busy takes thousands of calls to fill: those of a small one leave it far too empty.
#[test]
fn a_large_desk_needs_a_long_warm_up() {
    let demand = Demand { arrivals: 480.0, interval_minutes: 60.0, handling_minutes: 60.0 };
    let settling = settling_calls(demand, 500, Handling::Exponential);
    assert!((9_000.0..10_000.0).contains(&settling), "{settling}");
    assert_eq!(settling_calls(DESK.demand, 14, Handling::Exponential), 120.0, "four times 10 over (√14 − √10)²");
    assert!((settling_calls(demand, 500, Handling::Lognormal(3.0)) - 5.0 * settling).abs() <= 5.0);
    let inputs = Inputs { demand, servers: 500, calls: 2_000, ..DESK };
    let mean = |warm_up| play(&Inputs { warm_up, ..inputs }).unwrap().mean_wait_seconds;
    let computed = erlang::desk(&erlang::Inputs { demand, servers: 500, target_seconds: 20.0 }).unwrap().mean_wait_seconds;
    assert!(mean(500).interval(f64::INFINITY).1 < computed);
    covers(mean(settling as u32), computed, 1.5);
}

#[test]
fn an_interval_ends_at_what_there_can_be() {
    assert_eq!(Estimate { mean: 0.5, half_width: 0.75 }.interval(1.0), (0.0, 1.0));
    assert_eq!(Estimate { mean: 9.0, half_width: 17.0 }.interval(f64::INFINITY), (0.0, 26.0));
}

#[test]
fn the_same_seed_plays_the_same_calls_and_another_does_not() {
    let short = Inputs { calls: 200, replications: 3, ..DESK };
    assert_eq!(play(&short).unwrap(), play(&short).unwrap());
    assert_ne!(play(&short).unwrap(), play(&Inputs { seed: 2, ..short }).unwrap());
}

#[test]
fn the_points_of_students_t_are_those_of_the_tables() {
    for (degrees, point) in [(1.0, 12.706), (10.0, 2.228), (11.0, 2.201), (19.0, 2.093), (60.0, 2.000), (999.0, 1.962)] {
        assert!((students_t(degrees) - point).abs() < 6e-4, "{degrees}: {}", students_t(degrees));
    }
}

#[test]
fn nonsense_overload_and_endless_runs_are_refused() {
    let refused = |inputs: Inputs| play(&inputs).unwrap_err().input;
    assert_eq!(refused(Inputs { servers: 10, ..DESK }), "servers");
    assert_eq!(refused(Inputs { replications: 1, ..DESK }), "replications");
    assert_eq!(refused(Inputs { calls: 0, ..DESK }), "replications");
    assert_eq!(refused(Inputs { calls: u32::MAX, ..DESK }), "calls");
    assert_eq!(refused(Inputs { handling: Handling::Gamma(f64::NAN), ..DESK }), "handling");
    assert_eq!(refused(Inputs { handling: Handling::Lognormal(-1.0), ..DESK }), "handling");
}

proptest! {
    #[test]
    fn no_numbers_make_it_panic_or_give_what_is_no_number(numbers: [f64; 4], variation in 0.0..6.0_f64, servers in 0_u32..20, seed: u64) {
        let [arrivals, interval_minutes, handling_minutes, target_seconds] = numbers;
        let demand = Demand { arrivals, interval_minutes, handling_minutes };
        for handling in [Handling::Gamma(variation), Handling::Lognormal(variation)] {
            for demand in [demand, DESK.demand, Demand { arrivals: variation, ..DESK.demand }] {
                let inputs = Inputs { demand, servers, target_seconds, handling, warm_up: 1, calls: 20, replications: 2, seed };
                if let Ok(seen) = play(&inputs) {
                    prop_assert!(seen.mean_wait_seconds.mean >= 0.0 && seen.mean_wait_seconds.half_width >= 0.0);
                }
                let inputs = Inputs { target_seconds: 20.0, ..inputs };
                if let Ok(seen) = play(&inputs) {
                    prop_assert!(seen.mean_wait_seconds.mean.is_finite() && (0.0..=1.0).contains(&seen.service_level.mean));
                }
            }
        }
    }
}
