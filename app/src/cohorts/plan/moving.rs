//! Rows that come, go and change places, each by a button that sends the form. A residency that changes its place takes along what
//! counts from it: rules name residencies by number.

use domain::cohorts::calendar::{Base, Rule};

use super::{BlackoutRow, Draft, ModuleRow, ResidencyRow, UnitRow};

/// Of what kind a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A residency.
    Residency,
    /// A module.
    Module,
    /// A unit of a module, whose number from 1 is given.
    Unit(usize),
    /// A blackout.
    Blackout,
}

/// What a button does to the rows. Numbers are from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// Adds a row at the end.
    Add(Kind),
    /// Takes a row out.
    Remove(Kind, usize),
    /// Changes places with the row before.
    Up(Kind, usize),
    /// Changes places with the row after.
    Down(Kind, usize),
}

impl Kind {
    /// What the names of its fields begin with, before the number.
    pub fn prefix(self) -> String {
        match self {
            Self::Residency => "r".to_owned(),
            Self::Module => "m".to_owned(),
            Self::Unit(module) => format!("m{module}-u"),
            Self::Blackout => "b".to_owned(),
        }
    }

    /// The field of a row that is worked on first.
    pub fn first_field(self) -> &'static str {
        match self {
            Self::Residency | Self::Blackout => "title",
            Self::Module | Self::Unit(_) => "slug",
        }
    }

    fn read(word: &str) -> Option<Self> {
        match word {
            "r" => Some(Self::Residency),
            "m" => Some(Self::Module),
            "b" => Some(Self::Blackout),
            unit => Some(Self::Unit(unit.strip_prefix('m')?.strip_suffix("-u")?.parse().ok()?)),
        }
    }
}

impl Move {
    /// The move a button's value names; none where it does something else.
    pub fn read(value: &str) -> Option<Self> {
        let (word, rest) = value.split_once(' ')?;
        if word == "add" {
            return Kind::read(rest).map(Self::Add);
        }
        let (kind, number) = rest.split_once(' ')?;
        let (kind, number) = (Kind::read(kind)?, number.parse().ok().filter(|number| *number > 0)?);
        match word {
            "remove" => Some(Self::Remove(kind, number)),
            "up" => Some(Self::Up(kind, number)),
            "down" => Some(Self::Down(kind, number)),
            _ => None,
        }
    }

    /// The value of the button that does this.
    pub fn value(self) -> String {
        match self {
            Self::Add(kind) => format!("add {}", kind.prefix()),
            Self::Remove(kind, number) => format!("remove {} {number}", kind.prefix()),
            Self::Up(kind, number) => format!("up {} {number}", kind.prefix()),
            Self::Down(kind, number) => format!("down {} {number}", kind.prefix()),
        }
    }
}

impl Draft {
    /// The draft after a button was pressed. What the button asks for and cannot be is left.
    #[must_use]
    pub fn moved(mut self, change: Move) -> Self {
        match change {
            Move::Add(Kind::Residency) => self.residencies.push(ResidencyRow::fresh()),
            Move::Add(Kind::Module) => self.modules.push(next_module(&self)),
            Move::Add(Kind::Blackout) => self.blackouts.push(BlackoutRow::default()),
            Move::Add(Kind::Unit(module)) => {
                if let Some(units) = self.units(module) {
                    units.push(UnitRow::default());
                }
            }
            Move::Remove(kind, number) => self.remove(kind, number),
            Move::Up(kind, number) => self.swap(kind, number.saturating_sub(1), number),
            Move::Down(kind, number) => self.swap(kind, number, number.saturating_add(1)),
        }
        self
    }

    fn units(&mut self, module: usize) -> Option<&mut Vec<UnitRow>> {
        self.modules.get_mut(module.checked_sub(1)?).map(|module| &mut module.units)
    }

    fn remove(&mut self, kind: Kind, number: usize) {
        match kind {
            Kind::Residency => {
                if take(&mut self.residencies, number) {
                    self.renumber(|old| match old {
                        old if old == number => None,
                        old if old > number => Some(old - 1),
                        old => Some(old),
                    });
                }
            }
            Kind::Module => _ = take(&mut self.modules, number),
            Kind::Blackout => _ = take(&mut self.blackouts, number),
            Kind::Unit(module) => {
                if let Some(units) = self.units(module) {
                    take(units, number);
                }
            }
        }
    }

    fn swap(&mut self, kind: Kind, one: usize, other: usize) {
        match kind {
            Kind::Residency => {
                if exchange(&mut self.residencies, one, other) {
                    self.renumber(|old| match old {
                        old if old == one => Some(other),
                        old if old == other => Some(one),
                        old => Some(old),
                    });
                }
            }
            Kind::Module => _ = exchange(&mut self.modules, one, other),
            Kind::Blackout => _ = exchange(&mut self.blackouts, one, other),
            Kind::Unit(module) => {
                if let Some(units) = self.units(module) {
                    exchange(units, one, other);
                }
            }
        }
    }

    /// Rewrites what counts from a residency. Of one that is gone it says so, which no rule can mean: the field is found wrong.
    fn renumber(&mut self, new: impl Fn(usize) -> Option<usize>) {
        let residencies = self.residencies.iter_mut().map(|row| &mut row.first_day);
        let modules = self.modules.iter_mut().flat_map(|row| {
            let units = row.units.iter_mut().map(|unit| &mut unit.due);
            [&mut row.opens, &mut row.due].into_iter().chain(units)
        });
        for text in residencies.chain(modules).chain([&mut self.rest.end]) {
            let Ok(mut rule) = Rule::parse(text) else { continue };
            let Base::Residency(old, edge) = rule.base else { continue };
            match new(old) {
                Some(number) if number == old => {}
                Some(number) => {
                    rule.base = Base::Residency(number, edge);
                    *text = rule.to_string();
                }
                None => *text = rule.to_string().replacen(&format!("R{old}."), "removed.", 1),
            }
        }
    }
}

/// A module that follows the last one.
fn next_module(draft: &Draft) -> ModuleRow {
    let opens = if draft.modules.is_empty() { "start" } else { "previous.closes + 1d" };
    ModuleRow { opens: opens.into(), due: "opens + 3w".into(), ..ModuleRow::default() }
}

fn take<T>(rows: &mut Vec<T>, number: usize) -> bool {
    let there = (1..=rows.len()).contains(&number);
    if there {
        rows.remove(number - 1);
    }
    there
}

fn exchange<T>(rows: &mut [T], one: usize, other: usize) -> bool {
    let there = (1..=rows.len()).contains(&one) && (1..=rows.len()).contains(&other);
    if there {
        rows.swap(one - 1, other - 1);
    }
    there
}
