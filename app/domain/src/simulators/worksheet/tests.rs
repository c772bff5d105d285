//! What holds of every simulator, and of how inputs are read and results are written.

use super::*;

/// The result of an address; panics where it is refused.
#[track_caller]
pub(in crate::simulators) fn outcome(worksheet: &'static Worksheet, query: &str) -> Outcome {
    (worksheet.work)(&Entries::of_address(worksheet, query)).unwrap()
}

/// Where and why an address is refused.
#[track_caller]
pub(in crate::simulators) fn refusal(worksheet: &'static Worksheet, query: &str) -> (String, String) {
    let refused = (worksheet.work)(&Entries::of_address(worksheet, query)).unwrap_err();
    (refused.input, refused.sentence)
}

/// The value of a figure.
#[track_caller]
pub(in crate::simulators) fn figure(outcome: &Outcome, label: &str) -> String {
    let found = outcome.figures.iter().find(|figure| figure.label == label);
    found.unwrap_or_else(|| panic!("no figure {label:?} among {:?}", outcome.figures)).value.clone()
}

#[test]
fn names_are_words_of_addresses_and_stand_once() {
    let mut names = std::collections::BTreeSet::new();
    for worksheet in catalog::ALL {
        assert!(names.insert(worksheet.name), "{} stands twice", worksheet.name);
        let mut fields: Vec<&str> = worksheet.fields.iter().map(|field| field.name).collect();
        fields.push("preset");
        for name in fields.iter().copied().chain(worksheet.presets.iter().map(|preset| preset.name)).chain([worksheet.name]) {
            assert!(name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'), "{}: {name}", worksheet.name);
        }
        fields.sort_unstable();
        fields.dedup();
        assert_eq!(fields.len(), worksheet.fields.len() + 1, "{} has a field twice", worksheet.name);
    }
}

#[test]
fn every_number_has_its_unit() {
    for worksheet in catalog::ALL {
        for field in worksheet.fields {
            let Shape::Number(unit) = field.shape else { continue };
            assert!(!unit.is_empty(), "{}: {}", worksheet.name, field.name);
        }
    }
}

#[test]
fn every_preset_works_and_comes_back_from_its_address() {
    for worksheet in catalog::ALL {
        assert!(!worksheet.presets.is_empty(), "{} has no preset", worksheet.name);
        for preset in worksheet.presets {
            let place = format!("{}, {}", worksheet.name, preset.name);
            let entries = Entries::of_address(worksheet, &format!("preset={}", preset.name));
            let outcome = (worksheet.work)(&entries).unwrap_or_else(|refused| panic!("{place}: {refused:?}"));
            assert!(!outcome.says.is_empty() && !outcome.tables.is_empty() && !outcome.pictures.is_empty(), "{place} says too little");
            for (name, _) in pairs_of(preset.inputs) {
                assert!(worksheet.field(&name).is_some(), "{place} sets {name}, which is no field");
            }
            check_tables(&place, &outcome);
            let again = Entries::of_address(worksheet, &entries.address());
            assert_eq!(again.address(), entries.address(), "{place}");
            assert_eq!((worksheet.work)(&again).unwrap(), outcome, "{place}");
        }
    }
}

#[track_caller]
fn check_tables(place: &str, outcome: &Outcome) {
    for picture in &outcome.pictures {
        assert!(outcome.tables.get(picture.table).is_some(), "{place}: a picture has no table");
        let svg = svg::inside(picture);
        // Words may well contain "inf": what is looked at is inside of tags, behind that of the picture with its title.
        let mut tags = svg.split('<').skip(2).filter_map(|tag| tag.split('>').next());
        assert!(!tags.any(|tag| tag.contains("NaN") || tag.contains("inf")), "{place}: {svg}");
    }
    for table in &outcome.tables {
        assert!(table.rows.iter().all(|row| row.len() == table.columns.len()), "{place}: rows of {:?}", table.title);
    }
}

#[test]
fn nothing_that_is_typed_makes_one_panic() {
    let typed = ["", "x", "-1", "0", "1e300", "1e-300", "∞", "\u{0}<b>&", "99999999999", "0.5", "1,5"];
    for worksheet in catalog::ALL {
        for text in typed {
            for field in worksheet.fields {
                let entries = Entries::read(worksheet, &mistyped(field, text));
                let html = html::result(&entries) + &drawn(&entries);
                assert!(!html.contains("<b>"), "{}: {}", worksheet.name, field.name);
            }
        }
    }
}

/// What some draws say.
fn drawn(entries: &Entries) -> String {
    let Some(drawing) = &entries.worksheet().drawing else { return String::new() };
    let numbers = (drawing.draw)(entries, 0..(drawing.wanted)(entries).unwrap_or_default().all.min(5)).unwrap_or_default();
    html::draws(entries, drawing, &numbers)
}

/// One field, or all cells of a grid's first row but choices, filled with one text.
fn mistyped(field: &Field, text: &str) -> Vec<(String, String)> {
    match field.shape {
        Shape::Grid(columns, _) => {
            let typed = columns.iter().filter(|column| !matches!(column.cell, Cell::Choice(_)));
            typed.map(|column| (format!("{}.0.{}", field.name, column.name), text.to_owned())).collect()
        }
        _ => vec![(field.name.to_owned(), text.to_owned())],
    }
}

#[test]
fn a_grid_from_a_form_is_that_of_its_address() {
    let worksheet = find("icer").unwrap();
    let pairs = [
        ("options.0.name", "A"),
        ("options.0.cost", "1,000"),
        ("options.0.effect", "1"),
        ("options.2.name", "B & C"),
        ("options.2.cost", "5"),
        ("options.2.effect", "2"),
    ];
    let pairs: Vec<(String, String)> = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let entries = Entries::read(worksheet, &pairs);
    assert_eq!(entries.address(), "options=A,1000,1;B+%26+C,5,2&wtp=15000");
    assert_eq!(entries.rows("options").map(|row| row.place("cost")).collect::<Vec<_>>(), ["options.0.cost", "options.2.cost"]);
}

#[test]
fn no_row_is_left_out_in_silence() {
    for worksheet in catalog::ALL {
        for field in worksheet.fields {
            let Shape::Grid(columns, most) = field.shape else { continue };
            let cells = columns.iter().map(|column| if matches!(column.cell, Cell::Choice(_)) { "" } else { "1" });
            let row = cells.collect::<Vec<_>>().join(",");
            let rows = |count: usize| vec![row.as_str(); count].join(";");
            let at = (field.name.to_owned(), format!("At most {most} rows; there are {}.", most + 1));
            assert_eq!(refusal(worksheet, &format!("{}={}", field.name, rows(most + 1))), at, "{}", worksheet.name);
            let all = refusal(worksheet, &format!("{}={}", field.name, rows(5_000))).1;
            assert!(all.ends_with("there are 999 or more."), "{all}");
        }
    }
    let one_more = Entries::read(find("icer").unwrap(), &[("options.60.name".to_owned(), "A".to_owned())]);
    assert_eq!(one_more.address(), "options=A&wtp=15000", "one row alone, though far down");
}

#[test]
fn what_is_no_choice_is_refused_where_it_stands() {
    for worksheet in catalog::ALL {
        for field in worksheet.fields {
            let places = match field.shape {
                Shape::Choice(_) => vec![field.name.to_owned()],
                Shape::Grid(columns, _) => {
                    let choices = columns.iter().filter(|column| matches!(column.cell, Cell::Choice(_)));
                    choices.map(|column| format!("{}.0.{}", field.name, column.name)).collect()
                }
                _ => Vec::new(),
            };
            for place in places {
                // A row is one only with something else in it.
                let beside = mistyped(field, "1").into_iter().map(|(name, value)| format!("{name}={value}&")).collect::<String>();
                let (input, sentence) = refusal(worksheet, &format!("{beside}{place}=nope"));
                assert_eq!(input, place, "{}: {sentence}", worksheet.name);
                assert!(sentence.ends_with(": there is no “nope” to choose."), "{}: {sentence}", worksheet.name);
            }
        }
        assert_eq!(refusal(worksheet, "preset=nope").0, "preset", "{}", worksheet.name);
    }
}

#[test]
fn numbers_read_well() {
    let cases = [
        (1234567.891, 1, "1,234,567.9"),
        (-1234.5, 0, "−1,235"),
        (0.285, 2, "0.28"),
        (2.5, 0, "3"),
        (1.0, 12, "1.000000000000"),
        (999_999_999_999_999.0, 2, "999,999,999,999,999.00"),
        (1e15, 2, "1.00e15"),
        (-1.234e300, 0, "−1.23e300"),
        (-0.001, 2, "0.00"),
        (999.0, 0, "999"),
        (f64::NAN, 2, "–"),
        (f64::NEG_INFINITY, 0, "−∞"),
    ];
    for (value, decimals, shown) in cases {
        assert_eq!(number(value, decimals), shown);
    }
    assert_eq!([precise(1e300), precise(-2e20), precise(0.5), precise(1200.0)], ["1.00e300", "−2.00e20", "0.5", "1,200"]);
    assert_eq!(
        ["0", "0.123", "12.35", "1,235"],
        [amount(0.0), amount(0.1234), amount(12.345_6), amount(1234.9)].each_ref().map(String::as_str)
    );
}

#[test]
fn a_file_of_a_table_is_no_formula_and_has_numbers_whole() {
    let mut table = Table::new("", &[("Name", ""), ("Cost", "$")]);
    table.row([Value::text("=1+1"), Value::Number(-1234.5678, 0)]).row([Value::text("a \"b\", c"), Value::Blank]);
    assert_eq!(csv::written(&table), "Name,Cost ($)\r\n'=1+1,-1234.5678\r\n\"a \"\"b\"\", c\",\r\n");
}

#[test]
fn sums_of_cells_are_worked_out() {
    let names = ["hr".to_owned(), "p".to_owned()];
    let value = |text: &str| Expression::read(text, &names).map(|sum| sum.value(&[0.5, 0.25], &mut Vec::new()));
    assert_eq!(value("0.1*hr"), Ok(0.05));
    assert_eq!(value("1 - p*(2+hr)/5"), Ok(1.0 - 0.25 * 2.5 / 5.0));
    assert_eq!(value("-hr − −1"), Ok(0.5));
    assert!(value("q*2").unwrap_err().contains("no parameter “q”"));
    assert!(value("2 hr").unwrap_err().contains("at “hr”"));
    assert!(value("(1").is_err() && value("").is_err() && value("1.2.3").is_err() && value(&"(".repeat(150)).is_err());
}

#[test]
fn a_gap_ends_a_line_and_begins_another() {
    let points = vec![(0.0, 0.0), (1.0, 1.0), Line::GAP, (2.0, 0.0), (3.0, 1.0)];
    let lines = vec![Line::new("", Marks::Dotted, points)];
    let plot = Plot::Lines { x: Axis::new("x"), y: Axis::new("y"), lines, levels: Vec::new() };
    let svg = svg::inside(&Picture { title: String::new(), table: 0, plot });
    let path = svg.split(" d=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    assert_eq!((path.matches('M').count(), path.matches('L').count()), (2, 2), "{path}");
    assert_eq!(svg.matches("<circle").count(), 4);
}

#[test]
fn boxes_stand_in_their_columns_and_say_which_to_look_at() {
    let pane = |line: &str, strong| Pane { lines: vec![line.to_owned()], strong };
    let rows = vec![("A <b>".to_owned(), vec![pane("1", false), pane("2", true)])];
    let plot = Plot::Boxes { columns: vec!["one".to_owned(), "two".to_owned()], rows };
    let svg = svg::inside(&Picture { title: String::new(), table: 0, plot });
    assert_eq!((svg.matches("<rect").count(), svg.matches("class=\"plot-0\"").count()), (2, 1));
    assert!(svg.contains("A &lt;b&gt;") && !svg.contains("<b>"), "{svg}");
}
