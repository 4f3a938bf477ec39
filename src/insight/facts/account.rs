//! The pages of aims, statements, achievements and the other things a plan tells.

use super::{
    Body, Desk, Fact, cell,
    performance::{date, rating},
    text, words,
};
use crate::plan::{
    Abbreviation, Achievement, AnyRecord, CaseStudy, Definition, Duty, EqualityObjective, Level,
    MemberQuestion, Narrative, Outcome, Priority, Proposal, Reference, Review, Statement,
    StatementRole, Words,
};

type Facts = Vec<(&'static str, Option<Fact>)>;

impl Desk<'_> {
    pub(super) fn account(&self, record: &dyn AnyRecord) -> Body {
        let (retold, shown) = self.account_facts(record).unwrap_or_default();
        Body {
            retold,
            blocks: vec![super::facts(shown)],
        }
    }

    fn account_facts(&self, record: &dyn AnyRecord) -> Option<(bool, Facts)> {
        let level = |level: Option<Level>| level.map(Level::shown).and_then(text);
        let found = self.aim_facts(record);
        if found.is_some() {
            return found;
        }
        if let Some(a) = record.downcast::<Achievement>() {
            let told = vec![
                ("What was achieved", words(&a.text)),
                ("Under", self.items(&a.serves)),
            ];
            return Some((false, told));
        }
        if let Some(e) = record.downcast::<EqualityObjective>() {
            let told = vec![
                ("Rating, as reported", rating(e.rating.as_ref())),
                (
                    "Printed as",
                    e.rating.as_ref().and_then(|r| text(r.as_printed()?)),
                ),
                ("Progress to date", words(&e.progress)),
                ("Whose objective", level(e.level)),
            ];
            return Some((e.text.is_retold(), told));
        }
        if let Some(r) = record.downcast::<Review>() {
            let told = vec![
                ("How often", text(&r.frequency)),
                ("Next", cell(&r.next, date)),
                ("By", self.items(&r.by)),
            ];
            return Some((r.text.is_retold(), told));
        }
        if let Some(d) = record.downcast::<Duty>() {
            let told = vec![
                ("Comes from", text(&d.basis)),
                ("Held by", self.items(&d.holders)),
            ];
            return Some((d.text.is_retold(), told));
        }
        self.prose_facts(record)
    }

    fn aim_facts(&self, record: &dyn AnyRecord) -> Option<(bool, Facts)> {
        let level = |level: Option<Level>| level.map(Level::shown).and_then(text);
        if let Some(o) = record.downcast::<Outcome>() {
            let told = vec![
                ("Whose outcome", level(o.level)),
                ("Part of", self.items(o.parent.as_slice())),
            ];
            return Some((o.text.is_retold(), told));
        }
        if let Some(p) = record.downcast::<Priority>() {
            let told = vec![
                ("Whose priority", level(p.level)),
                ("Works towards", self.items(&p.outcomes)),
            ];
            return Some((p.text.is_retold(), told));
        }
        let s = record.downcast::<Statement>()?;
        let named = !s.name.is_empty();
        let told = vec![
            ("What it says", words(&s.text).filter(|_| named)),
            (
                "In the plan’s",
                s.role.map(StatementRole::heading).and_then(text),
            ),
            ("Under the heading", text(&s.heading)),
        ];
        Some((s.text.is_retold() && !named, told))
    }

    fn prose_facts(&self, record: &dyn AnyRecord) -> Option<(bool, Facts)> {
        let retold = |words: &Words| words.is_retold();
        if let Some(c) = record.downcast::<CaseStudy>() {
            return Some((false, vec![("Story", words(&c.text))]));
        }
        if let Some(p) = record.downcast::<Proposal>() {
            return Some((retold(&p.text), Vec::new()));
        }
        if let Some(r) = record.downcast::<Reference>() {
            let told = vec![
                ("Listed under", text(&r.group)),
                ("Date", text(&r.date)),
                ("Also written", text(&r.variants.join("; "))),
                ("What the plan says of it", words(&r.remark)),
                ("Address printed", text(&r.url)),
            ];
            return Some((false, told));
        }
        if let Some(q) = record.downcast::<MemberQuestion>() {
            return Some((retold(&q.text), vec![("Asked of", text(&q.asked_of))]));
        }
        if let Some(n) = record.downcast::<Narrative>() {
            return Some((false, vec![("Passage", words(&n.text))]));
        }
        if let Some(d) = record.downcast::<Definition>() {
            let told = vec![("Meaning", words(&d.meaning)), ("Used in", text(&d.scope))];
            return Some((false, told));
        }
        let a = record.downcast::<Abbreviation>()?;
        let long = text(&a.long).or_else(|| text("The document never says"));
        Some((false, vec![("Stands for", long)]))
    }
}
