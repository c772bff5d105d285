//! Studying: what students do is kept once and for ever, and amounts to what it should.

mod answers;
mod attempts;
mod beginning;
mod carry;
mod confidence;
mod drafted;
mod drawing;
mod evidence;
mod files;
mod items;
mod ledger;
mod moving;
mod overdue;
mod places;
mod program;
mod reading;
mod rebuild;
pub mod runs;
pub mod stage;
mod today;
