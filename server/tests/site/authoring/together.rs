//! Two authors at once: each sees that the other is there, and that a newer text stands; nobody else learns of it.

use chrono::TimeDelta;
use serde_json::Value;

use super::{LESSON, text_in, two_authors};
use crate::stage::{Kind, Visitor};

const OUTLINE: &str = "/studio/on-rounds";
const PRESENCE: &str = "/studio/on-rounds/units/01-team/presence";

async fn sign(visitor: &Visitor, form: &[(&str, &str)]) -> Value {
    serde_json::from_str(visitor.post(PRESENCE, form).await.expect(200).text()).unwrap()
}

/// What the page of the unit says of others.
async fn others(visitor: &Visitor) -> String {
    visitor.get(LESSON).await.expect(200).one("form[data-editor] .editor-here")
}

/// Saves more of the text while it is typed. Gives the answer.
async fn types(visitor: &Visitor, more: &str) -> Value {
    let page = visitor.get(LESSON).await.expect(200);
    let seen = page.attribute("form[data-editor] input[name=seen]", "value");
    let text = format!("{}\n{more}\n", text_in(&page));
    serde_json::from_str(visitor.post(&format!("{LESSON}/text"), &[("text", &text), ("seen", &seen)]).await.expect(200).text()).unwrap()
}

site_test!(whoever_opens_a_unit_is_told_who_has_it_open_and_who_writes, |stage| {
    let (ines, paul) = two_authors(stage).await;
    assert_eq!(others(&ines).await, "");
    assert_eq!(others(&paul).await, "Ines Ferreira has it open.");
    assert!(!paul.get(OUTLINE).await.expect(200).one("ol.outline").contains("Paul Adler"), "nobody is told of themselves");
    let saved = types(&paul, "Of Paul.").await;
    assert_eq!(saved["here"]["words"], "Ines Ferreira has it open.");
    let told = sign(&ines, &[("seen", "1")]).await;
    let words = told["here"]["words"].as_str().unwrap().to_owned();
    assert!(words.starts_with("Paul Adler is writing here, last change "), "{words}");
    assert!(ines.get(OUTLINE).await.expect(200).one("#unit-01-team").contains("Paul Adler is writing here"));
    assert!(ines.get(&format!("{OUTLINE}/review")).await.expect(200).one("ol.outline").contains("Paul Adler is writing here"));
    stage.clock.forward(TimeDelta::seconds(74));
    assert!(others(&ines).await.contains("Paul Adler"));
    stage.clock.forward(TimeDelta::seconds(1));
    assert_eq!(others(&ines).await, "");
});

site_test!(whoever_leaves_is_gone_at_once, |stage| {
    let (ines, paul) = two_authors(stage).await;
    others(&paul).await;
    assert_eq!(others(&ines).await, "Paul Adler has it open.");
    paul.post(&format!("{PRESENCE}/end"), &[]).await.expect(204);
    assert_eq!(others(&ines).await, "");
    let beforehand = paul.request(reqwest::Method::GET, LESSON).header("sec-purpose", "prefetch");
    paul.send(beforehand).await.expect(200);
    assert_eq!(others(&ines).await, "", "a page that a browser loads beforehand is not open");
});

site_test!(that_a_newer_text_stands_is_told_before_one_saves_and_shown_when_asked_for, |stage| {
    let (ines, paul) = two_authors(stage).await;
    let seen = ines.get(LESSON).await.expect(200).attribute("form[data-editor] input[name=seen]", "value");
    assert_eq!(sign(&ines, &[("seen", &seen)]).await["newer"], Value::Null);
    let saved = types(&paul, "Of Paul.").await;
    let told = sign(&ines, &[("seen", &seen)]).await;
    assert_eq!((&told["newer"]["revision"], &told["theirs"]), (&saved["revision"], &Value::Null));
    assert!(told["newer"]["words"].as_str().unwrap().starts_with("Paul Adler saved a newer text at "));
    let asked = sign(&ines, &[("seen", &seen), ("want", "text")]).await;
    assert_eq!((asked["theirs"]["by"].as_str(), &asked["theirs"]["revision"]), (Some("Paul Adler"), &saved["revision"]));
    assert!(asked["theirs"]["text"].as_str().unwrap().ends_with("Of Paul.\n"));
    let own = sign(&paul, &[("seen", &seen)]).await;
    assert!(own["newer"]["words"].as_str().unwrap().starts_with("You saved a newer text"));
    assert_eq!(sign(&ines, &[("seen", "nonsense")]).await["newer"], Value::Null);
});

/// Posts a sign to a unit, and its end.
async fn refused(visitor: &Visitor, status: u16) {
    for address in [PRESENCE.to_owned(), format!("{PRESENCE}/end")] {
        visitor.post(&address, &[]).await.expect(status);
    }
}

site_test!(only_those_who_may_see_the_draft_learn_who_is_there, |stage| {
    let (ines, _) = two_authors(stage).await;
    others(&ines).await;
    for kind in [Kind::Student, Kind::Staff] {
        refused(&stage.visitor(kind).await, 404).await;
    }
    ines.post(&PRESENCE.replace("01-team", "no-such-unit"), &[]).await.expect(404);
    ines.post(&format!("{OUTLINE}/discard"), &[("confirm", "on-rounds")]).await.expect(303);
    ines.post(PRESENCE, &[]).await.expect(409);
    ines.post(&format!("{PRESENCE}/end"), &[]).await.expect(204);
});
