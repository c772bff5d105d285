//! Reading a file: line by line, in sections, each as long as the head says.

use super::{Course, Fault, Instance};

/// The most of anything in a file: beyond it a file is a mistake.
const MOST: usize = 10_000;
/// The most lectures in all: pairs of them are looked at.
const MOST_LECTURES: usize = 2_000;

/// The lines of a file that are not empty, with their numbers.
struct Lines<'a> {
    lines: Vec<(usize, Vec<&'a str>)>,
    at: usize,
    last: usize,
}

impl<'a> Lines<'a> {
    fn of(text: &'a str) -> Self {
        let lines = text.lines().enumerate().map(|(number, line)| (number + 1, line.split_whitespace().collect::<Vec<_>>()));
        Self { lines: lines.filter(|(_, words)| !words.is_empty()).collect(), at: 0, last: text.lines().count().max(1) }
    }

    fn next(&mut self, wanted: &str) -> Result<(usize, Vec<&'a str>), Fault> {
        let line = self.lines.get(self.at).cloned().ok_or_else(|| fault(self.last, format!("the file ends before {wanted}")))?;
        self.at += 1;
        Ok(line)
    }

    /// A line of the head: its name, and the rest.
    fn head(&mut self, name: &str) -> Result<(usize, String), Fault> {
        let (line, words) = self.next(&format!("“{name}:”"))?;
        let text = words.join(" ");
        let value = text.strip_prefix(name).and_then(|rest| rest.strip_prefix(':')).map(str::trim);
        match value {
            Some(value) if !value.is_empty() => Ok((line, value.to_owned())),
            _ => Err(fault(line, format!("“{name}: …” is expected here, not “{text}”"))),
        }
    }

    fn count(&mut self, name: &str) -> Result<(usize, usize), Fault> {
        let (line, value) = self.head(name)?;
        Ok((line, number(line, &value, name, MOST)?))
    }

    fn section(&mut self, name: &str) -> Result<(), Fault> {
        let (line, words) = self.next(&format!("“{name}:”"))?;
        if words.join(" ") == format!("{name}:") {
            return Ok(());
        }
        Err(fault(line, format!("“{name}:” is expected here, not “{}”", words.join(" "))))
    }

    /// A line of a section with exactly so many words.
    fn row<const N: usize>(&mut self, what: &str) -> Result<(usize, [&'a str; N]), Fault> {
        let (line, words) = self.next(what)?;
        let count = words.len();
        let row = words.try_into().map_err(|_| fault(line, format!("{what} has {N} words, not {count}")))?;
        Ok((line, row))
    }
}

fn fault(line: usize, what: impl Into<String>) -> Fault {
    Fault { line, what: what.into() }
}

fn number(line: usize, word: &str, what: &str, most: usize) -> Result<usize, Fault> {
    let found = word.parse::<usize>().map_err(|_| fault(line, format!("“{word}” is no number of {what}")))?;
    if found <= most { Ok(found) } else { Err(fault(line, format!("{found} is more than {most}, the most of {what}"))) }
}

/// Reads a file.
pub(super) fn read(text: &str) -> Result<Instance, Fault> {
    let mut lines = Lines::of(text);
    let (_, name) = lines.head("Name")?;
    let (_, courses) = lines.count("Courses")?;
    let (_, rooms) = lines.count("Rooms")?;
    let (days_at, days) = lines.count("Days")?;
    let (periods_at, periods) = lines.count("Periods_per_day")?;
    let (_, curricula) = lines.count("Curricula")?;
    let (_, constraints) = lines.count("Constraints")?;
    if days == 0 || days > 60 {
        return Err(fault(days_at, "there are from 1 to 60 days"));
    }
    if periods == 0 || periods > 24 {
        return Err(fault(periods_at, "a day has from 1 to 24 periods"));
    }
    let mut instance = Instance { name, days, periods, ..Instance::default() };
    sections(&mut lines, &mut instance, [courses, rooms, curricula, constraints])?;
    let (line, words) = lines.next("“END.”")?;
    if words != ["END."] {
        return Err(fault(line, format!("“END.” is expected here, not “{}”", words.join(" "))));
    }
    Ok(instance)
}

fn sections(lines: &mut Lines, instance: &mut Instance, [courses, rooms, curricula, constraints]: [usize; 4]) -> Result<(), Fault> {
    lines.section("COURSES")?;
    for _ in 0..courses {
        course(lines, instance)?;
    }
    lines.section("ROOMS")?;
    for _ in 0..rooms {
        let (line, [name, seats]) = lines.row("a room")?;
        once(line, name, instance.rooms.iter().any(|(other, _)| other == name))?;
        instance.rooms.push((name.to_owned(), number(line, seats, "seats", 1_000_000)? as u32));
    }
    lines.section("CURRICULA")?;
    for _ in 0..curricula {
        curriculum(lines, instance)?;
    }
    lines.section("UNAVAILABILITY_CONSTRAINTS")?;
    for _ in 0..constraints {
        let (line, [course, day, period]) = lines.row("a constraint")?;
        let course = known(instance, line, course)?;
        let day = number(line, day, "days, which count from 0", instance.days - 1)?;
        let period = number(line, period, "periods, which count from 0", instance.periods - 1)?;
        instance.unavailable.push((course, day, period));
    }
    Ok(())
}

fn course(lines: &mut Lines, instance: &mut Instance) -> Result<(), Fault> {
    let (line, [name, teacher, lectures, days, students]) = lines.row("a course")?;
    once(line, name, instance.courses.iter().any(|other| other.name == name))?;
    let course = Course {
        name: name.to_owned(),
        teacher: teacher.to_owned(),
        lectures: number(line, lectures, "lectures", MOST_LECTURES)?,
        days: number(line, days, "days", instance.days)? as u32,
        students: number(line, students, "students", 1_000_000)? as u32,
    };
    instance.courses.push(course);
    let lectures: usize = instance.courses.iter().map(|course| course.lectures).sum();
    if lectures > MOST_LECTURES {
        return Err(fault(line, format!("with this course there are {lectures} lectures, of at most {MOST_LECTURES}")));
    }
    Ok(())
}

fn curriculum(lines: &mut Lines, instance: &mut Instance) -> Result<(), Fault> {
    let (line, words) = lines.next("a curriculum")?;
    let [name, count, courses @ ..] = words.as_slice() else {
        return Err(fault(line, "a curriculum has a name, a number of courses, and as many courses"));
    };
    once(line, name, instance.curricula.iter().any(|(other, _)| other == name))?;
    let count = number(line, count, "courses", MOST)?;
    if courses.len() != count {
        return Err(fault(line, format!("“{name}” says it has {count} courses, and names {}", courses.len())));
    }
    let courses: Result<Vec<usize>, Fault> = courses.iter().map(|course| known(instance, line, course)).collect();
    instance.curricula.push(((*name).to_owned(), courses?));
    Ok(())
}

fn once(line: usize, name: &str, there: bool) -> Result<(), Fault> {
    if there { Err(fault(line, format!("“{name}” is there twice"))) } else { Ok(()) }
}

fn known(instance: &Instance, line: usize, name: &str) -> Result<usize, Fault> {
    instance.courses.iter().position(|course| course.name == name).ok_or_else(|| fault(line, format!("there is no course “{name}”")))
}
