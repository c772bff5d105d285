//! Mixing: students are dealt to the team where they resemble fewest, and then swapped as long as a swap helps.

use std::collections::HashMap;

use super::{Alike, Mixing, Student};
use crate::{ids::EnrollmentId, text::squeezed};

/// What teams are mixed by, as numbers: specialty, site and employer of one student, where they are known.
type Traits = [Option<usize>; 3];

/// Teams of these students. Every student is in exactly one, and their sizes differ by one at most. The order of `students` does not
/// matter. More teams than students leave some empty.
pub fn mix(students: &[Student], mixing: Mixing) -> Vec<Vec<EnrollmentId>> {
    let mut students: Vec<_> = students.iter().collect();
    students.sort_by_key(|student| student.enrollment);
    let traits = traits(&students);
    let mut dealt = dealt(&traits, mixing);
    dealt.improve();
    let mut teams = vec![Vec::new(); mixing.teams];
    for (student, team) in students.iter().zip(&dealt.team) {
        teams[*team].push(student.enrollment);
    }
    teams
}

/// How many pairs sit in one team who have something in common.
pub fn alike(students: &[Student], teams: &[Vec<EnrollmentId>]) -> Alike {
    let students: Vec<_> = students.iter().collect();
    let place: HashMap<_, _> = students.iter().enumerate().map(|(place, student)| (student.enrollment, place)).collect();
    let mut table = Table::new(traits(&students), teams.len());
    for (team, members) in teams.iter().enumerate() {
        for member in members.iter().filter_map(|member| place.get(member)) {
            table.put(*member, team);
        }
    }
    let [specialty, site, employer] = table.pairs();
    Alike { specialty, site, employer }
}

/// A mark of who is in which team: equal teams have equal marks, so that what was looked at is what is kept.
pub fn mark(teams: &[Vec<EnrollmentId>]) -> String {
    // FNV-1a: short, and the same on every machine. Nobody gains by making two mixes with one mark.
    let bytes = teams.iter().flat_map(|team| [0xff].into_iter().chain(team.iter().flat_map(|member| member.0.into_bytes())));
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    format!("{hash:016x}")
}

/// Numbers for specialties, sites and employers; capitals and white space make no difference.
fn traits(students: &[&Student]) -> Vec<Traits> {
    let mut known: [HashMap<String, usize>; 3] = Default::default();
    let mut number = |which: usize, text: &str| {
        let text = squeezed(text).to_lowercase();
        let next = known[which].len();
        (!text.is_empty()).then(|| *known[which].entry(text).or_insert(next))
    };
    students.iter().map(|student| [number(0, &student.specialty), number(1, &student.site), number(2, &student.employer)]).collect()
}

/// Who is in which team, and how many of each kind that makes.
struct Table {
    traits: Vec<Traits>,
    /// The team of each student, by the student's place.
    team: Vec<usize>,
    /// How many of a kind are in a team: which of the three, team, number.
    counts: HashMap<(usize, usize, usize), i64>,
    sizes: Vec<usize>,
}

impl Table {
    fn new(traits: Vec<Traits>, teams: usize) -> Self {
        Self { team: vec![usize::MAX; traits.len()], traits, counts: HashMap::new(), sizes: vec![0; teams] }
    }

    fn put(&mut self, student: usize, team: usize) {
        self.team[student] = team;
        self.sizes[team] += 1;
        self.count(student, team, 1);
    }

    fn count(&mut self, student: usize, team: usize, by: i64) {
        for (which, kind) in self.traits[student].into_iter().enumerate() {
            if let Some(kind) = kind {
                *self.counts.entry((which, team, kind)).or_default() += by;
            }
        }
    }

    fn of(&self, which: usize, team: usize, kind: Option<usize>) -> i64 {
        kind.and_then(|kind| self.counts.get(&(which, team, kind))).copied().unwrap_or(0)
    }

    /// How many in a team a student has something in common with.
    fn resembles(&self, student: usize, team: usize) -> i64 {
        (0..3).map(|which| self.of(which, team, self.traits[student][which])).sum()
    }

    /// Pairs by specialty, site and employer.
    fn pairs(&self) -> [i64; 3] {
        let mut pairs = [0; 3];
        for ((which, _, _), count) in &self.counts {
            pairs[*which] += count * (count - 1) / 2;
        }
        pairs
    }

    /// How many pairs more there are once two students of different teams have changed places; fewer, if it is negative.
    fn swapped(&self, one: usize, other: usize) -> i64 {
        let (here, there) = (self.team[one], self.team[other]);
        let change = |which: usize| {
            let (mine, theirs) = (self.traits[one][which], self.traits[other][which]);
            if mine == theirs {
                return 0;
            }
            let leaves = |kind: Option<usize>, team| if kind.is_some() { self.of(which, team, kind) - 1 } else { 0 };
            self.of(which, there, mine) + self.of(which, here, theirs) - leaves(mine, here) - leaves(theirs, there)
        };
        (0..3).map(change).sum()
    }

    fn swap(&mut self, one: usize, other: usize) {
        let (here, there) = (self.team[one], self.team[other]);
        for (student, from, to) in [(one, here, there), (other, there, here)] {
            self.count(student, from, -1);
            self.count(student, to, 1);
            self.team[student] = to;
        }
    }

    /// Swaps until no swap of two students leaves fewer pairs. Each swap leaves at least one pair fewer, so it ends.
    fn improve(&mut self) {
        let mut again = true;
        while again {
            again = false;
            for one in 0..self.team.len() {
                for other in one + 1..self.team.len() {
                    if self.team[one] != self.team[other] && self.swapped(one, other) < 0 {
                        self.swap(one, other);
                        again = true;
                    }
                }
            }
        }
    }
}

/// Students in an order of chance, each to the team with room where they resemble fewest; among equals, the smallest and then the first.
fn dealt(traits: &[Traits], mixing: Mixing) -> Table {
    let mut table = Table::new(traits.to_vec(), mixing.teams);
    if mixing.teams == 0 {
        return table;
    }
    let (least, more) = (traits.len() / mixing.teams, traits.len() % mixing.teams);
    let mut order: Vec<_> = (0..traits.len()).collect();
    shuffle(&mut order, mixing.seed);
    for student in order {
        let room = |team: &usize| table.sizes[*team] < least + usize::from(*team < more);
        let best = (0..mixing.teams).filter(room).min_by_key(|team| (table.resembles(student, *team), table.sizes[*team]));
        // The places add up to the number of students: there is always one left.
        table.put(student, best.unwrap_or(0));
    }
    table
}

/// Fisher and Yates' shuffle with numbers of SplitMix64, which are the same on every machine.
fn shuffle(order: &mut [usize], seed: u64) {
    let mut state = seed;
    for last in (1..order.len()).rev() {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let other = (mixed ^ (mixed >> 31)) % (last as u64 + 1);
        order.swap(last, usize::try_from(other).unwrap_or(0));
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn students(kinds: &[(u8, u8, u8)]) -> Vec<Student> {
        let word = |kind: u8| if kind == 0 { String::new() } else { format!("Kind {kind}") };
        let student = |(place, (specialty, site, employer)): (usize, &(u8, u8, u8))| Student {
            enrollment: EnrollmentId(Uuid::from_u128(place as u128 + 1)),
            name: format!("Student {place}"),
            specialty: word(*specialty),
            site: word(*site),
            employer: word(*employer),
        };
        kinds.iter().enumerate().map(student).collect()
    }

    #[test]
    fn twelve_of_four_specialties_make_three_teams_of_all_four() {
        let twelve = students(&(0..12).map(|place| (place / 3 + 1, 0, 0)).collect::<Vec<_>>());
        for seed in 0..50 {
            let teams = mix(&twelve, Mixing { teams: 3, seed });
            assert_eq!(alike(&twelve, &teams), Alike::default());
            assert!(teams.iter().all(|team| team.len() == 4));
        }
    }

    #[test]
    fn pairs_are_counted_whatever_the_capitals_and_not_where_nothing_is_known() {
        let mut three = students(&[(1, 2, 0), (1, 3, 0), (2, 2, 0)]);
        three[1].specialty = " kind  1 ".into();
        let one_team = vec![three.iter().map(|student| student.enrollment).collect()];
        assert_eq!(alike(&three, &one_team), Alike { specialty: 1, site: 1, employer: 0 });
    }

    #[test]
    fn another_seed_makes_other_teams() {
        let many = students(&(0..30).map(|place| (place % 7, place % 4, place % 3)).collect::<Vec<_>>());
        let marks: BTreeSet<_> = (0..20).map(|seed| mark(&mix(&many, Mixing { teams: 6, seed }))).collect();
        assert!(marks.len() > 15, "{marks:?}");
    }

    proptest! {
        #[test]
        fn every_student_is_in_one_team_and_sizes_differ_by_one_at_most(
            kinds in prop::collection::vec((0u8..6, 0u8..5, 0u8..4), 0..70), teams in 1usize..12, seed in any::<u64>()
        ) {
            let students = students(&kinds);
            let mixed = mix(&students, Mixing { teams, seed });
            let mut all: Vec<_> = mixed.iter().flatten().copied().collect();
            all.sort_unstable();
            prop_assert_eq!(all, students.iter().map(|student| student.enrollment).collect::<Vec<_>>());
            let sizes = mixed.iter().map(Vec::len);
            prop_assert!(sizes.clone().max().unwrap() - sizes.min().unwrap() <= 1);
        }

        #[test]
        fn swapping_makes_nothing_worse_and_counts_what_is_there(
            kinds in prop::collection::vec((0u8..6, 0u8..5, 0u8..4), 2..60), teams in 2usize..9, seed in any::<u64>()
        ) {
            let students = students(&kinds);
            let traits = traits(&students.iter().collect::<Vec<_>>());
            let mut table = dealt(&traits, Mixing { teams, seed });
            let before: i64 = table.pairs().iter().sum();
            table.improve();
            let after: i64 = table.pairs().iter().sum();
            prop_assert!(after <= before);
            let mixed = mix(&students, Mixing { teams, seed });
            prop_assert_eq!(alike(&students, &mixed).total(), after, "the count kept while swapping is the one of the teams");
        }

        #[test]
        fn the_order_of_the_students_makes_no_difference(
            kinds in prop::collection::vec((0u8..4, 0u8..4, 0u8..4), 0..30), teams in 1usize..6, seed in any::<u64>()
        ) {
            let students = students(&kinds);
            let turned: Vec<_> = students.iter().rev().cloned().collect();
            let mixing = Mixing { teams, seed };
            prop_assert_eq!(mark(&mix(&students, mixing)), mark(&mix(&turned, mixing)));
        }
    }
}
