//! What the program serves beside pages.

use super::{Subject, as_it_is};

pub fn subject() -> Subject {
    Subject { table: TABLE, places: |_| vec![("{name}", "nothing.css".into())], form: |_| Vec::new(), prepare: as_it_is }
}

const TABLE: &str = "
                            anonymous  student  elsewhere  faculty  colleague  unproven  staff   administrator
GET  /assets/{name}         hidden     hidden   hidden     hidden   hidden     hidden    hidden  hidden
GET  /offline-worker.js     file       file     file       file     file       file      file    file
GET  /robots.txt            file       file     file       file     file       file      file    file
GET  /health                file       file     file       file     file       file      file    file
";
