//! Questions as authors, reviewers and colleagues read them: what is right and why, what is said of each option, and no verdict.

use super::{LESSON, text_in, two_authors};
use crate::stage::{Answer, Stage, Visitor};

const CHECK: &str = "/studio/on-rounds/units/02-check";
const REVIEW: &str = "/studio/on-rounds/review";

/// Ines writes what is said of each option, and what else counts as right.
async fn with_feedback(stage: &Stage) -> Visitor {
    let (ines, _) = two_authors(stage).await;
    for (unit, from, to) in [
        (LESSON, "( ) Nobody\n", "    > And answers for it.\n( ) Nobody\n    > Then *nobody* decides.\n"),
        (CHECK, "( ) Every year\n", "    > Yes, each day.\n( ) Every year\n    > Patients are gone by then.\n"),
        (CHECK, "= 12 +- 0\n", "= 12 +- 1\n"),
    ] {
        let editor = ines.get(unit).await.expect(200);
        let text = text_in(&editor).replace(from, to);
        ines.submit(&editor, "form[data-editor]", &[("text", &text)]).await.expect(303);
    }
    ines
}

/// Each option has what is said of it under it, and nothing says that somebody did not answer.
fn assert_told(page: &Answer, options: [&str; 2]) {
    assert_eq!(page.all(".choice > .choice-said"), options);
    assert!(page.has(".choice[data-result=right] > .choice-said"));
    assert!(!page.one("main").contains("Not answered") && !page.has(".feedback[data-result=wrong]"), "{}", page.one("main"));
}

site_test!(reviewers_read_what_is_said_of_each_option_and_no_verdict, |stage| {
    let ines = with_feedback(stage).await;
    let lesson = ines.get(&format!("{REVIEW}/01-team")).await.expect(200);
    assert_told(&lesson, ["And answers for it.", "Then nobody decides."]);
    let quiz = ines.get(&format!("{REVIEW}/02-check")).await.expect(200);
    assert_told(&quiz, ["Yes, each day.", "Patients are gone by then."]);
    let told = quiz.all(".feedback");
    assert!(told[0].contains("Why") && told[0].contains("Patients change overnight."), "{told:?}");
    assert!(told[1].contains("Right answer: 12") && told[1].contains("Accepted within 1 of it."), "{told:?}");
});

site_test!(authors_read_it_in_the_bank_and_colleagues_behind_a_link, |stage| {
    let ines = with_feedback(stage).await;
    ines.post(&format!("{CHECK}/bank"), &[("question", "how-often")]).await.expect(303);
    assert_told(&ines.get("/studio/bank/how-often").await.expect(200), ["Yes, each day.", "Patients are gone by then."]);
    let page = ines.get(REVIEW).await.expect(200);
    let link = ines.submit(&page, "form[action$='/links']", &[]).await.expect(200).attribute("#address", "value");
    let address = link.strip_prefix(&format!("http://{}", stage.address)).unwrap();
    let weber = stage.anonymous();
    assert_told(&weber.get(&format!("{address}/units/02-check")).await.expect(200), ["Yes, each day.", "Patients are gone by then."]);
});

site_test!(whoever_tries_a_question_is_told_only_of_what_they_chose, |stage| {
    let ines = with_feedback(stage).await;
    let page = ines.get(&format!("{CHECK}/trial")).await.expect(200);
    let (_, fields) = page.form("form.quiz");
    assert!(!fields.is_empty());
    let marked = ines.submit(&page, "form.quiz", &[]).await.expect(200);
    assert!(!marked.has(".choice-said") && marked.one("main").contains("Not answered"));
    assert!(!marked.one("main").contains("Patients are gone by then."));
});
