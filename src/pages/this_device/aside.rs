//! What could not be read and was set aside as it was found: said, and handed out as a file.

use leptos::prelude::*;

use crate::{
    app::{drafts, today},
    components::download::download,
    insight::rows::{sentence, some},
    storage::Quarantined,
};

/// What was set aside on this device; nothing where nothing was.
#[component]
pub fn SetAside() -> impl IntoView {
    let kept = RwSignal::new(Vec::<Quarantined>::new());
    leptos::task::spawn_local(async move {
        // What can't be read now is told by the parts of the page that have to read it.
        let found = drafts().await.quarantined().await.unwrap_or_default();
        let _ = kept.try_set(found);
    });
    let take = move |_| {
        let name = format!("set-aside-{}.json", today().iso());
        download(&name, &kept.with_untracked(|kept| Quarantined::file(kept)));
    };
    let told = move || {
        let many = some(kept.with(Vec::len), "thing", "things");
        format!(
            "{} could not be read when drafts were opened, and so was kept here as it was found.",
            sentence(&many)
        )
    };
    view! {
        <Show when=move || kept.with(|kept| !kept.is_empty())>
            <section class="wm-card wm-stack wm-stack--s">
                <h2>"What was set aside"</h2>
                <p>{told}</p>
                <div class="wm-acts">
                    <button class="wm-btn" type="button" on:click=take>
                        "Download what was set aside"
                    </button>
                </div>
            </section>
        </Show>
    }
}
