//! What is kept up to date with every move is what is found by counting everything anew.

use proptest::prelude::*;

use super::State;
use crate::residencies::arrange::{
    Dice, Problem, Rules, check,
    invented::{Size, curriculum, invented},
    model::Model,
    points,
};

/// Moves sessions about, some of them away, and compares after each move.
fn compare(problem: &Problem, dice: &mut Dice, moves: usize) -> Result<(), TestCaseError> {
    let all: Vec<usize> = (0..problem.sessions.len()).collect();
    let model = Model::new(problem, Rules::ALL, &all);
    let mut state = State::new(&model);
    for _ in 0..moves {
        let session = dice.below(all.len());
        let spot = Some(dice.below(model.spots[session].len())).filter(|_| dice.below(10) > 0);
        let (before, change) = (state.cost, state.change(session, spot));
        prop_assert_eq!(state.cost, before, "to ask changes nothing");
        state.put(session, spot, change);
        let placement = state.placement();
        prop_assert_eq!(state.cost.points, points(problem, &placement) as i64);
        prop_assert_eq!(state.cost.broken == 0, check(problem, &placement).is_empty(), "{:?}", check(problem, &placement));
        let mut anew = State::new(&model);
        for (session, spot) in state.chosen.clone().into_iter().enumerate() {
            anew.moved(session, spot);
        }
        prop_assert_eq!((anew.cost, &anew.trouble), (state.cost, &state.trouble));
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn what_a_move_changes_is_what_counting_anew_finds(seed in any::<u64>()) {
        let mut dice = Dice::new(seed);
        let (mut problem, _) = invented("A weekend", seed, Size { teams: 3, ..Size::WEEKEND });
        problem.sessions[0].locked = None;
        compare(&problem, &mut dice, 40)?;
        compare(&curriculum::invented("Courses", seed, 4).0.problem(), &mut dice, 30)?;
    }
}
