//! A gradebook: students by what they are graded on, for the faculty of a module and the staff of a cohort.

use axum::{
    extract::{Path, State as Shared},
    response::Response,
};
use domain::{
    assignments::{
        gradebook::{By, Cell, GradeLine, Gradebook, GradedUnit, waiting},
        marking::State,
        store,
    },
    authoring::UnitKind,
    cohorts::{
        Scope,
        store::{self as cohorts, Teacher},
    },
};
use leptos::prelude::*;

use super::{
    csv,
    queue::queue,
    words::{self, percent},
};
use crate::{
    AppError, Page, Site,
    cohorts::{as_faculty, as_staff, breadcrumbs, cohort_nav, count},
    error::encoded,
    page::Width,
    visit::{Faculty, Staff, Visit},
    when,
};

/// A gradebook and where it stands.
struct Shown {
    scope: Scope,
    book: Gradebook,
    /// Its address.
    base: String,
    way: Vec<(String, String)>,
    title: String,
    /// The cohort whose other pages are linked, for staff.
    nav: Option<String>,
    /// Who teaches there, for staff.
    teachers: Vec<Teacher>,
    by: By,
    descending: bool,
    search: String,
}

impl Shown {
    async fn load(visit: &Visit, scope: Scope, base: String) -> Result<Self, AppError> {
        let book = store::gradebook(&visit.site.db, &scope, visit.now).await?;
        let sort = visit.asked("sort").unwrap_or_default();
        let (word, descending) = sort.strip_prefix('-').map_or((sort.as_str(), false), |word| (word, true));
        let place = |word: &str| word.strip_prefix('u').and_then(|place| place.parse().ok()).map(By::Unit);
        let by = if word == "mean" { By::Mean } else { place(word).unwrap_or_default() };
        let search = visit.asked("q").unwrap_or_default().trim().to_owned();
        let (way, title) = (Vec::new(), "Grades".to_owned());
        Ok(Self { scope, book, base, way, title, nav: None, teachers: Vec::new(), by, descending, search })
    }

    async fn taught(faculty: &Faculty, cohort: &str, module: &str) -> Result<Self, AppError> {
        let scope = cohorts::scope(&faculty.site.db, as_faculty(faculty), cohort, Some(module)).await?;
        let module_title = scope.modules().first().map_or_else(String::new, |module| module.title.clone());
        let up = format!("/teaching/{cohort}/{module}");
        let shown = Self::load(faculty, scope, format!("{up}/grades")).await?;
        let way = vec![("Teaching".into(), "/teaching".into()), (module_title.clone(), up)];
        Ok(Self { way, title: format!("Grades: {module_title}"), ..shown })
    }

    async fn of_cohort(staff: &Staff, cohort: &str) -> Result<Self, AppError> {
        let scope = cohorts::scope(&staff.site.db, as_staff(staff), cohort, None).await?;
        let title = scope.cohort().title.clone();
        let way = vec![("Cohorts".into(), "/cohorts".into()), (title, format!("/cohorts/{cohort}"))];
        let teachers = cohorts::teachers(&staff.site.db, &scope).await?;
        let shown = Self::load(staff, scope, format!("/cohorts/{cohort}/grades")).await?;
        Ok(Self { way, nav: Some(cohort.to_owned()), teachers, ..shown })
    }

    fn lines(&self) -> Vec<&GradeLine> {
        self.book.arranged(self.by, self.descending, &self.search)
    }

    fn file(&self) -> Response {
        let name = self.base.trim_start_matches('/').replace('/', "-");
        crate::cohorts::csv::download(&format!("{name}.csv"), csv::gradebook(&self.book, &self.lines(), self.scope.cohort().time_zone))
    }

    /// The query of an arrangement, with the search there is.
    fn query(&self, sort: &str) -> String {
        let search = (!self.search.is_empty()).then(|| format!("q={}", encoded(&self.search)));
        let sort = (!sort.is_empty()).then(|| format!("sort={sort}"));
        let parts: Vec<String> = search.into_iter().chain(sort).collect();
        if parts.is_empty() { String::new() } else { format!("?{}", parts.join("&")) }
    }

    /// The word for the order there is.
    fn sort(&self) -> String {
        let word = word(self.by);
        if self.descending { format!("-{word}") } else { word }
    }

    /// Whether the modules of a cohort stand side by side, and not one alone that the title names.
    fn of_modules(&self) -> bool {
        self.nav.is_some()
    }

    fn page(self, visit: &Visit) -> Page {
        let inside = visit.clone();
        Page::new(visit, self.title.clone(), move || body(&inside, &self)).width(Width::Wide)
    }
}

fn word(by: By) -> String {
    match by {
        By::Name => "name".to_owned(),
        By::Mean => "mean".to_owned(),
        By::Unit(place) => format!("u{place}"),
    }
}

/// `GET /teaching/{cohort}/{module}/grades`
pub async fn taught(Shared(_): Shared<Site>, faculty: Faculty, Path((cohort, module)): Path<(String, String)>) -> Result<Page, AppError> {
    Ok(Shown::taught(&faculty, &cohort, &module).await?.page(&faculty))
}

/// `GET /teaching/{cohort}/{module}/grades.csv`
pub async fn taught_csv(
    Shared(_): Shared<Site>,
    faculty: Faculty,
    Path((cohort, module)): Path<(String, String)>,
) -> Result<Response, AppError> {
    Ok(Shown::taught(&faculty, &cohort, &module).await?.file())
}

/// `GET /cohorts/{cohort}/grades`
pub async fn of_cohort(Shared(_): Shared<Site>, staff: Staff, Path(cohort): Path<String>) -> Result<Page, AppError> {
    Ok(Shown::of_cohort(&staff, &cohort).await?.page(&staff))
}

/// `GET /cohorts/{cohort}/grades.csv`
pub async fn of_cohort_csv(Shared(_): Shared<Site>, staff: Staff, Path(cohort): Path<String>) -> Result<Response, AppError> {
    Ok(Shown::of_cohort(&staff, &cohort).await?.file())
}

fn body(visit: &Visit, shown: &Shown) -> impl IntoView + use<> {
    let lines = shown.lines();
    let table = match (shown.book.units.is_empty(), lines.is_empty()) {
        (true, _) => view! { <p class="empty">"Nothing is graded here yet. Quizzes and assignments of the modules stand here, student by student."</p> }.into_any(),
        (_, true) => view! { <p class="empty"><span>"No student fits this search."</span><a class="button" href=shown.base.clone()>"Show everyone"</a></p> }.into_any(),
        _ => table(shown, &lines).into_any(),
    };
    view! {
        <header class="page-head">
            {breadcrumbs(shown.way.clone(), "Grades".to_owned())}
            <h1>{shown.title.clone()}</h1>
            <p class="meta"><span>{shown.scope.cohort().title.clone()}</span></p>
        </header>
        {shown.nav.as_ref().map(|cohort| cohort_nav(cohort, "/grades"))}
        {assignments(shown)}
        {shown.nav.is_some().then(|| queue(visit, &shown.scope, &shown.book, &shown.teachers))}
        {search(shown)}
        <div class="table-actions">
            <p role="status">{count(lines.len() as i64, "student")}</p>
            <p class="form-actions"><a class="button" href=format!("{}.csv{}", shown.base, shown.query(&shown.sort())) download="">"Download CSV"</a></p>
        </div>
        {table}
        <p class="aside-note">
            "Of a quiz the best result stands, of an assignment what the newest version comes to. The mean is of the results there are. A grade with an asterisk is not released to its student yet. Own points are other than those of the team. Dates are campus time, as of "
            {when::long(visit.now, shown.scope.cohort().time_zone)}"."
        </p>
    }
}

fn search(shown: &Shown) -> impl IntoView + use<> {
    view! {
        <form class="filters" method="get" action=shown.base.clone() role="search">
            <div class="field">
                <label for="q">"Name or e-mail"</label>
                <input id="q" name="q" type="search" value=shown.search.clone() autocomplete="off"/>
            </div>
            <input type="hidden" name="sort" value=shown.sort()/>
            <p class="form-actions"><button class="button">"Show"</button></p>
        </form>
    }
}

fn table(shown: &Shown, lines: &[&GradeLine]) -> impl IntoView + use<> {
    let units =
        shown.book.units.iter().enumerate().map(|(place, unit)| head(shown, By::Unit(place), unit.title.clone(), "num")).collect_view();
    let rows = lines.iter().map(|line| row(shown, line)).collect_view();
    let names = view! { {head(shown, By::Name, "Student".to_owned(), "")}{head(shown, By::Mean, "Mean".to_owned(), "num")} };
    let groups = shown.of_modules().then(|| groups(&shown.book));
    let heads = match shown.of_modules() {
        true => view! { <tr>{names}{titles(&shown.book)}</tr><tr>{units}</tr> }.into_any(),
        false => view! { <tr>{names}{units}</tr> }.into_any(),
    };
    view! {
        <div class="table-wrap" role="region" aria-label="Grades" tabindex="0">
            <table class="table gradebook" data-dense="">
                {groups}
                <thead>{heads}</thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

/// The modules of a gradebook in their order, each with how many of its units stand there.
fn modules(book: &Gradebook) -> Vec<(&str, usize)> {
    let modules = book.units.chunk_by(|one, other| one.module == other.module);
    modules.filter_map(|units| Some((units.first()?.module_title.as_str(), units.len()))).collect()
}

/// Which columns belong together: student and mean, then the units of each module.
fn groups(book: &Gradebook) -> impl IntoView + use<> {
    let of_modules = modules(book).into_iter().map(|(_, units)| view! { <colgroup span=units.to_string()></colgroup> }).collect_view();
    view! { <colgroup span="2"></colgroup>{of_modules} }
}

/// The title of each module over its units: several modules have a unit of the same title.
fn titles(book: &Gradebook) -> impl IntoView + use<> {
    let title =
        |(title, units): (&str, usize)| view! { <th scope="colgroup" colspan=units.to_string()><span>{title.to_owned()}</span></th> };
    modules(book).into_iter().map(title).collect_view()
}

fn head(shown: &Shown, by: By, label: String, class: &'static str) -> impl IntoView + use<> {
    let here = shown.by == by;
    let descending = here && !shown.descending;
    let sort = if descending { format!("-{}", word(by)) } else { word(by) };
    let direction = here.then_some(if shown.descending { "descending" } else { "ascending" });
    let rows = (shown.of_modules() && !matches!(by, By::Unit(_))).then_some("2");
    let address = format!("{}{}", shown.base, shown.query(&sort));
    view! { <th scope="col" class=class rowspan=rows aria-sort=direction><a href=address>{label}</a></th> }
}

/// The assignments, each with how many wait to be graded, for their faculty.
fn assignments(shown: &Shown) -> impl IntoView + use<> {
    let list = shown.base.trim_end_matches("/grades").to_owned();
    let units = shown.book.units.iter().enumerate().filter(|(_, unit)| unit.kind == UnitKind::Assignment && shown.nav.is_none());
    let all: Vec<&GradeLine> = shown.book.lines.iter().collect();
    let links = units.map(|(place, unit)| {
        let open = waiting(&all, place).map_or(0, |(number, _)| number);
        view! { <li><a href=format!("{list}/assignments/{}", unit.slug)>{unit.title.clone()}</a>" "<span class="hint">{open}" to grade"</span></li> }
    });
    let links: Vec<_> = links.collect();
    (!links.is_empty()).then(
        || view! { <section class="block" aria-labelledby="assignments"><h2 id="assignments">"Assignments"</h2><ul>{links}</ul></section> },
    )
}

fn row(shown: &Shown, line: &GradeLine) -> impl IntoView + use<> {
    let cells = line.cells.iter().zip(&shown.book.units).map(|(cell, unit)| data(shown, cell, unit)).collect_view();
    let state =
        (line.state != domain::cohorts::EnrollmentState::Enrolled).then(|| view! { <span class="roster-note">{line.state.label()}</span> });
    view! {
        <tr>
            <th scope="row">{line.name.clone()}{state}</th>
            <td class="num">{line.mean().map(percent)}</td>
            {cells}
        </tr>
    }
}

fn data(shown: &Shown, cell: &Cell, unit: &GradedUnit) -> impl IntoView + use<> {
    let text = words::cell(cell);
    let held = matches!(cell, Cell::Work(entry) if entry.state == State::Graded).then_some("*");
    let failed = (cell.passed() == Some(false)).then_some("not passed");
    let own = matches!(cell, Cell::Work(entry) if entry.team_grade.is_some()).then_some("own points");
    let notes = failed.into_iter().chain(own).map(|note| view! { <span class="roster-note">{note}</span> }).collect_view();
    let link = match cell {
        Cell::Work(entry) if shown.nav.is_none() && unit.kind == UnitKind::Assignment => {
            let list = shown.base.trim_end_matches("/grades");
            Some(format!("{list}/assignments/{}/hand-ins/{}", unit.slug, entry.hand_in))
        }
        _ => None,
    };
    let text = match link {
        Some(address) => view! { <a href=address>{text}</a> }.into_any(),
        None => text.into_any(),
    };
    view! { <td class="num">{text}{held}{notes}</td> }
}
