//! The pages of service areas, posts and organisations.

use super::{Body, Desk, cell, facts, list, text, words};
use crate::plan::{AnyRecord, Organisation, Post, Team};

impl Desk<'_> {
    pub(super) fn people(&self, record: &dyn AnyRecord) -> Body {
        if let Some(team) = record.downcast::<Team>() {
            let mut blocks = vec![facts([
                ("Led by", cell(&team.lead, String::clone)),
                ("Part of", self.items(team.parent.as_slice())),
                ("Also written", text(&team.variants.join("; "))),
            ])];
            let duties = team.responsibilities.iter().map(words);
            blocks.extend(list("Responsibilities", duties));
            return Body {
                retold: false,
                blocks,
            };
        }
        if let Some(post) = record.downcast::<Post>() {
            let mut blocks = vec![facts([
                ("Held by", cell(&post.holder, String::clone)),
                ("Service area", self.items(post.team.as_slice())),
                ("Also written", text(&post.variants.join("; "))),
                ("Details", text(&post.details.join("; "))),
            ])];
            let duties = post.responsibilities.iter().map(words);
            blocks.extend(list("Answers for", duties));
            return Body {
                retold: false,
                blocks,
            };
        }
        let Some(organisation) = record.downcast::<Organisation>() else {
            return Body::default();
        };
        Body {
            retold: false,
            blocks: vec![facts([
                ("What it is", words(&organisation.description)),
                ("Also written", text(&organisation.variants.join("; "))),
            ])],
        }
    }
}
