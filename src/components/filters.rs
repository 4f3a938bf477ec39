//! The row of filters above a list. Each is bound to a setting of the address bar, so that a narrowed
//! and sorted list can be kept and shared as a link.

use leptos::{html, prelude::*};

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
                <For each=move || filters.get() key=|filter| (filter.name, filter.label.clone()) children=move |filter| choice(filter, filters) />
                <Show when=move || grouped.get()>{headings(filters)}</Show>
                {sorts(columns, order)}
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

/// One filter, which follows what it offers.
fn choice(filter: Filter, filters: Signal<Vec<Filter>>) -> AnyView {
    let name = filter.name;
    let setting = use_location().setting(name);
    let options = Signal::derive(move || {
        let every = std::iter::once((String::new(), "All".to_owned()));
        filters.with(|all| {
            let choices = all
                .iter()
                .filter(|f| f.name == name)
                .flat_map(|f| &f.choices);
            let told = choices.map(|c| (c.value.clone(), format!("{} ({})", c.label, c.count)));
            every.chain(told).collect()
        })
    });
    select(name, filter.label, setting, options)
}

/// What the rows stand under: the choices of one of the filters.
fn headings(filters: Signal<Vec<Filter>>) -> AnyView {
    let setting = use_location().setting("by");
    let options = Signal::derive(move || {
        let none = std::iter::once((String::new(), "No headings".to_owned()));
        let named = |f: &Filter| (f.name.to_owned(), f.label.clone());
        filters.with(|all| none.chain(all.iter().map(named)).collect())
    });
    select("by", "Group by".to_owned(), setting, options)
}

/// The order of the rows: the headings offer it too, but not where rows are cards.
fn sorts(columns: Signal<Vec<Column>>, order: &'static str) -> AnyView {
    let setting = use_location().setting("sort");
    let options = Signal::derive(move || columns.with(|columns| orders(columns, order)));
    select("sort", "Sort by".to_owned(), setting, options)
}

fn orders(columns: &[Column], order: &str) -> Vec<(String, String)> {
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
    options
}

/// A choice of many, bound to a setting of the address bar: what each is named there, and its words; the first stands
/// for none. Its options are made anew where they change, and not with every choice: there may be hundreds.
pub fn select(
    name: &'static str,
    label: String,
    setting: Memo<String>,
    options: Signal<Vec<(String, String)>>,
) -> AnyView {
    let location = use_location();
    let id = format!("filter-{name}");
    let options = Memo::new(move |_| options.get());
    let element = NodeRef::<html::Select>::new();
    let told = |(value, label): (String, String)| view! { <option value=value>{label}</option> };
    Effect::new(move |_| {
        let chosen = setting.get();
        let offered = options.with(|all| all.iter().any(|(value, _)| *value == chosen));
        if let Some(element) = element.get() {
            element.set_value(if offered { &chosen } else { "" });
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
                node_ref=element
                on:change=move |event| location.change(name, &event_target_value(&event))
            >
                {move || options.get().into_iter().map(told).collect_view()}
            </select>
        </div>
    }
    .into_any()
}
