//! Measures: what is counted to see whether the plan works, with targets and outturns by period.

use super::{
    Date, Decimal, Period, Printed, Ref, Relation, Words,
    names::names,
    record::see_all,
    shapes::{impl_record, part, shape},
};

names! {
    /// Which way is better.
    pub enum Polarity {
        /// A higher figure is better.
        HigherIsBetter = "higher-is-better",
        /// A lower figure is better.
        LowerIsBetter = "lower-is-better",
        /// Neither direction is better in itself.
        Neutral = "neutral",
    }
}

impl Polarity {
    /// Whether one figure is better than another.
    pub fn prefers(self, one: Decimal, other: Decimal) -> bool {
        let (one, other) = (one.millionths(), other.millionths());
        match self {
            Polarity::HigherIsBetter => one > other,
            Polarity::LowerIsBetter => one < other,
            Polarity::Neutral => false,
        }
    }

    /// As a reader sees it.
    pub fn shown(self) -> &'static str {
        match self {
            Polarity::HigherIsBetter => "Higher is better",
            Polarity::LowerIsBetter => "Lower is better",
            Polarity::Neutral => "Neither way is better",
        }
    }
}

names! {
    /// How often a measure is taken.
    pub enum Frequency {
        /// Every month.
        Monthly = "monthly",
        /// Every quarter.
        Quarterly = "quarterly",
        /// Every half year.
        HalfYearly = "half-yearly",
        /// Every year.
        Annual = "annual",
        /// Every two years.
        Biennial = "biennial",
    }
}

impl Frequency {
    /// As a reader sees it.
    pub fn shown(self) -> &'static str {
        match self {
            Frequency::Monthly => "Monthly",
            Frequency::Quarterly => "Quarterly",
            Frequency::HalfYearly => "Half-yearly",
            Frequency::Annual => "Annual",
            Frequency::Biennial => "Every two years",
        }
    }
}

names! {
    /// What a figure of a measure says.
    #[derive(Default)]
    pub enum PointKind {
        /// Where it started.
        Baseline = "baseline",
        /// What was counted, final or so far.
        #[default]
        Actual = "actual",
        /// What is expected by the end of the period.
        Forecast = "forecast",
        /// What is aimed at.
        Target = "target",
    }
}

impl PointKind {
    /// As a reader sees it.
    pub fn shown(self) -> &'static str {
        match self {
            PointKind::Baseline => "Baseline",
            PointKind::Actual => "Actual",
            PointKind::Forecast => "Forecast",
            PointKind::Target => "Target",
        }
    }
}

shape! {
    /// One figure of a measure.
    pub struct Point {
        /// The period it is for.
        pub period: Option<Period>,
        /// What it says.
        pub kind: Option<PointKind>,
        /// The figure, in the measure's unit.
        pub value: Option<Printed<Decimal>>,
        /// The day it was taken, where the document says.
        pub as_at: Option<Printed<Date>>,
        /// Words that change what the figure means: 'at most', 'increase in the year'.
        pub qualifier: String,
        /// Its column's heading as printed, where that says more than period and kind.
        pub column: String,
        /// Which part of the whole it counts, for figures printed in parts: 'staff'.
        pub breakdown: String,
    }
}

impl Point {
    /// What the figure says; an actual figure unless it says otherwise.
    pub fn kind(&self) -> PointKind {
        self.kind.unwrap_or_default()
    }

    /// The figure, if it is one.
    pub fn number(&self) -> Option<Decimal> {
        self.value.as_ref()?.value().copied()
    }
}

names! {
    /// What a reported rating judges.
    #[derive(Default)]
    pub enum Aspect {
        /// Whether the target was met.
        Attainment = "attainment",
        /// Direction of travel.
        Direction = "direction",
        /// The overall assessment.
        #[default]
        Overall = "overall",
    }
}

impl Aspect {
    /// As a reader sees it.
    pub fn shown(self) -> &'static str {
        match self {
            Aspect::Attainment => "Target attainment",
            Aspect::Direction => "Direction of travel",
            Aspect::Overall => "Overall assessment",
        }
    }
}

names! {
    /// Red, amber or green.
    pub enum Rag {
        /// Red.
        Red = "red",
        /// Amber.
        Amber = "amber",
        /// Green.
        Green = "green",
    }
}

impl Rag {
    /// The letter that stands for it.
    pub fn letter(self) -> &'static str {
        match self {
            Rag::Red => "R",
            Rag::Amber => "A",
            Rag::Green => "G",
        }
    }

    /// Its name.
    pub fn shown(self) -> &'static str {
        match self {
            Rag::Red => "Red",
            Rag::Amber => "Amber",
            Rag::Green => "Green",
        }
    }
}

shape! {
    /// A rating the council itself reported.
    pub struct Rating {
        /// What it judges.
        pub aspect: Option<Aspect>,
        /// The rating, or 'N/A'.
        pub rating: Option<Printed<Rag>>,
    }
}

part! {
    /// A measure, with its figures.
    pub struct Measure {
        /// Its code as printed: '1C2B'.
        pub code: String,
        /// The framework the code is from, with its year: 'ASCOF 2016-17'.
        pub framework: String,
        /// Its name.
        pub name: Words,
        /// Marks set against it: 'KBM'.
        pub marks: Vec<String>,
        /// What its figures count: '%', 'people', 'per 100,000'.
        pub unit: String,
        /// Which way is better.
        pub polarity: Option<Polarity>,
        /// How often it is taken.
        pub frequency: Option<Printed<Frequency>>,
        /// The heading it is listed under.
        pub group: String,
        /// Service areas that carry it.
        pub areas: Vec<Ref>,
        /// Who answers for it.
        pub owners: Vec<Ref>,
        /// The corporate priority it belongs to.
        pub corporate_priority: Option<Printed<String>>,
        /// Why target and outturn differ, as explained.
        pub explanation: Option<Printed<Words>>,
        /// Outcomes and priorities it shows the way to.
        pub serves: Vec<Ref>,
        /// Its figures.
        pub points: Vec<Point>,
        /// Ratings as the council reported them.
        pub ratings: Vec<Rating>,
    }
}

impl_record!(
    Measure,
    Measure {
        title: |m| m.name.as_str().to_owned(),
        reference: |m| &m.code,
        links: |m, see| {
            see_all(see, Relation::Serves, &m.serves);
            see_all(see, Relation::CarriedBy, &m.areas);
            see_all(see, Relation::OwnedBy, &m.owners);
        },
    }
);

impl Measure {
    /// The rating the council reported on one aspect.
    pub fn reported(&self, aspect: Aspect) -> Option<&Printed<Rag>> {
        self.ratings
            .iter()
            .find(|r| r.aspect == Some(aspect))
            .and_then(|r| r.rating.as_ref())
    }

    /// A figure as a reader sees it, with its unit where that is short.
    pub fn figure(&self, number: &Decimal) -> String {
        match self.unit.as_str() {
            "%" => format!("{}%", number.grouped()),
            "£" => format!("£{}", number.grouped()),
            _ => number.grouped(),
        }
    }

    /// A point's cell as a reader sees it: qualifier, figure, breakdown.
    pub fn cell(&self, point: &Point) -> String {
        let value = point
            .value
            .as_ref()
            .map_or(String::new(), |v| v.shown(|n| self.figure(n)));
        [
            point.breakdown.as_str(),
            value.as_str(),
            point.qualifier.as_str(),
        ]
        .iter()
        .filter(|s| !s.is_empty())
        .copied()
        .collect::<Vec<_>>()
        .join(" ")
    }
}

part! {
    /// How a measure compares with others in one period.
    pub struct Benchmark {
        /// The measure compared, where the plan has it as a record.
        pub measure: Option<Ref>,
        /// Its code as printed.
        pub code: String,
        /// The framework the code is from.
        pub framework: String,
        /// Its name.
        pub name: Words,
        /// What its figures count.
        pub unit: String,
        /// Which way is better.
        pub polarity: Option<Polarity>,
        /// The period compared.
        pub period: Option<Period>,
        /// The council's own figure.
        pub own: Option<Printed<Decimal>>,
        /// The comparisons printed.
        pub comparisons: Vec<Comparison>,
    }
}

shape! {
    /// One comparison of a benchmark: with a peer group, or with England.
    pub struct Comparison {
        /// Whom it compares with: 'CIPFA family group', 'England'.
        pub with: String,
        /// Their average.
        pub average: Option<Printed<Decimal>>,
        /// The council's rank among them, best first.
        pub rank: Option<u32>,
        /// How many were ranked.
        pub of: Option<u32>,
        /// Where the council stands in words: 'top quartile'.
        pub position: String,
    }
}

impl_record!(
    Benchmark,
    Benchmark {
        title: |b| b.name.as_str().to_owned(),
        reference: |b| &b.code,
        links: |b, see| {
            see_all(see, Relation::About, b.measure.as_slice());
        },
    }
);
