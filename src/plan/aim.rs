//! What the plan is for: outcomes, priorities, and the statements around them.

use super::{
    Ref, Relation, Words,
    names::names,
    record::see_all,
    shapes::{impl_record, part},
};

names! {
    /// Whose aim it is.
    pub enum Level {
        /// The whole council's.
        Corporate = "corporate",
        /// The directorate's or service's.
        Directorate = "directorate",
    }
}

impl Level {
    /// As a reader sees it.
    pub fn shown(self) -> &'static str {
        match self {
            Level::Corporate => "Corporate",
            Level::Directorate => "Directorate",
        }
    }
}

part! {
    /// A result for people that the plan wants to bring about.
    pub struct Outcome {
        /// Its number or code as printed.
        pub reference: String,
        /// Its words.
        pub text: Words,
        /// Whose outcome it is.
        pub level: Option<Level>,
        /// The wider outcome it belongs to.
        pub parent: Option<Ref>,
    }
}

impl_record!(
    Outcome,
    Outcome {
        title: |o| o.text.as_str().to_owned(),
        reference: |o| &o.reference,
        links: |o, see| see_all(see, Relation::PartOf, o.parent.as_slice()),
    }
);

part! {
    /// What the plan puts first.
    pub struct Priority {
        /// Its number or code as printed: 'Priority 1'.
        pub reference: String,
        /// Its words.
        pub text: Words,
        /// Whose priority it is.
        pub level: Option<Level>,
        /// The outcomes it works towards.
        pub outcomes: Vec<Ref>,
    }
}

impl_record!(
    Priority,
    Priority {
        title: |p| p.text.as_str().to_owned(),
        reference: |p| &p.reference,
        links: |p, see| see_all(see, Relation::Serves, &p.outcomes),
    }
);

names! {
    /// What a statement does in the plan.
    pub enum StatementRole {
        /// What the directorate exists for.
        Purpose = "purpose",
        /// What it intends.
        Intention = "intention",
        /// An aim of the plan.
        Aim = "aim",
        /// How it wants to behave.
        Value = "value",
        /// A principle or belief it works by.
        Principle = "principle",
        /// How it goes about things.
        Approach = "approach",
        /// Something outside that shapes the plan.
        Influence = "influence",
        /// A core function.
        Function = "function",
        /// Something it does well.
        Strength = "strength",
        /// Something it has set going, such as a market initiative.
        Initiative = "initiative",
        /// Something that makes the work harder.
        Challenge = "challenge",
        /// What people told it.
        Feedback = "feedback",
    }
}

impl StatementRole {
    /// As a heading over such statements.
    pub fn heading(self) -> &'static str {
        match self {
            StatementRole::Purpose => "Purpose",
            StatementRole::Intention => "Intentions",
            StatementRole::Aim => "Aims",
            StatementRole::Value => "Values",
            StatementRole::Principle => "Principles",
            StatementRole::Approach => "Approach",
            StatementRole::Influence => "Influences for change",
            StatementRole::Function => "Core functions",
            StatementRole::Strength => "Strengths",
            StatementRole::Initiative => "Initiatives",
            StatementRole::Challenge => "Challenges",
            StatementRole::Feedback => "What people said",
        }
    }
}

part! {
    /// A value, principle, intention or the like: one line of a list that frames the plan.
    pub struct Statement {
        /// What it does in the plan.
        pub role: Option<StatementRole>,
        /// Its number or code as printed.
        pub reference: String,
        /// Its name, where a label of a few words stands before its text.
        pub name: String,
        /// Its words.
        pub text: Words,
        /// The heading it stands under, where that says more than its role.
        pub heading: String,
    }
}

impl_record!(
    Statement,
    Statement {
        title: |s| if s.name.is_empty() {
            s.text.as_str().to_owned()
        } else {
            s.name.clone()
        },
        reference: |s| &s.reference,
        links: |_s, _see| {},
    }
);
