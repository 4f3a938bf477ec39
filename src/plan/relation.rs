//! How one record refers to another.

/// How one record refers to another, named from both sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Relation {
    /// It works towards an outcome, a priority or another aim.
    Serves,
    /// It is a part of something larger.
    PartOf,
    /// A risk puts a priority in doubt.
    Threatens,
    /// Someone answers for it.
    OwnedBy,
    /// A service area carries it.
    CarriedBy,
    /// It works with an organisation.
    With,
    /// A measure shows whether it works.
    MeasuredBy,
    /// It stands in a printed table.
    InTable,
    /// It is the same thing printed in another place.
    SameAs,
    /// It is a share of another figure.
    ShareOf,
    /// It is simply about another record.
    About,
}

impl Relation {
    /// From the record that refers: 'Serves'.
    pub fn forward(self) -> &'static str {
        match self {
            Relation::Serves => "Works towards",
            Relation::PartOf => "Part of",
            Relation::Threatens => "Threatens",
            Relation::OwnedBy => "Responsible",
            Relation::CarriedBy => "Service area",
            Relation::With => "Works with",
            Relation::MeasuredBy => "Measured by",
            Relation::InTable => "Printed in",
            Relation::SameAs => "Also printed as",
            Relation::ShareOf => "A share of",
            Relation::About => "About",
        }
    }

    /// From the record referred to: 'Served by'.
    pub fn reverse(self) -> &'static str {
        match self {
            Relation::Serves => "Working towards this",
            Relation::PartOf => "Made up of",
            Relation::Threatens => "Threatened by",
            Relation::OwnedBy => "Responsible for",
            Relation::CarriedBy => "Carried by this area",
            Relation::With => "Works with",
            Relation::MeasuredBy => "Shows the effect of",
            Relation::InTable => "In this table",
            Relation::SameAs => "Also printed as",
            Relation::ShareOf => "Shares of this",
            Relation::About => "About this",
        }
    }
}
