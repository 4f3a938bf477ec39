//! A list of records with its filters: the figure drawn of the rows that are left, then the same rows
//! as a table.

use std::sync::Arc;

use leptos::prelude::*;

use super::{data_table::DataTable, filters::Filters};
use crate::{
    app::{OPEN, View, use_location, view_href},
    insight::rows::{Listing, Row, same},
    plan::Id,
};

/// The reader's filters, sort and the like, followed.
pub fn settings() -> Memo<Vec<(String, String)>> {
    // What is open changes no rows.
    use_location().part(|address| {
        let with = address.with.iter().filter(|(name, _)| name != OPEN);
        with.cloned().collect()
    })
}

/// Opens the page of an item, as pressing a mark of a chart does. It is made with the page, because
/// a press knows of no context.
pub fn opening() -> Callback<Id> {
    let location = use_location();
    Callback::new(move |id: Id| location.go(location.get_untracked().to_item(&id)))
}

/// The rows of a listing that the reader's settings leave.
pub fn chosen(listing: Memo<Listing>) -> Memo<Vec<Arc<Row>>> {
    let settings = settings();
    Memo::new_with_compare(
        move |_| listing.with(|all| settings.with(|with| all.chosen(with))),
        |before, after| !before.zip(after).is_some_and(|(a, b)| same(a, b)),
    )
}

/// Filters, what is drawn of the rows, and the rows.
#[component]
pub fn Listed(
    /// What the rows are: 'measures'.
    noun: &'static str,
    /// All rows.
    listing: Memo<Listing>,
    /// The rows the settings leave.
    rows: Memo<Vec<Arc<Row>>>,
    /// What the table holds.
    caption: &'static str,
    /// What the order of the rows is called while they are not sorted.
    #[prop(default = "Plan order")]
    order: &'static str,
    /// The figure, and what is said between it and the table.
    #[prop(optional)]
    children: Option<ChildrenFn>,
) -> impl IntoView {
    let all = Memo::new(move |_| listing.with(|l| l.rows.len()));
    let left = Memo::new(move |_| rows.with(Vec::len));
    let filters = Memo::new(move |_| listing.with(|l| l.filters.clone()));
    let columns = Memo::new(move |_| listing.with(|l| l.columns.clone()));
    let grouped = Memo::new(move |_| listing.with(|l| l.grouped));
    let children = StoredValue::new(children);
    view! {
        <Show when=move || { all.get() > 0 } fallback=move || view! { <NothingPrinted noun=noun /> }>
            <div class="wm-stack wm-stack--m">
                <Filters noun filters columns grouped order left all />
                <Show
                    when=move || { left.get() > 0 }
                    fallback=move || view! { <NothingLeft noun=noun /> }
                >
                    {children.with_value(|children| children.as_ref().map(|children| children()))}
                    <DataTable caption=caption columns=columns rows=rows />
                </Show>
            </div>
        </Show>
    }
}

/// The filters leave nothing.
#[component]
pub fn NothingLeft(
    /// What is filtered.
    noun: &'static str,
) -> impl IntoView {
    view! {
        <div class="wm-empty">
            <p>
                {format!(
                    "No {noun} have all of this. Take back one of the filters, or clear them all.",
                )}
            </p>
        </div>
    }
}

/// The plan has none at all.
#[component]
pub fn NothingPrinted(
    /// What it lacks.
    noun: &'static str,
) -> impl IntoView {
    view! {
        <div class="wm-empty">
            <p>{format!("There are no {noun} here to list.")}</p>
            <a class="wm-btn" href=view_href(View::Contents)>
                "What the plan has"
            </a>
        </div>
    }
}
