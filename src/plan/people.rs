//! Who does the work: organisations, teams and service areas, and posts.

use super::{
    Printed, Ref, Relation, Words,
    record::see_all,
    shapes::{impl_record, part},
};

part! {
    /// An organisation the plan names: a partner, a provider, a board.
    pub struct Organisation {
        /// Its name.
        pub name: String,
        /// Other ways the document writes it.
        pub variants: Vec<String>,
        /// What it is to the plan.
        pub description: Words,
    }
}

impl_record!(
    Organisation,
    Organisation {
        title: |o| o.name.clone(),
        links: |_o, _see| {},
    }
);

part! {
    /// A team or service area.
    pub struct Team {
        /// Its name.
        pub name: String,
        /// Other ways the document writes it.
        pub variants: Vec<String>,
        /// Who leads it, as printed.
        pub lead: Option<Printed<String>>,
        /// What it is responsible for.
        pub responsibilities: Vec<Words>,
        /// The larger team it belongs to.
        pub parent: Option<Ref>,
    }
}

impl_record!(
    Team,
    Team {
        title: |t| t.name.clone(),
        links: |t, see| see_all(see, Relation::PartOf, t.parent.as_slice()),
    }
);

part! {
    /// A post: a role title, apart from the person who holds it.
    pub struct Post {
        /// The title.
        pub title: String,
        /// Other ways the document writes it.
        pub variants: Vec<String>,
        /// Who holds it, as printed.
        pub holder: Option<Printed<String>>,
        /// Other words printed with it, such as an office or who assists; never a phone number or
        /// an email address.
        pub details: Vec<String>,
        /// What it answers for.
        pub responsibilities: Vec<Words>,
        /// The team or service area it leads or belongs to.
        pub team: Option<Ref>,
    }
}

impl_record!(
    Post,
    Post {
        title: |p| p.title.clone(),
        links: |p, see| see_all(see, Relation::PartOf, p.team.as_slice()),
    }
);
