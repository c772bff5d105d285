//! Numbers as physicians type them.

/// Reads a typed number: with thousands commas, a leading currency sign, a trailing percent sign (which says only what the number
/// counts: `12 %` is 12), a sign before or after the currency sign, and an exponent. Anything else, and what is not finite, is
/// refused: `None`. A comma is never a decimal comma; `1,5` is refused rather than taken for 15.
pub fn parse_number(typed: &str) -> Option<f64> {
    let text: String = typed.trim().replace(['\u{2212}', '\u{2013}'], "-");
    let (text, minus) = sign(&text);
    let (text, currency) = match text.strip_prefix(['$', '€', '£', '¥']) {
        Some(rest) => (rest.trim_start(), true),
        None => (text, false),
    };
    let (text, inner) = if currency { sign(text) } else { (text, None) };
    if minus.is_some() && inner.is_some() {
        return None;
    }
    let text = text.strip_suffix('%').filter(|_| !currency).unwrap_or(text).trim_end();
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (text, None),
    };
    let digits = without_commas(mantissa)?;
    let number: f64 = match exponent {
        Some(exponent) if is_exponent(exponent) => value(&format!("{digits}e{exponent}"))?,
        Some(_) => return None,
        None => value(&digits)?,
    };
    let negative = minus.or(inner) == Some('-');
    number.is_finite().then_some(if negative && number != 0.0 { -number } else { number })
}

/// The number nearest to digits with a point, and perhaps an exponent.
#[cfg(not(target_arch = "wasm32"))]
fn value(text: &str) -> Option<f64> {
    text.parse().ok()
}

/// The same in the browser, where JavaScript reads as exactly, and the tables of Rust's reader would be a sixth of what a page with a
/// simulator loads.
#[cfg(target_arch = "wasm32")]
fn value(text: &str) -> Option<f64> {
    Some(parse_float(text))
}

// Not by js-sys: a page with a simulator would load what else that links.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = parseFloat)]
    fn parse_float(text: &str) -> f64;
}

/// Takes a leading sign off.
fn sign(text: &str) -> (&str, Option<char>) {
    let mut rest = text.chars();
    match rest.next() {
        Some(sign @ ('+' | '-')) => (rest.as_str().trim_start(), Some(sign)),
        _ => (text, None),
    }
}

/// The digits and the point alone, if the commas stand where thousands do.
fn without_commas(text: &str) -> Option<String> {
    let (whole, fraction) = match text.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (text, None),
    };
    let are_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    let groups: Vec<&str> = whole.split(',').collect();
    let grouped = groups.len() == 1 || ((1..=3).contains(&groups[0].len()) && groups[1..].iter().all(|group| group.len() == 3));
    let some_digit = !whole.is_empty() || fraction.is_some_and(|f| !f.is_empty());
    if !grouped || !some_digit || !groups.iter().all(|g| are_digits(g)) || !fraction.is_none_or(are_digits) {
        return None;
    }
    Some(format!("{}.{}", groups.concat(), fraction.unwrap_or("0")))
}

fn is_exponent(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    (1..=3).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_are_read_as_they_are_typed() {
        for (typed, number) in [
            ("5000", 5000.0),
            ("$1,234.50", 1234.5),
            ("12 %", 12.0),
            ("12%", 12.0),
            ("\u{2212}3", -3.0),
            ("-$3", -3.0),
            ("$-3", -3.0),
            ("€ 1,000,000", 1e6),
            ("1.2e3", 1200.0),
            ("1E-2", 0.01),
            (".5", 0.5),
            ("5.", 5.0),
            ("+7", 7.0),
            ("  42 ", 42.0),
            ("007", 7.0),
            ("-0", 0.0),
        ] {
            assert_eq!(parse_number(typed), Some(number), "{typed}");
        }
    }

    #[test]
    fn nonsense_is_not_a_number() {
        for typed in [
            "", " ", ".", "-", "$", "%", "$%", "abc", "1 2", "1,5", "1,50,000", ",500", "1234,567", "1.2.3", "1,2.3,4", "--3", "-$-3",
            "1e", "e5", "1e1e1", "1e9999", "inf", "NaN", "0x10", "1/2", "5 USD", "$5 %", "5$", "1_000", "1.0,000", "1e400", "\u{0661}",
        ] {
            assert_eq!(parse_number(typed), None, "{typed}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused_without_panic(typed in ".{0,40}") {
            prop_assert!(parse_number(&typed).is_none_or(f64::is_finite));
        }

        #[test]
        fn what_rust_writes_is_read_back(number in -1e12..1e12) {
            prop_assert_eq!(parse_number(&format!("{number}")), Some(number));
        }
    }
}
