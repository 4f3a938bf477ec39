//! Statistics: figures about people, services and staff that aren't measures of the plan.

use super::{
    Decimal, Period, Printed, Ref, Relation, Words,
    money::SumRole,
    names::names,
    record::see_all,
    shapes::{impl_record, part, shape},
};

names! {
    /// How a figure came about.
    pub enum Basis {
        /// Someone counted.
        Counted = "counted",
        /// Someone estimated.
        Estimated = "estimated",
        /// It is a projection of the future.
        Projected = "projected",
    }
}

impl Basis {
    /// As a reader sees it.
    pub fn shown(self) -> &'static str {
        match self {
            Basis::Counted => "Counted",
            Basis::Estimated => "Estimated",
            Basis::Projected => "Projected",
        }
    }
}

shape! {
    /// What a figure is broken down by: a row or column heading.
    pub struct Dimension {
        /// The heading's meaning: 'team', 'age'.
        pub name: String,
        /// The heading: 'Mental Health', '18 to 64'.
        pub value: String,
    }
}

shape! {
    /// A change between two figures.
    pub struct Change {
        /// What it was.
        pub from: Option<Decimal>,
        /// What it became or will be.
        pub to: Option<Decimal>,
        /// By how much it changed, as printed.
        pub by: String,
    }
}

part! {
    /// A figure, with everything that says what it counts.
    pub struct Statistic {
        /// What it counts.
        pub label: Words,
        /// The heading it belongs under.
        pub topic: String,
        /// What it is broken down by.
        pub dimensions: Vec<Dimension>,
        /// The figure, or the words that stand for it.
        pub value: Option<Printed<Decimal>>,
        /// A ratio as printed: '1 in 4'.
        pub ratio: String,
        /// A change between two figures.
        pub change: Option<Change>,
        /// What it is counted in: 'people', '%', '£ a week', '£m'.
        pub unit: String,
        /// The period or moment it is for.
        pub period: Option<Printed<Period>>,
        /// The place it is about, where that isn't the council's area.
        pub place: String,
        /// How it came about.
        pub basis: Option<Basis>,
        /// The source the document cites for it.
        pub cited: String,
        /// Words that change what it means: 'around', 'over'.
        pub qualifier: String,
        /// The figure this is a share of.
        pub share_of: Option<Ref>,
        /// The figures this is counted in: a cell of a grid is counted in its row and in its column.
        pub part_of: Vec<Ref>,
        /// Whether it is itself a sum.
        pub role: Option<SumRole>,
    }
}

impl_record!(
    Statistic,
    Statistic {
        title: |s| {
            let mut title = s.label.as_str().to_owned();
            for d in s.dimensions.iter().filter(|d| !d.value.is_empty()) {
                title.push_str(if title.is_empty() { "" } else { ", " });
                title.push_str(&d.value);
            }
            title
        },
        links: |s, see| {
            see_all(see, Relation::ShareOf, s.share_of.as_slice());
            see_all(see, Relation::PartOf, &s.part_of);
        },
    }
);

impl Statistic {
    /// The figure, if it is one.
    pub fn number(&self) -> Option<Decimal> {
        self.value.as_ref()?.value().copied()
    }

    /// The figure with what it is counted in, where the figure alone doesn't say: '169 carers'.
    pub fn told(&self) -> String {
        let shown = self.shown();
        let said = self.unit.starts_with('£') || self.unit == "%" || self.unit.is_empty();
        match said || self.value.as_ref().is_none_or(|v| v.value().is_none()) {
            true => shown,
            false => format!("{shown} {}", self.unit),
        }
    }

    /// The figure as a reader sees it, with its unit.
    pub fn shown(&self) -> String {
        let figure = match (&self.value, &self.change) {
            (Some(value), _) => value.shown(|n| match self.unit.as_str() {
                "%" => format!("{}%", n.grouped()),
                unit if unit.starts_with('£') => {
                    format!("£{}{}", n.grouped(), unit.trim_start_matches('£'))
                }
                _ => n.grouped(),
            }),
            (None, Some(change)) => match (change.from, change.to) {
                (None, None) => change.by.clone(),
                (Some(from), None) => format!("from {}", from.grouped()),
                (None, Some(to)) => format!("to {}", to.grouped()),
                (Some(from), Some(to)) => format!("{} to {}", from.grouped(), to.grouped()),
            },
            (None, None) => self.ratio.clone(),
        };
        if self.qualifier.is_empty() {
            figure
        } else {
            format!("{} {figure}", self.qualifier)
        }
    }
}
