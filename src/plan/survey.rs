//! Surveys: what people were asked and the shares of their answers.

use super::{
    Decimal, Part, Period, Printed, Words,
    shapes::{impl_record, part, shape},
};

shape! {
    /// One answer and its share.
    pub struct Answer {
        /// The answer.
        pub text: Words,
        /// The share of people who gave it, in percent.
        pub share: Option<Printed<Decimal>>,
    }
}

part! {
    /// A question with its answers.
    pub struct Question {
        /// What was asked.
        pub text: Words,
        /// The answers, in the document's order.
        pub answers: Vec<Answer>,
        /// Whether these are all the answers there were, so that they should add to 100.
        pub complete: bool,
    }
}

part! {
    /// A survey.
    pub struct Survey {
        /// Its name.
        pub name: Words,
        /// When it was taken.
        pub period: Option<Period>,
        /// How many answered.
        pub responses: Option<Decimal>,
        /// How many were asked.
        pub issued: Option<Decimal>,
        /// How sure its figures are, as printed: '95% confidence, ±3.5%'.
        pub confidence: String,
        /// What is said of it.
        pub remark: Words,
        /// Its questions.
        pub questions: Vec<Question>,
    }
}

impl_record!(
    Survey,
    Survey {
        title: |s| s.name.as_str().to_owned(),
        links: |_s, _see| {},
        parts: |s, see| {
            for q in &s.questions {
                see(Part::new(q, "question", "questions", q.text.as_str()));
            }
        },
    }
);

impl Question {
    /// What the shares of all answers come to; `None` unless each is a number.
    pub fn total(&self) -> Option<Decimal> {
        let share = |a: &Answer| a.share.as_ref()?.value().copied();
        let shares: Option<Vec<Decimal>> = self.answers.iter().map(share).collect();
        let shares = shares.filter(|shares| !shares.is_empty())?;
        Some(Decimal::sum(&shares))
    }
}

/// A share as a reader sees it.
pub fn share_shown(share: &Printed<Decimal>) -> String {
    share.shown(|n| format!("{}%", n.grouped()))
}
