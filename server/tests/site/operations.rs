//! What watches over the program, and the files it serves.

site_test_on_both!(the_health_of_the_program_is_told_to_anyone, |stage| {
    let answer = stage.anonymous().get("/health").await.expect(200);
    assert_eq!(answer.text(), r#"{"status":"ok"}"#);
    assert_eq!(answer.header("cache-control"), "no-store");
});

site_test!(a_closed_database_is_told_as_503, |stage| {
    stage.close_database().await;
    let answer = stage.anonymous().get("/health").await.expect(503);
    assert!(answer.text().contains("does not answer"), "{}", answer.text());
});

site_test!(an_unknown_asset_is_not_there, |stage| {
    for name in ["nothing.css", "manifest.json", "site.css.br", "..%2Fmanifest.json"] {
        stage.anonymous().get(&format!("/assets/{name}")).await.expect(404);
    }
});
