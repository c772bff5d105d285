//! Who reads a draft, and what they say of it.

use super::*;

/// Who is asked, and where each stands.
pub(super) fn people(shown: &Shown) -> impl IntoView + use<> {
    let rows = shown.reviewers.iter().map(|(one, stand)| person(shown, one, stand)).collect_view();
    let none = shown.reviewers.is_empty().then(|| {
        view! { <p class="empty">"Nobody is asked yet. A draft is approved once everybody who is asked has approved what stands, and one of them did not write in it."</p> }
    });
    view! {
        <section class="block" aria-labelledby="people">
            <h2 id="people">"Who reviews it"</h2>
            {none}
            <ul class="outline">{rows}</ul>
        </section>
    }
}

fn person(shown: &Shown, one: &Reviewer, stand: &Stand) -> impl IntoView + use<> {
    let (shape, word) = match stand {
        Stand::Asked => ("waiting", "Has not said anything yet".to_owned()),
        Stand::Approves => ("done", "Approves what stands".to_owned()),
        Stand::ApprovedBefore(revision) => ("late", format!("Approved revision {revision}: changed since")),
        Stand::AsksForChanges(_) => ("started", "Asks for changes".to_owned()),
    };
    let since = before(stand, shown.page.draft.revision).and_then(|revision| since(shown, revision));
    let asked = format!("{} asked on {}", one.asked_by, when::day(one.asked_at.with_timezone(&shown.zone).date_naive()));
    let reminded = one.reminded_at.map(|at| view! { <span>"Reminded "{when::long(at, shown.zone)}</span> });
    let note = (!one.note.is_empty()).then(|| words(&one.note));
    let does = shown.page.writes.then(|| does(shown.page.slug(), one));
    view! {
        <li>
            <div class="outline-unit">
                <p class="outline-title">{one.name.clone()}</p>
                <p class="meta"><span class="state" data-state=shape>{word}</span><span>{asked}</span>{reminded}</p>
                {note}
                {since}
            </div>
            {does}
        </li>
    }
}

fn does(module: &str, one: &Reviewer) -> impl IntoView + use<> {
    let form = |what: &'static str, label: &'static str| {
        let action = format!("/studio/{module}/reviewers/{}/{what}", one.person);
        view! {
            <form class="inline" method="post" action=action>
                <button class="button" data-size="small">{label}<span class="visually-hidden">": "{one.name.clone()}</span></button>
            </form>
        }
    };
    view! { <div class="outline-moves">{form("reminder", "Remind")}{form("removal", "Take off")}</div> }
}

/// What a reviewer says of it.
pub(super) fn verdict(shown: &Shown, form: &Filled) -> impl IntoView + use<> {
    let mine = shown.reviewers.iter().find(|(one, _)| one.person == shown.me);
    let since = mine.and_then(|(_, stand)| before(stand, shown.page.draft.revision)).and_then(|revision| since(shown, revision));
    let note = mine.filter(|(one, _)| !one.note.is_empty()).map(|(one, _)| {
        view! { <p class="hint">{one.asked_by.clone()}" writes:"</p>{words(&one.note)} }
    });
    let options = [("approve", "I approve it as it stands"), ("changes", "It needs changes first")];
    let options = options.map(|(value, label)| Choice { value: value.into(), label: label.into() }).into();
    let area = TextArea {
        name: "words",
        label: "In your words",
        hint: "For the draft as a whole; what concerns a paragraph stands better beside it. Needed if you ask for changes.",
        rows: 4,
        limit: domain::authoring::drafts::review::LONGEST_WORDS,
    };
    view! {
        <section class="block" aria-labelledby="your-verdict">
            <h2 id="your-verdict">"What you think of it"</h2>
            {note}
            {since}
            <form class="form" method="post" action=format!("/studio/{}/verdicts", shown.page.slug())>
                <input type="hidden" name="seen" value=shown.page.draft.revision.to_string()/>
                {choices(form, "verdict", "Your verdict", options)}
                {text_area(form, area)}
                <p class="form-actions"><button class="button" data-kind="primary">"Say it"</button></p>
            </form>
        </section>
    }
}

/// What was said, the latest first.
pub(super) fn history(shown: &Shown) -> Option<impl IntoView + use<>> {
    let lines = shown.spoken.iter().map(|one| {
        let (shape, word) = if one.approves { ("done", "Approved") } else { ("started", "Asked for changes") };
        let said = (!one.words.is_empty()).then(|| words(&one.words));
        view! {
            <li>
                <p class="meta"><b>{one.name.clone()}</b><span class="state" data-state=shape>{word}</span><span>"Revision "{one.revision}</span><span>{when::long(one.said_at, shown.zone)}</span></p>
                {said}
            </li>
        }
    });
    let lines = lines.collect_view();
    (!shown.spoken.is_empty()).then(|| view! { <section class="block" aria-labelledby="said"><h2 id="said">"What was said"</h2><ol class="version-changes">{lines}</ol></section> })
}
