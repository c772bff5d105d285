//! A folder is changed as a whole, or stays what it was.

use std::{fs, path::PathBuf};

use uuid::Uuid;

use super::super::{change_folder, write_folder};

/// A folder of its own, which is gone with the test.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        let folder = Self(std::env::temp_dir().join(format!("attending-package-{}", Uuid::now_v7())));
        write_folder(&folder.0, [("module.md", b"old module".as_slice()), ("figures/a.svg", b"old figure")]).unwrap();
        folder
    }

    fn read(&self, path: &str) -> Option<String> {
        fs::read_to_string(self.0.join(path)).ok()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn files_are_replaced_and_added_and_nothing_else_is_left() {
    let folder = Folder::new();
    change_folder(&folder.0, [("media/b.vtt", b"new".as_slice()), ("module.md", b"new module")]).unwrap();
    assert_eq!(folder.read("module.md").as_deref(), Some("new module"));
    assert_eq!(folder.read("media/b.vtt").as_deref(), Some("new"));
    assert_eq!(folder.read("figures/a.svg").as_deref(), Some("old figure"));
    assert_eq!(fs::read_dir(&folder.0).unwrap().count(), 3);
}

#[test]
fn what_was_moved_is_put_back_when_a_later_file_cannot_be() {
    let folder = Folder::new();
    // The last file would have to stand where a folder is.
    let files = [("module.md", b"new module".as_slice()), ("new.md", b"new"), ("figures", b"no file")];
    assert!(change_folder(&folder.0, files).is_err());
    assert_eq!((folder.read("module.md").as_deref(), folder.read("new.md")), (Some("old module"), None));
    assert_eq!(fs::read_dir(&folder.0).unwrap().count(), 2);
}

#[test]
fn two_changes_at_once_are_refused() {
    let folder = Folder::new();
    fs::create_dir(folder.0.join(".attending-change")).unwrap();
    let refused = change_folder(&folder.0, [("module.md", b"new".as_slice())]).unwrap_err();
    assert!(refused.to_string().contains("another change is going on"), "{refused}");
    assert_eq!(folder.read("module.md").as_deref(), Some("old module"));
}
