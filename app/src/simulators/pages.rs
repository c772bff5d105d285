//! The pages of the simulators. All that they show is in their address: it can be mailed, kept and gone back to.

use std::sync::{Arc, LazyLock};

use axum::{
    extract::{Path, RawQuery},
    response::{IntoResponse, Redirect, Response},
};
use domain::simulators::worksheet::{self, Entries, Worksheet, catalog, html, pairs_of};
use leptos::prelude::*;
use tokio::sync::Semaphore;

use super::{
    fields::fields,
    offered::line,
    shown::{address, ways},
};
use crate::{AppError, Page, attachment::attachment, page::Width, visit::Visit};

/// Works at a time: a sum may take some hundredths of a second, and anyone may ask for it.
static TURNS: LazyLock<Arc<Semaphore>> = LazyLock::new(|| Arc::new(Semaphore::new(2)));

/// Works beside the requests, a bounded number at a time.
pub(crate) async fn worked<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, AppError> {
    worked_in_turn(&TURNS, work).await
}

/// The turn belongs to the work and not to the request: a request that is given up leaves its work running, which still counts.
async fn worked_in_turn<T: Send + 'static>(turns: &Arc<Semaphore>, work: impl FnOnce() -> T + Send + 'static) -> Result<T, AppError> {
    let turn = Arc::clone(turns).acquire_owned().await.map_err(|_| AppError::Broken)?;
    let in_turn = move || {
        let worked = work();
        drop(turn);
        worked
    };
    tokio::task::spawn_blocking(in_turn).await.map_err(|_| AppError::Broken)
}

fn known(name: &str) -> Result<&'static Worksheet, AppError> {
    worksheet::find(name).ok_or(AppError::NotFound)
}

/// `GET /simulators`
pub async fn index(visit: Visit) -> Page {
    Page::new(&visit, "Simulators", || {
        let entries = catalog::ALL.iter().map(|worksheet| {
            view! {
                <li>
                    <h2><a href=format!("/simulators/{}", worksheet.name)>{worksheet.title}</a></h2>
                    <p>{worksheet.about}</p>
                </li>
            }
        });
        view! {
            <header class="page-head">
                <h1>"Simulators"</h1>
                <p class="lede">"The sums of the lessons, to be worked with your own numbers. They stay in the address of the page: keep it, or send it to somebody."</p>
            </header>
            <ul class="simulators">{entries.collect_view()}</ul>
        }
    })
    .with_style("simulators.css")
    .describe("Sums that physician leaders decide by: cost-effectiveness, contracts, control charts, queues and risk, to be worked in the page.")
}

/// `GET /simulators/{simulator}?…`: cells as a form sends them are led to the short address of the same inputs.
pub async fn simulator(visit: Visit, Path(name): Path<String>, RawQuery(query): RawQuery) -> Result<Response, AppError> {
    let worksheet = known(&name)?;
    let pairs = pairs_of(query.as_deref().unwrap_or_default());
    let entries = Entries::read(worksheet, &pairs);
    if pairs.iter().any(|(name, _)| name.contains('.')) {
        return Ok(Redirect::to(&format!("{}?{}", address(&entries), entries.address())).into_response());
    }
    let sums = entries.clone();
    let (wrong, result, draws) = worked(move || shown(&sums)).await?;
    let title = if wrong.is_some() { format!("Error: {}", worksheet.title) } else { worksheet.title.to_owned() };
    // What is refused here is refused in a lesson as well.
    let writes = wrong.is_none() && visit.is_in_the_studio();
    let page = Page::new(&visit, title, move || body(&entries, (wrong.as_deref(), writes), (result, draws)));
    Ok(page.width(Width::Wide).with_simulators().describe(worksheet.about).into_response())
}

/// The input that is refused, the result, and what the draws say.
fn shown(entries: &Entries) -> (Option<String>, String, String) {
    let result = (entries.worksheet().work)(entries);
    let html = html::said(entries, &result);
    match result.map(|_| html::few_draws(entries)) {
        Ok(Ok(draws)) => (None, html, draws),
        Ok(Err(refused)) => (Some(refused.input.clone()), html, html::refusal(&refused)),
        Err(refused) => (Some(refused.input), html, String::new()),
    }
}

fn body(entries: &Entries, (wrong, writes): (Option<&str>, bool), (result, draws): (String, String)) -> impl IntoView + use<> {
    let worksheet = entries.worksheet();
    let basis = worksheet.basis.iter().map(|line| view! { <li>{*line}</li> }).collect_view();
    view! {
        <header class="page-head">
            <nav class="breadcrumbs" aria-label="Where you are"><ol><li><a href="/simulators">"Simulators"</a></li></ol></nav>
            <h1>{worksheet.title}</h1>
            <p class="lede">{worksheet.about}</p>
        </header>
        {presets(worksheet)}
        <section class="simulator" data-simulator=worksheet.name data-alone="" data-drawing=worksheet.drawing.is_some().then_some("") aria-label=worksheet.title>
            <form class="simulator-inputs" method="get" action=address(entries)>
                <div class="simulator-fields">{fields(entries, wrong)}</div>
                {ways(entries, None)}
                {writes.then(|| line(entries))}
            </form>
            <div>
                <div class="simulator-result" data-result="" inner_html=result></div>
                <div class="simulator-result" data-draws="" inner_html=draws></div>
            </div>
        </section>
        <section class="block"><h2>"How it is reckoned"</h2><ul class="simulator-basis">{basis}</ul></section>
    }
}

/// Worked examples to begin with.
fn presets(worksheet: &'static Worksheet) -> impl IntoView {
    let entries = worksheet.presets.iter().map(|preset| {
        let source = (!preset.source.is_empty()).then(|| view! { " "<span class="hint">{preset.source}</span> });
        view! { <li><a href=format!("/simulators/{}?preset={}", worksheet.name, preset.name)>{preset.title}</a>{source}</li> }
    });
    view! { <nav class="simulator-presets" aria-label="Worked examples"><p class="small-title">"Begin with"</p><ul>{entries.collect_view()}</ul></nav> }
}

/// `GET /simulators/{simulator}/{file}?…`: a table as CSV or a picture as SVG.
pub async fn file(Path((name, file)): Path<(String, String)>, RawQuery(query): RawQuery) -> Result<Response, AppError> {
    let entries = Entries::of_address(known(&name)?, query.as_deref().unwrap_or_default());
    let asked = file.clone();
    let written = worked(move || html::file(&entries, &asked)).await?;
    // Inputs that are refused have no tables, and the page says why.
    let content = written.ok().flatten().ok_or(AppError::NotFound)?;
    let kind = if file.ends_with(".svg") { "image/svg+xml" } else { "text/csv; charset=utf-8" };
    Ok(attachment(kind, &format!("{name}-{file}"), content))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn work_keeps_its_turn_when_its_request_is_given_up() {
        let turns = Arc::new(Semaphore::new(1));
        let (end, ended) = std::sync::mpsc::channel::<()>();
        let (begin, begun) = tokio::sync::oneshot::channel();
        let mut request = Box::pin(worked_in_turn(&turns, move || {
            begin.send(()).unwrap();
            ended.recv().unwrap();
        }));
        tokio::select! {
            _ = &mut request => panic!("the work waits to be ended"),
            started = begun => started.unwrap(),
        }
        drop(request);
        assert_eq!(turns.available_permits(), 0, "what was begun still works");
        end.send(()).unwrap();
        let _next = turns.acquire().await.unwrap();
    }
}
