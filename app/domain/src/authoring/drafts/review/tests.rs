//! Stale approvals, and anchors that follow their paragraphs.

use proptest::prelude::*;

use super::*;

const TEXT: &str = "---\nunit: costs\nkind: lesson\ntitle: Costs\nminutes: 5\nobjectives:\n- Name a cost.\n---\n\nCosts rise fast in every hospital.[^a]\n\n- one\n\n- two\n\n```question\nid: costs-1\nkind: single\n\nWhy?\n```\n\n## After it\n\nSee [the other](other.md) and that.\n\n[^a]: Arrow.\n";

fn files(text: &str) -> super::super::Files {
    let other = "---\nunit: others\nkind: lesson\n---\nText.\n";
    [("costs.md".to_owned(), text.as_bytes().to_vec()), ("other.md".to_owned(), other.as_bytes().to_vec())].into()
}

#[test]
fn a_unit_is_its_paragraphs_each_with_its_place() {
    let found = passages(&files(TEXT), "demo", "costs.md");
    let words: Vec<&str> = found.iter().map(|one| one.words.as_str()).collect();
    assert_eq!(words[0], "Costs rise fast in every hospital.[^a]");
    assert_eq!(words[1], "- one\n\n- two", "a list is one block");
    assert!(words[2].starts_with("```question") && found[2].seen == Seen::Question("costs-1".into()));
    assert_eq!((words[3], words.len()), ("## After it", 5));
    for one in &found {
        assert_eq!(&TEXT[one.range.clone()], one.words);
        assert_eq!(TEXT[..one.range.start].matches('\n').count() + 1, one.line);
    }
    let Seen::Html(last) = &found[4].seen else { panic!("{:?}", found[4]) };
    assert!(last.contains("/studio/demo/review/other\"") && last.contains("Arrow."), "{last}");
    assert_eq!(passages(&files("no front matter"), "demo", "costs.md").len(), 1);
    assert!(passages(&files("---\nunit: a\n---\n"), "demo", "costs.md").is_empty());
}

#[test]
fn a_comment_follows_its_paragraph_says_when_it_changed_and_when_it_is_gone() {
    let first = "Costs rise fast in every hospital.[^a]";
    let moved = TEXT.replace(first, "New one.\n\nAnother new one.").replace("## After it", &format!("## After it\n\n{first}"));
    let found = passages(&files(&moved), "demo", "costs.md");
    let Found::Same(at) = place(first, 0, &found) else { panic!() };
    assert_eq!(found[at].words, first);
    let edited = TEXT.replace("rise fast", "rise slowly");
    assert_eq!(place(first, 0, &passages(&files(&edited), "demo", "costs.md")), Found::Changed(0));
    let gone = TEXT.replace(first, "");
    assert_eq!(place(first, 0, &passages(&files(&gone), "demo", "costs.md")), Found::Gone);
    assert_eq!(digest("Costs\nrise."), digest("Costs rise. "), "to wrap it otherwise changes nothing");
}

fn people() -> [PersonId; 3] {
    [1, 2, 3].map(|number| PersonId(uuid::Uuid::from_u128(number)))
}

fn said() -> impl Strategy<Value = Vec<Verdict>> {
    let one =
        (0..3_usize, 1..6_i64, any::<bool>()).prop_map(|(who, revision, approves)| Verdict { person: people()[who], revision, approves });
    prop::collection::vec(one, 0..8)
}

fn some() -> impl Strategy<Value = Vec<PersonId>> {
    prop::sample::subsequence(people().to_vec(), 0..=3)
}

proptest! {
    #[test]
    fn what_is_approved_is_not_once_it_is_changed(asked in some(), writers in some(), said in said(), revision in 1..6_i64) {
        let now = state(revision, &asked, &writers, &said);
        let newest = said.iter().map(|one| one.revision).max().unwrap_or(0);
        prop_assert_ne!(state(newest.max(revision) + 1, &asked, &writers, &said), DraftState::Approved);
        if now == DraftState::Approved {
            for person in &asked {
                let last = said.iter().rev().find(|one| one.person == *person).unwrap();
                prop_assert!(last.approves && last.revision == revision);
            }
            prop_assert!(asked.iter().any(|person| !writers.contains(person)), "nobody approves alone what they wrote");
        }
        prop_assert_eq!(now == DraftState::Writing, asked.is_empty());
        prop_assert!(!(lacks_another(revision, &asked, &writers, &said) && now == DraftState::Approved));
    }

    #[test]
    fn anchors_follow_moves(order in Just((0..8_usize).collect::<Vec<_>>()).prop_shuffle(), chosen in 0..8_usize) {
        let paragraph = |number: usize| format!("Paragraph {number} speaks of matter {number} and of nothing else at all.");
        let text = order.iter().map(|number| paragraph(*number)).collect::<Vec<_>>().join("\n\n");
        let found = passages(&files(&text), "demo", "costs.md");
        let place = place(&paragraph(chosen), chosen, &found);
        prop_assert_eq!(place, Found::Same(order.iter().position(|number| *number == chosen).unwrap()));
    }

    #[test]
    fn no_text_breaks_the_paragraphs(text in "(?s).{0,200}") {
        for one in passages(&files(&text), "demo", "costs.md") {
            prop_assert_eq!(&text[one.range], one.words);
        }
    }
}
