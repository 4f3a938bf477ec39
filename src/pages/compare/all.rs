//! All plans of the shelf, topic by topic.

use std::sync::Arc;

use leptos::{prelude::*, task::spawn_local};

use super::topics::Topics;
use crate::{
    app::{Address, Of, Refusal, View, page_href, shelf::Entry, use_shelf},
    components::{
        Banner, Filters, PageTitle, PlainPage, Tone, Waiting,
        listed::{NothingLeft, settings},
    },
    insight::{
        compare::{
            Compared, called,
            shelf::{self, OnTopic},
        },
        rows::Listing,
    },
    plan::Id,
};

/// What has come of the plans so far.
#[derive(Clone, Default)]
struct Arrived {
    /// How many there are to come; `None` until the list is here.
    of: Option<usize>,
    /// Each plan that came, with its place on the shelf.
    plans: Vec<(usize, Compared)>,
    /// Each that did not, by its title.
    failed: Vec<(String, Refusal)>,
}

impl Arrived {
    fn count(&self) -> usize {
        self.plans.len() + self.failed.len()
    }

    fn is_all(&self) -> bool {
        self.of == Some(self.count())
    }
}

/// The page.
#[component]
pub fn AllPlans() -> impl IntoView {
    let shelf = use_shelf();
    let arrived = RwSignal::new(Arrived::default());
    let refused = RwSignal::new(None::<Refusal>);
    let fetch = move || {
        refused.set(None);
        arrived.set(Arrived::default());
        spawn_local(async move {
            let entries = match shelf.load().await {
                Ok(entries) => entries,
                Err(e) => {
                    let _ = refused.try_set(Some(e.into()));
                    return;
                }
            };
            let current = entries.into_iter().filter(|entry| !entry.superseded);
            let current: Vec<Entry> = current.collect();
            let _ = arrived.try_update(|a| a.of = Some(current.len()));
            // One that fails doesn't stop the others.
            for (at, entry) in current.into_iter().enumerate() {
                spawn_local(async move {
                    let plan = shelf.plan(&entry.id).await;
                    let _ = arrived.try_update(|arrived| match plan {
                        Ok(published) => {
                            let name = called(&published.plan);
                            arrived
                                .plans
                                .push((at, Compared::new(published.plan, name)));
                        }
                        Err(e) => arrived.failed.push((entry.title, e.into())),
                    });
                });
            }
        });
    };
    fetch();
    let progress = move || {
        let now = arrived.get();
        match now.of {
            _ if refused.get().is_some() => String::new(),
            None => "Getting the list of plans…".to_owned(),
            Some(of) if now.is_all() => match now.failed.len() {
                0 => String::new(),
                n => format!("{} of {of} plans were read.", of - n),
            },
            Some(of) => format!("{} of {of} plans are read…", now.count()),
        }
    };
    let again = move |refusal: Refusal| {
        view! {
            <Banner tone=Tone::Error refusal>
                <button class="wm-btn" type="button" on:click=move |_| fetch()>
                    "Try again"
                </button>
            </Banner>
        }
    };
    let failed = move || {
        let now = arrived.get();
        let one = |(title, refusal): (String, Refusal)| {
            let what = format!("“{title}” is not among these: {}", refusal.what);
            again(Refusal::new(&what, &refusal.what_to_do))
        };
        now.is_all()
            .then(|| now.failed.into_iter().map(one).collect_view())
    };
    let ready = Memo::new(move |_| arrived.with(Arrived::is_all));
    view! {
        <PlainPage>
            <PageTitle text="All plans, topic by topic" class="wm-title" />
            <p class="wm-sub" role="status">
                {progress}
            </p>
            {move || refused.get().map(again)}
            {failed}
            {move || {
                if !ready.get() {
                    return match refused.get() {
                        None => view! { <Waiting what="Reading the plans" /> }.into_any(),
                        Some(_) => ().into_any(),
                    };
                }
                let mut plans = arrived.with_untracked(|arrived| arrived.plans.clone());
                plans.sort_by_key(|(at, _)| *at);
                let plans = plans.into_iter().map(|(_, plan)| plan).collect();
                view! { <ByTopic plans=plans /> }.into_any()
            }}
            <p>
                <a href=page_href(View::Library)>"Back to the list of plans"</a>
            </p>
        </PlainPage>
    }
}

/// The topics with their filters.
#[component]
fn ByTopic(
    /// The plans, in the order of the shelf.
    plans: Vec<Compared>,
) -> impl IntoView {
    let plans = Arc::new(plans);
    let topics: Arc<Vec<OnTopic>> = Arc::new(shelf::on_topics(&plans));
    let listing: StoredValue<Listing> = StoredValue::new(shelf::listing(&topics, &plans));
    let answer = shelf::answer(&topics, &plans);
    let settings = settings();
    let rows = Memo::new(move |_| listing.with_value(|all| settings.with(|with| all.chosen(with))));
    let columns = Memo::new(move |_| listing.with_value(|all| all.columns.clone()));
    let left = Memo::new(move |_| rows.with(Vec::len));
    let all = listing.with_value(|all| all.rows.len());
    let filters = listing.with_value(|all| all.filters.clone());
    let of: Vec<Option<Id>> = plans
        .iter()
        .map(|plan| plan.plan.front.id.clone())
        .collect();
    let href = Callback::new(move |(at, item): (usize, Id)| {
        let id = of.get(at).cloned().flatten()?;
        Some(
            Address::view(Of::Published(id), View::Overview)
                .to_item(&item)
                .href(),
        )
    });
    view! {
        <p>
            {answer}
            " Each stands as its plan prints it, with its own period and its own words for what is counted."
        </p>
        <div class="wm-stack wm-stack--m">
            <Filters
                noun="figures"
                filters=Signal::stored(filters)
                columns=columns
                left=left
                all=Signal::stored(all)
            />
            <Show
                when=move || { left.get() > 0 }
                fallback=move || view! { <NothingLeft noun="figures" /> }
            >
                <Topics
                    topics=topics.clone()
                    plans=plans.clone()
                    rows=rows
                    columns=columns
                    href=href
                    level=2
                />
            </Show>
        </div>
    }
}
