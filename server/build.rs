//! The release build embeds the site's assets: it must be built anew when they change, and their names change with them.

fn main() {
    println!("cargo:rerun-if-changed=../target/site/manifest.json");
    println!("cargo:rerun-if-changed=build.rs");
}
