//! Every fault is reported with its place and what to do.

use super::{read, sample, shown, with};
use crate::authoring::package::{LARGEST_FILE, LARGEST_PACKAGE};

/// The faults of a package as text, one a line; empty when it has none.
fn faults(files: Vec<(String, Vec<u8>)>) -> String {
    read(files).err().map(|faults| shown(&faults)).unwrap_or_default()
}

#[track_caller]
fn assert_fault(files: Vec<(String, Vec<u8>)>, place: &str, words: &str) {
    let faults = faults(files);
    let found = faults.lines().any(|line| line.starts_with(place) && line.contains(words));
    assert!(found, "no fault {place} … {words} in:\n{faults}");
}

#[track_caller]
fn assert_alone(files: Vec<(String, Vec<u8>)>, place: &str, words: &str) {
    assert_eq!(faults(files.clone()).lines().count(), 1, "{}", faults(files.clone()));
    assert_fault(files, place, words);
}

fn plus(path: &str, content: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut files = sample();
    files.push((path.to_owned(), content.to_vec()));
    files
}

fn without(path: &str) -> Vec<(String, Vec<u8>)> {
    sample().into_iter().filter(|(known, _)| known != path).collect()
}

#[test]
fn front_matter_is_complete_known_and_once() {
    for (from, to, place, words) in [
        ("title: The quiz\n", "", "02-quiz.md:1: ", "`title` is missing"),
        ("title: The quiz\n", "title:\n", "02-quiz.md:4: ", "`title` has no value"),
        ("title: The quiz\n", "title: a\ntitle: b\n", "02-quiz.md:5: ", "there twice"),
        ("minutes: 10", "minutes: ten", "02-quiz.md:5: ", "not a whole number"),
        ("minutes: 10", "minutes: 0", "02-quiz.md:5: ", "from 1 to 600"),
        ("minutes: 10", "minutes: +10", "02-quiz.md:5: ", "not a whole number"),
        ("pass: 70", "pass: 101", "02-quiz.md:6: ", "from 0 to 100"),
        ("pass: 70\n", "", "02-quiz.md:1: ", "`pass` is missing"),
        ("attempts: 2\n", "", "02-quiz.md:1: ", "`attempts` is missing"),
        ("shuffle: both", "shuffle: yes", "02-quiz.md:9: ", "none of questions"),
        ("shuffle: both", "confidence: yes", "02-quiz.md:9: ", "neither asked nor none"),
        ("shuffle: both", "color: red", "02-quiz.md:9: ", "`color` is not known"),
        ("shuffle: both", "objectives:\n- a", "02-quiz.md:9: ", "`objectives` is not known"),
        ("shuffle: both", "shuffle both", "02-quiz.md:9: ", "`name: value`"),
        ("shuffle: both", "- both", "02-quiz.md:9: ", "a list stands under"),
        ("kind: quiz", "kind: exam", "02-quiz.md:3: ", "none of lesson"),
        ("unit: quiz", "unit: The Quiz", "02-quiz.md:2: ", "used in addresses"),
        ("unit: quiz", "unit: lesson", "02-quiz.md:1: ", "another unit"),
        ("---\nunit", "unit", "02-quiz.md:1: ", "three dashes"),
    ] {
        assert_fault(with("02-quiz.md", from, to), place, words);
    }
    assert_fault(with("03-case.md", "words: 150-400", "words: 400-150"), "03-case.md:6: ", "no length");
    assert_fault(with("03-case.md", "objectives:\n- Discuss it", "objectives: Discuss it"), "03-case.md:7: ", "is a list");
}

#[test]
fn the_module_says_what_it_is() {
    for (from, to, place, words) in [
        ("reviewed: 2026-11-01", "reviewed: 2026-13-01", "module.md:10: ", "no day"),
        ("reviewed: 2026-11-01", "reviewed: 1.11.2026", "module.md:10: ", "no day"),
        ("license: CC-BY-4.0", "license: the usual", "module.md:9: ", "SPDX"),
        ("competencies: PL-1, PL-7", "competencies: PL-1,, PL-7", "module.md:5: ", "no code"),
        ("- 03-case.md\n", "- 03-case.md\n- 04-more.md\n", "module.md:17: ", "`04-more.md` is missing"),
        ("- 03-case.md\n", "- 03-case.md\n- 03-case.md\n", "module.md:17: ", "listed twice"),
        ("- 03-case.md\n", "- 03-case.md\n- module.md\n", "module.md:17: ", "no unit"),
        ("- 03-case.md\n", "", "03-case.md: ", "not among the units"),
        ("(01-lesson.md#dominance)", "(09-no.md)", "module.md:25: ", "no unit of this module"),
        ("(01-lesson.md#dominance)", "(01-lesson.md#no)", "module.md:25: ", "its headings are dominance, dominance-2"),
    ] {
        assert_fault(with("module.md", from, to), place, words);
    }
    assert_alone(without("module.md"), "module.md: ", "missing");
    assert_fault(vec![], "module.md: ", "missing");
}

#[test]
fn files_are_where_and_what_their_names_say() {
    for path in [
        "../evil.md",
        "/etc/passwd",
        "figures/../../a.svg",
        "Figures/a.svg",
        "a b.md",
        "é.md",
        ".hidden.md",
        "figures//a.svg",
        "a\\b.md",
        "",
        "a/",
    ] {
        assert_fault(plus(path, b""), path, "names use a-z");
    }
    for (path, content, words) in [
        ("notes.txt", &b""[..], "only .md files"),
        ("figures/a.gif", b"", ".svg, .png and .jpg"),
        ("media/a.mov", b"", ".mp4, .webm, .mp3, .m4a and .pdf"),
        ("other/a.svg", b"", "two folders"),
        ("extra.md", b"---\n", "not among the units"),
        ("module.md", b"", "there twice"),
        ("figures/a.png", b"GIF89a", "not the kind of picture"),
        ("figures/a.jpg", b"\xFF\xD8\xFF\xC0\x00\x03", "not the kind of picture"),
        ("media/a.webm", b"RIFF", "no WebM"),
        ("media/a.mp4", b"RIFF", "no MP4"),
        ("media/a.mp3", b"RIFF", "no MP3"),
        ("media/a.m4a", b"\0\0\0\x18ftypisom", "no M4A"),
        ("media/a.pdf", b"<html>", "no PDF"),
        ("media/a.vtt", b"1\n", "WEBVTT"),
    ] {
        assert_fault(plus(path, content), path, words);
    }
}

#[test]
fn texts_are_utf_8_with_unix_line_ends() {
    assert_fault(with("03-case.md", "## The suite\n", "## The suite\r\n"), "03-case.md:11: ", "Unix line ends");
    assert_fault(with("03-case.md", "---\nunit", "\u{FEFF}---\nunit"), "03-case.md:1: ", "byte order mark");
    assert_fault(with("03-case.md", "The suite", "The\0suite"), "03-case.md:11: ", "control character");
    let mut files = sample();
    files[3].1.extend_from_slice(b"\n\xFF\n");
    assert_fault(files, "03-case.md:15: ", "not UTF-8");
}

#[test]
fn sizes_are_limited() {
    let mut large = vec![0x1A, 0x45, 0xDF, 0xA3];
    large.resize(LARGEST_FILE, 0);
    assert_eq!(faults(plus("media/a.webm", &large)), "");
    large.push(0);
    assert_alone(plus("media/a.webm", &large), "media/a.webm: ", "more than the 5000000");
    large.pop();
    let mut files = sample();
    files.extend((0..LARGEST_PACKAGE / LARGEST_FILE).map(|n| (format!("media/a{n}.webm"), large.clone())));
    assert_alone(files, "package: ", "more than the 50000000");
}

#[test]
fn the_text_follows_the_format() {
    for (from, to, place, words) in [
        ("## Dominance", "# Dominance", "01-lesson.md:12: ", "begin at ##"),
        ("[^arrow]: Arrow KJ.", "[^other]: Arrow KJ.", "01-lesson.md:10: ", "[^arrow] does not exist"),
        ("[^second]: A second note.", "[^second]: A second note.\n\n[^third]: Unused.", "01-lesson.md:75: ", "never used"),
        ("[^second]: A second note.", "[^second]: A second note.\n\n[^second]: Again.", "01-lesson.md:75: ", "written twice"),
        ("[!NOTE]", "[!HINT]", "01-lesson.md:23: ", "no kind of callout"),
        ("figures/plane.svg", "figures/no.svg", "01-lesson.md:33: ", "missing"),
        ("figures/plane.svg", "https://example.org/a.svg", "01-lesson.md:33: ", "not in the package"),
        ("figures/plane.svg", "media/plane.vtt", "01-lesson.md:33: ", "not under figures/"),
        (" \"How to draw it\"", "", "01-lesson.md:35: ", "no caption"),
        ("![A hand draws the plane]", "![]", "01-lesson.md:35: ", "cannot see it"),
        ("![A hand", "Look: ![A hand", "01-lesson.md:35: ", "alone in its paragraph"),
        ("$\\text{ICER}", "$5 \\text{ICER}", "01-lesson.md:37: ", "begins with a digit"),
        ("\\Delta C /", "\\Delto C /", "01-lesson.md:37: ", "cannot be read"),
        ("costs \\$50,000", "costs $50,000", "01-lesson.md:10: ", "begins no formula"),
        ("$$\\text{NMB}", "Then $$\\text{NMB}", "01-lesson.md:39: ", "paragraph of its own"),
        ("(02-quiz.md)", "(02-quiz.md#no)", "01-lesson.md:10: ", "no headings"),
        ("(#dominance)", "(#nowhere)", "01-lesson.md:10: ", "no heading"),
        ("(02-quiz.md)", "(javascript:alert(1))", "01-lesson.md:10: ", "no unit"),
        ("(02-quiz.md)", "(/admin)", "01-lesson.md:10: ", "no unit"),
        ("(02-quiz.md)", "(//example.org)", "01-lesson.md:10: ", "no unit"),
        ("(02-quiz.md)", "(data:text/html,x)", "01-lesson.md:10: ", "no unit"),
        ("(02-quiz.md)", "(module.md)", "01-lesson.md:10: ", "no unit"),
    ] {
        assert_fault(with("01-lesson.md", from, to), place, words);
    }
    assert_fault(without("media/plane.vtt"), "01-lesson.md:35: ", "no captions: add `media/plane.vtt`");
    assert_fault(without("media/plane.txt"), "01-lesson.md:35: ", "no transcript: add `media/plane.txt`");
    assert_fault(with("03-case.md", "What would you do?", "```question\nid: a\n```"), "03-case.md:13: ", "no questions");
    assert_fault(with("module.md", "An introduction", "```question\nid: a\n```\n"), "module.md:25: ", "no questions");
    assert_fault(
        with("02-quiz.md", "```question\nid: q-multiple", "Text.\n\n```question\nid: q-multiple"),
        "02-quiz.md: ",
        "before the first question",
    );
}

#[test]
fn questions_follow_the_format() {
    for (from, to, words) in [
        ("id: q-single\n", "", "`id` is missing"),
        ("id: q-single", "id: Q 1", "used in addresses"),
        ("id: q-single", "id: in-lesson", "is used at 01-lesson.md:42"),
        ("kind: single", "kind: choice", "none of single, multiple, numeric"),
        ("points: 2", "points: 2.5", "not a whole number"),
        ("points: 2", "weight: 2", "`weight` is not known"),
        ("\nWhich?\n", "", "no prompt"),
        ("\n( ) One\n(x) Two\n", "", "no prompt"),
        ("(x) Two", "( ) Two", "0 options are marked"),
        ("( ) One", "(x) One", "2 options are marked"),
        ("( ) One\n", "", "fewer than two"),
        ("( ) One", "[ ] One", "an option is one line"),
        ("( ) One", "( )", "no text"),
        ("( ) One", "( ) Two", "there twice"),
        ("( ) One\n", "( ) One\n\n", "stands apart"),
        ("\nWhy: Two.\n", "", "`Why:` is missing"),
        ("Why: Two.", "Why:", "no text"),
        ("(x) Two\n\nWhy", "(x) Two\nWhy", "an empty line stands before"),
        ("Which?", "Which?[^note]", "has no footnotes"),
        ("Which?", "## Which?", "no headings"),
        ("Which?", "Costs $5?", "begins no formula"),
        ("[x] One\n[ ] Two\n    > Not two.\n[x] Three", "[ ] One\n[ ] Two", "mark at least one"),
        ("= \\$5,000 +- 1%", "= \\$5,000", "its tolerance"),
        ("= \\$5,000 +- 1%", "= 5 +- -1", "its tolerance"),
        ("= \\$5,000 +- 1%", "= five +- 1", "its tolerance"),
        ("unit: USD per QALY", "units: USD", "`units` is not known"),
        ("NMB => money", "NMB -> money", "write `left => right`"),
        ("NMB => money", "NMB =>", "write `left => right`"),
        ("NMB => money", "ICER => money", "there twice"),
        ("=> nothing", "=> ratio", "there already"),
        ("2. second", "3. second", "begins with `2. `"),
        ("2. second", "2. first", "there twice"),
        ("= cost-effectiveness\n", "= ...\n", "with a letter or digit"),
        ("words: 40-150\n", "", "`words` is missing"),
        ("words: 40-150", "words: many", "no length"),
        ("model: It is so\nand so.", "", "`model:` is missing"),
        ("model: It is so\nand so.", "model:", "no text"),
    ] {
        assert_fault(with("02-quiz.md", from, to), "02-quiz.md:", words);
    }
}

#[test]
fn a_fault_names_the_line_it_stands_on() {
    assert_alone(with("02-quiz.md", "(x) Two", "( ) Two"), "02-quiz.md:23: ", "0 options");
    assert_alone(with("02-quiz.md", "Second paragraph.", "Second $5 paragraph."), "02-quiz.md:56: ", "$");
    assert_alone(with("02-quiz.md", "and so.", "and $so."), "02-quiz.md:106: ", "$");
    assert_alone(with("02-quiz.md", "> Not two.", "> Not $2."), "02-quiz.md:39: ", "$");
    assert_alone(with("02-quiz.md", "2. second", "2. $econd"), "02-quiz.md:80: ", "$");
}

#[test]
fn all_faults_are_reported_at_once() {
    let mut files = with("02-quiz.md", "pass: 70", "pass: 700");
    files.retain(|(path, _)| path != "03-case.md");
    files.push(("notes.txt".into(), vec![]));
    let faults = faults(files);
    assert!(["02-quiz.md:6", "module.md:16", "notes.txt:"].iter().all(|place| faults.contains(place)), "{faults}");
}

#[test]
fn an_unclosed_question_is_a_fault() {
    let mut files = sample();
    let quiz = &mut files[2].1;
    quiz.truncate(quiz.len() - "```\n".len());
    assert_fault(files, "02-quiz.md:", "not closed");
}

#[test]
fn a_drawing_is_only_a_drawing() {
    for (from, to, words) in [
        ("<title>", "<script>x()</script><title>", "<script> is not allowed"),
        ("<title>", "<foreignObject></foreignObject><title>", "not allowed"),
        ("<title>", "<style>a{}</style><title>", "not allowed"),
        ("<title>", "<image href=\"#a\"/><title>", "not allowed"),
        ("<title>", "<animate attributeName=\"href\"/><title>", "not allowed"),
        ("<title>", "<a href=\"#x\"/><title>", "not allowed"),
        ("<line ", "<line onclick=\"x()\" ", "`onclick` is not allowed"),
        ("<line ", "<line style=\"fill:red\" ", "`style` is not allowed"),
        ("href=\"#arrow\"", "href=\"https://example.org/a.svg#b\"", "lead only to a part"),
        ("href=\"#arrow\"", "href=\"javascript:x()\"", "lead only to a part"),
        ("href=\"#arrow\"", "href=\"&#35;arrow\"", "lead only to a part"),
        ("url(#arrow)", "url(https://example.org/a#b)", "refer outside"),
        ("url(#arrow)", "URL( //example.org/a#b)", "refer outside"),
        ("url(#arrow)", "u\\72l(//example.org)", "refer outside"),
        ("<svg ", "<!DOCTYPE svg [<!ENTITY a \"b\">]>\n<svg ", "document types"),
        ("</svg>", "", "not closed"),
        ("viewBox=\"0 0 640 360.4\"", "", "a drawing is one <svg"),
        ("0 0 640 360.4", "0 0 0 0", "a drawing is one <svg"),
        ("http://www.w3.org/2000/svg", "http://www.w3.org/1999/xhtml", "a drawing is one <svg"),
        ("</svg>\n", "</svg>\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"/>\n", "a drawing is one <svg"),
    ] {
        assert_fault(with("figures/plane.svg", from, to), "figures/plane.svg:", words);
    }
}
