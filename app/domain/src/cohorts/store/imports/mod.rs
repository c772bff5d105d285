//! Rosters that were uploaded: kept row by row, looked at in a dry run, and taken in as a whole or not at all.

mod applying;
mod keeping;
mod walk;

pub(super) use applying::send;
pub use applying::{Application, Invite, Letter, apply};
pub use keeping::{
    Applied, Import, Listed as ListedImport, NewImport, Rejected, begin_import, discard_import, finish_import, forget_imports, import,
    imports, keep_rows, set_mapping,
};
pub use walk::{DryRun, Judged, Leaving, ROWS_OF_A_PAGE, Shown, dry_run};
