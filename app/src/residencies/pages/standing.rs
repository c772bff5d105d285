//! How a residency stands, part by part, and the way to what is to be done next: for staff.

use chrono::{DateTime, Utc};
use domain::residencies::{
    coming::Answer,
    hours::Presence,
    store::{self, ComingLine, Round, presence},
};
use leptos::prelude::*;

use crate::{
    AppError,
    cohorts::count,
    residencies::{OfStaff, schedule::Board},
    visit::Staff,
    when,
};

/// What is known of each part.
pub(super) struct Standing {
    /// The draft, and the residency it is of.
    pub board: Board,
    round: Option<Round>,
    lines: Vec<ComingLine>,
    /// How many have said what they need.
    needs: usize,
    /// How many teach the cohort, and how many of them have not said when they are there.
    faculty: (usize, usize),
    /// How many make-ups wait for staff.
    to_decide: usize,
    now: DateTime<Utc>,
}

impl Standing {
    /// All of it. Not theirs, and not there, look the same.
    pub async fn load(staff: &Staff, cohort: &str, number: &str) -> Result<Self, AppError> {
        let board = Board::load(staff, cohort, number).await?;
        let (db, id) = (&staff.site.db, board.of.residency.id);
        let hours = store::teaching_hours(db, id).await?;
        let silent = hours.iter().filter(|one| one.presence == Presence::Unsaid).count();
        Ok(Self {
            round: store::round(db, id).await?,
            lines: store::coming(db, id).await?,
            needs: store::stays(db, id).await?.len(),
            faculty: (hours.len(), silent),
            to_decide: presence::make_ups(db, id).await?.iter().filter(|one| one.state.waits_for_staff()).count(),
            now: staff.now,
            board,
        })
    }

    /// A line for each part; once the days have come, who is there stands first.
    pub fn view(&self) -> impl IntoView + use<> {
        let presence = self.of().has_begun(self.now).then(|| self.presence());
        view! {
            <dl class="facts measure">
                {presence}
                {self.schedule()}
                {self.line("Warnings", format!("{}.", self.board.wrong()), ("/warnings", "All warnings"))}
                {self.hours()}
                {self.coming()}
            </dl>
        }
    }

    /// A part: its name, how it stands, and the way to it.
    fn line(&self, name: &'static str, words: String, (page, label): (&str, &'static str)) -> AnyView {
        let address = format!("{}{page}", self.of().address());
        view! { <div><dt>{name}</dt><dd>{words}" "<a href=address>{label}</a></dd></div> }.into_any()
    }

    fn of(&self) -> &OfStaff {
        &self.board.of
    }

    fn schedule(&self) -> AnyView {
        let sessions = &self.board.schedule.sessions;
        let unplaced = sessions.iter().filter(|one| one.placed.is_none()).count();
        if sessions.is_empty() {
            let (words, way) = if self.of().is_over(self.now) {
                ("This residency is over, and had no session.", "To the board")
            } else {
                ("It has no session yet.", "Begin on the board")
            };
            return self.line("Schedule", words.into(), ("/board", way));
        }
        let all = count(sessions.len() as i64, "session");
        let all = if unplaced > 0 { format!("{all}, {unplaced} of them without a place") } else { all };
        let next = if self.board.unreleased > 0 { ("/schedule/preview", "Review and release") } else { ("/board", "To the board") };
        self.line("Schedule", format!("{all}. {}.", self.board.stand()), next)
    }

    fn hours(&self) -> AnyView {
        let words = match self.faculty {
            (0, _) => "Nobody teaches this cohort yet.".to_owned(),
            (_, 0) => "Everybody has said when they are there.".to_owned(),
            (all, silent) => format!("{silent} of {all} have not said when they are there."),
        };
        self.line("Faculty", words, ("/faculty", "Faculty hours"))
    }

    /// Who comes, and what they need.
    fn coming(&self) -> AnyView {
        let Some(round) = self.round.as_ref().filter(|round| round.stands()) else { return self.unasked() };
        let come = self.lines.iter().filter(|line| matches!(line.answer, Some(Answer::Yes | Answer::Part))).count();
        let silent = self.lines.iter().filter(|line| line.answer.is_none()).count();
        let by = when::day(round.answer_by.with_timezone(&self.of().scope.cohort().time_zone).date_naive());
        let deadline = if round.is_open(self.now) { "students answer by" } else { "the time to answer was over on" };
        let words = format!("{come} of {} come, {silent} have not answered; {deadline} {by}.", self.lines.len());
        let needs = format!("{} of {come} who come have said what they need.", self.needs);
        view! {
            {self.line("Who comes", words, ("/coming", "All answers"))}
            {self.line("Logistics", needs, ("/logistics", "Meals and nights"))}
        }
        .into_any()
    }

    /// Nothing is asked; whether it still can be.
    fn unasked(&self) -> AnyView {
        let Some(too_late) = self.of().too_late(self.now) else {
            return self.line("Who comes", "Nobody is asked.".into(), ("/coming", "Ask who comes"));
        };
        let what = if self.round.is_some() { "the question was taken back" } else { "nobody was asked" };
        self.line("Who comes", format!("{too_late}, and {what}."), ("/coming", "Who comes"))
    }

    fn presence(&self) -> AnyView {
        let words = match self.to_decide {
            0 => "No make-up waits for you.".to_owned(),
            1 => "1 make-up waits for you.".to_owned(),
            more => format!("{more} make-ups wait for you."),
        };
        self.line("Presence", words, ("/presence", "Roll and minutes"))
    }
}
