//! The program in one picture: modules between residencies, drawn from its numbers, with the table behind it.

use leptos::prelude::*;

/// How long the program takes, in months.
pub const MONTHS: u32 = 16;
/// How many residencies it has; the first opens it, the last closes it.
pub const RESIDENCIES: u32 = 4;
/// How long a residency is, in days, Saturday to Tuesday.
pub const RESIDENCY_DAYS: u32 = 4;
/// How many modules the picture shows.
pub const MODULES: u32 = 9;

const BETWEEN: u32 = MODULES / (RESIDENCIES - 1);

/// The modules between a residency, counted from 1, and the next.
fn modules_after(residency: u32) -> std::ops::RangeInclusive<u32> {
    (residency - 1) * BETWEEN + 1..=residency * BETWEEN
}

/// The month in which a residency lies, counted from 1.
fn month_of(residency: u32) -> u32 {
    1 + (residency - 1) * (MONTHS - 1) / (RESIDENCIES - 1)
}

/// What a residency does to the modules around it.
fn what_happens(residency: u32) -> String {
    let range = |modules: std::ops::RangeInclusive<u32>| format!("{} to {}", modules.start(), modules.end());
    match residency {
        1 => format!("opens modules {}", range(modules_after(1))),
        RESIDENCIES => format!("closes modules {}", range(modules_after(RESIDENCIES - 1))),
        _ => format!("closes {}, opens {}", range(modules_after(residency - 1)), range(modules_after(residency))),
    }
}

/// The picture for wide screens and the one for phones, and the same as a table.
pub fn program_map() -> impl IntoView {
    view! {
        <figure class="program-map">
            {wide()}
            {tall()}
            <figcaption>
                "Nine modules are drawn; a program has nine to fifteen, one open at a time. The dotted line is your project, at your own organization, reported at each residency."
            </figcaption>
            <details class="disclosure"><summary>"The same as a table"</summary>{table()}</details>
        </figure>
    }
}

const TITLE: &str = "The program in sixteen months";
const DESCRIPTION: &str = "Four residencies of four days stand in months 1, 6, 11 and 16. Between each two of them lie three online modules, \
     one after the other: modules 1 to 3, 4 to 6 and 7 to 9. One project runs from the first residency to the last.";

/// Left and right edge of the drawing, in its own units.
const EDGES: (u32, u32) = (7, 1145);

/// Where a residency's post stands.
fn across(residency: u32) -> u32 {
    EDGES.0 + (residency - 1) * (EDGES.1 - EDGES.0) / (RESIDENCIES - 1)
}

fn wide() -> impl IntoView {
    let posts = (1..=RESIDENCIES).map(post_across).collect_view();
    let bars = (1..RESIDENCIES).flat_map(|residency| modules_after(residency).map(move |module| bar_across(residency, module)));
    let marks = (1..=RESIDENCIES).map(|residency| mark(across(residency), 252, 6)).collect_view();
    view! {
        <svg data-shape="wide" viewBox="0 0 1152 264" role="img" aria-labelledby="map-title map-description">
            <title id="map-title">{TITLE}</title>
            <desc id="map-description">{DESCRIPTION}</desc>
            <path class="map-axis" d="M0 214H1152"/>
            {posts}
            {bars.collect_view()}
            <path class="map-line" d=format!("M{} 252H{}", EDGES.0, EDGES.1)/>
            {marks}
        </svg>
    }
}

fn post_across(residency: u32) -> impl IntoView {
    let middle = across(residency);
    let (anchor, x) = if residency == RESIDENCIES { ("end", middle - 16) } else { ("start", middle + 16) };
    view! {
        <rect class="map-post" x=middle - 5 y="8" width="10" height="206"/>
        <text class="map-name" data-strong="" x=x y="22" text-anchor=anchor>{format!("Residency {residency}")}</text>
        <text class="map-note" x=x y="42" text-anchor=anchor>{format!("Month {}, {RESIDENCY_DAYS} days in person", month_of(residency))}</text>
        <text class="map-note" x=x y="60" text-anchor=anchor>{what_happens(residency)}</text>
    }
}

fn bar_across(residency: u32, module: u32) -> impl IntoView {
    let step = module - modules_after(residency).start();
    let room = (across(residency + 1) - across(residency) - 24) / BETWEEN;
    let x = across(residency) + 12 + step * room;
    let y = 106 + step * 40;
    // The last of the three would run into the post behind it: its name ends where its bar ends.
    let (anchor, name_x) = if step + 1 == BETWEEN { ("end", x + room - 4) } else { ("start", x + 4) };
    view! {
        <text class="map-name" x=name_x y=y - 8 text-anchor=anchor>{format!("Module {module}")}</text>
        <rect class="map-bar" x=x + 4 y=y width=room - 8 height="11" rx="2"/>
    }
}

fn mark(x: u32, y: u32, half: u32) -> impl IntoView {
    let path = format!("M{} {y}L{x} {}L{} {y}L{x} {}Z", x - half, y - half, x + half, y + half);
    view! { <path class="map-mark" d=path/> }
}

/// How far down a residency's post lies on a phone: a heading, then three modules.
fn down(residency: u32) -> u32 {
    12 + (residency - 1) * 196
}

fn tall() -> impl IntoView {
    let posts = (1..=RESIDENCIES).map(post_down).collect_view();
    let bars = (1..RESIDENCIES).flat_map(|residency| modules_after(residency).map(move |module| bar_down(residency, module)));
    let marks = (1..=RESIDENCIES).map(|residency| mark(8, down(residency) + 4, 6)).collect_view();
    let end = down(RESIDENCIES);
    view! {
        <svg data-shape="tall" viewBox=format!("0 0 358 {}", end + 58) role="img" aria-labelledby="tall-map-title tall-map-description">
            <title id="tall-map-title">{TITLE}</title>
            <desc id="tall-map-description">{DESCRIPTION}</desc>
            <path class="map-line" d=format!("M8 16V{end}")/>
            <path class="map-axis" d=format!("M28 12V{end}")/>
            {posts}
            {bars.collect_view()}
            {marks}
        </svg>
    }
}

fn post_down(residency: u32) -> impl IntoView {
    let y = down(residency);
    view! {
        <rect class="map-post" x="27" y=y width="331" height="8"/>
        <text class="map-name" data-strong="" x="40" y=y + 29>{format!("Residency {residency}")}</text>
        <text class="map-note" x="358" y=y + 29 text-anchor="end">{format!("month {}, {RESIDENCY_DAYS} days", month_of(residency))}</text>
        <text class="map-note" x="40" y=y + 49>{what_happens(residency)}</text>
    }
}

fn bar_down(residency: u32, module: u32) -> impl IntoView {
    let step = module - modules_after(residency).start();
    let (x, y) = (40 + step * 26, down(residency) + 64 + step * 42);
    view! {
        <rect class="map-bar" x=x y=y width="9" height="38" rx="2"/>
        <text class="map-name" x=x + 20 y=y + 25>{format!("Module {module}")}</text>
    }
}

fn table() -> impl IntoView {
    let rows =
        (1..=RESIDENCIES).map(|residency| view! { {residency_row(residency)}{(residency < RESIDENCIES).then(|| modules_row(residency))} });
    view! {
        <div class="table-wrap" role="region" aria-label="The program month by month" tabindex="0">
            <table class="table">
                <thead><tr><th scope="col">"When"</th><th scope="col">"Where"</th><th scope="col">"What"</th></tr></thead>
                <tbody>
                    <tr>
                        <th scope="row">"Before month 1"</th><td>"At home"</td>
                        <td>"Preparation, and a 360-degree view of you by the people you work with"</td>
                    </tr>
                    {rows.collect_view()}
                </tbody>
            </table>
        </div>
    }
}

fn residency_row(residency: u32) -> impl IntoView {
    let project = match residency {
        1 => "your project begins",
        RESIDENCIES => "your project is presented",
        _ => "your project reports a milestone",
    };
    view! {
        <tr>
            <th scope="row">{format!("Month {}", month_of(residency))}</th>
            <td>{format!("In person, {RESIDENCY_DAYS} days")}</td>
            <td>{format!("Residency {residency}: {}; {project}", what_happens(residency))}</td>
        </tr>
    }
}

fn modules_row(residency: u32) -> impl IntoView {
    let modules = modules_after(residency);
    view! {
        <tr>
            <th scope="row">{format!("Months {} to {}", month_of(residency), month_of(residency + 1))}</th>
            <td>"Online, between shifts"</td>
            <td>{format!("Modules {} to {}, one at a time", modules.start(), modules.end())}</td>
        </tr>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_picture_and_its_description_say_the_same() {
        assert_eq!((1..=RESIDENCIES).map(month_of).collect::<Vec<_>>(), [1, 6, 11, 16]);
        assert_eq!((1..RESIDENCIES).map(modules_after).collect::<Vec<_>>(), [1..=3, 4..=6, 7..=9]);
        assert_eq!(what_happens(2), "closes 1 to 3, opens 4 to 6");
        for month in (1..=RESIDENCIES).map(month_of) {
            assert!(DESCRIPTION.contains(&month.to_string()), "{month}");
        }
    }

    #[test]
    fn the_picture_has_a_name_a_description_and_a_table_behind_it() {
        let html = Owner::new().with(|| program_map().into_view().to_html());
        for part in ["<title id=\"map-title\">", "<desc id=\"map-description\">", "Months 6 to 11", "Residency 4: closes modules 7 to 9"] {
            assert!(html.contains(part), "{part} is missing in {html}");
        }
        assert!(!html.contains("style="), "a strict policy blocks style attributes");
    }
}
