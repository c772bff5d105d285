//! Captions in WebVTT (W3C, <https://www.w3.org/TR/webvtt1/>): read to the end and checked, for a player that finds a fault shows nothing.

/// What is wrong with captions, and on which line.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("Line {line}: {message}")]
pub struct CaptionFault {
    /// Counted from 1.
    pub line: usize,
    /// What is wrong and what to do.
    pub message: String,
}

/// The largest file of captions, in bytes: those of a whole day.
const LARGEST: usize = 1_000_000;

fn fault(line: usize, message: impl Into<String>) -> CaptionFault {
    CaptionFault { line, message: message.into() }
}

/// Captions as they are kept: UTF-8, Unix line ends, no byte order mark, and every cue in order.
///
/// # Errors
/// What is wrong first, with its line.
pub fn captions(bytes: &[u8]) -> Result<String, CaptionFault> {
    if bytes.len() > LARGEST {
        return Err(fault(1, "these captions are larger than 1 MB: they are of something else"));
    }
    let text = std::str::from_utf8(bytes).map_err(|_| fault(1, "this is not UTF-8: save the captions as WebVTT in UTF-8"))?;
    let text = text.trim_start_matches('\u{FEFF}').replace("\r\n", "\n").replace('\r', "\n");
    check(&text)?;
    Ok(text)
}

fn check(text: &str) -> Result<(), CaptionFault> {
    if !text.strip_prefix("WEBVTT").is_some_and(|rest| rest.is_empty() || rest.starts_with(['\n', ' ', '\t'])) {
        return Err(fault(1, "captions begin with a line WEBVTT: SRT and others are converted first"));
    }
    if let Some(at) = text.find(crate::authoring::package::is_invisible) {
        return Err(fault(text[..at].matches('\n').count() + 1, "there is an invisible control character: take it out"));
    }
    let (mut before, mut cues) = (0, 0);
    for (line, block) in blocks(text) {
        let Some(timing) = block.iter().position(|text| text.contains("-->")) else {
            let known = ["WEBVTT", "NOTE", "STYLE", "REGION"].iter().any(|word| block[0].starts_with(word));
            if known {
                continue;
            }
            return Err(fault(line, "this is neither a cue nor a note: a cue has a line such as 00:01.000 --> 00:04.000"));
        };
        let (from, until) = times(block[timing]).ok_or_else(|| fault(line + timing, "write times as 00:01.000 --> 00:04.000"))?;
        if until <= from {
            return Err(fault(line + timing, "this cue ends before it begins"));
        }
        if from < before {
            return Err(fault(line + timing, "this cue begins before the one above it: put cues in order"));
        }
        if timing > 1 || block[timing + 1..].iter().all(|text| text.trim().is_empty()) {
            return Err(fault(line + timing, "this cue has no text under its times"));
        }
        (before, cues) = (from, cues + 1);
    }
    if cues == 0 { Err(fault(1, "there is no cue in these captions")) } else { Ok(()) }
}

/// What stands between empty lines, each with the number of its first line.
fn blocks(text: &str) -> Vec<(usize, Vec<&str>)> {
    let mut blocks: Vec<(usize, Vec<&str>)> = Vec::new();
    let mut inside = false;
    for (number, line) in (1..).zip(text.lines()) {
        let begins = !inside;
        inside = !line.trim().is_empty();
        match blocks.last_mut() {
            Some((_, lines)) if inside && !begins => lines.push(line),
            _ if inside => blocks.push((number, vec![line])),
            _ => {}
        }
    }
    blocks
}

/// Beginning and end in milliseconds; settings may stand behind them.
fn times(line: &str) -> Option<(u64, u64)> {
    let (from, rest) = line.split_once("-->")?;
    Some((time(from.trim())?, time(rest.split_whitespace().next()?)?))
}

/// `00:04.000` or `01:00:04.000`.
fn time(text: &str) -> Option<u64> {
    let (clock, fraction) = text.split_once('.')?;
    let digits =
        |text: &str, count: usize| (text.len() >= count && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?;
    let thousandths: u64 = (fraction.len() == 3).then(|| digits(fraction, 3))??;
    let parts: Vec<u64> = clock.split(':').map(|part| digits(part, 2)).collect::<Option<_>>()?;
    let (hours, minutes, seconds) = match parts[..] {
        [minutes, seconds] => (0, minutes, seconds),
        [hours, minutes, seconds] => (hours, minutes, seconds),
        _ => return None,
    };
    (minutes < 60 && seconds < 60 && hours < 1000).then_some(((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths)
}

/// What is said in captions, as a transcript: without times, tags and repetition, a paragraph for each cue that ends a sentence.
pub fn spoken(captions: &str) -> String {
    let mut said: Vec<String> = Vec::new();
    for (_, block) in blocks(captions) {
        let Some(timing) = block.iter().position(|line| line.contains("-->")) else { continue };
        let lines: Vec<String> = block[timing + 1..].iter().map(|line| without_tags(line)).filter(|line| !line.is_empty()).collect();
        let words = lines.join(" ");
        match said.last_mut() {
            Some(last) if last.ends_with(&words) => {}
            Some(last) if !last.ends_with(['.', '?', '!']) => last.push_str(&format!(" {words}")),
            _ => said.push(words),
        }
    }
    said.join("\n\n")
}

fn without_tags(line: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    for letter in line.chars() {
        match letter {
            '<' => inside = true,
            '>' if inside => inside = false,
            letter if !inside => text.push(letter),
            _ => {}
        }
    }
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&nbsp;", " ").replace("&amp;", "&").trim().to_owned()
}
