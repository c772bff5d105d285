//! Simulators, which anybody may work.

use super::{Subject, as_it_is};

pub fn subject() -> Subject {
    Subject {
        table: TABLE,
        places: |_| vec![("{simulator}", "icer".into()), ("{file}", "table-1.csv".into())],
        form: |_| Vec::new(),
        prepare: as_it_is,
    }
}

const TABLE: &str = "
                                      anonymous  student  elsewhere  faculty  colleague  unproven  staff    administrator
GET  /simulators                      page       page     page       page     page       page      page     page
GET  /simulators/{simulator}          page       page     page       page     page       page      page     page
GET  /simulators/{simulator}/{file}   file       file     file       file     file       file      file     file
";
