//! Merging a colleague's copy into the open draft: choose it, see what comes from it and what both changed, decide, and
//! only then take it in, as one step.

mod common;
mod decide;
mod incoming;
mod review;

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    app::{Refusal, mark, painted, use_editing, use_plan, use_shelf},
    components::{Banner, PageTitle, Tone, Waiting},
    drafting::{ChangeError, excerpt::Excerpt, merge::Merge},
    plan::Plan,
};
use common::{Common, common};
use incoming::Incoming;
use review::Review;

/// A copy that someone else wrote.
#[derive(Clone, Debug)]
pub struct Copy {
    /// The plan in it.
    pub plan: Arc<Plan>,
    /// The versions it went through, by their hashes.
    pub versions: Vec<String>,
    /// What of the newest of them it is without, because it wasn't sent.
    pub left_out: Vec<String>,
    /// What it is called: the name of its file.
    pub name: String,
}

impl Copy {
    /// What they say of the plan that `sent` is all of: what they never got says the same as there.
    fn whole(&self, sent: &Plan) -> Result<Arc<Plan>, ChangeError> {
        let left_out = self.left_out.iter().map(String::as_str);
        let excerpt = Excerpt::from_keys(left_out);
        match excerpt.is_whole() {
            true => Ok(self.plan.clone()),
            false => excerpt.answered(sent, &self.plan).map(Arc::new),
        }
    }
}

/// Two copies held against each other.
#[derive(Clone)]
struct Held {
    merge: Arc<Merge>,
    /// What both began from, in words; none where that isn't known.
    base: Option<String>,
    name: String,
}

/// How far the merging has come.
#[derive(Clone)]
enum Stage {
    Choosing,
    Reading,
    Deciding(Held),
}

/// The page.
#[component]
pub fn MergePage() -> impl IntoView {
    let editing = use_editing();
    let open = use_plan();
    let shelf = use_shelf();
    let stage = RwSignal::new_local(Stage::Choosing);
    let refused = RwSignal::new(None::<Refusal>);
    let take = Callback::new(move |copy: Copy| {
        stage.set(Stage::Reading);
        leptos::task::spawn_local(async move {
            let found: Option<Common> = common(editing, &copy, shelf).await;
            painted().await;
            // The officer may have left meanwhile, and the draft with it.
            if stage.try_with_untracked(|_| ()).is_none() {
                return;
            }
            let mine = open.written_untracked().0;
            mark("merge-begins");
            let sent = found.as_ref().map_or(&*mine, |found| &found.plan);
            let theirs = match copy.whole(sent) {
                Ok(theirs) => theirs,
                Err(e) => {
                    let refusal = Refusal::new(
                        &format!("Their answer can’t be put beside your plan. {e}"),
                        "Ask them to save their copy as a file and choose that.",
                    );
                    let _ = refused.try_set(Some(refusal.nothing_changed()));
                    let _ = stage.try_set(Stage::Choosing);
                    return;
                }
            };
            let merge = match &found {
                Some(found) => Merge::new(&found.plan, &mine, &theirs),
                None => Merge::two_way(&mine, &theirs),
            };
            mark("merge-ends");
            let held = Held {
                merge: Arc::new(merge),
                base: found.map(|found| found.name),
                name: copy.name,
            };
            let _ = stage.try_set(Stage::Deciding(held));
        });
    });
    let again = Callback::new(move |()| stage.set(Stage::Choosing));
    view! {
        <div class="wm-stack wm-stack--m">
            <PageTitle
                text="Merge a colleague’s copy"
                within=Signal::derive(move || open.get().front.title.clone())
                class="wm-title"
            />
            {move || refused.get().map(|refusal| view! { <Banner tone=Tone::Error refusal /> })}
            {move || match stage.get() {
                Stage::Choosing => view! { <Incoming take refused /> }.into_any(),
                Stage::Reading => view! { <Waiting what="Comparing the two copies" /> }.into_any(),
                Stage::Deciding(held) => {
                    view! { <Review merge=held.merge base=held.base name=held.name again /> }.into_any()
                }
            }}
        </div>
    }
}
