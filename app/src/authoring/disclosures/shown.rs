//! Faculty, hours and disclosures of a module, as students and visitors read them: small print, in plain words.

use domain::authoring::disclosures::{Disclosures, Mitigation, Relationship, Says};
use leptos::prelude::*;

use crate::when;

/// Who wrote it, how long it takes, and what its authors disclosed; that they did not is said as well.
pub(crate) fn disclosed(authors: &[String], minutes: i64, disclosures: Option<&Disclosures>) -> impl IntoView + use<> {
    let lines = authors.iter().map(|author| {
        let said = disclosures.and_then(|all| all.of(author)).map_or_else(|| "not stated".to_owned(), said);
        let mitigated = disclosures.and_then(|all| all.mitigation_of(author)).map(mitigated);
        view! { <li>{author.clone()}": "{said}{mitigated}</li> }
    });
    let lines = lines.collect_view();
    let covered = disclosures.map(|all| {
        let on = when::day(all.on);
        view! { <p>"As the authors stated it: relationships with companies that make or sell health care products, in the 24 months before "<time datetime=all.on.to_string()>{on}</time>"."</p> }
    });
    let stated = match disclosures {
        Some(all) => {
            let mitigated = all.are_all_mitigated().then(|| view! { <p>"All relevant financial relationships have been mitigated."</p> });
            view! { <ul>{lines}</ul>{mitigated}{covered} }.into_any()
        }
        None => view! { "Not stated" }.into_any(),
    };
    view! {
        <section class="fine-print" aria-labelledby="faculty">
            <h2 id="faculty">"Faculty, hours and disclosures"</h2>
            <dl class="facts">
                <div><dt>"Faculty"</dt><dd>{authors.join("; ")}</dd></div>
                <div><dt>"Hours"</dt><dd>{when::length(minutes)}</dd></div>
                <div><dt>"Disclosures"</dt><dd>{stated}</dd></div>
            </dl>
        </section>
    }
}

/// What an author said, behind their name.
fn said(says: &Says) -> String {
    match says {
        Says::Nothing => "no financial relationships".to_owned(),
        Says::Relationships(all) => all.iter().map(relationship).collect::<Vec<_>>().join("; "),
        Says::Exempt(why) => format!("exempt: {why}"),
    }
}

/// How relationships were mitigated, behind them.
fn mitigated(said: &Mitigation) -> impl IntoView + use<> {
    let (day, machine) = (when::day(said.on), said.on.to_string());
    view! { ". Mitigated: "{said.how.clone()}" (said by "{said.by.clone()}", "<time datetime=machine>{day}</time>")" }
}

/// `Acme Devices (consultant, until March 2025)`
fn relationship(one: &Relationship) -> String {
    let until = one.until.map(|month| format!(", until {}", month.format("%B %Y"))).unwrap_or_default();
    format!("{} ({}{until})", one.company, one.nature)
}

#[cfg(test)]
mod tests {
    use domain::authoring::disclosures::Statement;

    use super::*;

    fn html(disclosures: Option<&Disclosures>) -> String {
        let authors = ["Ada, MD", "Ben, PhD", "Cleo, MPH", "Dan"].map(str::to_owned);
        Owner::new().with(|| disclosed(&authors, 95, disclosures).into_view().to_html())
    }

    #[test]
    fn each_author_is_told_with_what_was_said_or_that_nothing_was() {
        let says = |author: &str, says: &str| Statement { author: author.into(), says: Says::read(says).unwrap(), mitigation: None };
        let statements = vec![
            says("Ada, MD", "none"),
            says("Ben, PhD", "Acme <Devices> (consultant, until 2025-03); Bolt (chair)"),
            says("Cleo, MPH", "exempt, there is no clinical content"),
        ];
        let told = html(Some(&Disclosures { on: "2026-11-22".parse().unwrap(), statements }));
        for words in [
            "no financial relationships",
            "Acme &lt;Devices&gt; (consultant, until March 2025); Bolt (chair)",
            "exempt: there is no clinical content",
            "not stated",
            "Sun 22 Nov 2026",
            "1 h 35 min",
            "Ada, MD; Ben, PhD",
        ] {
            assert!(told.contains(words), "{words}: {told}");
        }
    }

    #[test]
    fn that_all_relationships_were_mitigated_is_said_where_it_was_said_of_all() {
        let says = |author: &str, mitigation: Option<&str>| Statement {
            author: author.into(),
            says: Says::read("Acme (chair)").unwrap(),
            mitigation: mitigation.map(|said| Mitigation::read(said).unwrap()),
        };
        let told = |ben: Option<&str>| {
            let statements = vec![says("Ada, MD", Some("the shares <all> were sold (Ruth Lind, 2026-11-20)")), says("Ben, PhD", ben)];
            html(Some(&Disclosures { on: "2026-11-22".parse().unwrap(), statements }))
        };
        let (some, all) = (told(None), told(Some("reviewed by others (Ruth Lind, 2026-11-21)")));
        let words = "All relevant financial relationships have been mitigated.";
        assert!(all.contains(words) && !some.contains(words), "{all}");
        for told in [&some, &all] {
            assert!(
                told.contains("the shares &lt;all&gt; were sold") && told.contains("Ruth Lind") && told.contains("Fri 20 Nov 2026"),
                "{told}"
            );
        }
        let none = Disclosures { on: "2026-11-22".parse().unwrap(), statements: Vec::new() };
        assert!(!html(Some(&none)).contains(words), "there is nothing to mitigate");
    }

    #[test]
    fn a_version_from_before_says_that_nothing_is_stated() {
        let told = html(None);
        assert!(told.contains("Not stated") && !told.contains("<li>"), "{told}");
    }
}
