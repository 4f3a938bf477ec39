//! The plan's own details: what its title page and its imprint say.

use super::{
    Date, FromJson, Id, Json, Period, Printed, Reader, Reason, Words, names::names, shapes::shape,
};

names! {
    /// How far a plan has come.
    pub enum PlanStatus {
        /// Being written.
        Draft = "draft",
        /// Out for comment.
        Consultation = "consultation",
        /// Agreed, not yet published.
        Final = "final",
        /// Published.
        Published = "published",
    }
}

impl PlanStatus {
    /// As a reader sees it.
    pub fn shown(self) -> &'static str {
        match self {
            PlanStatus::Draft => "Draft",
            PlanStatus::Consultation => "Out for comment",
            PlanStatus::Final => "Final",
            PlanStatus::Published => "Published",
        }
    }
}

/// When a figure counts as close to its target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct StandingRule {
    /// Amber when off target by at most this many percent of the target.
    pub amber_within_percent: u8,
}

impl StandingRule {
    /// The rule a setting of the address names: per cent of the target, 0 to 100. `None` for anything else.
    pub fn from_setting(text: &str) -> Option<StandingRule> {
        let amber_within_percent = text.parse().ok().filter(|percent| *percent <= 100)?;
        Some(StandingRule {
            amber_within_percent,
        })
    }
}

impl FromJson for StandingRule {
    fn read(value: Json<'_>, reader: &mut Reader) -> Option<Self> {
        let mut fields = reader.fields(value)?;
        let amber = fields.require("amber_within_percent");
        fields.close();
        amber.map(|amber_within_percent| StandingRule {
            amber_within_percent,
        })
    }
}

/// Green met, amber within 5% of the target, red otherwise.
impl Default for StandingRule {
    fn default() -> Self {
        StandingRule {
            amber_within_percent: 5,
        }
    }
}

shape! {
    /// The published document a plan was transcribed from.
    pub struct SourceDocument {
        /// Its title as printed.
        pub title: String,
        /// Who published it.
        pub publisher: String,
        /// How it was transcribed and what was retold.
        pub transcription: String,
        /// Pictures and charts the text lost, by caption.
        pub lost: Vec<String>,
        /// Where the document disagrees with itself or with what a reader would count.
        pub remarks: Vec<String>,
        /// Marks printed on it, such as who may see it.
        pub marks: Vec<String>,
        /// The council's public contact point.
        pub contact: String,
    }
}

shape! {
    /// The plan this one follows.
    pub struct Supersedes {
        /// Its id.
        pub id: Option<Id>,
        /// SHA-256 of its canonical file, in hexadecimal.
        pub hash: String,
    }
}

shape! {
    /// Everything about a plan that isn't a record.
    pub struct Front {
        /// The plan's permanent id; a draft keeps the id of what it will be published as.
        pub id: Option<Id>,
        /// Its title.
        pub title: String,
        /// The council or other organisation whose plan it is.
        pub organisation: String,
        /// The directorate or service.
        pub directorate: String,
        /// The period it covers.
        pub period: Option<Period>,
        /// The edition as printed: 'Version 2, April 2014'.
        pub edition: String,
        /// How far it has come.
        pub status: Option<PlanStatus>,
        /// The date its figures are for.
        pub reporting: Option<Printed<Date>>,
        /// When it was presented.
        pub presented: Option<Printed<Date>>,
        /// The body it was presented to.
        pub presented_to: String,
        /// When it was published.
        pub published: Option<Printed<Date>>,
        /// When it was last refreshed.
        pub refreshed: Option<Printed<Date>>,
        /// When it will be looked at again.
        pub next_review: Option<Printed<Date>>,
        /// Who wrote it, as printed.
        pub authors: Vec<String>,
        /// What it wants the place to become.
        pub vision: Words,
        /// What the directorate is there to do.
        pub mission: Words,
        /// When a figure counts as close to its target.
        pub standing_rule: Option<StandingRule>,
        /// The name of the template whose prompts help to write it; any other name has none.
        pub template: String,
        /// The plan it follows.
        pub supersedes: Option<Supersedes>,
        /// The published document it was transcribed from.
        pub document: Option<SourceDocument>,
        /// What of the plan it follows it leaves out, and why.
        pub reasons: Vec<Reason>,
        /// Names of the fields we concluded and the document doesn't say.
        pub inferred: Vec<String>,
    }
}

impl Front {
    /// The rule for standing, set or usual.
    pub fn rule(&self) -> StandingRule {
        self.standing_rule.unwrap_or_default()
    }
}
