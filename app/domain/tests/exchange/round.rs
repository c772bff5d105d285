//! What is written and read again: the same questions, as far as the format can say them.

use domain::authoring::{
    exchange::{self, Destination, Fate, Format, Source},
    package::{self, Package},
};
use proptest::prelude::*;

use super::module;

/// A package that has this text as its lesson.
fn with_lesson(questions: &str) -> Option<Package> {
    let mut files = module().files;
    let head = "---\nunit: lesson\nkind: lesson\ntitle: L\nminutes: 5\nobjectives:\n- Say it\n---\n\nWords.\n\n";
    files.insert("01-lesson.md".to_owned(), format!("{head}{questions}").into_bytes());
    package::read(files.into_iter().collect()).ok()
}

/// The questions of all units, rendered.
fn rendered(package: &Package) -> Vec<domain::authoring::Question> {
    package.edition(0).unwrap().units.into_iter().flat_map(|unit| unit.questions).collect()
}

/// The questions of a package after they were exported and imported into an empty module.
fn again(package: &Package, format: Format) -> Vec<domain::authoring::Question> {
    let export = exchange::export(package, None, format).unwrap();
    assert_eq!(export.report.count(Fate::Refused), 0, "{}", export.report);
    let empty = with_lesson("Nothing.\n").unwrap();
    let source = Source { name: "again", bytes: export.text.as_bytes(), format: Some(format) };
    let import = exchange::import(&empty, source, Destination::NewQuiz { slug: "bank", title: "B" }, false).unwrap();
    assert!(!import.files.is_empty(), "{}{}", import.report, export.text);
    let mut files = empty.files;
    files.extend(import.files);
    rendered(&package::read(files.into_iter().collect()).unwrap())
}

/// Words and marks that are awkward in one of the formats, or in Markdown.
fn word() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "cost",
        "naïve",
        "費用",
        "a = b",
        "1\\. x",
        "\\$5,000",
        "{T}",
        "x \\~ y",
        "::n::",
        "#tag",
        "// no",
        "=> z",
        "\\*",
        "\\_\\_",
        "\\`",
        "&amp;",
        "&lt;b>",
        "p \\< 0.05",
        "**bold**",
        "*soft*",
        "~~gone~~",
        "`code {}`",
        "$x^2$",
        "$a \\le b$",
        "\\\\(n\\\\)",
        "\\$\\$",
        "[site](<https://example.org/a?b=c&d>)",
        "]]>",
        "%50%",
        "-> here",
        "\\[html\\]",
        "\\- d",
        "a\\|b",
        "“quoted”",
        "\"q\"",
    ])
    .prop_map(str::to_owned)
}

fn line() -> impl Strategy<Value = String> {
    prop::collection::vec(word(), 1..5).prop_map(|words| format!("w {}", words.join(" ")))
}

fn block() -> impl Strategy<Value = String> {
    let list =
        prop::collection::vec(line(), 1..4).prop_map(|items| items.iter().map(|item| format!("- {item}")).collect::<Vec<_>>().join("\n"));
    let numbered = prop::collection::vec(line(), 1..4)
        .prop_map(|items| items.iter().enumerate().map(|(index, item)| format!("{}. {item}", index + 1)).collect::<Vec<_>>().join("\n"));
    let table = (line(), line()).prop_map(|(head, cell)| format!("| {head} | b |\n|---|---|\n| {cell} | c |"));
    prop_oneof![
        4 => line(),
        1 => list,
        1 => numbered,
        1 => table,
        1 => line().prop_map(|line| format!("> {line}")),
        1 => (line(), line()).prop_map(|(one, other)| format!("{one}\\\n{other}")),
        1 => Just("```\ncode = {1}\n\n  <b>\n```".to_owned()),
        1 => Just("$$y = \\frac{a}{b}$$".to_owned()),
    ]
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(block(), 1..4).prop_map(|blocks| blocks.join("\n\n"))
}

fn feedback() -> impl Strategy<Value = String> {
    prop::option::of(line()).prop_map(|line| line.map(|line| format!("\n    > {line}")).unwrap_or_default())
}

/// A question that both formats have a word for.
fn question() -> impl Strategy<Value = String> {
    let options = || prop::collection::vec((line(), feedback()), 2..6);
    let choices = |marks: [&'static str; 2], kind: &'static str| {
        move |options: Vec<(String, String)>| {
            let option = |(index, (line, feedback)): (usize, &(String, String))| {
                let right = if kind == "single" { index == 1 } else { index % 2 == 1 };
                format!("{} o{index} {line}{feedback}", marks[usize::from(right)])
            };
            (kind, options.iter().enumerate().map(option).collect::<Vec<_>>().join("\n"))
        }
    };
    let answers = prop_oneof![
        options().prop_map(choices(["( )", "(x)"], "single")),
        options().prop_map(choices(["[ ]", "[x]"], "multiple")),
        (-1e6..1e6f64, 0.0..100f64).prop_map(|(value, off)| ("numeric", format!("= {value} +- {off}"))),
        prop::collection::vec("[a-z*#~={}:\\\\]{0,6}( [a-z*#{}]{1,4})?", 1..4).prop_map(|words| (
            "short",
            words.iter().map(|word| format!("= a{}", word.replace('\\', "\\\\").trim_end())).collect::<Vec<_>>().join("\n")
        )),
        prop::collection::vec(line().prop_filter("no arrow of ours", |line| !line.contains("=>")), 2..5).prop_map(|lefts| {
            let pair = |(index, left): (usize, &String)| format!("l{index} {left} => r{index} = {{}} -\\> x");
            ("matching", format!("{}\n=> unused", lefts.iter().enumerate().map(pair).collect::<Vec<_>>().join("\n")))
        }),
    ];
    (text(), answers, text()).prop_map(|(prompt, (kind, answers), why)| {
        format!("````question\nid: q-{kind}\nkind: {kind}\ntags: PL-1, x.y\n\n{prompt}\n\n{answers}\n\nWhy: {why}\n````\n")
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_again(questions in prop::collection::vec(question(), 1..3)) {
        let numbered: String = questions.iter().enumerate().map(|(index, text)| text.replacen("id: q", &format!("id: q{index}"), 1) + "\n").collect();
        // A question that our own format refuses is none.
        let package = with_lesson(&numbered);
        prop_assume!(package.is_some());
        let package = package.unwrap();
        for format in [Format::Gift, Format::MoodleXml] {
            prop_assert_eq!(again(&package, format), rendered(&package), "{}", exchange::export(&package, None, format).unwrap().text);
        }
    }

    #[test]
    fn plain_words_stay_what_they_are(words in "[ -~éß費\u{a0}]{1,60}") {
        let file = format!("[plain]w {} w{{T}}", words.replace('\\', "\\\\").replace(['#', '=', '{', '}', '~', ':'], ""));
        let spoken: String = words.replace(['#', '=', '{', '}', '~', ':'], "");
        let import = super::imported("file", file.as_bytes()).unwrap();
        // A formula, or what looks like a footnote, is more than its characters.
        if spoken.contains("\\(") || spoken.contains("\\[") || spoken.contains("$$") || spoken.contains("[^") {
            return Ok(());
        }
        prop_assert_eq!(import.report.count(Fate::Refused), 0, "{}", import.report);
        let mut files = module().files;
        files.extend(import.files);
        let prompt = rendered(&package::read(files.into_iter().collect()).unwrap()).pop().unwrap().prompt;
        let escaped = prompt.replace("<p>", "").replace("</p>", "");
        let expected = format!("w {spoken} w").split_whitespace().collect::<Vec<_>>().join(" ");
        let shown = escaped.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'").replace("&nbsp;", " ").replace("&amp;", "&");
        prop_assert_eq!(shown, expected);
    }
}

/// All kinds there are, with pictures, by the format that can say them.
#[test]
fn the_starter_module_comes_back_from_moodle_xml() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../server/curriculum/health-economics");
    let package = package::read(package::read_folder(&folder).unwrap()).unwrap();
    let export = exchange::export(&package, None, Format::MoodleXml).unwrap();
    let source = Source { name: "again", bytes: export.text.as_bytes(), format: None };
    let empty = with_lesson("Nothing.\n").unwrap();
    let import = exchange::import(&empty, source, Destination::NewQuiz { slug: "bank", title: "B" }, false).unwrap();
    let refused: Vec<_> = import.report.entries.iter().filter(|entry| entry.fate == Fate::Refused).collect();
    assert!(refused.is_empty(), "{refused:?}");
    let mut files = empty.files;
    files.extend(import.files);
    let read = package::read(files.into_iter().collect()).unwrap();
    let (before, after) = (rendered(&package), rendered(&read));
    assert_eq!(before.len(), after.len());
    let changed =
        |slug: &str| export.report.entries.iter().any(|entry| entry.name.ends_with(&format!("/{slug}")) && entry.fate == Fate::Changed);
    let same = before.iter().zip(&after).filter(|(one, other)| !changed(&one.slug) && one != other).collect::<Vec<_>>();
    assert!(same.is_empty(), "{same:#?}");
    assert!(export.report.count(Fate::Changed) < before.len() / 2, "{}", export.report);
}

#[test]
fn nothing_is_taken_when_one_question_is_refused_and_the_rest_when_that_is_allowed() {
    let file = b"::One::What?{=this}\n\n::Two::What?{=a =b ~c}\n";
    let source = Source { name: "file", bytes: file, format: None };
    for (leave_out, taken) in [(false, 0), (true, 1)] {
        let import = exchange::import(&module(), source, Destination::Unit("lesson"), leave_out).unwrap();
        assert_eq!((import.files.len(), import.report.count(Fate::Refused)), (taken, 1));
    }
    let case = exchange::import(&module(), source, Destination::Unit("nowhere"), true).unwrap_err();
    assert_eq!(case.to_string(), "the module has no unit `nowhere`; it has lesson");
}

#[test]
fn what_a_format_cannot_say_is_told() {
    let package = with_lesson("```question\nid: o\nkind: ordering\n\nWhich first?\n\n1. a\n2. b\n\nWhy: So.\n```\n\n```question\nid: n\nkind: numeric\npoints: 3\n\nHow many?\n\n= 5 +- 1%\nunit: USD\n\nWhy: So.\n```\n").unwrap();
    let report = exchange::export(&package, Some("lesson"), Format::Gift).unwrap().report.to_string();
    for said in ["refused: 01-lesson.md/o", "no points", "no unit", "percent"] {
        assert!(report.contains(said), "{said}: {report}");
    }
    assert!(exchange::export(&package, None, Format::Aiken).is_err());
}
