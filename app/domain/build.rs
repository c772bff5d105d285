//! Lists the files of `migrations/` for `db::migrations`, so that a new file is seen without touching any code.

use std::{env, fs, io, path::Path};

fn main() -> io::Result<()> {
    let folder = Path::new(&env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?).join("../../migrations");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut files = fs::read_dir(&folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    files.retain(|file| file.extension().is_some_and(|ending| ending == "sql"));
    files.sort();
    let entries: String =
        files.iter().map(|file| format!("    ({:?}, include_str!({:?})),\n", file.file_stem().unwrap_or_default(), file)).collect();
    let out = Path::new(&env::var("OUT_DIR").map_err(io::Error::other)?).join("migrations.rs");
    fs::write(out, format!("[\n{entries}]\n"))
}
