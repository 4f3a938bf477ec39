//! What a plan is: its own details and its records, one noun a file. Plain data and serde; nothing
//! here knows of a browser, a page or a file.

mod account;
mod action;
mod aim;
mod cell;
mod date;
mod day;
mod front;
mod id;
mod json;
mod list;
mod measure;
mod money;
mod names;
mod number;
mod part;
mod people;
mod period;
mod pounds;
mod printed;
mod project;
mod read;
mod reason;
mod record;
mod relation;
mod risk;
#[cfg(not(target_arch = "wasm32"))]
mod schema;
mod shapes;
mod statistic;
mod survey;
mod text;

use std::sync::Arc;

use serde_json::Value;

pub use account::{
    Abbreviation, Achievement, CaseStudy, Definition, Duty, EqualityObjective, MemberQuestion,
    Narrative, Proposal, Reference, Review,
};
pub use action::{Action, ActionKind, Line, Milestone, Progress, Step, Timescale};
pub use aim::{Level, Outcome, Priority, Statement, StatementRole};
pub use cell::Cell;
pub use date::{Date, Moment, NotADate, Season};
pub use day::{Day, month_name};
pub use front::{Front, PlanStatus, SourceDocument, StandingRule, Supersedes};
pub use id::{Id, Ref};
pub use json::Json;
pub use list::{Collection, List};
pub use measure::{
    Aspect, Benchmark, Comparison, Frequency, Measure, Point, PointKind, Polarity, Rag, Rating,
};
pub use money::{Amount, MoneyKind, MoneyLine, MoneyStatus, PrintedTable, Provider, SumRole};
pub use number::{Decimal, NotANumber};
pub use part::{Part, Provenance};
pub use people::{Organisation, Post, Team};
pub use period::{NotAPeriod, Period};
pub use pounds::{MoneyUnit, Pounds};
pub use printed::{Printed, Word};
pub use project::{Project, Role, Update};
pub use read::{FromJson, Reader, Remark, read};
pub use reason::Reason;
pub use record::{AnyRecord, Record};
pub use relation::Relation;
pub use risk::{Appearance, Mitigation, Risk};
#[cfg(not(target_arch = "wasm32"))]
pub use schema::json_schema;
pub use shapes::Absent;
pub use statistic::{Basis, Change, Dimension, Statistic};
pub use survey::{Answer, Question, Survey, share_shown};
pub use text::{Words, brief, is_unseemly, tidied, tidy, tidy_value, with_article};

/// Lists the kinds once, in the order a plan file keeps: variant, field, type, and its nouns.
macro_rules! kinds {
    ($($variant:ident, $field:ident: $type:ty, $one:literal, $many:literal;)*) => {
        /// A kind of record.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
        #[allow(missing_docs, reason = "each is named for its record type, which is documented")]
        pub enum Kind { $($variant,)* }

        impl Kind {
            /// Every kind, in the order of a plan file.
            pub const ALL: &'static [Kind] = &[$(Kind::$variant,)*];

            /// The name of its list in a plan file.
            pub fn key(self) -> &'static str {
                match self { $(Kind::$variant => stringify!($field),)* }
            }

            /// One of them, in a sentence: 'measure'.
            pub fn one(self) -> &'static str {
                match self { $(Kind::$variant => $one,)* }
            }

            /// Several of them, in a sentence: 'measures'.
            pub fn many(self) -> &'static str {
                match self { $(Kind::$variant => $many,)* }
            }

            /// Whether two records of this kind say the same.
            pub fn same(self, one: &dyn AnyRecord, other: &dyn AnyRecord) -> bool {
                match self {
                    $(Kind::$variant => {
                        let one = one.downcast::<$type>();
                        one.is_some() && one == other.downcast::<$type>()
                    })*
                }
            }
        }

        /// A plan. A clone copies a pointer a list.
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct Plan {
            /// Its own details.
            pub front: Arc<Front>,
            $(
                #[doc = concat!("Its ", $many, ".")]
                pub $field: List<$type>,
            )*
        }

        impl Plan {
            /// The records of a kind.
            pub fn collection(&self, kind: Kind) -> &dyn Collection {
                match kind { $(Kind::$variant => &self.$field,)* }
            }

            /// The records of a kind, to change.
            pub fn collection_mut(&mut self, kind: Kind) -> &mut dyn Collection {
                match kind { $(Kind::$variant => &mut self.$field,)* }
            }
        }

        #[cfg(not(target_arch = "wasm32"))]
        pub(crate) fn record_schemas(
            generator: &mut schemars::SchemaGenerator,
        ) -> Vec<(Kind, schemars::Schema)> {
            vec![$((Kind::$variant, generator.subschema_for::<$type>()),)*]
        }
    };
}

kinds! {
    Outcome, outcomes: Outcome, "outcome", "outcomes";
    Priority, priorities: Priority, "priority", "priorities";
    Statement, statements: Statement, "statement", "statements";
    Measure, measures: Measure, "measure", "measures";
    Benchmark, benchmarks: Benchmark, "benchmark", "benchmarks";
    Action, actions: Action, "action", "actions";
    Risk, risks: Risk, "risk", "risks";
    Money, money: MoneyLine, "money line", "money lines";
    Table, tables: PrintedTable, "printed table", "printed tables";
    Statistic, statistics: Statistic, "statistic", "statistics";
    Survey, surveys: Survey, "survey", "surveys";
    Project, projects: Project, "project", "projects";
    Organisation, organisations: Organisation, "organisation", "organisations";
    Team, teams: Team, "service area", "service areas";
    Post, posts: Post, "post", "posts";
    Achievement, achievements: Achievement, "achievement", "achievements";
    CaseStudy, case_studies: CaseStudy, "case study", "case studies";
    Equality, equality_objectives: EqualityObjective, "equality objective", "equality objectives";
    Proposal, proposals: Proposal, "budget proposal", "budget proposals";
    Review, reviews: Review, "review", "reviews";
    Duty, duties: Duty, "duty", "duties";
    Reference, references: Reference, "related document", "related documents";
    Question, questions: MemberQuestion, "question to members", "questions to members";
    Narrative, narratives: Narrative, "passage", "passages";
    Definition, definitions: Definition, "definition", "definitions";
    Abbreviation, abbreviations: Abbreviation, "abbreviation", "abbreviations";
}

impl Kind {
    /// The kind whose list has this name in a plan file.
    pub fn from_key(key: &str) -> Option<Kind> {
        Kind::ALL.iter().copied().find(|kind| kind.key() == key)
    }
}

/// In JSON a kind is the name of its list.
impl serde::Serialize for Kind {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.key())
    }
}

impl<'de> serde::Deserialize<'de> for Kind {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let key = String::deserialize(deserializer)?;
        Kind::from_key(&key)
            .ok_or_else(|| serde::de::Error::custom(format!("“{key}” is not a kind of record")))
    }
}

impl Plan {
    /// Reads a plan from its JSON object. Strings are put into canonical form; all that can't be
    /// read is named, and then there is no plan.
    ///
    /// # Errors
    /// All that is wrong.
    pub fn from_json(value: Value) -> Result<Plan, Vec<Remark>> {
        read(&value)
    }

    /// Compact JSON text: the plan's own details, then its records kind by kind.
    pub fn json_text(&self) -> Vec<u8> {
        let mut out = serde_json::to_vec(&*self.front).unwrap_or_else(|_| b"{}".to_vec());
        out.pop();
        for &kind in Kind::ALL {
            let collection = self.collection(kind);
            if collection.is_empty() {
                continue;
            }
            if out.len() > 1 {
                out.push(b',');
            }
            out.extend_from_slice(format!("\"{}\":[", kind.key()).as_bytes());
            for at in 0..collection.len() {
                if at > 0 {
                    out.push(b',');
                }
                if let Some(record) = collection.record(at) {
                    out.extend_from_slice(&record.json_text());
                }
            }
            out.push(b']');
        }
        out.push(b'}');
        out
    }

    /// The milestones of its actions and projects, list by list.
    pub fn milestone_lists(&self) -> impl Iterator<Item = &[Milestone]> {
        let of_actions = self.actions.iter().map(|a| a.milestones.as_slice());
        of_actions.chain(self.projects.iter().map(|p| p.milestones.as_slice()))
    }

    /// How many records it has.
    pub fn count(&self) -> usize {
        let lists = Kind::ALL.iter().map(|kind| self.collection(*kind).len());
        lists.sum()
    }

    /// Every record, kind by kind, in the plan's order.
    pub fn records(&self) -> impl Iterator<Item = Arc<dyn AnyRecord>> + '_ {
        Kind::ALL.iter().flat_map(|&kind| {
            let collection = self.collection(kind);
            (0..collection.len()).filter_map(move |at| collection.record(at))
        })
    }
}

impl FromJson for Plan {
    fn read(value: Json<'_>, reader: &mut Reader) -> Option<Plan> {
        let mut plan = Plan::default();
        let front = match value {
            Json::Object(fields) => {
                let mut front = Vec::new();
                for (name, value) in fields {
                    match Kind::from_key(&name) {
                        Some(_) if value == Json::Null => {}
                        Some(kind) => {
                            let collection = plan.collection_mut(kind);
                            reader.each(Some(kind.key()), value, &mut |record, reader| {
                                collection.insert(usize::MAX, record, reader);
                            });
                        }
                        None => front.push((name, value)),
                    }
                }
                Json::Object(front)
            }
            other => other,
        };
        plan.front = Arc::new(Front::read(front, reader)?);
        Some(plan)
    }
}
