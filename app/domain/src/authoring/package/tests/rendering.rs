//! What the texts of a package become.

use super::{edition, package, shown, with};
use crate::authoring::{
    Answers, Piece, Tolerance, UnitSettings, WordRange,
    media::{MediaKind, Pointer},
    package::read,
};

/// The HTML of the unit at this place, questions as `{slug}`.
fn html(unit: usize) -> String {
    let pieces = edition().units.remove(unit).body;
    pieces
        .into_iter()
        .map(|piece| match piece {
            Piece::Html(html) => html,
            Piece::Question(slug) => format!("{{{slug}}}"),
            Piece::Simulator(simulation) => format!("{{{}}}", simulation.simulator),
        })
        .collect()
}

fn assert_has(html: &str, parts: &[&str]) {
    for part in parts {
        assert!(html.contains(part), "no {part}\nin {html}");
    }
}

#[test]
fn the_front_matter_is_read() {
    let edition = edition();
    assert_eq!(edition.module.title, "A module: with a colon");
    assert_eq!(edition.module.competencies, ["PL-1", "PL-7"]);
    assert_eq!(edition.module.authors, ["Ada Example, MD", "Ben Example, PhD"]);
    assert_eq!(edition.module.reviewed.to_string(), "2026-11-01");
    assert_eq!(edition.units.iter().map(|unit| unit.slug.as_str()).collect::<Vec<_>>(), ["lesson", "quiz", "case"]);
    let quiz = edition.units[1].settings.quiz().unwrap();
    assert_eq!((quiz.pass, quiz.attempts, quiz.time_limit), (70, Some(2), Some(30)));
    assert!(quiz.shuffle.options() && quiz.shuffle.questions() && !quiz.confidence);
    assert_eq!(edition.units[2].settings, UnitSettings::Case { words: Some(WordRange { min: 150, max: 400 }) });
}

#[test]
fn a_quiz_asks_how_sure_students_are_where_its_author_wishes() {
    let asked = |line: &str| {
        let files = with("02-quiz.md", "shuffle: both", &format!("shuffle: both\n{line}"));
        read(files).unwrap_or_else(|faults| panic!("{}", shown(&faults))).edition(1).unwrap().units.remove(1)
    };
    let quiz = asked("confidence: asked");
    let settings = quiz.settings.quiz().unwrap();
    let rated = quiz.questions.iter().map(|question| settings.asks_confidence(question));
    assert!(rated.eq(quiz.questions.iter().map(|question| question.kind().is_scored())), "a text is neither right nor wrong");
    assert_eq!(asked("confidence: none").settings, edition().units[1].settings);
}

#[test]
fn headings_get_addresses_and_a_table_of_contents() {
    let edition = edition();
    let contents: Vec<_> = edition.units[0].contents.iter().map(|h| (h.level, h.anchor.as_str(), h.text.as_str())).collect();
    assert_eq!(contents, [(2, "dominance", "Dominance"), (3, "dominance-2", "Dominance")]);
    assert_has(&html(0), &["<h2 id=\"dominance\"><a class=\"anchor\" href=\"#dominance\">Dominance</a></h2>", "<h3 id=\"dominance-2\">"]);
}

#[test]
fn links_lead_to_units_sites_and_mail() {
    assert_has(
        &html(0),
        &[
            "<a href=\"/learn/demo-module/quiz\">the quiz</a>",
            "<a href=\"#dominance\">below</a>",
            "<a href=\"https://example.org\" rel=\"noopener\">https://example.org</a>",
            "<a href=\"mailto:a@example.org\">a@example.org</a>",
        ],
    );
    assert_has(&edition().module.introduction, &["<a href=\"/learn/demo-module/lesson#dominance\">link</a>"]);
}

#[test]
fn footnotes_stand_at_the_end_with_ways_there_and_back() {
    let html = html(0);
    assert_has(
        &html,
        &[
            "<sup class=\"footnote-ref\"><a href=\"#fn_1\" id=\"fnref_1_1\" role=\"doc-noteref\" aria-label=\"Footnote 1\">1</a></sup><span class=\"margin-note\" aria-hidden=\"true\">Arrow KJ. Uncertainty. 1963.</span> See",
            "id=\"fnref_1_2\"",
            "<section class=\"footnotes\" role=\"doc-endnotes\" aria-labelledby=\"footnotes_title\">\n<h2 id=\"footnotes_title\">References</h2>",
            "<li id=\"fn_1\">\n<p>Arrow KJ. <em>Uncertainty</em>. 1963.",
            "href=\"#fnref_1_2\" role=\"doc-backlink\" aria-label=\"Back to footnote 1, place 2\">",
            "<li id=\"fn_2\">",
        ],
    );
    assert!(html.find("Text after the question").unwrap() < html.find("<section").unwrap());
    assert_eq!(html.matches("<li id=").count(), 2);
}

#[test]
fn the_notes_of_a_quiz_end_its_introduction() {
    let html = html(1);
    assert!(html.find("A note.").unwrap() < html.find("{q-single}").unwrap(), "{html}");
}

#[test]
fn callouts_have_a_kind_and_a_title() {
    assert_has(
        &html(0),
        &[
            "<aside class=\"callout\" role=\"note\" data-kind=\"note\">\n<p class=\"callout-title\">A title with <em>emphasis</em></p>\n\
         <p>The text of the note.</p>\n<p>Its second paragraph.</p>\n</aside>",
            "<p class=\"callout-title\">Warning</p>\n<p>Mind the step.</p>",
            "<blockquote>\n<p>A plain quotation.</p>\n</blockquote>",
        ],
    );
}

#[test]
fn tables_are_named_regions_with_aligned_columns() {
    assert_has(
        &html(0),
        &[
            "<div class=\"table-wrap\" tabindex=\"0\" role=\"region\" aria-label=\"The costs of three options are\">",
            "<th scope=\"col\" data-align=\"left\">Option</th><th scope=\"col\" data-align=\"right\">Cost</th>",
            "<td data-align=\"left\">A</td><td data-align=\"right\">$5</td>",
        ],
    );
}

#[test]
fn tables_are_told_apart_and_not_named_after_figures() {
    let table = "| A | B |\n|---|---|\n| 1 | 2 |\n";
    let figure = "![Alt](figures/plane.svg \"Caption\")";
    let files = with(
        "03-case.md",
        "What would you do?",
        &format!("The costs. They are: \n\n{figure}\n\n{table}\n{table}\nNext.\n\n### Here\n\n{table}\nEnd."),
    );
    let Piece::Html(html) = read(files).unwrap().edition(1).unwrap().units.remove(2).body.remove(0) else { panic!() };
    assert_has(&html, &["aria-label=\"They are\"", "aria-label=\"They are (2)\"", "aria-label=\"Here\""]);
}

#[test]
fn figures_and_videos_come_from_the_version_they_belong_to() {
    assert_has(
        &html(0),
        &[
            "<figure class=\"figure\"><img src=\"/modules/demo-module/versions/3/files/figures/plane.svg\" \
         alt=\"Two axes, cost upwards and effect to the right\" loading=\"lazy\" width=\"640\" height=\"360\">\
         <figcaption>The plane &amp; its \"quadrants\"</figcaption></figure>",
            "<source src=\"/modules/demo-module/versions/3/files/media/plane.webm\" type=\"video/webm\">",
            "<track kind=\"captions\" src=\"/modules/demo-module/versions/3/files/media/plane.vtt\" srclang=\"en\" label=\"English\" default",
            "preload=\"none\"",
            "download=\"\">Download the video</a>",
            "<details class=\"transcript\"><summary>Transcript</summary><p>The plane.</p></details>",
        ],
    );
}

#[test]
fn sound_documents_and_what_is_kept_apart_are_shown_with_their_words() {
    let large = Pointer { sha256: "ab".repeat(32), kind: MediaKind::Mp4, size: 48_000_000 };
    let lines = "![A round](media/round.mp4 \"On the ward\")\n\n![An interview](media/talk.mp3 \"What she says\")\n\n![The form](media/form.pdf \"To print\")";
    let mut files = with("03-case.md", "What would you do?", &format!("{lines}\n\nWhat would you do?"));
    for (path, content) in [
        ("media/round.mp4", large.text().as_bytes()),
        ("media/round.vtt", b"WEBVTT\n\n00:00.000 --> 00:01.000\nGood morning.\n"),
        ("media/round.txt", b"Good <morning>.\n\nHow are you?\n"),
        ("media/talk.mp3", b"ID3\x04"),
        ("media/talk.txt", b"I say.\n"),
        ("media/form.pdf", b"%PDF-1.7\n"),
    ] {
        files.push((path.to_owned(), content.to_vec()));
    }
    let package = read(files).unwrap_or_else(|faults| panic!("{}", shown(&faults)));
    let Piece::Html(html) = package.edition(1).unwrap().units.remove(2).body.remove(0) else { panic!() };
    assert_has(
        &html,
        &[
            &format!("<source src=\"/media/{}.mp4\" type=\"video/mp4\">", "ab".repeat(32)),
            "<track kind=\"captions\" src=\"/modules/demo-module/versions/1/files/media/round.vtt\"",
            "<p>Good &lt;morning&gt;.</p><p>How are you?</p></details>",
            "<audio controls=\"\" preload=\"none\" aria-label=\"An interview\"><source src=\"/modules/demo-module/versions/1/files/media/talk.mp3\" type=\"audio/mpeg\">",
            "download=\"form.pdf\">The form</a><span class=\"size\">PDF, 9 bytes</span><figcaption>To print</figcaption>",
        ],
    );
    assert!(!html.contains("autoplay"));
}

#[test]
fn formulas_become_mathml_and_html_becomes_text() {
    let html = html(0);
    assert_has(
        &html,
        &[
            "Inline <math",
            "<div class=\"math\" role=\"group\" aria-label=\"Formula\" tabindex=\"0\"><math display=\"block\"",
            "&lt;script&gt;alert(1)&lt;/script&gt;",
            "code &lt;b&gt;",
            "<ol start=\"3\">",
            "It costs $50,000.",
        ],
    );
    assert!(!html.contains("<script"));
}

#[test]
fn a_question_splits_the_text_it_stands_in() {
    let lesson = edition().units.remove(0);
    assert_eq!(lesson.body[1], Piece::Question("in-lesson".into()));
    assert!(matches!((&lesson.body[0], &lesson.body[2]), (Piece::Html(_), Piece::Html(_))));
    let question = &lesson.questions[0];
    assert_eq!(question.prompt, "<p>What is <em>it</em>?</p>");
    assert_has(&question.rationale, &["<p>Because <math", "&lt;"]);
    let Answers::Single { options } = &question.answers else { panic!("{:?}", question.answers) };
    assert_eq!(options[0].html, "$2,500 per QALY");
    assert_eq!(options[0].feedback.as_deref(), Some("<p>That divides the cost by four.</p>\n<p>A second paragraph.</p>"));
    assert!(options[1].right && options[2].fixed && !options[0].fixed);
}

#[test]
fn all_kinds_of_questions_are_read() {
    let quiz = edition().units.remove(1);
    let answers: Vec<&Answers> = quiz.questions.iter().map(|question| &question.answers).collect();
    assert_eq!(quiz.questions.iter().map(|q| q.points).collect::<Vec<_>>(), [2, 1, 1, 1, 1, 1, 0]);
    assert!(matches!(answers[1], Answers::Multiple { options } if options.iter().map(|o| o.right).eq([true, false, true])));
    assert_eq!(answers[2], &Answers::Numeric { value: 5000.0, tolerance: Tolerance::Percent(1.0), unit: Some("USD per QALY".into()) });
    let Answers::Matching { lefts, rights, pairs } = answers[3] else { panic!() };
    assert_eq!(rights, &["money", "nothing", "probability", "ratio"]);
    assert_eq!((lefts.join(" "), pairs.as_slice()), ("ICER NMB CEAC".into(), &[3, 0, 2][..]));
    let Answers::Ordering { items, order } = answers[4] else { panic!() };
    assert_eq!(order.iter().map(|at| items[*at].as_str()).collect::<Vec<_>>(), ["first", "second", "third"]);
    assert_eq!(answers[5], &Answers::Short { accepted: vec!["cost-effectiveness".into(), "cost effectiveness analysis".into()] });
    assert_eq!(answers[6], &Answers::Text { words: WordRange { min: 40, max: 150 }, model: "<p>It is so\nand so.</p>".into() });
}

#[test]
fn options_that_look_like_other_blocks_stay_lines_of_text() {
    let files = with("02-quiz.md", "( ) One\n(x) Two", "( ) 1. One\n( ) # One\n( ) - One\n( ) > One\n( ) _One_\n(x) +5%");
    let quiz = read(files).unwrap().edition(1).unwrap().units.remove(1);
    let Answers::Single { options } = &quiz.questions[0].answers else { panic!() };
    let texts: Vec<&str> = options.iter().map(|option| option.html.as_str()).collect();
    assert_eq!(texts, ["1. One", "# One", "- One", "&gt; One", "<em>One</em>", "+5%"]);
}

#[test]
fn the_digest_depends_on_every_name_and_byte_and_nothing_else() {
    let digest = package().digest;
    let mut files = super::sample();
    files.reverse();
    assert_eq!(read(files).unwrap().digest, digest);
    assert_ne!(read(with("03-case.md", "What would", "What  would")).unwrap().digest, digest);
    assert_eq!(digest.len(), 64);
}
