//! Sums that are typed into a cell: numbers, names of parameters, `+ - * /` and parentheses, as in `0.105*hr`.

use crate::learning::quiz::parse_number;
use crate::simulators::decision_tree::Quantity;

/// A sum, read once and worked out as often as its parameters change.
#[derive(Clone, Debug, PartialEq)]
pub struct Expression(Vec<Step>);

/// A step on a stack.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Step {
    Number(f64),
    Parameter(usize),
    Apply(char),
    Negate,
}

/// So deep may parentheses and signs stand in one another.
const DEEPEST: usize = 30;
/// So many bytes may a sum have.
const LONGEST: usize = 200;

struct Reader<'t> {
    rest: &'t str,
    names: &'t [String],
    steps: Vec<Step>,
}

impl Expression {
    /// Reads a sum; names are those of parameters, in their order. A refusal is a sentence.
    pub fn read(text: &str, names: &[String]) -> Result<Self, String> {
        if text.len() > LONGEST {
            return Err(format!("A cell holds at most {LONGEST} characters: make a parameter of a part of it."));
        }
        let mut reader = Reader { rest: text.trim(), names, steps: Vec::new() };
        reader.sum(0)?;
        if reader.rest.is_empty() {
            Ok(Self(reader.steps))
        } else {
            Err(format!("“{text}” goes on after its end, at “{}”: write it as in 0.105*hr.", reader.rest))
        }
    }

    /// Whether it depends on a parameter.
    pub fn is_known(&self) -> bool {
        !self.0.iter().any(|step| matches!(step, Step::Parameter(_)))
    }

    /// How many steps it takes to work it out.
    pub fn steps(&self) -> usize {
        self.0.len()
    }

    /// Its value. `stack` is room to work in, so that nothing is allocated.
    pub fn value(&self, parameters: &[f64], stack: &mut Vec<f64>) -> f64 {
        stack.clear();
        for step in &self.0 {
            let value = match *step {
                Step::Number(number) => number,
                Step::Parameter(place) => parameters.get(place).copied().unwrap_or(f64::NAN),
                Step::Negate => -stack.pop().unwrap_or(f64::NAN),
                Step::Apply(sign) => {
                    let (right, left) = (stack.pop().unwrap_or(f64::NAN), stack.pop().unwrap_or(f64::NAN));
                    apply(sign, left, right)
                }
            };
            stack.push(value);
        }
        stack.pop().unwrap_or(f64::NAN)
    }

    /// The same as a quantity of a decision tree; names are those that it was read with.
    pub fn quantity(&self, names: &[String]) -> Quantity {
        let mut stack: Vec<Quantity> = Vec::new();
        let pop = |stack: &mut Vec<Quantity>| stack.pop().unwrap_or(Quantity::Value(f64::NAN));
        let negative = |part| Quantity::Product(vec![Quantity::Value(-1.0), part]);
        for step in &self.0 {
            let part = match *step {
                Step::Number(number) => Quantity::Value(number),
                Step::Parameter(place) => Quantity::Named(names.get(place).cloned().unwrap_or_default()),
                Step::Negate => negative(pop(&mut stack)),
                Step::Apply(sign) => {
                    let (right, left) = (pop(&mut stack), pop(&mut stack));
                    match sign {
                        '+' => Quantity::Sum(vec![left, right]),
                        '-' => Quantity::Sum(vec![left, negative(right)]),
                        '*' => Quantity::Product(vec![left, right]),
                        _ => Quantity::Quotient(Box::new(left), Box::new(right)),
                    }
                }
            };
            stack.push(part);
        }
        pop(&mut stack)
    }
}

fn apply(sign: char, left: f64, right: f64) -> f64 {
    match sign {
        '+' => left + right,
        '-' => left - right,
        '*' => left * right,
        _ => left / right,
    }
}

impl Reader<'_> {
    fn sum(&mut self, depth: usize) -> Result<(), String> {
        self.product(depth)?;
        while let Some(sign) = self.sign(['+', '-', '−']) {
            self.product(depth)?;
            self.steps.push(Step::Apply(if sign == '+' { '+' } else { '-' }));
        }
        Ok(())
    }

    fn product(&mut self, depth: usize) -> Result<(), String> {
        self.factor(depth)?;
        while let Some(sign) = self.sign(['*', '/', '×']) {
            self.factor(depth)?;
            self.steps.push(Step::Apply(if sign == '/' { '/' } else { '*' }));
        }
        Ok(())
    }

    fn factor(&mut self, depth: usize) -> Result<(), String> {
        if depth > DEEPEST {
            return Err("Its parentheses stand too deep in one another: make a parameter of a part of it.".to_owned());
        }
        if self.sign(['-', '−', '-']).is_some() {
            self.factor(depth + 1)?;
            self.steps.push(Step::Negate);
            return Ok(());
        }
        if self.sign(['(', '(', '(']).is_some() {
            self.sum(depth + 1)?;
            return self.sign([')', ')', ')']).map(|_| ()).ok_or_else(|| "A parenthesis is not closed: add “)”.".to_owned());
        }
        self.operand()
    }

    fn operand(&mut self) -> Result<(), String> {
        let end = self.rest.find(|c: char| !(c.is_alphanumeric() || c == '.' || c == '_')).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at_checked(end).unwrap_or((self.rest, ""));
        let step = match word.chars().next() {
            None => return Err("A number or a name is missing: write a sum as in 0.105*hr.".to_owned()),
            Some(first) if first.is_ascii_digit() || first == '.' => {
                let number = parse_number(word).ok_or_else(|| format!("“{word}” is not a number: write it like 0.105."))?;
                Step::Number(number)
            }
            Some(_) => {
                let place = self.names.iter().position(|name| name == word);
                let unknown = || format!("There is no parameter “{word}”: add it to the parameters, or correct its name.");
                Step::Parameter(place.ok_or_else(unknown)?)
            }
        };
        self.steps.push(step);
        self.rest = rest.trim_start();
        Ok(())
    }

    fn sign(&mut self, signs: [char; 3]) -> Option<char> {
        let mut rest = self.rest.chars();
        let first = rest.next().filter(|first| signs.contains(first))?;
        self.rest = rest.as_str().trim_start();
        Some(first)
    }
}
