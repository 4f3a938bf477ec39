//! One item of the list: what it is, what is written on it, and what is done with it in the meeting.

use std::sync::Arc;

use leptos::{ev, html, prelude::*, web_sys};
use wasm_bindgen::JsCast;

use super::{
    came::{head, words},
    drag::{Grip, Hand},
    pad::{Pad, field, fields},
};
use crate::{
    app::{focus, notes_of_this_plan, use_notebook},
    components::{Unfold, tick::tick_box},
    insight::notes::{Entry, Part, in_order, moved as places},
    plan::Id,
};

/// The card of an item.
#[component]
pub fn Card(
    /// The item; none for the plan as a whole.
    item: Option<Id>,
    /// All entries.
    all: Memo<Arc<Vec<Entry>>>,
    /// What is shown of them, in order.
    order: Memo<Vec<Option<Id>>>,
    /// Says where something was moved to.
    moved: RwSignal<String>,
    /// What holds one of its cards.
    hand: Hand,
) -> impl IntoView {
    let pad = Pad::of(item.clone());
    let name = item.as_ref().map_or("whole-plan", Id::as_str).to_owned();
    let item = StoredValue::new(item);
    let entry = Memo::new(move |_| {
        all.with(|all| {
            let mut all = all.iter();
            all.find(|entry| item.with_value(|item| entry.note.item == *item))
                .cloned()
        })
    });
    let title =
        Memo::new(move |_| entry.with(|e| e.as_ref().map_or(String::new(), |e| e.title.clone())));
    let listed = pad.told(|note| note.listed);
    let done = pad.told(|note| note.done);
    let at = Memo::new(move |_| {
        order.with(|order| {
            order
                .iter()
                .position(|other| item.with_value(|item| other == item))
        })
    });
    let shift = Shift::new(order, moved);
    let (writing, write) = signal(false);
    let (answering, to_answer) = signal(false);
    let done_id = format!("done-{name}");
    let name = StoredValue::new(name);
    let mover_id = move |up: bool| {
        let way = if up { "up" } else { "down" };
        name.with_value(|name| format!("{way}-{name}"))
    };
    let grip_id = move || name.with_value(|name| format!("grip-{name}"));
    let card = NodeRef::<html::Li>::new();
    let dropped = Callback::new(move |(from, to): (usize, usize)| {
        shift.to(from, to, &title.get_untracked());
        let id = grip_id();
        request_animation_frame(move || focus(&id));
    });
    let go = move |up: bool, id: String| {
        let Some(from) = at.get_untracked() else {
            return;
        };
        let to = match up {
            true => from.checked_sub(1),
            false => from.checked_add(1),
        };
        if let Some(to) = to {
            shift.to(from, to, &title.get_untracked());
        }
        // The card is taken out and put in again: the focus goes along.
        request_animation_frame(move || focus(&id));
    };
    let keys = move |event: ev::KeyboardEvent| {
        let target = event.target();
        let target = target.and_then(|t| t.dyn_into::<web_sys::Element>().ok());
        let is = |what: &str| target.as_ref().is_some_and(|e| e.matches(what) == Ok(true));
        let typing = is("input:not([type=checkbox]), textarea");
        let at_grip = is(".wm-agenda__grip");
        let up = match &*event.key() {
            "ArrowUp" => true,
            "ArrowDown" => false,
            _ => return,
        };
        if (event.alt_key() || at_grip) && !typing && listed.get_untracked() {
            event.prevent_default();
            go(up, if at_grip { grip_id() } else { mover_id(up) });
        }
    };
    let ends = move |up: bool| match up {
        true => at.get() == Some(0),
        false => at.get().is_some_and(|at| at + 1 == order.with(Vec::len)),
    };
    let mover = move |up: bool| {
        let (way, arrow) = if up { ("up", "↑") } else { ("down", "↓") };
        view! {
            <button
                class="wm-btn wm-btn--icon"
                id=mover_id(up)
                type="button"
                aria-disabled=move || ends(up).to_string()
                aria-label=move || format!("Move {way}: {}", title.get())
                on:click=move |_| go(up, mover_id(up))
            >
                {arrow}
            </button>
        }
    };
    let remove = move |_| {
        pad.change(|note| {
            note.listed = false;
            note.done = false;
            for part in Part::ALL {
                note.write(part, "");
            }
        });
    };
    let sure = RwSignal::new(false);
    view! {
        <li
            class="wm-agenda__item wm-card"
            class:is-done=done
            class:is-held=move || hand.holds(at.get())
            class:is-before=move || hand.lands(at.get(), false)
            class:is-after=move || hand.lands(at.get(), true)
            node_ref=card
            on:keydown=keys
        >
            {move || entry.with(|entry| entry.as_ref().map(head))}
            {move || entry.with(|entry| entry.as_ref().map(words))}
            <div class="wm-agenda__room" aria-hidden="true"></div>
            <div class="wm-agenda__do">
                <Show when=move || listed.get()>
                    <div class="govuk-checkboxes govuk-checkboxes--small">
                        {tick_box(
                            done_id.clone(),
                            view! {
                                "Dealt with"
                                <span class="govuk-visually-hidden">{move || format!(": {}", title.get())}</span>
                            }
                                .into_any(),
                            None,
                            done.into(),
                            Callback::new(move |on| pad.change(|note| note.done = on)),
                        )}
                    </div>
                </Show>
                <div class="wm-cluster">
                    <Show when=move || listed.get()>
                        <Grip
                            id=grip_id()
                            label=Signal::derive(move || {
                                format!("Drag, or press the up and down arrow keys, to move: {}", title.get())
                            })
                            card=card
                            at=at
                            hand=hand
                            dropped=dropped
                        />
                        {mover(true)}
                        {mover(false)}
                    </Show>
                    <button
                        class="wm-btn"
                        type="button"
                        on:click=move |_| pad.change(|note| note.listed = !note.listed)
                    >
                        {move || if listed.get() { "Take off the list" } else { "Put on the list" }}
                        <span class="govuk-visually-hidden">{move || format!(": {}", title.get())}</span>
                    </button>
                </div>
            </div>
            <div class="wm-agenda__folds">
            <Unfold label="Write what was answered" opened=to_answer>
                <Show when=move || answering.get()>{field(pad, Part::Answer)}</Show>
            </Unfold>
            <Unfold label="Change what is written" opened=write>
                <Show when=move || writing.get()>
                    {fields(pad)}
                    {move || match sure.get() {
                        false => view! {
                            <button class="wm-btn wm-btn--danger" type="button" on:click=move |_| sure.set(true)>
                                "Remove this note"
                            </button>
                        }
                            .into_any(),
                        true => view! {
                            <div class="wm-cluster">
                                <button class="wm-btn wm-btn--danger" type="button" on:click=remove>
                                    "Yes, remove it with all that is written"
                                </button>
                                <button class="wm-btn" type="button" on:click=move |_| sure.set(false)>
                                    "Keep it"
                                </button>
                            </div>
                        }
                            .into_any(),
                    }}
                </Show>
            </Unfold>
            </div>
        </li>
    }
}

/// Moving within the reader's own order.
#[derive(Clone, Copy)]
struct Shift {
    order: Memo<Vec<Option<Id>>>,
    moved: RwSignal<String>,
    key: Memo<String>,
    book: crate::app::Notebook,
}

impl Shift {
    fn new(order: Memo<Vec<Option<Id>>>, moved: RwSignal<String>) -> Shift {
        Shift {
            order,
            moved,
            key: notes_of_this_plan(),
            book: use_notebook(),
        }
    }

    /// Moves what is shown at one place to where another is shown. What a filter hides keeps its place.
    fn to(self, from: usize, to: usize, title: &str) {
        let shown = self.order.get_untracked();
        let (Some(item), Some(other)) = (shown.get(from), shown.get(to)) else {
            return;
        };
        let key = self.key.get_untracked();
        let mut notes = in_order(&self.book.of_untracked(&key));
        notes.retain(|note| note.listed);
        let place = |item: &Option<Id>| notes.iter().position(|note| note.item == *item);
        let (Some(from), Some(at)) = (place(item), place(other)) else {
            return;
        };
        for (item, place) in places(&notes, from, at) {
            self.book
                .change(&key, item.as_ref(), |note| note.place = place);
        }
        let said = format!("{title} is now number {} of {}.", to + 1, shown.len());
        self.moved.set(said);
    }
}
