//! What watches over the program, and the files it serves.

use domain::simulators::worksheet::catalog;

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

site_test!(every_simulator_of_the_catalog_has_its_sums_for_the_browser, |stage| {
    let page = stage.anonymous().get("/simulators/icer").await.expect(200).text().to_owned();
    let sums = page.split("data-sums=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("the page says where the sums are");
    let sums: Vec<(&str, &str)> = sums.split("&amp;").filter_map(|one| one.split_once('=')).collect();
    for worksheet in catalog::ALL {
        for ending in [".js", ".wasm"] {
            let name = format!("{}{ending}", worksheet.name);
            let address = sums.iter().find(|(have, _)| *have == name).map(|(_, address)| *address);
            stage
                .anonymous()
                .get(address.unwrap_or_else(|| panic!("no {name}: add app/simulate/examples/{}.rs", worksheet.name)))
                .await
                .expect(200);
        }
    }
    assert_eq!(sums.len(), 2 * catalog::ALL.len(), "{sums:?}");
});
