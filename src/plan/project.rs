//! Projects and workstreams, with who holds which role and what has happened so far.

use super::{
    Date, Part, Printed, Ref, Relation, Words,
    action::{Line, Milestone},
    record::see_all,
    shapes::{impl_record, part},
};

part! {
    /// A role in a project and who holds it. The holder stays as printed: two names with a slash
    /// between them, 'TBC', 'Vacant', 'None' and an empty cell are all different.
    pub struct Role {
        /// The role: 'Sponsor'.
        pub title: String,
        /// Who holds it.
        pub holder: Option<Printed<String>>,
        /// The post of who holds it, where that is printed.
        pub post: Option<Ref>,
    }
}

part! {
    /// What was reported at a time.
    pub struct Update {
        /// When.
        pub date: Option<Printed<Date>>,
        /// What.
        pub text: Words,
    }
}

part! {
    /// A project, workstream or pillar.
    pub struct Project {
        /// Its name.
        pub name: Words,
        /// What it is: 'project', 'workstream', 'pillar'.
        pub sort: String,
        /// The pillar or programme it belongs to.
        pub parent: Option<Ref>,
        /// What it is to do.
        pub description: Option<Printed<Words>>,
        /// How it stands, as the document says.
        pub status: String,
        /// Outcomes and priorities it works towards.
        pub serves: Vec<Ref>,
        /// Organisations it works with.
        pub partners: Vec<Ref>,
        /// What it takes in, line by line.
        pub scope: Vec<Line>,
        /// Who holds which role.
        pub roles: Vec<Role>,
        /// What has happened.
        pub updates: Vec<Update>,
        /// Its milestones.
        pub milestones: Vec<Milestone>,
    }
}

impl_record!(
    Project,
    Project {
        title: |p| p.name.as_str().to_owned(),
        links: |p, see| {
            see_all(see, Relation::PartOf, p.parent.as_slice());
            see_all(see, Relation::Serves, &p.serves);
            see_all(see, Relation::With, &p.partners);
            for role in &p.roles {
                see_all(see, Relation::OwnedBy, role.post.as_slice());
            }
        },
        parts: |p, see| {
            for l in &p.scope {
                see(Part::new(l, "line", "scope", l.text.as_str()));
            }
            for m in &p.milestones {
                see(Part::new(m, "milestone", "milestones", m.text.as_str()));
            }
            for r in &p.roles {
                see(Part::new(r, "role", "roles", r.title.as_str()));
            }
            for u in &p.updates {
                see(Part::new(u, "update", "updates", u.text.as_str()));
            }
        },
    }
);
