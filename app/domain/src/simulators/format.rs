//! Numbers as people read them, in few bytes of wasm.

/// Beyond this a number is written as a power of ten: no digit behind the first fifteen means anything.
const MOST: f64 = 1e15;

/// A number with so many decimals, thousands parted by commas, and a true minus sign. What is no number is a dash; halves are rounded
/// away from zero. Written without the writer of the standard library, which is a tenth of what a page with a simulator loads.
pub fn number(value: f64, decimals: usize) -> String {
    let size = value.abs();
    let mut out = match value {
        _ if value.is_nan() => return "–".to_owned(),
        _ if value.is_infinite() => "∞".to_owned(),
        _ if size >= MOST => scientific(size),
        _ => plain(size, decimals),
    };
    // What is rounded to nothing has no sign.
    if value < 0.0 && !out.bytes().all(|digit| matches!(digit, b'0' | b'.')) {
        out.insert(0, '−');
    }
    out
}

/// A number from 0 that is written out.
fn plain(size: f64, decimals: usize) -> String {
    // As many decimals as fit into a whole number that is exact.
    let (mut times, mut places) = (1_u64, 0);
    while places < decimals && size * (times as f64) < MOST / 10.0 {
        (times, places) = (times * 10, places + 1);
    }
    let whole = (size * times as f64).round() as u64;
    let mut out = grouped(whole / times);
    if decimals > 0 {
        let fraction = if places > 0 { format!("{:0places$}", whole % times) } else { String::new() };
        out.push('.');
        out.push_str(&fraction);
        out.extend(std::iter::repeat_n('0', decimals - places));
    }
    out
}

/// A whole number with thousands parted by commas.
fn grouped(whole: u64) -> String {
    let digits = whole.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.bytes().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit.into());
    }
    out
}

/// A large number as `1.23e45`.
fn scientific(size: f64) -> String {
    let (mut rest, mut power) = (size, 0);
    while rest >= 10.0 {
        (rest, power) = (rest / 10.0, power + 1);
    }
    format!("{}e{power}", plain(rest, 2))
}

/// The largest power of ten that is no larger than a positive number; by steps, because the library's logarithm and power are 3 kB.
pub(super) fn power_of_ten(size: f64) -> f64 {
    let mut power = 1.0;
    while power * 10.0 <= size && power < f64::MAX / 10.0 {
        power *= 10.0;
    }
    while power > size && power > f64::MIN_POSITIVE {
        power /= 10.0;
    }
    power
}

/// A number with as many decimals as its size asks for: four digits that count, and no more.
pub fn amount(value: f64) -> String {
    let size = value.abs();
    let decimals = match size {
        _ if size == 0.0 || size >= 1000.0 => 0,
        _ if size >= 100.0 => 1,
        _ if size >= 10.0 => 2,
        _ if size >= 0.1 => 3,
        _ => 5,
    };
    trimmed(number(value, decimals))
}

/// A number with all the decimals that matter, nine at most: to say which number is refused.
pub fn precise(value: f64) -> String {
    trimmed(number(value, 9))
}

/// Without the zeros that end a fraction; those of a power of ten count.
pub(super) fn trimmed(number: String) -> String {
    if number.contains('.') && !number.contains('e') { number.trim_end_matches('0').trim_end_matches('.').to_owned() } else { number }
}

/// An amount of dollars, whole, with its sign before the currency's.
pub fn dollars(value: f64) -> String {
    let shown = number(value.abs(), 0);
    let sign = if value < 0.0 && shown != "0" { "−" } else { "" };
    format!("{sign}${shown}")
}

/// A share as a percentage with so many decimals: 0.05 is 5%.
pub fn percent(share: f64, decimals: usize) -> String {
    format!("{}%", number(share * 100.0, decimals))
}

/// A whole change with its sign, plus as well.
pub fn signed(value: f64) -> String {
    format!("{}{}", if value > 0.0 { "+" } else { "" }, number(value, 0))
}
