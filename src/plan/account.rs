//! What a plan tells beside its actions and figures: achievements, stories, equality objectives,
//! budget proposals, reviews, duties, related documents, questions to members, and narrative.

use super::{
    Date, Printed, Ref, Relation, Words,
    aim::Level,
    measure::Rag,
    record::see_all,
    shapes::{impl_record, part},
};

part! {
    /// Something achieved.
    pub struct Achievement {
        /// What was achieved.
        pub text: Words,
        /// The aim it was achieved under, in the words of that year, where no record holds it.
        pub under: String,
        /// The priority it belongs to.
        pub serves: Vec<Ref>,
    }
}

impl_record!(
    Achievement,
    Achievement {
        title: |a| if a.under.is_empty() {
            a.text.as_str().to_owned()
        } else {
            a.under.clone()
        },
        links: |a, see| see_all(see, Relation::Serves, &a.serves),
    }
);

part! {
    /// One person's story.
    pub struct CaseStudy {
        /// Its title.
        pub title: String,
        /// The story.
        pub text: Words,
    }
}

impl_record!(
    CaseStudy,
    CaseStudy {
        title: |c| c.title.clone(),
        links: |_c, _see| {},
    }
);

part! {
    /// An equality objective.
    pub struct EqualityObjective {
        /// Its number as printed.
        pub reference: String,
        /// Its words.
        pub text: Words,
        /// Whose objective it is.
        pub level: Option<Level>,
        /// Its rating as reported.
        pub rating: Option<Printed<Rag>>,
        /// Progress to date.
        pub progress: Words,
    }
}

impl_record!(
    EqualityObjective,
    Equality {
        title: |e| e.text.as_str().to_owned(),
        reference: |e| &e.reference,
        links: |_e, _see| {},
    }
);

part! {
    /// A proposal or budget option.
    pub struct Proposal {
        /// Its number as printed: 'Option 1'.
        pub reference: String,
        /// What is proposed.
        pub text: Words,
    }
}

impl_record!(
    Proposal,
    Proposal {
        title: |p| p.text.as_str().to_owned(),
        reference: |p| &p.reference,
        links: |_p, _see| {},
    }
);

part! {
    /// How and when the plan is looked at again.
    pub struct Review {
        /// What is reviewed and by whom.
        pub text: Words,
        /// How often, as printed.
        pub frequency: String,
        /// When next.
        pub next: Option<Printed<Date>>,
        /// Who reviews.
        pub by: Vec<Ref>,
    }
}

impl_record!(
    Review,
    Review {
        title: |r| r.text.as_str().to_owned(),
        links: |r, see| see_all(see, Relation::OwnedBy, &r.by),
    }
);

part! {
    /// A duty that someone holds.
    pub struct Duty {
        /// The duty.
        pub text: Words,
        /// The law or guidance it comes from.
        pub basis: String,
        /// Who holds it.
        pub holders: Vec<Ref>,
    }
}

impl_record!(
    Duty,
    Duty {
        title: |d| d.text.as_str().to_owned(),
        links: |d, see| see_all(see, Relation::OwnedBy, &d.holders),
    }
);

part! {
    /// A document, law or programme the plan refers to.
    pub struct Reference {
        /// Its title.
        pub title: String,
        /// Other ways the document writes it.
        pub variants: Vec<String>,
        /// The heading it is listed under.
        pub group: String,
        /// Its date or period, as printed.
        pub date: String,
        /// What the plan says of it.
        pub remark: Words,
        /// Its public address, as printed.
        pub url: String,
    }
}

impl_record!(
    Reference,
    Reference {
        title: |r| r.title.clone(),
        links: |_r, _see| {},
    }
);

part! {
    /// A question put to members, or to another reader.
    pub struct MemberQuestion {
        /// Its number as printed.
        pub reference: String,
        /// The question.
        pub text: Words,
        /// Who is asked.
        pub asked_of: String,
    }
}

impl_record!(
    MemberQuestion,
    Question {
        title: |q| q.text.as_str().to_owned(),
        reference: |q| &q.reference,
        links: |_q, _see| {},
    }
);

part! {
    /// A passage of prose, retold.
    pub struct Narrative {
        /// Its heading.
        pub heading: String,
        /// The passage.
        pub text: Words,
    }
}

impl_record!(
    Narrative,
    Narrative {
        title: |n| n.heading.clone(),
        links: |_n, _see| {},
    }
);

part! {
    /// What a term or a rating means in this plan.
    pub struct Definition {
        /// The term: 'R'.
        pub term: String,
        /// Where it is used: 'Overall performance assessment'.
        pub scope: String,
        /// What it means.
        pub meaning: Words,
    }
}

impl_record!(
    Definition,
    Definition {
        title: |d| d.term.clone(),
        links: |_d, _see| {},
    }
);

part! {
    /// An abbreviation and what it stands for; the document may never say.
    pub struct Abbreviation {
        /// The short form.
        pub short: String,
        /// What it stands for, if the document or common knowledge says.
        pub long: String,
    }
}

impl_record!(
    Abbreviation,
    Abbreviation {
        title: |a| a.short.clone(),
        links: |_a, _see| {},
    }
);
