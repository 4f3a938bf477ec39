//! What each draft takes on this device, and the ways to make room without losing a word.

use leptos::prelude::*;

use super::room_shown;
use crate::{
    app::{Address, Of, Refusal, View, drafts, drafts::moment},
    components::{Banner, Tone},
    insight::rows::{and, some},
    storage::{Card, ErrorKind, StorageError},
};

/// A draft and the bytes it takes.
#[derive(Clone)]
struct Kept {
    card: Card,
    bytes: u64,
}

/// The drafts with their sizes, and a button to tidy up.
#[component]
pub fn KeptDrafts(
    /// Told when there is more room than before.
    tidied: Callback<()>,
) -> impl IntoView {
    let kept = RwSignal::new(None::<Result<Vec<Kept>, Refusal>>);
    let said = RwSignal::new(String::new());
    let look = move || {
        leptos::task::spawn_local(async move {
            let found = sizes().await.map_err(Refusal::from);
            let _ = kept.try_set(Some(found));
        });
    };
    look();
    let tidy = move |_| {
        leptos::task::spawn_local(async move {
            let told = match tidy_up().await {
                Ok(told) => told,
                Err(e) => format!("{e} {}", e.what_to_do()),
            };
            let _ = said.try_set(told);
            look();
            tidied.run(());
        });
    };
    view! {
        <section class="wm-card wm-stack wm-stack--s">
            <h2>"What drafts take"</h2>
            {move || match kept.get() {
                None => view! { <p role="status">"Looking…"</p> }.into_any(),
                Some(Err(refusal)) => view! { <Banner tone=Tone::Error refusal /> }.into_any(),
                Some(Ok(kept)) if kept.is_empty() => {
                    view! { <p>"There are no drafts on this device."</p> }.into_any()
                }
                Some(Ok(kept)) => view! {
                    <Table kept />
                    <div class="wm-acts">
                        <button class="wm-btn" type="button" on:click=tidy>"Tidy up"</button>
                    </div>
                    <p class="wm-sub">
                        "Tidying up empties the bin and leaves the newest two of the versions that were kept without a name. Versions with a name, and every word of your drafts, stay."
                    </p>
                }
                .into_any(),
            }}
            <p role="status">{said}</p>
        </section>
    }
}

#[component]
fn Table(kept: Vec<Kept>) -> impl IntoView {
    let row = |Kept { card, bytes }: Kept| {
        let href = Address::view(Of::Draft(card.id.to_string()), View::Edit).href();
        let title = match card.deleted {
            Some(_) => view! { {card.title.clone()} " (in the bin)" }.into_any(),
            None => view! { <a href=href>{card.title.clone()}</a> }.into_any(),
        };
        let backed_up = match &card.backed_up {
            Some(backup) if backup.seq >= card.head => "Up to date".to_owned(),
            Some(backup) => moment(backup.at),
            None => "Never".to_owned(),
        };
        view! {
            <tr>
                <th scope="row">{title}</th>
                <td class="wm-num">{room_shown(bytes as f64)}</td>
                <td class="wm-num">{card.versions.len()}</td>
                <td>{moment(card.updated)}</td>
                <td>{backed_up}</td>
            </tr>
        }
    };
    view! {
        <div class="wm-table-wrap" role="region" aria-label="Drafts and what they take" tabindex="0">
            <table class="wm-table">
                <thead>
                    <tr>
                        <th scope="col">"Draft"</th>
                        <th scope="col" class="wm-num">"Takes"</th>
                        <th scope="col" class="wm-num">"Versions"</th>
                        <th scope="col">"Changed"</th>
                        <th scope="col">"Saved to a file"</th>
                    </tr>
                </thead>
                <tbody>{kept.into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
}

/// Each draft of this device with what it takes, the largest first.
async fn sizes() -> Result<Vec<Kept>, StorageError> {
    let drafts = drafts().await;
    let cards = drafts.list().await?;
    let mut kept = Vec::with_capacity(cards.len());
    for card in cards {
        let bytes = drafts.size_of(&card.id).await?;
        kept.push(Kept { card, bytes });
    }
    kept.sort_by_key(|one| std::cmp::Reverse(one.bytes));
    Ok(kept)
}

/// Empties the bin, thins the versions without a name, and says what that came to.
async fn tidy_up() -> Result<String, StorageError> {
    let drafts = drafts().await;
    let (mut gone, mut versions) = (0, 0);
    for card in drafts.list().await? {
        if card.deleted.is_some() {
            drafts.purge(&card.id).await?;
            gone += 1;
        } else {
            versions += match drafts.tidy(&card.id).await {
                // What a newer Waymark keeps is left to it.
                Err(e) if e.kind() == ErrorKind::Newer => 0,
                tidied => tidied?,
            };
        }
    }
    let told: Vec<String> = [
        (gone, "draft in the bin", "drafts in the bin"),
        (
            versions,
            "version without a name",
            "versions without a name",
        ),
    ]
    .into_iter()
    .filter(|(many, ..)| *many > 0)
    .map(|(many, one, more)| some(many, one, more))
    .collect();
    Ok(match told.is_empty() {
        true => "There was nothing to tidy up.".to_owned(),
        false => format!("Removed: {}.", and(&told)),
    })
}
