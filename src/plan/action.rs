//! Actions: what will be done, by whom and when, and the milestones on the way.

use super::{
    Date, Part, Printed, Ref, Relation, Words,
    names::names,
    record::see_all,
    shapes::{impl_record, part},
};

names! {
    /// What kind of work an action is, as the document marks it.
    pub enum ActionKind {
        /// The law asks for it.
        Statutory = "statutory",
        /// It changes how things are done.
        Transformational = "transformational",
        /// It develops a service.
        ServiceDevelopment = "service-development",
        /// It is a priority of the whole council.
        CorporatePriority = "corporate-priority",
    }
}

impl ActionKind {
    /// As a reader sees it.
    pub fn shown(self) -> &'static str {
        match self {
            ActionKind::Statutory => "Statutory",
            ActionKind::Transformational => "Transformational",
            ActionKind::ServiceDevelopment => "Service development",
            ActionKind::CorporatePriority => "Corporate priority",
        }
    }
}

names! {
    /// What came of a milestone, where a plan records it.
    pub enum Progress {
        /// Not begun.
        NotStarted = "not-started",
        /// Under way.
        Underway = "underway",
        /// Done.
        Done = "done",
        /// Given up.
        Dropped = "dropped",
    }
}

impl Progress {
    /// As a reader sees it.
    pub fn shown(self) -> &'static str {
        match self {
            Progress::NotStarted => "Not started",
            Progress::Underway => "Under way",
            Progress::Done => "Done",
            Progress::Dropped => "Dropped",
        }
    }
}

part! {
    /// A dated step whose reaching can be seen.
    pub struct Milestone {
        /// What will have happened.
        pub text: Words,
        /// When it is due.
        pub due: Option<Printed<Date>>,
        /// When it was first due, if it was moved.
        pub original_due: Option<Printed<Date>>,
        /// What came of it.
        pub progress: Option<Progress>,
        /// When that was.
        pub done_on: Option<Printed<Date>>,
        /// What was said of it.
        pub comment: String,
    }
}

part! {
    /// How an action will be done: one step of a list.
    pub struct Step {
        /// What will be done.
        pub text: Words,
        /// The step it is a part of.
        pub within: Option<Ref>,
    }
}

part! {
    /// A line of an action's timescales, kept apart from its steps unless the print pairs them.
    pub struct Timescale {
        /// What is said of the time.
        pub text: Words,
        /// The date in it.
        pub date: Option<Printed<Date>>,
        /// The step it is paired with in print.
        pub step: Option<Ref>,
    }
}

part! {
    /// One line of how an action is measured, or of the improvement it is meant to bring.
    pub struct Line {
        /// Its words.
        pub text: Words,
    }
}

part! {
    /// An action.
    pub struct Action {
        /// Its reference as printed: 'ASCH1/1'.
        pub reference: String,
        /// What will be done.
        pub text: Words,
        /// What kind of work it is.
        pub kinds: Vec<ActionKind>,
        /// Outcomes and priorities it works towards.
        pub serves: Vec<Ref>,
        /// When it starts.
        pub start: Option<Printed<Date>>,
        /// When it ends.
        pub end: Option<Printed<Date>>,
        /// Service areas that carry it.
        pub areas: Vec<Ref>,
        /// Who answers for it: roles, teams or organisations.
        pub responsible: Vec<Ref>,
        /// How far it has come.
        pub progress: Option<Progress>,
        /// How it will be done.
        pub steps: Vec<Step>,
        /// When, as the document lists it.
        pub timescales: Vec<Timescale>,
        /// How one will see that it works.
        pub measured_by: Vec<Line>,
        /// The improvements intended.
        pub improvements: Vec<Line>,
        /// Measures that show whether it works.
        pub measures: Vec<Ref>,
        /// Its milestones.
        pub milestones: Vec<Milestone>,
    }
}

impl Action {
    /// Whether anything says when it is done: a start, an end, a timescale or a milestone's date. An
    /// empty cell says nothing.
    pub fn is_dated(&self) -> bool {
        let said = |cell: &Option<Printed<Date>>| cell.as_ref().is_some_and(|c| !c.is_blank());
        said(&self.start)
            || said(&self.end)
            || !self.timescales.is_empty()
            || self.milestones.iter().any(|m| said(&m.due))
    }

    /// Its steps, without those that are a part of another.
    pub fn whole_steps(&self) -> impl Iterator<Item = &Step> {
        self.steps.iter().filter(|s| s.within.is_none())
    }
}

impl_record!(
    Action,
    Action {
        title: |a| a.text.as_str().to_owned(),
        reference: |a| &a.reference,
        links: |a, see| {
            see_all(see, Relation::Serves, &a.serves);
            see_all(see, Relation::CarriedBy, &a.areas);
            see_all(see, Relation::OwnedBy, &a.responsible);
            see_all(see, Relation::MeasuredBy, &a.measures);
        },
        parts: |a, see| {
            for m in &a.milestones {
                see(Part::new(m, "milestone", "milestones", m.text.as_str()));
            }
            for s in &a.steps {
                see(Part {
                    belongs: s.within.as_ref().map(|r| (Relation::PartOf, r)),
                    ..Part::new(s, "step", "steps", s.text.as_str())
                });
            }
            for t in &a.timescales {
                see(Part {
                    belongs: t.step.as_ref().map(|r| (Relation::About, r)),
                    ..Part::new(t, "timescale", "timescales", t.text.as_str())
                });
            }
            for l in &a.measured_by {
                see(Part::new(
                    l,
                    "way of measuring",
                    "measured_by",
                    l.text.as_str(),
                ));
            }
            for l in &a.improvements {
                see(Part::new(
                    l,
                    "intended improvement",
                    "improvements",
                    l.text.as_str(),
                ));
            }
        },
    }
);
