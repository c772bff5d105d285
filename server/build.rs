//! The release build embeds the site's assets: it must be built anew when they change, and their names change with them. A build for
//! work reads them when it runs, and would be built anew each time while they are missing.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    if std::env::var("PROFILE").is_ok_and(|profile| profile == "release") {
        println!("cargo:rerun-if-changed=../target/site/manifest.json");
    }
}
