//! What a student has of the simulators of a unit: the runs they saved, the inputs that stand in one of them now, and what their cohort has.

use chrono_tz::Tz;
use domain::{
    authoring::Simulation,
    ids::{EnrollmentId, RunId},
    learning::{
        runs::{Comparison, RunFigure, belongs, compare},
        store::{CohortRun, SavedRun, UnitView, cohort_runs, own_runs},
    },
    simulators::{
        Refused,
        worksheet::{Entries, Worksheet, pairs_of},
    },
};

use crate::{AppError, Site, learning::unit_address, visit::Student};

/// The runs of one student in one unit; empty for a unit without simulators, which costs nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Runs {
    /// Where the unit is, and on whose campus; nothing where no run can be saved.
    pub(super) at: Option<(String, Tz)>,
    saved: Vec<SavedRun>,
    cohort: Vec<CohortRun>,
    own: Option<EnrollmentId>,
    standing: Option<Standing>,
}

/// Inputs that stand in a simulator in place of its author's.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Standing {
    /// The place of the simulator in the unit's body.
    pub place: usize,
    /// Names and values.
    pub pairs: Vec<(String, String)>,
    /// How they came there.
    pub how: How,
}

/// How inputs came into a simulator.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum How {
    /// From a saved run.
    Brought,
    /// They were saved just now.
    Saved,
    /// They could not be saved; the input is empty where none is at fault.
    Refused(Refused),
}

impl Runs {
    /// Reads them; with inputs that could not be saved, or those of the run that the address names.
    pub(crate) async fn load(site: &Site, student: &Student, unit: &UnitView, refused: Option<Standing>) -> Result<Self, AppError> {
        let mut all = simulations(unit).peekable();
        let published = student.seen_draft().is_none_or(|draft| draft.module != unit.module_slug);
        if all.peek().is_none() || !published {
            return Ok(Self::default());
        }
        let (here, place) = ((unit.module, unit.slug.as_str()), &student.place);
        // Whoever only looks as a student would has none of their own there.
        let saved = match student.viewing() {
            Some(_) => Vec::new(),
            None => own_runs(&site.db, student.session.person.id, here).await?,
        };
        let compared = all.any(|(_, simulation)| simulation.compared);
        let cohort = if compared { cohort_runs(&site.db, place.cohort, here).await? } else { Vec::new() };
        let standing = refused.or_else(|| asked(student, unit, &saved));
        let at = Some((unit_address(&unit.module_slug, &unit.slug), place.campus));
        Ok(Self { at, saved, cohort, own: Some(place.enrollment), standing })
    }

    /// Whether the page is one of its kind, for it says what was just done.
    pub(crate) fn is_passing(&self) -> bool {
        self.standing.is_some()
    }

    /// What could not be saved, with the place it stands at.
    pub(crate) fn fault(&self) -> Vec<(String, String)> {
        self.standing.iter().filter_map(Standing::fault).collect()
    }

    /// The inputs that stand in a simulator, and how they came there, where they are not its author's.
    pub(super) fn standing(&self, place: usize) -> Option<&Standing> {
        self.standing.as_ref().filter(|standing| standing.place == place)
    }

    /// The runs that belong to a simulator.
    pub(super) fn of(&self, unit: &UnitView, place: usize) -> Vec<&SavedRun> {
        self.saved.iter().filter(|run| place_of(unit, (&run.simulator, &run.title)) == Some(place)).collect()
    }

    /// What the cohort's runs of a simulator come to; nothing while too few have saved one.
    pub(super) fn compared(&self, unit: &UnitView, place: usize) -> Option<Comparison> {
        let mut seen: Vec<(EnrollmentId, &[RunFigure])> = Vec::new();
        for run in self.cohort.iter().filter(|run| place_of(unit, (&run.simulator, &run.title)) == Some(place)) {
            // The newest of each comes first.
            if seen.iter().all(|(whose, _)| *whose != run.enrollment) {
                seen.push((run.enrollment, &run.figures.0));
            }
        }
        let own = seen.iter().find(|(whose, _)| Some(*whose) == self.own).map(|(_, figures)| *figures);
        let all: Vec<&[RunFigure]> = seen.iter().map(|(_, figures)| *figures).collect();
        compare(own, &all)
    }
}

impl Standing {
    /// The inputs, for a simulator.
    pub(super) fn entries(&self, worksheet: &'static Worksheet) -> Entries {
        Entries::read(worksheet, &self.pairs)
    }

    fn fault(&self) -> Option<(String, String)> {
        match &self.how {
            How::Refused(refused) => Some((format!("#{}", anchor(self.place)), refused.sentence.clone())),
            How::Brought | How::Saved => None,
        }
    }
}

/// The simulators of a unit, with their places in its body.
pub(crate) fn simulations(unit: &UnitView) -> impl Iterator<Item = (usize, &Simulation)> + Clone {
    unit.text.body.iter().enumerate().filter_map(|(place, piece)| Some((place, piece.simulator()?)))
}

/// Where a run belongs in the unit as it is now.
fn place_of(unit: &UnitView, run: (&str, &str)) -> Option<usize> {
    belongs(simulations(unit), run)
}

/// The id of a simulator on the page of its unit.
pub(crate) fn anchor(place: usize) -> String {
    format!("simulator-{place}")
}

/// The run that the address names, if it is one of theirs and its simulator stands in the unit.
fn asked(student: &Student, unit: &UnitView, saved: &[SavedRun]) -> Option<Standing> {
    let (how, id) = match (student.asked("saved"), student.asked("run")) {
        (Some(id), _) => (How::Saved, id),
        (None, Some(id)) => (How::Brought, id),
        (None, None) => return None,
    };
    let id: RunId = id.parse().ok()?;
    let run = saved.iter().find(|run| run.id == id)?;
    let place = place_of(unit, (&run.simulator, &run.title))?;
    Some(Standing { place, pairs: pairs_of(&run.inputs), how })
}
