//! Risks: what may go wrong, how grave it is now and is meant to become, and what is done about it.

use super::{
    Date, Part, Printed, Ref, Relation, Words,
    record::see_all,
    shapes::{impl_record, part},
};

part! {
    /// Something done to make a risk smaller.
    pub struct Mitigation {
        /// What is done.
        pub text: Words,
        /// When it starts.
        pub start: Option<Printed<Date>>,
        /// When it ends.
        pub end: Option<Printed<Date>>,
        /// Who answers for it.
        pub owners: Vec<Ref>,
    }
}

part! {
    /// A place where the document prints a risk: under a priority, with its own wording, scores and
    /// mitigations, which may differ from place to place.
    pub struct Appearance {
        /// The priority it threatens there.
        pub priority: Option<Ref>,
        /// Its wording there, where that differs.
        pub wording: Words,
        /// Its corporate reference there, as printed.
        pub reference: String,
        /// The present score.
        pub current: Option<Printed<u32>>,
        /// The score aimed at.
        pub target: Option<Printed<u32>>,
        /// Who answers for it.
        pub owners: Vec<Ref>,
        /// What is done about it.
        pub mitigations: Vec<Mitigation>,
    }
}

part! {
    /// A risk, once, with every place it is printed.
    pub struct Risk {
        /// Its reference as printed.
        pub reference: String,
        /// What may go wrong.
        pub text: Words,
        /// Where it is printed.
        pub appearances: Vec<Appearance>,
    }
}

impl_record!(
    Risk,
    Risk {
        title: |r| r.text.as_str().to_owned(),
        reference: |r| &r.reference,
        links: |r, see| {
            for a in &r.appearances {
                see_all(see, Relation::Threatens, a.priority.as_slice());
                see_all(see, Relation::OwnedBy, &a.owners);
                for m in &a.mitigations {
                    see_all(see, Relation::OwnedBy, &m.owners);
                }
            }
        },
        parts: |r, see| {
            for a in &r.appearances {
                let title = if a.wording.as_str().is_empty() {
                    r.text.as_str()
                } else {
                    a.wording.as_str()
                };
                see(Part::new(a, "appearance", "appearances", title));
                for m in &a.mitigations {
                    let text = m.text.as_str();
                    let part = Part::new(m, "mitigation", "mitigations", text);
                    see(Part {
                        within: Some(&a.id),
                        ..part
                    });
                }
            }
        },
    }
);

impl Risk {
    /// The present score: the highest of its appearances, where they differ.
    pub fn current(&self) -> Option<u32> {
        self.appearances
            .iter()
            .filter_map(|a| a.current.as_ref()?.value().copied())
            .max()
    }

    /// The score aimed at: the highest of its appearances, where they differ.
    pub fn target(&self) -> Option<u32> {
        self.appearances
            .iter()
            .filter_map(|a| a.target.as_ref()?.value().copied())
            .max()
    }

    /// Every mitigation, appearance by appearance.
    pub fn mitigations(&self) -> impl Iterator<Item = &Mitigation> {
        self.appearances.iter().flat_map(|a| &a.mitigations)
    }
}
