//! Projects and workstreams, with who holds which role and what has happened so far.

use super::{
    Date, Part, Printed, Ref, Relation, Words,
    action::Milestone,
    record::{impl_record, part, see_all},
};

part! {
    /// A role in a project and who holds it. The holder stays as printed: two names with a slash
    /// between them, 'TBC', 'Vacant', 'None' and an empty cell are all different.
    pub struct Role {
        /// The role: 'Sponsor'.
        pub title: String,
        /// Who holds it.
        pub holder: Option<Printed<String>>,
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
        },
        parts: |p, see| {
            let mut show = |id, noun, list, title| {
                see(Part {
                    id,
                    noun,
                    list,
                    within: None,
                    title,
                })
            };
            for m in &p.milestones {
                show(&m.id, "milestone", "milestones", m.text.as_str());
            }
            for r in &p.roles {
                show(&r.id, "role", "roles", r.title.as_str());
            }
            for u in &p.updates {
                show(&u.id, "update", "updates", u.text.as_str());
            }
        },
    }
);
