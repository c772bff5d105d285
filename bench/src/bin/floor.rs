//! The floor: a server that does with as little as possible what the program does. Started by the bench.
//!
//! `floor serve ADDRESS DATABASE FOLDER` answers `/lesson` and `/today` with the bytes of `lesson.html` and `today.html` in FOLDER after
//! one query, and `POST /learn/answers` after a bare group commit. `floor loop DATABASE SECONDS` commits without HTTP.

use std::{collections::HashMap, net::SocketAddr, path::Path, process::ExitCode, sync::Arc, time::Duration};

use axum::{
    Json, Router,
    body::Bytes,
    extract::State,
    http::{StatusCode, header},
    routing::{MethodRouter, get, post},
    serve::ListenerExt,
};
use bench::{
    Result, bare,
    saves::SENDERS,
    wire::{Acknowledged, Wire},
};
use chrono::{DateTime, Utc};
use domain::{
    db::{DatabaseUrl, Db, sql},
    ids::{AttemptId, UnitId},
    learning::evidence::{Act, Answered, Evidence, Receipt, Whereabouts},
};

/// What the handlers work with.
#[derive(Clone)]
struct Floor {
    db: Db,
    unit: UnitId,
    bare: bare::Bare,
    attempts: Arc<HashMap<AttemptId, Whereabouts>>,
}

#[tokio::main]
async fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let ended = match arguments.as_slice() {
        ["serve", address, database, folder] => serve(address, database, Path::new(folder)).await,
        ["loop", database, seconds] => alone(database, seconds).await,
        _ => Err("floor serve ADDRESS DATABASE FOLDER, or floor loop DATABASE SECONDS".to_owned()),
    };
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

async fn open(database: &str) -> Result<Db> {
    Db::open(&DatabaseUrl::file(database)).await.map_err(|error| format!("{database}: {error}"))
}

async fn serve(address: &str, database: &str, folder: &Path) -> Result<()> {
    let address: SocketAddr = address.parse().map_err(|_| format!("{address} is no address"))?;
    let db = open(database).await?;
    let unit = db.value(sql!("SELECT id FROM units ORDER BY id LIMIT 1")).await.map_err(|error| format!("a unit: {error}"))?;
    let attempts = Arc::new(bare::open_attempts(&db).await?);
    let floor = Floor { unit, attempts, bare: bare::Bare::start(db.clone()), db };
    let router = Router::new()
        .route("/health", get(|| async { "ok" }))
        .route("/lesson", page(folder, "lesson.html")?)
        .route("/today", page(folder, "today.html")?)
        .route("/learn/answers", post(save))
        .with_state(floor);
    let listener = tokio::net::TcpListener::bind(address).await.map_err(|error| format!("{address}: {error}"))?;
    let listener = listener.tap_io(|stream| drop(stream.set_nodelay(true)));
    axum::serve(listener, router).await.map_err(|error| error.to_string())
}

/// The bytes of a file, after one query by primary key.
fn page(folder: &Path, name: &str) -> Result<MethodRouter<Floor>> {
    let path = folder.join(name);
    let body = Bytes::from(std::fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?);
    Ok(get(move |State(floor): State<Floor>| async move {
        let found: Result<String, _> = floor.db.value(sql!("SELECT title FROM units WHERE id = $1", floor.unit)).await;
        match found {
            Ok(_) => Ok(([(header::CONTENT_TYPE, "text/html; charset=utf-8")], body)),
            Err(_) => Err(StatusCode::INTERNAL_SERVER_ERROR),
        }
    }))
}

async fn save(State(floor): State<Floor>, Json(wire): Json<Wire>) -> Result<Json<Acknowledged>, StatusCode> {
    let attempt = wire.attempt.ok_or(StatusCode::NOT_FOUND)?;
    let at = *floor.attempts.get(&attempt).ok_or(StatusCode::NOT_FOUND)?;
    let occurred_at = DateTime::from_timestamp_millis(wire.occurred).ok_or(StatusCode::UNPROCESSABLE_ENTITY)?;
    let act =
        Act::Answered(Answered { attempt: Some(attempt), question: wire.question, response: wire.response, confidence: None, late: false });
    floor.bare.keep(Evidence { id: wire.id, at, act, occurred_at }).await.ok_or(StatusCode::SERVICE_UNAVAILABLE)?;
    Ok(Json(Acknowledged { receipt: Receipt::Stored, recorded: Utc::now().timestamp_millis() }))
}

async fn alone(database: &str, seconds: &str) -> Result<()> {
    let seconds: f64 = seconds.parse().map_err(|_| format!("{seconds} is no number of seconds"))?;
    let per_second = bare::without_http(open(database).await?, SENDERS, Duration::from_secs_f64(seconds)).await?;
    println!("{per_second}");
    Ok(())
}
