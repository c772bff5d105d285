//! Whatever is thrown at the reader, it answers.

use proptest::prelude::*;

use super::{super::read, sample};

/// Pieces of the format, to be put in wrong places.
const PIECES: [&str; 40] = [
    "---\n",
    "```question\n",
    "```\n",
    "\n",
    "\n\n",
    "- ",
    "kind: quiz\n",
    "id: x\n",
    "kind: text\n",
    "( ) a\n",
    "(x) b\n",
    "[x] c\n",
    "= 5 +- 1%\n",
    "a => b\n",
    "1. a\n",
    "Why: w\n",
    "words: 1-2\n",
    "model:\n",
    "    > f\n",
    "> [!NOTE] t\n",
    "> ",
    "![a](figures/plane.svg \"c\")\n",
    "[^a]",
    "[^a]: b\n",
    "$$",
    "$",
    "\\",
    "|a|b|\n|-|-|\n",
    "## h\n",
    "# h\n",
    "<b>",
    "&#xFDD0;0&#xFDD1;",
    "[l](#x)",
    "[l](02-quiz.md#y)",
    "\u{FDD0}",
    "é",
    "\r\n",
    "\t",
    "    ",
    "~~",
];

/// Each case reads a whole package, so there are few unless `PROPTEST_CASES` asks for more.
fn config() -> ProptestConfig {
    let asked = std::env::var_os("PROPTEST_CASES").is_some();
    let config = ProptestConfig::default();
    ProptestConfig { cases: if asked { config.cases } else { 48 }, ..config }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn random_bytes_are_refused_without_panic(files in proptest::collection::vec(("[a-z0-9./-]{0,12}", proptest::collection::vec(any::<u8>(), 0..200)), 0..6)) {
        prop_assert!(read(files).is_err());
    }

    #[test]
    fn random_text_under_good_front_matter_is_read_or_refused(pieces in proptest::collection::vec(proptest::sample::select(PIECES.to_vec()), 0..25)) {
        let mut files = sample();
        let lesson = &mut files[1].1;
        lesson.extend_from_slice(pieces.concat().as_bytes());
        let _ = read(files);
    }

    #[test]
    fn a_damaged_package_is_read_or_refused(file in 0..7_usize, cut in any::<proptest::sample::Index>(), length in 0..40_usize, piece in proptest::sample::select(PIECES.to_vec())) {
        let mut files = sample();
        let content = &mut files[file].1;
        let start = cut.index(content.len());
        let end = (start + length).min(content.len());
        content.splice(start..end, piece.bytes());
        if let Err(faults) = read(files) {
            prop_assert!(!faults.is_empty());
            prop_assert!(faults.iter().all(|fault| !fault.message.is_empty() && fault.line != Some(0)));
        }
    }

    #[test]
    fn questions_in_pieces_are_read_or_refused(pieces in proptest::collection::vec(proptest::sample::select(PIECES.to_vec()), 0..12)) {
        let mut files = sample();
        files[2].1.extend_from_slice(format!("\n```question\nid: z\n{}\n```\n", pieces.concat()).as_bytes());
        let _ = read(files);
    }
}

#[test]
fn deep_nesting_is_refused_and_not_followed() {
    for deep in [
        "> ".repeat(5_000),
        "- ".repeat(5_000),
        "*".repeat(20_000),
        "[".repeat(20_000),
        format!("${}x{}$", "{".repeat(900), "}".repeat(900)),
    ] {
        let mut files = sample();
        files[1].1.extend_from_slice(format!("\n{deep} x\n").as_bytes());
        let _ = read(files);
    }
}
