//! What two copies of a draft began from, found by hash. Nothing is guessed: where neither knows the other there is none.

use crate::{
    app::{Editing, Shelf, TheirCopy, drafts, drafts::kept_plan},
    drafting::draft_from,
    formats::compact_plan,
    plan::{Id, Plan},
    storage::digest,
};

/// The version that both copies began from.
#[derive(Clone, Debug)]
pub struct Common {
    /// It.
    pub plan: Plan,
    /// What it is called: 'the version “Sent to Ann”'.
    pub name: String,
}

/// The newest version of the open draft that the copy went through; else the published plan both were begun from.
pub async fn common(editing: Editing, copy: &TheirCopy, shelf: Shelf) -> Option<Common> {
    let id = editing.draft_id()?;
    let card = drafts().await.card(&id).await.ok()?;
    let mut theirs = vec![hash(&copy.plan).await];
    theirs.extend_from_slice(&copy.versions);
    for version in card.versions.iter().rev() {
        if !theirs.contains(&version.sha256) {
            continue;
        }
        if let Ok((plan, name)) = kept_plan(id.to_string(), Some(version.seq)).await {
            return Some(Common {
                plan: Plan::clone(&plan),
                name,
            });
        }
    }
    let base = card.based_on?;
    let published = shelf.plan(&Id::parse(&base.plan)?).await.ok()?;
    let begun = draft_from(&published.plan, &base.hash);
    let followed = copy.plan.front.supersedes.as_ref();
    let same = followed.is_some_and(|from| from.hash == base.hash);
    let known = published.sha256 == base.hash && (same || theirs.contains(&hash(&begun).await));
    known.then(|| Common {
        plan: begun,
        name: "The published plan".to_owned(),
    })
}

/// What a version is known by, as `formats::version_hash` says it; worked out by the browser, as a plan can be long.
async fn hash(plan: &Plan) -> String {
    digest(compact_plan(plan).as_bytes()).await
}
