//! Media in a bucket: the program beside a store that speaks as much S3 as it asks for, and fails when it is told to.

use std::{
    collections::BTreeMap,
    fs,
    net::TcpListener,
    sync::{Arc, Mutex},
    thread,
};

use axum::{
    Router,
    body::{Body, Bytes},
    extract::{Path, Query, Request, State},
    http::{Method, StatusCode},
    response::{IntoResponse, Response},
    routing::any,
};

use super::{
    Deployment,
    packages::{film, with_film},
};

type Objects = Arc<Mutex<Kept>>;

/// What the store has, and how it behaves.
#[derive(Default)]
struct Kept {
    objects: BTreeMap<String, Vec<u8>>,
    parts: BTreeMap<String, Vec<u8>>,
    uploads: usize,
    refusing: bool,
}

/// A store on a port of its own, until the process ends.
struct Bucket {
    kept: Objects,
    endpoint: String,
}

impl Bucket {
    fn open() -> Self {
        let kept = Objects::default();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap());
        let app = Router::new().route("/{bucket}/{*key}", any(answer)).with_state(Arc::clone(&kept));
        thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                listener.set_nonblocking(true).unwrap();
                axum::serve(tokio::net::TcpListener::from_std(listener).unwrap(), app).await.unwrap();
            });
        });
        Self { kept, endpoint }
    }

    fn settings(&self) -> [(&'static str, &str); 6] {
        [
            ("MEDIA_STORE", "s3://school/attending/media"),
            ("AWS_ACCESS_KEY_ID", "a-key"),
            ("AWS_SECRET_ACCESS_KEY", "a-secret"),
            ("AWS_REGION", "eu-central-1"),
            ("AWS_ENDPOINT_URL", &self.endpoint),
            ("AWS_ALLOW_HTTP", "true"),
        ]
    }

    fn refuses(&self, refusing: bool) {
        self.kept.lock().unwrap().refusing = refusing;
    }
}

async fn answer(
    State(objects): State<Objects>,
    Path((bucket, key)): Path<(String, String)>,
    Query(asked): Query<BTreeMap<String, String>>,
    request: Request,
) -> Response {
    let key_id = request.headers().get("authorization").and_then(|value| value.to_str().ok()?.split_once("Credential=")).map(|(_, id)| id);
    let signed = key_id.is_some_and(|id| id.starts_with("a-key/"));
    let range = request.headers().get("range").map(|value| value.to_str().unwrap().to_owned());
    if bucket != "school" || !signed || objects.lock().unwrap().refusing {
        return (StatusCode::FORBIDDEN, "<Error><Code>AccessDenied</Code></Error>").into_response();
    }
    let method = request.method().clone();
    let body = axum::body::to_bytes(request.into_body(), usize::MAX).await.unwrap();
    let mut kept = objects.lock().unwrap();
    match (method, asked.get("uploadId")) {
        (Method::POST, None) if asked.contains_key("uploads") => {
            kept.uploads += 1;
            let id = kept.uploads;
            format!("<InitiateMultipartUploadResult><UploadId>{id}</UploadId></InitiateMultipartUploadResult>").into_response()
        }
        (Method::PUT, Some(_)) => {
            let number: usize = asked["partNumber"].parse().unwrap();
            kept.parts.insert(format!("{key}#{number:05}"), body.to_vec());
            ([("etag", "\"part\"")], "").into_response()
        }
        (Method::POST, Some(_)) => kept.put_together(&key),
        (Method::DELETE, Some(_)) => StatusCode::NO_CONTENT.into_response(),
        (Method::PUT, None) => {
            kept.objects.insert(key, body.to_vec());
            ([("etag", "\"whole\"")], "").into_response()
        }
        (method, _) => kept.given(&method, &key, range.as_deref()),
    }
}

impl Kept {
    fn put_together(&mut self, key: &str) -> Response {
        let own = |name: &str| name.rsplit_once('#').is_some_and(|(of, _)| of == key);
        let whole = self.parts.iter().filter(|(name, _)| own(name)).flat_map(|(_, part)| part.iter().copied()).collect();
        self.parts.retain(|name, _| !own(name));
        self.objects.insert(key.to_owned(), whole);
        "<CompleteMultipartUploadResult><ETag>\"whole\"</ETag></CompleteMultipartUploadResult>".into_response()
    }

    fn given(&self, method: &Method, key: &str, range: Option<&str>) -> Response {
        let Some(found) = self.objects.get(key) else {
            return (StatusCode::NOT_FOUND, "<Error><Code>NoSuchKey</Code></Error>").into_response();
        };
        let described = Response::builder().header("etag", "\"whole\"").header("last-modified", "Tue, 09 Mar 2027 08:00:00 GMT");
        let whole = Bytes::copy_from_slice(found);
        match range.and_then(|range| range.strip_prefix("bytes=")?.split_once('-')) {
            _ if *method == Method::HEAD => described.header("content-length", found.len()).body(Body::empty()).unwrap(),
            Some((first, last)) => {
                let (first, last): (usize, usize) = (first.parse().unwrap(), last.parse().unwrap());
                let described = described.status(206).header("content-range", format!("bytes {first}-{last}/{}", found.len()));
                described.body(whole.slice(first..=last).into()).unwrap()
            }
            None => described.body(whole.into()).unwrap(),
        }
    }
}

#[test]
fn a_large_film_goes_to_a_bucket_in_parts_and_comes_out_as_it_went_in() {
    let (deployment, bucket) = (Deployment::new(), Bucket::open());
    // Larger than a part of an upload.
    let film = film(20_000_000);
    let (module, out) = (with_film(&deployment, &film), deployment.0.path().join("out"));
    let [folder, target] = [&module, &out].map(|path| path.to_str().unwrap());
    let said = deployment.run_with(&["import", folder], &bucket.settings(), "");
    assert_eq!((said.status, said.errors.as_str()), (0, ""));
    let names: Vec<String> = bucket.kept.lock().unwrap().objects.keys().cloned().collect();
    assert!(matches!(&names[..], [one] if one.starts_with("attending/media/") && one.ends_with(".mp4")), "{names:?}");
    assert_eq!(bucket.kept.lock().unwrap().uploads, 1);
    assert!(!deployment.0.path().join("media").exists());
    let said = deployment.run_with(&["export", "on-rounds", target], &bucket.settings(), "");
    assert_eq!((said.status, said.errors.as_str()), (0, ""));
    assert!(fs::read(out.join("media/round.mp4")).unwrap() == film);
}

#[test]
fn a_bucket_that_refuses_is_told_and_nothing_is_imported() {
    let (deployment, bucket) = (Deployment::new(), Bucket::open());
    let module = with_film(&deployment, &film(6_000_000));
    let folder = module.to_str().unwrap();
    bucket.refuses(true);
    let refused = deployment.run_with(&["import", folder], &bucket.settings(), "");
    assert_eq!((refused.status, refused.errors.lines().count()), (1, 1), "{}", refused.errors);
    assert!(!refused.errors.contains("a-secret"), "{}", refused.errors);
    bucket.refuses(false);
    let said = deployment.run_with(&["import", folder], &bucket.settings(), "");
    assert_eq!(said.output, "Imported on-rounds as version 1.\n", "{}", said.errors);
}

#[test]
fn what_is_no_bucket_is_a_wrong_setting() {
    let deployment = Deployment::new();
    for setting in ["s3://", "s3://School", "s3://school/../else"] {
        let said = deployment.run_with(&["serve"], &[("MEDIA_STORE", setting)], "");
        assert!(said.status == 2 && said.errors.starts_with("MEDIA_STORE: ") && said.errors.contains("s3://BUCKET"), "{}", said.errors);
    }
}
