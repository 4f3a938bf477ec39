//! Lists within a form: rows for milestones, mitigations, figures and amounts, each with its buttons
//! to move and delete.

use leptos::{html, prelude::*};
use serde_json::{Value, json};

use crate::{
    app::{focus_beside, focus_next, item_href, use_editing},
    components::field::element_id,
    drafting::{Change, Path},
    insight::rows::sentence,
    plan::{Id, brief, with_article},
};

/// The elements of a list in the draft: their ids, or their places where they have none.
pub fn elements(list: Value) -> Vec<Option<Id>> {
    let items = list.as_array().cloned().unwrap_or_default();
    items
        .iter()
        .map(|item| item.get("id").and_then(Value::as_str).and_then(Id::parse))
        .collect()
}

/// A list of rows, each drawn by `row`, with a button to add one.
#[component]
pub fn Rows(
    /// The list in the plan.
    list: Path,
    /// What one row is: 'milestone'.
    noun: &'static str,
    /// Whether its elements have ids.
    #[prop(optional)]
    with_ids: bool,
    /// What a new element holds beside its id.
    #[prop(optional)]
    begins_as: Option<Value>,
    /// The fields of the element at a path.
    row: fn(Path) -> AnyView,
) -> impl IntoView {
    let editing = use_editing();
    let id = element_id(&list);
    let value = editing.value(list.clone());
    let rows = Memo::new(move |_| elements(value.get()));
    let add = {
        let list = list.clone();
        let fields = format!("#{id} > fieldset:last-of-type :is(input, textarea, select)");
        move |_| {
            let mut value = begins_as.clone().unwrap_or_else(|| json!({}));
            if with_ids && let Some(fields) = value.as_object_mut() {
                fields.insert("id".into(), json!(editing.new_id()));
            }
            editing.change(Change::Add {
                list: list.clone(),
                place: usize::MAX,
                value,
            });
            focus_next(fields.clone());
        }
    };
    let heading = sentence(noun);
    view! {
        <div class="wm-stack wm-stack--s" id=id tabindex="-1">
            {move || {
                let list = list.clone();
                let heading = heading.clone();
                let count = rows.with(Vec::len);
                rows.get()
                    .into_iter()
                    .enumerate()
                    .map(|(place, id)| {
                        let at = match &id {
                            Some(id) => list.clone().item(id),
                            None => list.clone().place(place),
                        };
                        view! {
                            <fieldset class="wm-rowform">
                                <legend>{format!("{heading} {}", place + 1)}</legend>
                                <div class="wm-rowform__fields">{row(at.clone())}</div>
                                <RowActions at=at noun=noun place=place count=count />
                            </fieldset>
                        }
                    })
                    .collect_view()
            }}
            <p>
                <button
                    class="wm-btn"
                    type="button"
                    disabled=move || !editing.writes.get()
                    on:click=add
                >
                    {format!("Add {}", with_article(noun))}
                </button>
            </p>
        </div>
    }
}

/// The buttons of one row.
#[component]
fn RowActions(
    /// The element.
    at: Path,
    /// What it is.
    noun: &'static str,
    /// Its place in the list, from 0.
    place: usize,
    /// How many the list has.
    count: usize,
) -> impl IntoView {
    let editing = use_editing();
    let n = place + 1;
    let (is_first, is_last) = (place == 0, n >= count);
    let (up, down, gone) = (at.clone(), at.clone(), at);
    let locked = move || !editing.writes.get();
    let list = gone.split_last().map(|(list, _)| element_id(&list));
    let list = list.unwrap_or_default();
    // The rows are made anew: focus goes along with the one that moved, to the same button or, where it is off, the other.
    let shift = {
        let list = list.clone();
        move |at: &Path, to: usize, way: &str| {
            editing.change(Change::Shift { at: at.clone(), to });
            let row = format!("#{list} > fieldset:nth-of-type({})", to + 1);
            focus_next(format!(
                "{row} [data-move={way}]:not(:disabled), {row}:has([data-move={way}]:disabled) [data-move]:not(:disabled)"
            ));
        }
    };
    let shift_down = shift.clone();
    // What stands where it stood, or the button to add another.
    let next = format!(
        "#{list} > fieldset:nth-of-type({n}) legend ~ * :is(input, textarea, select), #{list} > p > button"
    );
    view! {
        <div class="wm-rowform__acts">
            <button
                class="wm-btn wm-btn--icon"
                type="button"
                data-move="up"
                aria-label=format!("Move {noun} {n} up")
                disabled=move || is_first || locked()
                on:click=move |_| shift(&up, place.saturating_sub(1), "up")
            >
                "↑"
            </button>
            <button
                class="wm-btn wm-btn--icon"
                type="button"
                data-move="down"
                aria-label=format!("Move {noun} {n} down")
                disabled=move || is_last || locked()
                on:click=move |_| shift_down(&down, place + 1, "down")
            >
                "↓"
            </button>
            <button
                class="wm-btn wm-btn--quiet wm-btn--danger"
                type="button"
                aria-label=format!("Delete {noun} {n}")
                disabled=locked
                on:click=move |_| {
                    editing.delete(&gone);
                    focus_next(next.clone());
                }
            >
                "Delete"
            </button>
        </div>
    }
}

/// What can be done with a record as a whole: move it, look at it, delete it.
#[component]
pub fn WholeActions(
    /// The record.
    at: Path,
    /// What it is.
    noun: &'static str,
    /// Its page.
    link: String,
) -> impl IntoView {
    let editing = use_editing();
    let open = crate::app::use_plan();
    let record = at.record_id().map(|(kind, id)| (kind, id.clone()));
    let place = Memo::new(move |_| {
        let (kind, id) = record.clone()?;
        let plan = open.get();
        let collection = plan.collection(kind);
        let place = collection.place(&id)?;
        Some((place, collection.len()))
    });
    let (up, down, gone) = (at.clone(), at.clone(), at);
    let shift = move |at: &Path, to: usize| editing.change(Change::Shift { at: at.clone(), to });
    let locked = move || !editing.writes.get();
    // The records whose links go along, once the officer is asked about them.
    let asked = RwSignal::new(Vec::<Id>::new());
    let delete = move |at: &Path| {
        editing.delete(at);
        // The record whose form is shown now, or the way to a first one.
        focus_next(".wm-editor__list a[aria-current=true], .wm-editor__acts button".to_owned());
    };
    let ask = move |at: &Path| match editing.removal(at) {
        Some(removal) if !removal.touches.is_empty() => asked.set(removal.touches),
        _ => delete(at),
    };
    let gone = StoredValue::new(gone);
    let (upwards, downwards) = (
        NodeRef::<html::Button>::new(),
        NodeRef::<html::Button>::new(),
    );
    let first = move || place.get().is_none_or(|(at, _)| at == 0);
    let last = move || place.get().is_none_or(|(at, len)| at + 1 >= len);
    view! {
        <div class="wm-cluster wm-cluster--apart">
            <div class="wm-cluster">
                <a class="wm-btn" href=link>
                    {format!("See the {noun}’s page")}
                </a>
                <button
                    class="wm-btn"
                    type="button"
                    node_ref=upwards
                    disabled=move || first() || locked()
                    on:click=move |_| {
                        if let Some((at, _)) = place.get_untracked() {
                            shift(&up, at.saturating_sub(1));
                            focus_beside(upwards, downwards);
                        }
                    }
                >
                    "Move up"
                </button>
                <button
                    class="wm-btn"
                    type="button"
                    node_ref=downwards
                    disabled=move || last() || locked()
                    on:click=move |_| {
                        if let Some((at, _)) = place.get_untracked() {
                            shift(&down, at + 1);
                            focus_beside(downwards, upwards);
                        }
                    }
                >
                    "Move down"
                </button>
            </div>
            <button
                class="wm-btn wm-btn--danger"
                type="button"
                disabled=locked
                on:click=move |_| gone.with_value(ask)
            >
                {format!("Delete this {noun}")}
            </button>
        </div>
        <Show when=move || asked.with(|touched| !touched.is_empty())>
            <Touches
                noun
                touched=asked.get_untracked()
                delete=Callback::new(move |()| {
                    asked.set(Vec::new());
                    gone.with_value(delete);
                })
                keep=Callback::new(move |()| asked.set(Vec::new()))
            />
        </Show>
    }
}

/// Asks before a record goes that others link to: which those are, and what becomes of their links.
#[component]
fn Touches(
    /// What it is.
    noun: &'static str,
    /// The records that link to it.
    touched: Vec<Id>,
    /// Called to delete it all the same.
    delete: Callback<()>,
    /// Called to keep it.
    keep: Callback<()>,
) -> impl IntoView {
    let open = crate::app::use_plan();
    let first = NodeRef::<html::Button>::new();
    Effect::new(move |_| {
        if let Some(first) = first.get() {
            drop(first.focus());
        }
    });
    let links = match touched.len() {
        1 => "One record links to it, and would no longer".to_owned(),
        n => format!("{n} records link to it, and would no longer"),
    };
    let item = |id: Id| {
        let title = brief(&open.index().title(&open.get_untracked(), &id), 90);
        view! { <li><a href=item_href(&id)>{title}</a></li> }
    };
    view! {
        <div class="wm-banner wm-banner--warn" role="group" aria-labelledby="touches">
            <p id="touches">
                <b>{format!("Delete this {noun}?")}</b>
                {format!(" {links}:")}
            </p>
            <ul>{touched.into_iter().map(item).collect_view()}</ul>
            <p>"One ‘Undo’ brings it back with all of its links."</p>
            <div class="wm-banner__acts">
                <button class="wm-btn wm-btn--danger" type="button" node_ref=first on:click=move |_| delete.run(())>
                    {format!("Delete the {noun} and the links")}
                </button>
                <button class="wm-btn" type="button" on:click=move |_| keep.run(())>
                    {format!("Keep the {noun}")}
                </button>
            </div>
        </div>
    }
}
