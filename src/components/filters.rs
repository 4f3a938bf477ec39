//! The row of filters above a list. Each is bound to a setting of the address bar, so that a narrowed
//! and sorted list can be kept and shared as a link.

use leptos::prelude::*;

use super::{Fold, paper::on_paper};
use crate::{
    app::{focus, use_location},
    insight::rows::{Column, Filter},
};

/// The filters, a search field, the order, how many rows are left, and the way back to all.
#[component]
pub fn Filters(
    /// What the rows are: 'measures'.
    noun: &'static str,
    /// The filters that have something to choose.
    #[prop(into)]
    filters: Signal<Vec<Filter>>,
    /// The columns the rows can be sorted by.
    #[prop(into)]
    columns: Signal<Vec<Column>>,
    /// Whether the rows can be put under headings.
    #[prop(into, optional)]
    grouped: Signal<bool>,
    /// What their order is called while they are not sorted.
    #[prop(default = "Plan order")]
    order: &'static str,
    /// How many rows are left.
    #[prop(into)]
    left: Signal<usize>,
    /// How many there are in all.
    #[prop(into)]
    all: Signal<usize>,
) -> impl IntoView {
    // A paper shows what it was made of.
    if on_paper() {
        return ().into_any();
    }
    let location = use_location();
    let words = location.setting("q");
    // How many of what is folded on a phone are set.
    let chosen = Memo::new(move |_| {
        let here = location.get();
        let set = |name: &str| here.get(name).is_some_and(|v| !v.is_empty());
        let filters = filters.with(|all| all.iter().filter(|f| set(f.name)).count());
        filters + usize::from(set("sort")) + usize::from(grouped.get() && set("by"))
    });
    let changed = move || chosen.get() > 0 || !words.get().is_empty();
    let folded = Signal::derive(move || match chosen.get() {
        0 => "Filter and sort".to_owned(),
        n => format!("Filter and sort ({n} set)"),
    });
    let clear = move |_| {
        let mut to = location
            .get_untracked()
            .set("q", "")
            .set("sort", "")
            .set("by", "");
        for filter in filters.get_untracked() {
            to = to.set(filter.name, "");
        }
        location.replace(to);
        // The button goes; the focus stays with the filters.
        focus("filter-q");
    };
    view! {
        <form
            class="wm-filters"
            role="search"
            aria-label=format!("Filter {noun}")
            on:submit=|event| event.prevent_default()
        >
            <div class="wm-filters__field wm-filters__field--wide">
                <label class="govuk-label" for="filter-q">
                    {format!("Find in {noun}")}
                </label>
                <input
                    class="govuk-input"
                    id="filter-q"
                    type="search"
                    autocomplete="off"
                    prop:value=words
                    on:input=move |event| location.change("q", &event_target_value(&event))
                />
            </div>
            <Fold id="filter-more" label=folded>
                {move || filters.get().into_iter().map(choice).collect_view()}
                {move || grouped.get().then(|| headings(filters.get()))}
                {move || sorts(columns.get(), order)}
            </Fold>
            <p class="wm-count" role="status">
                {move || match (left.get(), all.get()) {
                    (left, all) if left == all => {
                        view! {
                            <b>{all}</b>
                            " "
                            {if all == 1 { noun.trim_end_matches('s') } else { noun }}
                        }
                            .into_any()
                    }
                    (left, all) => {
                        view! {
                            <b>{left}</b>
                            {format!(" of {all} {noun}")}
                        }
                            .into_any()
                    }
                }}
            </p>
            <Show when=changed>
                <button class="wm-link-btn" type="button" on:click=clear>
                    "Clear filters"
                </button>
            </Show>
        </form>
    }
    .into_any()
}

fn choice(filter: Filter) -> AnyView {
    let setting = use_location().setting(filter.name);
    let options = filter.choices.into_iter().map(|choice| {
        let label = format!("{} ({})", choice.label, choice.count);
        (choice.value, label)
    });
    let every = [(String::new(), "All".to_owned())];
    select(
        filter.name,
        filter.label,
        setting,
        every.into_iter().chain(options).collect(),
    )
}

/// What the rows stand under: the choices of one of the filters.
fn headings(filters: Vec<Filter>) -> AnyView {
    let setting = use_location().setting("by");
    let none = (String::new(), "No headings".to_owned());
    let options = filters.into_iter().map(|f| (f.name.to_owned(), f.label));
    select(
        "by",
        "Group by".to_owned(),
        setting,
        std::iter::once(none).chain(options).collect(),
    )
}

/// The order of the rows: the headings offer it too, but not where rows are cards.
fn sorts(columns: Vec<Column>, order: &str) -> AnyView {
    let setting = use_location().setting("sort");
    let mut options = vec![(String::new(), order.to_owned())];
    for column in columns {
        let (up, down) = match column.numeric {
            true => ("smallest first", "largest first"),
            false => ("A to Z, first to last", "Z to A, last to first"),
        };
        let ascending = (column.key.clone(), format!("{}, {up}", column.heading));
        let descending = (
            format!("-{}", column.key),
            format!("{}, {down}", column.heading),
        );
        match column.largest_first {
            true => options.extend([descending, ascending]),
            false => options.extend([ascending, descending]),
        }
    }
    select("sort", "Sort by".to_owned(), setting, options)
}

/// A choice of many, bound to a setting of the address bar: what each is named there, and its words.
pub fn select(
    name: &'static str,
    label: String,
    setting: Memo<String>,
    options: Vec<(String, String)>,
) -> AnyView {
    let location = use_location();
    let id = format!("filter-{name}");
    let options = options.into_iter().map(|(value, label)| {
        let of = value.clone();
        view! {
            <option value=value prop:selected=move || setting.get() == of>
                {label}
            </option>
        }
    });
    view! {
        <div class="wm-filters__field">
            <label class="govuk-label" for=id.clone()>
                {label}
            </label>
            <select
                class="govuk-select"
                id=id
                on:change=move |event| location.change(name, &event_target_value(&event))
            >
                {options.collect_view()}
            </select>
        </div>
    }
    .into_any()
}
