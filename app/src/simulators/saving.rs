//! A simulator in a unit of a student: with the button that saves a run, the runs that they saved, and what their cohort's come to.

use domain::{
    authoring::Simulation,
    learning::{
        runs::{Compared, Comparison, LEAST},
        store::{SavedRun, UnitView},
    },
    simulators::worksheet::{self, Entries, html},
};
use leptos::prelude::*;

use super::{
    runs::{How, Runs, anchor},
    shown::{framed, inputs, is_short},
};
use crate::when;

/// A simulator of a unit. What stands in it is its author's inputs, or what the address or a form brought.
pub(crate) fn with_runs(unit: &UnitView, runs: &Runs, (place, simulation): (usize, &Simulation)) -> AnyView {
    let (Some(worksheet), Some((address, _))) = (worksheet::find(&simulation.simulator), runs.at.as_ref()) else {
        return super::embedded(simulation).into_any();
    };
    let standing = runs.standing(place);
    let entries = match standing {
        Some(standing) => standing.entries(worksheet),
        None => Entries::of_address(worksheet, &simulation.inputs),
    };
    let how = standing.map(|standing| &standing.how);
    let wrong = if let Some(How::Refused(refused)) = how { Some(refused.input.as_str()) } else { None };
    // Whoever saved, brought or mistyped inputs goes on with them.
    let open = is_short(&entries) || standing.is_some();
    let save = view! {
        <button class="button" formmethod="post" formaction=format!("{address}/runs") name="simulator" value=format!("{place}:{}", simulation.simulator)>
            "Save this run"
        </button>
    };
    let form = inputs(&entries, (wrong, open), Some(save.into_any()));
    let result = html::result(&entries);
    let worked = view! {
        {said(how, (address, place))}
        {form}
        <div class="simulator-result" data-result="" inner_html=result></div>
        <div class="simulator-result" data-draws=""></div>
        {saved(runs, (address, place), &runs.of(unit, place))}
        {simulation.compared.then(|| compared(runs.compared(unit, place)))}
    };
    framed(simulation, Some(anchor(place)), worked.into_any()).into_any()
}

/// What was just done, or why it was not.
fn said(how: Option<&How>, (address, place): (&str, usize)) -> Option<AnyView> {
    let back = view! { <a href=format!("{address}#{}", anchor(place))>"Back to the inputs of the text"</a> };
    let said = match how? {
        How::Saved => {
            view! { <p class="notice" data-kind="success" role="status"><span>"This run is saved. It stands below. "{back}</span></p> }
                .into_any()
        }
        How::Brought => {
            view! { <p class="notice" data-kind="info"><span>"These are the inputs of a run that you saved. "{back}</span></p> }.into_any()
        }
        // What an input is refused for stands in the result, where the script puts it as well.
        How::Refused(refused) if !refused.input.is_empty() => {
            view! { <p class="notice" data-kind="attention">"This run was not saved: correct the input, then save it again."</p> }
                .into_any()
        }
        How::Refused(refused) => view! { <p class="notice" data-kind="attention">{refused.sentence.clone()}</p> }.into_any(),
    };
    Some(said)
}

/// So many runs are soon looked over.
const FEW: usize = 3;

/// The runs that were saved with this simulator, the newest first.
fn saved(runs: &Runs, (address, place): (&str, usize), saved: &[&SavedRun]) -> Option<impl IntoView + use<>> {
    let (_, campus) = runs.at.as_ref()?;
    let line = |run: &&SavedRun| {
        let to = format!("{address}?run={}#{}", run.id, anchor(place));
        view! {
            <li>
                {run.result.clone()}
                <span class="hint">
                    {when::long(run.saved_at, *campus)}", version "{run.number}". "
                    <a href=to>"Bring these inputs back"<span class="visually-hidden">": "{run.result.clone()}</span></a>
                </span>
            </li>
        }
    };
    let lines = saved.iter().map(line).collect_view();
    let title = format!("Your saved runs ({})", saved.len());
    let few = saved.len() <= FEW;
    (!saved.is_empty()).then(|| {
        view! {
            <details class="disclosure" open=few>
                <summary>{title}</summary>
                <p class="hint">"Only you see these, until you hand one in with an assignment."</p>
                <ol class="simulator-runs" reversed="">{lines}</ol>
            </details>
        }
    })
}

/// One's own figures beside those of the cohort, without names.
fn compared(comparison: Option<Comparison>) -> AnyView {
    let Some(comparison) = comparison else {
        return view! { <p class="hint">"Your cohort compared: shown once three of your cohort have saved a run."</p> }.into_any();
    };
    if comparison.figures.is_empty() {
        let words = format!("{} of your cohort have saved a run, but fewer than {LEAST} have a figure in common.", comparison.students);
        return view! { <p class="hint">{words}</p> }.into_any();
    }
    let caption = format!("Your cohort compared: the newest run of each of {} students", comparison.students);
    let rows = comparison.figures.iter().map(row).collect_view();
    view! {
        <div class="simulator-result">
            <div class="table-wrap" role="group" aria-label="Your cohort compared" tabindex="0">
                <table>
                    <caption>{caption}</caption>
                    <thead>
                        <tr>
                            <th scope="col">"Figure"</th>
                            <th scope="col" class="number">"Yours"</th>
                            <th scope="col" class="number">"Lowest quarter, to"</th>
                            <th scope="col" class="number">"Median"</th>
                            <th scope="col" class="number">"Highest quarter, from"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </div>
    }
    .into_any()
}

fn row(figure: &Compared) -> impl IntoView + use<> {
    let unit = (!figure.unit.is_empty()).then(|| view! { " "<span class="unit">{figure.unit.clone()}</span> });
    let own = figure.own.clone().map_or_else(|| view! { <span class="hint">"–"</span> }.into_any(), |own| own.into_any());
    view! {
        <tr>
            <th scope="row">{figure.label.clone()}{unit}</th>
            <td class="number">{own}</td>
            <td class="number">{figure.lower.clone()}</td>
            <td class="number">{figure.median.clone()}</td>
            <td class="number">{figure.upper.clone()}</td>
        </tr>
    }
}
