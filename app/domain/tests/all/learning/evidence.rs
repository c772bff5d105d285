//! Evidence is kept as JSON, and read back as what it was.

use domain::{
    ids::{AttemptId, EnrollmentId, QuestionId, UnitId},
    learning::{
        evidence::{Act, Answered, Attempted, Carried, Deed, Did, Origin, Submitted, Worth},
        quiz::{Confidence, Response},
    },
};

use crate::school::now;

#[test]
fn evidence_is_read_back_as_it_was_written() {
    let (attempt, question) = (AttemptId::new(), QuestionId::new());
    let carried = Origin { enrollment: EnrollmentId::new(), unit: UnitId::new(), evidence: None, recorded_at: now() };
    let told = |deed| Act::Carried(Carried { carried, deed });
    let answered = |response, late| Act::Answered(Answered { attempt: Some(attempt), question, response, confidence: None, late });
    for act in [
        Act::Attempted(Attempted { number: 2, seed: i64::MAX, closes_at: Some(now()) }),
        Act::Attempted(Attempted { number: 1, seed: 0, closes_at: None }),
        Act::Answered(Answered {
            attempt: None,
            question,
            response: Response::Text("\u{1F600}\n\"\\".into()),
            confidence: None,
            late: false,
        }),
        answered(Response::Options(vec![]), true),
        Act::Answered(Answered {
            attempt: Some(attempt),
            question,
            response: Response::Options(vec![1]),
            confidence: Some(Confidence::Fair),
            late: true,
        }),
        answered(Response::Number("1,5".into()), false),
        answered(Response::Pairs(vec![None, Some(3)]), false),
        answered(Response::Order(vec![1, 0]), true),
        Act::Submitted(Submitted { submitted: attempt, points: 5.666667, possible: 9.0, passed: false }),
        Act::plain(Did::Started),
        Act::plain(Did::Read),
        Act::plain(Did::Completed),
        told(Deed::Started { best: Some(Worth { points: 5.666667, possible: 9.0 }) }),
        told(Deed::Answered { question, response: Response::Pairs(vec![None, Some(3)]) }),
        told(Deed::Completed),
    ] {
        let kept = serde_json::to_string(&act).unwrap();
        assert_eq!(serde_json::from_str::<Act>(&kept).unwrap(), act, "{kept}");
    }
}

#[test]
fn evidence_of_before_anybody_was_asked_how_sure_they_are_is_read_and_written_as_it_was() {
    let kept = r#"{"attempt":null,"question":"01900000-0000-7000-8000-000000000001","response":{"options":[1]}}"#;
    let act: Act = serde_json::from_str(kept).unwrap();
    assert!(matches!(&act, Act::Answered(Answered { confidence: None, late: false, .. })), "{act:?}");
    assert_eq!(serde_json::to_string(&act).unwrap(), kept);
}
