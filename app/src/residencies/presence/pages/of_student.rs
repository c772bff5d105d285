//! A student's attendance on staff's page of them: how much of each residency they were in, what they missed, and how it is made up for.

use domain::{
    Result,
    db::Db,
    ids::EnrollmentId,
    residencies::{
        presence::{AttendanceState, MakeUp, rules},
        store::presence::{self as presences, OwnSession},
    },
};
use leptos::prelude::*;

use super::{attendance::marked, make_up_lines};

/// What staff see of one student.
pub struct OfStudent {
    enrollment: EnrollmentId,
    /// The sessions of education that were marked, by residency and time.
    marked: Vec<OwnSession>,
    make_ups: Vec<MakeUp>,
}

impl OfStudent {
    /// Their attendance so far. Whoever calls has made sure that they may see it.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn load(db: &Db, enrollment: EnrollmentId) -> Result<Self> {
        let marked = marked(db, enrollment).await?;
        let make_ups = presences::make_ups_of(db, enrollment).await?;
        Ok(Self { enrollment, marked, make_ups })
    }

    /// The section; `cohort` is its name in addresses.
    pub fn section(&self, cohort: &str) -> impl IntoView + use<> {
        let none = self.marked.is_empty();
        let hint = none.then(|| view! { <p class="hint">"No roll was called of a session of theirs yet."</p> });
        let make_ups = make_up_lines(&self.make_ups, |one| one.session_title.clone());
        view! {
            <section class="block" aria-labelledby="in-person">
                <div class="block-head"><h2 id="in-person">"In person"</h2></div>
                {hint}
                {(!none).then(|| self.table(cohort))}
                {(!self.make_ups.is_empty()).then(|| view! { <h3>"Make-ups"</h3>{make_ups} })}
            </section>
        }
    }

    fn table(&self, cohort: &str) -> impl IntoView + use<> {
        let rows = self.marked.chunk_by(|one, two| one.position == two.position).map(|all| self.row(cohort, all)).collect_view();
        view! {
            <div class="table-wrap" role="region" aria-label="Table of residencies" tabindex="0">
                <table class="table" data-dense="" data-stacks="">
                    <thead>
                        <tr>
                            <th scope="col">"Residency"</th>
                            <th scope="col" class="num">"Attended"</th>
                            <th scope="col" class="num">"Minutes"</th>
                            <th scope="col" class="num">"Hours"</th>
                            <th scope="col">"Missed, or left"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
    }

    fn row(&self, cohort: &str, sessions: &[OwnSession]) -> impl IntoView + use<> {
        let Some(first) = sessions.first() else { return ().into_any() };
        let address = format!("/cohorts/{cohort}/residencies/{}", first.position);
        let there = sessions.iter().filter(|one| one.state == Some(AttendanceState::Present)).count();
        let present: i64 = sessions.iter().filter_map(|one| one.present).sum();
        let minutes = sessions.iter().filter_map(|one| one.minutes).sum();
        let missed = sessions.iter().filter(|one| one.state != Some(AttendanceState::Present));
        let missed: Vec<_> = missed.map(|one| self.missed(&address, one)).collect();
        let all = missed.is_empty().then_some("Nothing");
        view! {
            <tr>
                <th scope="row"><a href=format!("{address}/presence")>{first.residency.clone()}</a></th>
                <td class="num" data-name="Attended">{there}" of "{sessions.len()}</td>
                <td class="num" data-name="Minutes">{present}</td>
                <td class="num" data-name="Hours">{rules::hours(minutes)}</td>
                <td data-name="Missed, or left">{all}{missed}</td>
            </tr>
        }
        .into_any()
    }

    /// `Value and cost: absent`.
    fn missed(&self, residency: &str, one: &OwnSession) -> impl IntoView + use<> {
        let address = format!("{residency}/sessions/{}/students/{}", one.session_id, self.enrollment);
        let how = match one.present {
            None | Some(0) => "absent".to_owned(),
            Some(minutes) => format!("{minutes} of {} min", (one.ends_at - one.starts_at).num_minutes()),
        };
        view! { <span class="roster-note"><a href=address>{one.title.clone()}</a>": "{how}</span> }
    }
}
