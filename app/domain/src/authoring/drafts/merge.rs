//! Two texts that were made of one at the same time, put together line by line.

use crate::authoring::changes::aligned;

/// A passage of `base`, by its lines, and what one of the two has in its place.
struct Replaced<'t> {
    from: usize,
    to: usize,
    lines: Vec<&'t str>,
}

/// The changes of both, and whether they never met: where they did, theirs stands, and mine after it. Whoever gets it reads it before it
/// is saved.
pub fn merged(base: &str, mine: &str, theirs: &str) -> (String, bool) {
    let lines: Vec<&str> = base.split_inclusive('\n').collect();
    let (mut mine, mut theirs) = (replaced(&lines, mine).into_iter().peekable(), replaced(&lines, theirs).into_iter().peekable());
    let (mut out, mut at, mut clean) = (String::new(), 0, true);
    loop {
        let next = [mine.peek(), theirs.peek()].into_iter().flatten().map(|one| one.from).min();
        let Some(start) = next else { break };
        put(&mut out, &lines[at..start].concat());
        // All changes that touch one another are one passage.
        let (mut end, mut of_mine, mut of_theirs) = (start, Vec::new(), Vec::new());
        loop {
            let before = (of_mine.len(), of_theirs.len());
            for (side, found) in [(&mut mine, &mut of_mine), (&mut theirs, &mut of_theirs)] {
                while let Some(one) = side.next_if(|one| one.from < end || one.from == start) {
                    end = end.max(one.to);
                    found.push(one);
                }
            }
            if before == (of_mine.len(), of_theirs.len()) {
                break;
            }
        }
        let (mine, theirs) = (stands(&lines, (start, end), &of_mine), stands(&lines, (start, end), &of_theirs));
        match (of_mine.is_empty(), of_theirs.is_empty()) {
            (true, _) => put(&mut out, &theirs),
            (_, true) => put(&mut out, &mine),
            _ if mine == theirs => put(&mut out, &mine),
            _ => {
                clean = false;
                put(&mut out, &theirs);
                put(&mut out, &mine);
            }
        }
        at = end;
    }
    put(&mut out, &lines[at..].concat());
    (out, clean)
}

/// Adds lines. A last line may have no end of its own: what follows it begins a new one.
fn put(out: &mut String, text: &str) {
    if !out.is_empty() && !out.ends_with('\n') && !text.is_empty() {
        out.push('\n');
    }
    out.push_str(text);
}

fn replaced<'t>(base: &[&str], text: &'t str) -> Vec<Replaced<'t>> {
    let new: Vec<&'t str> = text.split_inclusive('\n').collect();
    let changed = aligned(base, &new).into_iter().filter(|stretch| !stretch.equal);
    changed.map(|stretch| Replaced { from: stretch.old.start, to: stretch.old.end, lines: new[stretch.new].to_vec() }).collect()
}

/// What one of the two has between these lines of the base.
fn stands(lines: &[&str], (start, end): (usize, usize), changes: &[Replaced<'_>]) -> String {
    let (mut out, mut at) = (String::new(), start);
    for change in changes {
        out.extend(lines[at..change.from].iter().copied());
        out.extend(change.lines.iter().copied());
        at = change.to;
    }
    out.extend(lines[at..end].iter().copied());
    out
}
