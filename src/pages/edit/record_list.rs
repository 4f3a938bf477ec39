//! The list of a kind's records beside the open form: the way to each, found by words where there are many. Of a long
//! list a stretch is shown, so that neither a keystroke in the form nor the Tab key has to pass through all of it.

use leptos::{ev, html, prelude::*};

use super::{FORM, form_of};
use crate::{
    app::{focus_beside, focus_next, use_location, use_plan},
    components::Fold,
    plan::{AnyRecord, Id, Kind, brief},
};

/// So many records are shown at once.
const STRETCH: usize = 50;
/// From so many on they can be searched.
const MANY: usize = 20;

/// A record as the list names it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Row {
    id: Id,
    reference: String,
    title: String,
}

impl Row {
    fn of(record: &dyn AnyRecord) -> Row {
        let title = match record.title().trim() {
            "" => format!("Unnamed {}", record.kind().one()),
            title => brief(title, 60),
        };
        Row {
            id: record.id().clone(),
            reference: record.reference().to_owned(),
            title,
        }
    }
}

/// The records that are listed, and how many there are to be listed.
#[derive(Clone, Debug, Default, PartialEq)]
struct Listed {
    rows: Vec<Row>,
    all: usize,
}

/// The list.
#[component]
pub fn RecordList(
    /// The kind.
    kind: Kind,
    /// Whose form is shown.
    shown: Memo<Option<Id>>,
) -> impl IntoView {
    let open = use_plan();
    let count = Memo::new(move |_| open.get().collection(kind).len());
    let sought = RwSignal::new(String::new());
    // Where the stretch begins: at what is chosen, until the officer looks elsewhere.
    let from = RwSignal::new(0);
    let place = Memo::new(move |_| {
        let plan = open.get();
        shown.with(|id| plan.collection(kind).place(id.as_ref()?))
    });
    Effect::new(move |_| from.set(place.get().unwrap_or_default() / STRETCH * STRETCH));
    let listed = Memo::new(move |_| {
        let plan = open.get();
        let list = plan.collection(kind);
        let words = sought.with(|text| words(text));
        if words.is_empty() {
            let rows = (0..list.len())
                .skip(stretch(from.get(), list.len()))
                .take(STRETCH);
            let rows = rows.filter_map(|at| list.record(at).map(|record| Row::of(&*record)));
            return Listed {
                rows: rows.collect(),
                all: list.len(),
            };
        }
        let mut listed = Listed::default();
        for record in (0..list.len()).filter_map(|at| list.record(at)) {
            if says(&*record, &words) {
                listed.all += 1;
                if listed.all <= STRETCH {
                    listed.rows.push(Row::of(&*record));
                }
            }
        }
        listed
    });
    let folded = Signal::derive(move || match count.get() {
        1 => format!("The {}", kind.one()),
        n => format!("All {n} {}", kind.many()),
    });
    let item = move |row: Row| {
        let id = row.id.clone();
        let current = move || (shown.get().as_ref() == Some(&id)).then_some("true");
        view! {
            <li>
                <a
                    class="wm-record"
                    href=form_of(kind, Some(&row.id)).href()
                    aria-current=current
                    on:click=move |_| focus_next(FORM.to_owned())
                >
                    <span>{row.title}</span>
                    <small>{row.reference}</small>
                </a>
            </li>
        }
    };
    view! {
        <Fold id="records" label=folded>
            <Show when=move || { count.get() > MANY || !sought.with(String::is_empty) }>
                <Find kind sought listed />
            </Show>
            <ol>
                <For each=move || listed.get().rows key=Row::clone children=item />
            </ol>
            <Show when=move || { count.get() > STRETCH && sought.with(|text| words(text).is_empty()) }>
                <Ways from count />
            </Show>
        </Fold>
    }
}

/// Where the stretch begins that is shown: the last one, where there is none any more at `from`.
fn stretch(from: usize, len: usize) -> usize {
    from.min(len.saturating_sub(1) / STRETCH * STRETCH)
}

/// The words looked for, in small letters.
fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_lowercase).collect()
}

/// Whether a record's title or reference has all of the words.
fn says(record: &dyn AnyRecord, words: &[String]) -> bool {
    let text = format!("{} {}", record.reference(), record.title()).to_lowercase();
    words.iter().all(|word| text.contains(word.as_str()))
}

/// The field that finds records by words of their titles, and what came of it.
#[component]
fn Find(kind: Kind, sought: RwSignal<String>, listed: Memo<Listed>) -> impl IntoView {
    let location = use_location();
    let field = NodeRef::<html::Input>::new();
    let label = format!("Find in the {}", kind.many());
    // The first that is found, as in a search field.
    let first = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let id = listed.with_untracked(|listed| listed.rows.first().map(|row| row.id.clone()));
        if let Some(id) = id {
            location.go(form_of(kind, Some(&id)));
            focus_next(FORM.to_owned());
        }
    };
    let typed = move |_| {
        if let Some(field) = field.get_untracked() {
            sought.set(field.value());
        }
    };
    let told = move || {
        let none = sought.with(|text| text.trim().is_empty());
        listed.with(|Listed { all, .. }| match all {
            _ if none => String::new(),
            0 => format!("No {} has these words in its title.", kind.one()),
            all if *all > STRETCH => {
                format!("{all} found; the first {STRETCH} are listed.")
            }
            all => format!("{all} found."),
        })
    };
    view! {
        <form class="wm-editor__find" on:submit=first>
            <input
                class="govuk-input"
                type="search"
                aria-label=label.clone()
                placeholder=label
                autocomplete="off"
                node_ref=field
                on:input=typed
            />
            <p class="wm-sub" role="status">
                {told}
            </p>
        </form>
    }
}

/// The ways to the stretches before and after.
#[component]
fn Ways(from: RwSignal<usize>, count: Memo<usize>) -> impl IntoView {
    let begins = move || stretch(from.get(), count.get());
    let last = move || count.get().min(begins() + STRETCH);
    let (back, on) = (
        NodeRef::<html::Button>::new(),
        NodeRef::<html::Button>::new(),
    );
    view! {
        <div class="wm-editor__ways">
            <button
                class="wm-btn"
                type="button"
                disabled=move || begins() == 0
                node_ref=back
                on:click=move |_| {
                    from.set(begins().saturating_sub(STRETCH));
                    focus_beside(back, on);
                }
            >
                "Earlier"
            </button>
            <span class="wm-sub" role="status">
                {move || format!("{} to {} of {}", begins() + 1, last(), count.get())}
            </span>
            <button
                class="wm-btn"
                type="button"
                disabled=move || last() == count.get()
                node_ref=on
                on:click=move |_| {
                    from.set(begins() + STRETCH);
                    focus_beside(on, back);
                }
            >
                "Later"
            </button>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_that_is_gone_gives_way_to_the_last_one() {
        assert_eq!(stretch(0, 0), 0);
        assert_eq!(stretch(50, 51), 50);
        assert_eq!(stretch(50, 50), 0);
        assert_eq!(stretch(100, 101), 100);
        assert_eq!(stretch(100, 100), 50);
    }
}
