//! The date and the stretch of time that a reader moves: held here while a hand is on them, and put into the address
//! once it rests. What must follow at once reads [`Moving::day`]; the drawing follows from frame to frame.

use std::time::Duration;

use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*};

use crate::{
    app::{Location, OpenPlan, painted, use_location, use_plan},
    insight::timeline::Window,
    plan::Day,
};

/// How long a hand has to rest.
const REST: Duration = Duration::from_millis(400);

/// The date and the time looked at.
#[derive(Clone, Copy)]
pub struct Moving {
    open: OpenPlan,
    location: Location,
    whole: Memo<Option<Window>>,
    held_day: RwSignal<Option<Day>>,
    held_window: RwSignal<Option<Window>>,
    day: Memo<Day>,
    window: Memo<Option<Window>>,
    reach: Memo<Option<(Day, Day)>>,
    drawn: RwSignal<(Day, Option<Window>)>,
    rest: StoredValue<Option<TimeoutHandle>>,
}

impl Moving {
    /// Follows the address, within the whole of a plan's time.
    pub fn new(whole: Memo<Option<Window>>) -> Moving {
        let open = use_plan();
        let location = use_location();
        let (from, to) = (location.setting("from"), location.setting("to"));
        let held_day = RwSignal::new(None);
        let held_window = RwSignal::new(None);
        let day = Memo::new(move |_| held_day.get().unwrap_or_else(|| open.as_at()));
        let window = Memo::new(move |_| {
            let named = || Some(Window::named(&from.get(), &to.get(), whole.get()?));
            held_window.get().or_else(named)
        });
        let reach = Memo::new(move |_| {
            let (whole, day) = (whole.get()?, day.get());
            Some((whole.first.min(day), whole.last.max(day)))
        });
        let drawn = RwSignal::new((day.get_untracked(), window.get_untracked()));
        let waiting = StoredValue::new(false);
        Effect::new(move |_| {
            let wanted = (day.get(), window.get());
            if drawn.get_untracked() == wanted || waiting.get_value() {
                return;
            }
            waiting.set_value(true);
            leptos::task::spawn_local(async move {
                // Counts and rows are there first, and the reader may have left the page meanwhile.
                painted().await;
                if waiting.try_set_value(false).is_none() {
                    drawn.try_set((day.get_untracked(), window.get_untracked()));
                }
            });
        });
        let rest = StoredValue::new(None::<TimeoutHandle>);
        on_cleanup(move || {
            if let Some(Some(rest)) = rest.try_update_value(Option::take) {
                rest.clear();
            }
        });
        Moving {
            open,
            location,
            whole,
            held_day,
            held_window,
            day,
            window,
            reach,
            drawn,
            rest,
        }
    }

    /// The date, at once.
    pub fn day(self) -> Day {
        self.day.get()
    }

    /// The date as it is now.
    pub fn day_untracked(self) -> Day {
        self.day.get_untracked()
    }

    /// The time looked at, at once; none where the plan has no dates.
    pub fn window(self) -> Option<Window> {
        self.window.get()
    }

    /// The date and the time as they are drawn.
    pub fn drawn(self) -> (Day, Option<Window>) {
        self.drawn.get()
    }

    /// All of the plan's time.
    pub fn whole(self) -> Option<Window> {
        self.whole.get()
    }

    /// The time looked at and the whole, as they are now.
    pub fn windows_untracked(self) -> Option<(Window, Window)> {
        self.window.get_untracked().zip(self.whole.get_untracked())
    }

    /// The first and last day the line can be moved to: all of the plan's time, and where it stands now.
    pub fn reach(self) -> Option<(Day, Day)> {
        self.reach.get()
    }

    /// Moves the date for now; the address follows when the hand rests.
    pub fn hold_day(self, day: Day) {
        self.held_day.set(Some(day));
        self.show(day);
        self.wait();
    }

    /// Moves the time looked at for now.
    pub fn hold_window(self, window: Window) {
        self.held_window.set(Some(window));
        self.wait();
    }

    /// Puts what is held into the address.
    pub fn let_go(self) {
        if let Some(Some(rest)) = self.rest.try_update_value(Option::take) {
            rest.clear();
        }
        if let Some(day) = self.held_day.get_untracked() {
            self.location.ask_of(day, &self.open.get_untracked());
            self.held_day.set(None);
        }
        let held = self.held_window.get_untracked();
        if let Some((window, whole)) = held.zip(self.whole.get_untracked()) {
            let (from, to) = window.names(whole);
            let here = self.location.get_untracked();
            self.location
                .replace(here.set("from", &from).set("to", &to));
            self.held_window.set(None);
        }
    }

    /// Goes to a date.
    pub fn go_to(self, day: Day) {
        self.hold_day(day);
        self.let_go();
    }

    /// Looks at another stretch of time.
    pub fn look_at(self, change: impl FnOnce(Window, Window, Day) -> Window) {
        if let Some((window, whole)) = self.windows_untracked() {
            self.hold_window(change(window, whole, self.day.get_untracked()));
            self.let_go();
        }
    }

    /// Keeps a date in view.
    fn show(self, day: Day) {
        let Some((window, whole)) = self.windows_untracked() else {
            return;
        };
        let shown = window.showing(whole, day);
        if shown != window {
            self.held_window.set(Some(shown));
        }
    }

    fn wait(self) {
        let handle = set_timeout_with_handle(move || self.let_go(), REST).ok();
        let before = self
            .rest
            .try_update_value(|rest| std::mem::replace(rest, handle));
        if let Some(Some(before)) = before {
            before.clear();
        }
    }
}
