//! What a page weighs on the wire, with everything a browser loads for it; and whether a lesson is whole without scripts.

use std::collections::BTreeMap;

use domain::{
    authoring::{Piece, Question},
    db::{Db, Json, sql},
};

use crate::{
    LESSON, Result, about, browser,
    cast::{Demo, STUDENT, Sitting},
    client::{Connection, get, plain},
    pages,
    process::Running,
    table::{Goal, Measure, Results, grouped},
};

/// More files than any page of ours loads.
const MOST: usize = 100;

/// Bytes of each file that was loaded, by its address, and whether it is loaded only when scrolled to.
type Weight = BTreeMap<String, (usize, bool)>;

/// Weighs the lesson and the quiz, with brotli.
///
/// # Errors
/// If something a page asks for does not come.
pub async fn measure(server: &Running, demo: &Demo, sitting: &Sitting) -> Result<Results> {
    let mut connection = Connection::open(server.address).await?;
    let mut results = Results::default();
    let lesson = weigh(&mut connection, &pages::lesson(), &sitting.cookie).await?;
    let quiz = weigh(&mut connection, &sitting.address, &sitting.cookie).await?;
    let missing = missing(&mut connection, demo, &sitting.cookie).await?;
    let measure = of("lesson-bytes", &lesson, 60.0);
    results.measures.push(match missing {
        None => measure,
        Some(what) => measure.refused(&format!("without scripts the lesson lacks {what}")),
    });
    results.measures.push(of("quiz-bytes", &quiz, 120.0));
    results.note("lesson, files", listed(&lesson));
    results.note("quiz, files", listed(&quiz));
    Ok(results)
}

fn of(id: &'static str, weight: &Weight, most: f64) -> Measure {
    let bytes: usize = weight.values().map(|(bytes, _)| bytes).sum();
    let lazy: Vec<usize> = weight.values().filter(|(_, lazy)| *lazy).map(|(bytes, _)| *bytes).collect();
    let later = match lazy.len() {
        0 => String::new(),
        count => {
            format!("; {count} of them pictures loaded when scrolled to, {} bytes, counted too", grouped(lazy.iter().sum::<usize>() as f64))
        }
    };
    let from = format!("{} bytes of bodies in {} files, brotli{later}", grouped(bytes as f64), weight.len());
    Measure::new(id, bytes as f64 / 1000.0, "kB", Goal::AtMost(most), from)
}

fn listed(weight: &Weight) -> String {
    let name = |address: &str| address.rsplit('/').next().unwrap_or_default().to_owned();
    let mut files: Vec<_> = weight.iter().map(|(address, (bytes, _))| (*bytes, name(address))).collect();
    files.sort_by(|a, b| b.cmp(a));
    files.into_iter().map(|(bytes, name)| format!("{name} {}", grouped(bytes as f64))).collect::<Vec<_>>().join(", ")
}

/// Loads a page as a browser does that has nothing yet.
async fn weigh(connection: &mut Connection, page: &str, cookie: &str) -> Result<Weight> {
    let mut weight = Weight::new();
    let mut waiting = vec![browser::Part { address: page.to_owned(), lazy: false }];
    while let Some(part) = waiting.pop() {
        if weight.contains_key(&part.address) {
            continue;
        }
        if weight.len() == MOST || !part.address.starts_with('/') {
            return Err(format!("{page} loads {MOST} files or more, or one from elsewhere: {}", part.address));
        }
        weight.insert(part.address.clone(), (packed(connection, &part.address, cookie).await?, part.lazy));
        waiting.extend(loaded_by(connection, &part.address, cookie).await?);
    }
    Ok(weight)
}

/// The bytes of a body as a browser gets it.
///
/// # Errors
/// If it does not come, or not packed.
pub async fn packed(connection: &mut Connection, address: &str, cookie: &str) -> Result<usize> {
    let answer = connection.exchange(&get(address, cookie, "br")).await?;
    let is_text = answer.header("content-type").is_some_and(|kind| kind.starts_with("text/") || kind == "application/wasm");
    match (answer.status, answer.header("content-encoding")) {
        (200, None) if is_text && answer.body.len() > 2000 => Err(format!("{address} does not come in brotli")),
        (200, _) => Ok(answer.body.len()),
        (status, _) => Err(format!("{address} answers with {status}")),
    }
}

async fn loaded_by(connection: &mut Connection, address: &str, cookie: &str) -> Result<Vec<browser::Part>> {
    let answer = connection.exchange(&plain(address, cookie)).await?;
    let kind = answer.header("content-type").unwrap_or_default().to_owned();
    Ok(match kind.split(';').next().unwrap_or_default() {
        "text/html" => browser::of_page(&answer.text()?, address),
        "text/javascript" => browser::of_script(&answer.text()?, address),
        "text/css" => browser::of_style(&answer.text()?, address),
        _ => Vec::new(),
    })
}

/// What of the lesson's text is not in the HTML itself.
async fn missing(connection: &mut Connection, demo: &Demo, cookie: &str) -> Result<Option<String>> {
    let html = connection.exchange(&plain(&pages::lesson(), cookie)).await?.text()?;
    let db = demo.open().await?;
    let texts = texts(&db).await?;
    db.close().await;
    Ok(lacking(&html, &texts))
}

fn lacking(html: &str, texts: &[String]) -> Option<String> {
    if texts.is_empty() {
        return Some("any text".into());
    }
    let lacks = texts.iter().find(|text| !html.contains(text.as_str()));
    lacks.map(|text| format!("the text that begins {:?}", text.chars().take(80).collect::<String>()))
}

/// Every piece of text of the lesson, and what its questions ask, in the version that the student's cohort has.
async fn texts(db: &Db) -> Result<Vec<String>> {
    let body: Json<Vec<Piece>> = db
        .value(sql!(
            "SELECT u.body FROM people p JOIN enrollments e ON e.person_id = p.id JOIN cohort_modules c ON c.cohort_id = e.cohort_id
             JOIN units u ON u.version_id = c.version_id JOIN modules m ON m.id = c.module_id
             WHERE p.email = $1 AND m.slug = $2 AND u.slug = $3",
            STUDENT,
            LESSON.0,
            LESSON.1
        ))
        .await
        .map_err(about("the text of the lesson"))?;
    let questions: Vec<Json<Question>> = db
        .values(sql!(
            "SELECT q.definition FROM people p JOIN enrollments e ON e.person_id = p.id JOIN cohort_modules c ON c.cohort_id = e.cohort_id
             JOIN units u ON u.version_id = c.version_id JOIN modules m ON m.id = c.module_id JOIN questions q ON q.unit_id = u.id
             WHERE p.email = $1 AND m.slug = $2 AND u.slug = $3",
            STUDENT,
            LESSON.0,
            LESSON.1
        ))
        .await
        .map_err(about("the questions of the lesson"))?;
    let pieces = body.0.into_iter().filter_map(|piece| match piece {
        Piece::Html(html) => Some(html),
        Piece::Question(_) | Piece::Simulator(_) => None,
    });
    Ok(pieces.chain(questions.into_iter().map(|question| question.0.prompt)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lesson_that_lacks_a_piece_of_its_text_is_not_whole() {
        let texts = ["<p>one</p>".to_owned(), "<p>two</p>".to_owned()];
        assert_eq!(lacking("<main><p>one</p><i></i><p>two</p></main>", &texts), None);
        assert!(lacking("<main><p>one</p></main>", &texts).unwrap().contains("two"));
        assert!(lacking("<main></main>", &[]).is_some());
    }

    #[test]
    fn lazy_pictures_count_and_are_named() {
        let weight = Weight::from([("/a".into(), (50_000, false)), ("/b.svg".into(), (11_000, true))]);
        let measure = of("lesson-bytes", &weight, 60.0);
        assert!(!measure.holds && (measure.value - 61.0).abs() < 1e-9 && measure.from.contains("1 of them"), "{measure:?}");
        assert_eq!(listed(&weight), "a 50,000, b.svg 11,000");
    }
}
