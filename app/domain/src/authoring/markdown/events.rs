//! Events of a Markdown text, with where each stands in it.

use std::ops::Range;

use pulldown_cmark::Event;

/// Events with their ranges in the source.
pub(in crate::authoring) type Events<'a> = [(Event<'a>, Range<usize>)];

/// The index after the event that ends what begins at this one.
pub(in crate::authoring) fn after(events: &Events<'_>, at: usize) -> usize {
    let mut depth = 0_usize;
    for (index, (event, _)) in events.iter().enumerate().skip(at) {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return index + 1;
        }
    }
    events.len()
}

/// The words of some events, without markup.
pub(in crate::authoring) fn words(events: &Events<'_>) -> String {
    let words = events.iter().map(|(event, _)| match event {
        Event::Text(text) | Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => text,
        Event::SoftBreak | Event::HardBreak => " ",
        _ => "",
    });
    words.collect()
}
