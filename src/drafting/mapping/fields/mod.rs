//! The columns that a table of one kind can have: what each is called, how its cells are read, and the
//! headings under which councils print it.

mod actions;
mod measures;
mod milestones;
mod money;

use super::{Made, choices};
use crate::{
    drafting::typed::Reading,
    plan::{Kind, MoneyKind, PointKind},
};

/// How the cells of a column are read, and where in the record they go.
#[derive(Clone, Copy, Debug)]
pub(super) enum How {
    /// A field with one value.
    One(&'static str, Reading),
    /// A field with a choice.
    Choice(&'static str, &'static choices::Choice),
    /// A list of links to records of these kinds.
    Links(&'static str, &'static [Kind]),
    /// A list of parts, one for each line.
    Lines(&'static str),
    /// Links to measures, and the lines that name none in words.
    MeasuredBy,
    /// A field of the action's milestone with one value.
    Milestone(&'static str, Reading),
    /// A field of the action's milestone with a choice.
    MilestoneChoice(&'static str, &'static choices::Choice),
    /// A figure of the measure.
    Figure(PointKind),
    /// An amount of the money line.
    Amount(MoneyKind),
    /// A rating that the council reports.
    Rating,
    /// The period of the row's figures.
    Period,
    /// The action that the milestone belongs to.
    OfAction,
}

/// What a table of one kind of record looks like.
struct Layout {
    /// The columns it can have.
    fields: &'static [Field],
    /// The name of the one that says what a row is.
    main: &'static str,
}

/// A column that a table can have.
#[derive(Debug)]
pub struct Field {
    /// Its name among the fields of its kind.
    pub key: &'static str,
    /// As an officer sees it.
    pub label: &'static str,
    pub(super) how: How,
    /// Headings it is printed under, in lower case, a bar between them.
    headings: &'static str,
}

/// There is one of each.
impl PartialEq for Field {
    fn eq(&self, other: &Field) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Field {
    /// Headings it is printed under, in lower case.
    pub(super) fn headings(&self) -> impl Iterator<Item = &'static str> {
        self.headings.split('|')
    }

    /// Whether several columns can be of it.
    pub(super) fn takes_several(&self) -> bool {
        matches!(self.how, How::Figure(_) | How::Amount(_))
    }

    /// Whether its cells are figures for a period.
    pub fn has_period(&self) -> bool {
        self.takes_several()
    }
}

const fn field(key: &'static str, label: &'static str, how: How, headings: &'static str) -> Field {
    Field {
        key,
        label,
        how,
        headings,
    }
}

const AIMS: &[Kind] = &[Kind::Priority, Kind::Outcome];
const ANSWERS: &[Kind] = &[Kind::Post, Kind::Team, Kind::Organisation];
const TEAMS: &[Kind] = &[Kind::Team];

const ANSWER_HEADINGS: &str = "lead|leads|lead officer|owner|owners|responsible|responsible officer|responsibility|who|\
         by whom|accountable|accountable officer|lead person|officer|action owner|led by|\
         lead role|named lead|sponsor|head of service";
const AIM_HEADINGS: &str = "priority|priorities|outcome|outcomes|aim|works towards|objective|strategic priority|\
         strategic objective|goal|link to priority|linked priority";
const TEAM_HEADINGS: &str = "service area|service|team|department|division";
const PROGRESS_HEADINGS: &str =
    "progress|status|rag|rag status|rag rating|brag|state|current status";
const DUE_HEADINGS: &str = "ends|end|end date|by when|when|timescale|timescales|timeframe|due|due date|deadline|\
         target date|completion date|complete by|completed by|date|by|timing";

impl Made {
    fn layout(self) -> &'static Layout {
        match self {
            Made::Actions => &actions::ACTIONS,
            Made::Measures => &measures::MEASURES,
            Made::Money => &money::MONEY,
            Made::Milestones => &milestones::MILESTONES,
        }
    }

    /// The columns that such a record can take.
    pub fn fields(self) -> &'static [Field] {
        self.layout().fields
    }

    /// The field of a name.
    pub fn field(self, key: &str) -> Option<&'static Field> {
        self.fields().iter().find(|field| field.key == key)
    }

    /// What a row that is one has words in: the field that names it.
    pub(super) fn main(self) -> &'static str {
        self.layout().main
    }
}
