//! Money: the lines of budgets, spending, funding and savings, and the tables they stand in.

use super::{
    Decimal, Period, Pounds, Printed, Ref, Relation, Words,
    names::names,
    record::see_all,
    shapes::{impl_record, part, shape},
};

names! {
    /// What an amount is.
    #[derive(Default)]
    pub enum MoneyKind {
        /// Money spent, or set aside to be.
        #[default]
        Spend = "spend",
        /// Money that comes in for the service: charges, contributions.
        Income = "income",
        /// Spending less income.
        Net = "net",
        /// Where the money comes from.
        Funding = "funding",
        /// Money to be saved.
        Saving = "saving",
        /// A rise in cost or demand to be met.
        Pressure = "pressure",
    }
}

impl MoneyKind {
    /// As a reader sees it.
    pub fn shown(self) -> &'static str {
        match self {
            MoneyKind::Spend => "Expenditure",
            MoneyKind::Income => "Income",
            MoneyKind::Net => "Net",
            MoneyKind::Funding => "Funding",
            MoneyKind::Saving => "Savings",
            MoneyKind::Pressure => "Pressure",
        }
    }
}

names! {
    /// Whether an amount was planned or counted.
    pub enum MoneyStatus {
        /// Planned.
        Budget = "budget",
        /// Expected by the end of the period.
        Forecast = "forecast",
        /// What was spent in the end.
        Outturn = "outturn",
    }
}

impl MoneyStatus {
    /// As a reader sees it.
    pub fn shown(self) -> &'static str {
        match self {
            MoneyStatus::Budget => "budget",
            MoneyStatus::Forecast => "forecast",
            MoneyStatus::Outturn => "outturn",
        }
    }
}

names! {
    /// Who provides what is paid for.
    pub enum Provider {
        /// The council itself.
        Internal = "internal",
        /// Someone else.
        External = "external",
    }
}

impl Provider {
    /// As a reader sees it, after what it is about.
    pub fn shown(self) -> &'static str {
        match self {
            Provider::Internal => "provided by the council",
            Provider::External => "provided by others",
        }
    }
}

names! {
    /// Whether a line is a sum of others.
    pub enum SumRole {
        /// The lines that name it as their parent make it up.
        Total = "total",
        /// It is a part.
        Part = "part",
        /// It is a sum of more than the lines printed under it.
        Whole = "whole",
    }
}

impl SumRole {
    /// As a reader sees it.
    pub fn shown(self) -> &'static str {
        match self {
            SumRole::Total => "A total",
            SumRole::Part => "A part",
            SumRole::Whole => "A total of more than is printed under it",
        }
    }
}

shape! {
    /// One amount of a line: a cell of the printed table.
    pub struct Amount {
        /// What it is.
        pub kind: Option<MoneyKind>,
        /// Its column's heading as printed.
        pub column: String,
        /// The heading over several columns, as printed.
        pub column_group: String,
        /// The period it is for.
        pub period: Option<Period>,
        /// Planned or counted.
        pub status: Option<MoneyStatus>,
        /// Before income is taken off, where the document says.
        pub gross: bool,
        /// Who provides what it pays for.
        pub provider: Option<Provider>,
        /// The client group it pays for, where columns are groups.
        pub client_group: String,
        /// The amount.
        pub value: Option<Printed<Pounds>>,
        /// Words that change what the amount means: 'around', 'by 2014/15'.
        pub qualifier: String,
        /// Its share of the whole in percent, where that is printed with it.
        pub share: Option<Printed<Decimal>>,
    }
}

impl Amount {
    /// What it is; expenditure unless it says otherwise.
    pub fn kind(&self) -> MoneyKind {
        self.kind.unwrap_or_default()
    }

    /// The amount, if it is one.
    pub fn number(&self) -> Option<Pounds> {
        self.value.as_ref()?.value().copied()
    }

    /// Whole pounds, if there is an amount.
    pub fn pounds(&self) -> Option<i64> {
        Some(self.number()?.pounds)
    }

    /// Whether it is the same column as another amount: same kind, heading, period and group.
    pub fn same_column(&self, other: &Amount) -> bool {
        self.kind() == other.kind()
            && self.column == other.column
            && self.column_group == other.column_group
            && self.period == other.period
            && self.status == other.status
            && self.provider == other.provider
            && self.client_group == other.client_group
    }
}

part! {
    /// A line of money: a row of a printed table, with an amount for each column.
    pub struct MoneyLine {
        /// Its label as printed.
        pub label: Words,
        /// The line that sums it up.
        pub parent: Option<Ref>,
        /// Whether it is itself a sum.
        pub role: Option<SumRole>,
        /// The service it pays for, where that isn't its label.
        pub service: String,
        /// The client group it pays for.
        pub client_group: String,
        /// Where care is given: 'care home placements'.
        pub setting: String,
        /// Its amounts.
        pub amounts: Vec<Amount>,
    }
}

impl_record!(
    MoneyLine,
    Money {
        title: |m| {
            let label = m.label.as_str();
            if m.client_group.is_empty() || label.contains(&m.client_group) {
                label.to_owned()
            } else {
                format!("{}: {label}", m.client_group)
            }
        },
        links: |m, see| {
            see_all(see, Relation::PartOf, m.parent.as_slice());
        },
    }
);

impl MoneyLine {
    /// The first amount of a kind.
    pub fn amount(&self, kind: MoneyKind) -> Option<&Amount> {
        self.amounts.iter().find(|a| a.kind() == kind)
    }

    /// Whether it sums up other lines.
    pub fn is_total(&self) -> bool {
        self.role == Some(SumRole::Total)
    }
}

part! {
    /// A table as the document prints it: the frame that lines and statistics stand in.
    pub struct PrintedTable {
        /// Its heading.
        pub title: Words,
        /// Its column headings, in order.
        pub columns: Vec<String>,
        /// Words printed with it.
        pub remark: Words,
    }
}

impl_record!(
    PrintedTable,
    Table {
        title: |t| t.title.as_str().to_owned(),
        links: |_t, _see| {},
    }
);
