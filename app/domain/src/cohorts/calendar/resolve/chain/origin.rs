//! What a rule counts from.

use super::{Days, Kind, Origin};
use crate::cohorts::calendar::{Base, Edge};

impl Days<'_> {
    /// What the rule of a node counts from, or why there is no such thing.
    pub(super) fn origin(&self, node: usize) -> Result<Origin, String> {
        let kind = self.nodes[node].kind;
        match &self.nodes[node].rule.base {
            Base::Start => Ok(Origin::Day(self.start)),
            Base::Day(day) => Ok(Origin::Day(*day)),
            Base::End if self.plan.end.is_some() => Ok(Origin::Node(self.nodes.len() - 1, 0)),
            Base::End => Err("The end has no rule of its own here: it is the last of all dates, so none can count from it.".into()),
            Base::Residency(position, edge) => self.edge_of_residency(*position, *edge),
            Base::Opens => self.own(kind, Edge::Opens),
            Base::Due => self.own(kind, Edge::Due),
            Base::Previous(edge) => self.previous(kind, *edge),
            Base::Module(slug, edge) => {
                let module = self.named.get(slug.as_str()).ok_or_else(|| format!("There is no module {slug} in the plan."))?;
                Ok(self.edge_of_module(*module, *edge))
            }
        }
    }

    fn edge_of_residency(&self, position: usize, edge: Edge) -> Result<Origin, String> {
        let count = self.plan.residencies.len();
        let planned = position.checked_sub(1).and_then(|number| self.plan.residencies.get(number));
        let planned = planned.ok_or_else(|| match count {
            0 => format!("There is no R{position}: the plan has no residencies."),
            1 => format!("There is no R{position}: the plan has one residency."),
            _ => format!("There is no R{position}: the plan has {count} residencies."),
        })?;
        let days = if edge == Edge::End { i64::from(planned.days) - 1 } else { 0 };
        Ok(Origin::Node(position - 1, days))
    }

    fn edge_of_module(&self, module: usize, edge: Edge) -> Origin {
        Origin::Node(self.modules[module] + usize::from(edge == Edge::Due), 0)
    }

    /// The opening or the date of the module itself.
    fn own(&self, kind: Kind, edge: Edge) -> Result<Origin, String> {
        match kind {
            Kind::Opens(module) | Kind::Due(module) | Kind::Unit(module, _) => Ok(self.edge_of_module(module, edge)),
            Kind::Residency(_) | Kind::End => Err("Only modules open and are due: name one, like health-economics.due.".into()),
        }
    }

    /// The one before of the same kind.
    fn previous(&self, kind: Kind, edge: Edge) -> Result<Origin, String> {
        match (kind, edge) {
            (Kind::End, _) => Err("Nothing comes before the end in the plan: name a residency or a module.".into()),
            (Kind::Residency(0), _) => Err("There is no residency before this one.".into()),
            (Kind::Residency(number), Edge::Start | Edge::End) => self.edge_of_residency(number, edge),
            (Kind::Residency(_), _) => Err("The previous one is a residency: write previous.start or previous.end.".into()),
            (Kind::Opens(0) | Kind::Due(0), _) => Err("There is no module before this one.".into()),
            (Kind::Opens(module) | Kind::Due(module), Edge::Opens | Edge::Due) => Ok(self.edge_of_module(module - 1, edge)),
            (Kind::Opens(_) | Kind::Due(_), _) => Err("The previous one is a module: write previous.opens or previous.closes.".into()),
            (Kind::Unit(_, 0), _) => Err("There is no unit with a date of its own before this one: count from opens or due.".into()),
            (Kind::Unit(module, unit), Edge::Due) => Ok(Origin::Node(self.modules[module] + 1 + unit, 0)),
            (Kind::Unit(..), _) => Err("The previous one is a unit: write previous.closes.".into()),
        }
    }
}
