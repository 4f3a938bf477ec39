//! Merging a colleague's copy into the open draft: choose it, see what comes from it and what both changed, decide, and
//! only then take it in, as one step.

mod common;
mod decide;
mod incoming;
mod into;
mod review;

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    app::{
        Came, Refusal, TheirCopy, copy_sent_on, focus_next, mark, notes_of_this_plan, painted,
        use_editing, use_notebook, use_plan, use_shelf,
    },
    components::{Banner, NotRead, PageTitle, Tone, Waiting},
    drafting::{
        ChangeError,
        excerpt::Excerpt,
        merge::{Conflict, Merge},
    },
    formats::Unread,
    plan::Plan,
};
use common::{Common, common};
use incoming::Incoming;
pub use into::MergeInto;
use review::{Review, TOLD};

/// What they say of the plan that `sent` is all of: what they never got says the same as there. Beside it, what they wrote
/// where it does.
fn whole(copy: &TheirCopy, sent: &Plan) -> Result<(Arc<Plan>, Vec<Conflict>), ChangeError> {
    let left_out = copy.left_out.iter().map(String::as_str);
    let excerpt = Excerpt::from_keys(left_out);
    match excerpt.is_whole() {
        true => Ok((copy.plan.clone(), Vec::new())),
        false => {
            let answered = excerpt.answered(sent, &copy.plan)?;
            Ok((Arc::new(answered.plan), answered.unseen))
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
    /// What they wrote where something of mine stood that they never got.
    unseen: Vec<Conflict>,
    /// What of their file could not be read.
    unread: Vec<Unread>,
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
    let book = use_notebook();
    let key = notes_of_this_plan();
    let take = Callback::new(move |copy: TheirCopy| {
        // One that comes late doesn't take away what was decided since.
        if !matches!(stage.try_get_untracked(), Some(Stage::Choosing)) {
            return;
        }
        stage.set(Stage::Reading);
        if !copy.notes.is_empty() {
            book.came.set(Some(Came {
                plan: key.get_untracked(),
                notes: copy.notes.clone(),
            }));
        }
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
            let (theirs, unseen) = match whole(&copy, sent) {
                Ok(whole) => whole,
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
                unseen,
                unread: copy.unread,
            };
            let _ = stage.try_set(Stage::Deciding(held));
            // What was pressed is gone: what came of it is read next.
            focus_next(format!("#{TOLD}"));
        });
    });
    if let Some(copy) = editing.draft_id().and_then(|id| copy_sent_on(id.as_str())) {
        take.run(copy);
    }
    let again = Callback::new(move |()| {
        stage.set(Stage::Choosing);
        focus_next("main h1".to_owned());
    });
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
                    view! {
                        <NotRead id="copy" what="of their file" unread=held.unread />
                        <Review merge=held.merge base=held.base name=held.name unseen=held.unseen again />
                    }
                        .into_any()
                }
            }}
        </div>
    }
}
