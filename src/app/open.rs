//! The open plan, as the pages read it: the plan, its index and the as-at date, each a signal. Pages read it by the rule
//! the reader chose; what is kept, shared or written is the plan as it was written, which no such choice changes.

use std::{ops::Deref, sync::Arc};

use leptos::prelude::*;

use super::{
    address::{Address, Of, View},
    drafts::Origin,
    location::{Location, use_location},
};
use crate::{
    insight::{Index, as_at_start, by_rule},
    plan::{Date, Day, Id, Plan, StandingRule},
};

/// A shared value whose equality is being the very same one: comparing costs nothing, and a signal
/// of it tells its readers only when it was replaced.
#[derive(Debug)]
pub struct Held<T>(pub Arc<T>);

impl<T> Clone for Held<T> {
    fn clone(&self) -> Self {
        Held(self.0.clone())
    }
}

impl<T> PartialEq for Held<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> Deref for Held<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

/// The plan that is open, for every page below it.
#[derive(Clone, Copy)]
pub struct OpenPlan {
    written: RwSignal<Held<Plan>>,
    read: Memo<Held<Plan>>,
    index: Memo<Held<Index>>,
    as_at: Memo<Day>,
    /// Where it comes from, which a draft of it remembers.
    pub origin: StoredValue<Origin>,
}

/// The open plan, from any page of it.
pub fn use_plan() -> OpenPlan {
    expect_context::<OpenPlan>()
}

impl OpenPlan {
    /// Opens a plan.
    pub fn new(plan: Arc<Plan>, origin: Origin) -> OpenPlan {
        let written = RwSignal::new(Held(plan));
        let location = use_location();
        let (date, amber) = (location.setting("as-at"), location.setting("amber"));
        OpenPlan {
            written,
            read: Memo::new(move |_| {
                let chosen = amber.with(|text| StandingRule::from_setting(text));
                Held(by_rule(&written.get().0, chosen))
            }),
            index: Memo::new(move |before: Option<&Held<Index>>| {
                let plan = written.get();
                let holds = before.filter(|index| index.holds(&plan));
                holds.map_or_else(|| Held(Arc::new(Index::new(&plan))), Held::clone)
            }),
            as_at: Memo::new(move |_| {
                let chosen = date.get().parse::<Date>().ok();
                chosen.map_or_else(|| as_at_start(&written.get(), today()), Date::first_day)
            }),
            origin: StoredValue::new(origin),
        }
    }

    /// The plan as pages read it, by the rule the reader chose; followed.
    pub fn get(self) -> Held<Plan> {
        self.read.get()
    }

    /// The plan as pages read it now.
    pub fn get_untracked(self) -> Held<Plan> {
        self.read.get_untracked()
    }

    /// The plan as it was written, for whatever keeps it, sends it or writes in it; followed.
    pub fn written(self) -> Held<Plan> {
        self.written.get()
    }

    /// The plan as it was written and is now.
    pub fn written_untracked(self) -> Held<Plan> {
        self.written.get_untracked()
    }

    /// Puts the next state of a draft in its place.
    pub fn put(self, plan: Arc<Plan>) {
        self.written.set(Held(plan));
    }

    /// Where everything is, followed.
    pub fn index(self) -> Held<Index> {
        self.index.get()
    }

    /// The as-at date, followed.
    pub fn as_at(self) -> Day {
        self.as_at.get()
    }

    /// The as-at date now.
    pub fn as_at_untracked(self) -> Day {
        self.as_at.get_untracked()
    }

    /// The as-at date the reader starts from, followed.
    pub fn as_at_start(self) -> Day {
        as_at_start(&self.written.get(), today())
    }
}

/// Today, where the device is.
pub fn today() -> Day {
    let now = js_sys::Date::new_0();
    let year = now.get_full_year() as i32;
    Day::new(year, now.get_month() as u8 + 1, now.get_date() as u8).unwrap_or(Day(0))
}

/// The page of an item of the open plan, as a link.
pub fn item_href(id: &Id) -> String {
    use_location().get_untracked().to_item(id).href()
}

/// A view of the open plan, as a link.
pub fn view_href(view: View) -> String {
    use_location().get_untracked().to_view(view).href()
}

/// A page about no plan, as a link.
pub fn page_href(view: View) -> String {
    Address::page(view).href()
}

/// A published plan, as a link.
pub fn plan_href(id: &Id) -> String {
    Address::view(Of::Published(id.clone()), View::Overview).href()
}

impl Location {
    /// Asks every status question about a plan of this date from now on.
    pub fn ask_of(self, day: Day, plan: &Plan) {
        let start = as_at_start(plan, today());
        let name = if day == start {
            String::new()
        } else {
            day.iso()
        };
        self.change("as-at", &name);
    }

    /// Whose plan is open, followed.
    pub fn of(self) -> Memo<Of> {
        self.part(|a| a.of.clone())
    }
}
