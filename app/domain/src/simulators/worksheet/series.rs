//! A series of numbers as people paste it. Between numbers stand spaces, line ends or semicolons; commas too, with a space behind each, or
//! without any in a list that is alone on its line (`400,440,220`). A comma within a number, as in `1,200`, could mean either, and is
//! refused where it does.

/// The numbers of a series, as they were typed; or the first word that could be one number or several.
pub(super) fn parts(text: &str) -> Result<Vec<&str>, &str> {
    let mut all = Vec::new();
    for line in text.lines() {
        let words: Vec<&str> = line.split(is_between).map(|word| word.trim_matches(',')).filter(|word| !word.is_empty()).collect();
        match words[..] {
            [list] if is_list(list) => all.extend(list.split(',').filter(|part| !part.is_empty())),
            _ => match words.iter().find(|word| word.contains(',')) {
                Some(unclear) => return Err(unclear),
                None => all.extend(words),
            },
        }
    }
    Ok(all)
}

fn is_between(letter: char) -> bool {
    letter.is_whitespace() || letter == ';'
}

/// Whether commas part numbers here: there are several, and none begins with a zero that only thousands would have, as in `1,000,000`.
fn is_list(word: &str) -> bool {
    let is_thousands = |part: &str| part.len() > 1 && part.starts_with('0') && !part.starts_with("0.");
    word.split(',').filter(|part| !part.is_empty()).count() > 2 && !word.split(',').any(is_thousands)
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn spaces_lines_and_semicolons_part_numbers_and_commas_do_with_a_space_or_in_a_list() {
        for (text, found) in [
            ("400 440\n220", &["400", "440", "220"][..]),
            ("400,440,220", &["400", "440", "220"]),
            ("400, 440, 220", &["400", "440", "220"]),
            ("400,440,220,", &["400", "440", "220"]),
            (" 400;440; 220 ", &["400", "440", "220"]),
            ("400 , 440", &["400", "440"]),
            ("400,\r\n440,\r\n", &["400", "440"]),
            ("1,2,3\n4,5,6\n", &["1", "2", "3", "4", "5", "6"]),
            ("0.5,0.25,-1", &["0.5", "0.25", "-1"]),
            ("0,0,0", &["0", "0", "0"]),
            ("1,,2,3", &["1", "2", "3"]),
            ("1,200,300", &["1", "200", "300"]),
            ("7", &["7"]),
            (" , ", &[]),
            ("", &[]),
        ] {
            assert_eq!(parts(text), Ok(found.to_vec()), "{text:?}");
        }
    }

    #[test]
    fn what_could_be_one_number_or_several_is_refused() {
        for (text, word) in [
            ("1,200", "1,200"),
            ("400,440", "400,440"),
            ("1,200 1,350", "1,200"),
            ("24,310\n31,200", "24,310"),
            ("5 400,440,220", "400,440,220"),
            ("3,5 4,2", "3,5"),
            ("1,000,000", "1,000,000"),
            ("12,050,300", "12,050,300"),
            ("1, 2,3, 4", "2,3"),
            ("$1,200", "$1,200"),
        ] {
            assert_eq!(parts(text), Err(word), "{text:?}");
        }
    }
}
