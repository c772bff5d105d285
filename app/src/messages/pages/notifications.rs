//! How one wants to be told.

use domain::messages::{Choices, Topic, Way, rules::wall_time, store};
use leptos::prelude::*;

use crate::{
    AppError, Page,
    accounts::account_page,
    forms::{self, Field, Filled, Typed},
    visit::{Member, Visit},
};

/// `GET /account/notifications`
pub async fn notifications(member: Member) -> Result<Page, AppError> {
    let choices = store::choices(&member.site.db, member.session.person.id).await?;
    Ok(notifications_page(&member, filled(&choices)))
}

fn filled(choices: &Choices) -> Filled {
    let quiet = choices.hours.quiet;
    let mut pairs: Vec<(String, String)> =
        choices.ways.iter().map(|(topic, way)| (topic.as_str().to_owned(), way.as_str().to_owned())).collect();
    pairs.push(("quiet_from".into(), quiet.map_or_else(String::new, |quiet| wall_time(quiet.from))));
    pairs.push(("quiet_until".into(), quiet.map_or_else(String::new, |quiet| wall_time(quiet.until))));
    pairs.push(("digest_at".into(), wall_time(choices.hours.digest_at)));
    Filled { typed: Typed::from_address(pairs), errors: Vec::new() }
}

/// The page with the form.
pub fn notifications_page(visit: &Visit, form: Filled) -> Page {
    let filled = form.clone();
    let zone = visit.session.as_ref().map_or_else(String::new, |session| session.person.time_zone.name().replace('_', " "));
    let lede = "What you are told by mail, and when. What concerns your own place, such as your enrollment, is never left out.";
    let title = forms::with_summary(&form, "Notifications");
    let page = account_page(visit, title, ("Notifications", "/account/notifications"), lede, move || {
        view! {
            <form class="form" method="post" action="/account/notifications" novalidate=true>
                {forms::error_summary(&form)}
                {Topic::ALL.map(|topic| ways(&form, topic)).into_iter().collect_view()}
                <h2>"Hours"</h2>
                <p>{format!("By the clock where you are: {zone} time. ")}<a href="/account">"Change the time zone"</a></p>
                {forms::field(&form, Field::text("digest_at", "Your daily digest comes at").kind("time"))}
                <div class="field-row">
                    {forms::field(&form, Field::text("quiet_from", "No mail from").kind("time").hint("Leave both empty for none."))}
                    {forms::field(&form, Field::text("quiet_until", "Until").kind("time").hint("What comes meanwhile waits."))}
                </div>
                <p class="form-actions"><button class="button" data-kind="primary">"Save"</button></p>
            </form>
        }
    });
    filled.on(page)
}

fn ways(form: &Filled, topic: Topic) -> impl IntoView + use<> {
    let ways = Way::ALL.into_iter().filter(|way| *way != Way::Never || topic.can_be_silenced());
    let options = ways.map(|way| forms::Choice { value: way.as_str().to_owned(), label: way.label().to_owned() }).collect();
    view! { <div class="ways">{forms::choices(form, topic.as_str(), topic.label(), options)}</div> }
}
