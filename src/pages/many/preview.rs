//! What becomes of places, as a table: what each is, what stands there now and what it becomes.

use std::hash::Hash;

use leptos::prelude::*;

use super::LISTED;

/// What a table of places is called.
pub struct Headings {
    /// What it shows.
    pub caption: String,
    /// The same, for who moves over it by keys.
    pub region: String,
    /// What a place is.
    pub place: String,
    /// What is chosen of each place, if anything is.
    pub choice: Option<&'static str>,
    /// The end of the sentence on places that aren't listed.
    pub rest: &'static str,
}

/// One place.
pub struct Seen {
    /// What it is called.
    pub place: AnyView,
    /// What stands there.
    pub now: AnyView,
    /// What becomes of it.
    pub becomes: AnyView,
    /// What is chosen of it.
    pub choice: Option<AnyView>,
}

/// The table of so many places, of which the first are listed; a row is made anew where its key is another.
pub fn preview_table<T, K>(
    headings: Headings,
    count: Memo<usize>,
    listed: Signal<Vec<T>>,
    key: fn(&T) -> K,
    see: impl Fn(T) -> Seen + Clone + Send + Sync + 'static,
) -> AnyView
where
    T: Clone + Send + Sync + 'static,
    K: Eq + Hash + Send + Sync + 'static,
{
    let Headings {
        caption,
        region,
        place,
        choice,
        rest,
    } = headings;
    let row = move |line: T| {
        let Seen {
            place,
            now,
            becomes,
            choice,
        } = see(line);
        view! {
            <tr role="row">
                <th scope="row" role="rowheader">
                    {place}
                </th>
                <td role="cell" data-label="Now">
                    {now}
                </td>
                <td role="cell" data-label="Becomes">
                    {becomes}
                </td>
                {choice.map(|choice| view! { <td role="cell">{choice}</td> })}
            </tr>
        }
    };
    let heading = |words: String| {
        view! {
            <th scope="col" role="columnheader">
                {words}
            </th>
        }
    };
    view! {
        <Show when=move || { count.get() > 0 }>
            <div class="wm-table-wrap" role="region" aria-label=region.clone() tabindex="0">
                <table class="wm-table wm-table--cards" role="table">
                    <caption>{caption.clone()}</caption>
                    <thead role="rowgroup">
                        <tr role="row">
                            {heading(place.clone())}
                            {heading("Now".to_owned())}
                            {heading("Becomes".to_owned())}
                            {choice.map(|choice| heading(choice.to_owned()))}
                        </tr>
                    </thead>
                    <tbody role="rowgroup">
                        <For each=move || listed.get() key=key children=row.clone() />
                    </tbody>
                </table>
            </div>
            {move || {
                let more = count.get().saturating_sub(LISTED);
                (more > 0).then(|| view! { <p class="wm-sub">{format!("And {more} more{rest}")}</p> })
            }}
        </Show>
    }
    .into_any()
}
