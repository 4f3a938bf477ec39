//! A measure's figures: a grid of periods and what each figure is, which takes a block pasted from a spreadsheet; and
//! below it each figure with all that can be said of it.

use std::collections::HashMap;

use leptos::{ev, prelude::*};
use serde_json::{Value, json};

use super::{figure_cell::FigureCell, parts::Rows};
use crate::{
    app::{Editing, use_editing, use_plan},
    components::{Unfold, why::Why},
    drafting::{
        Command, Path,
        figures::{Cell, KINDS, beyond, paste, periods, place_of, years_of},
        typed::{Meant, Reading},
    },
    formats::pasted::read_table,
    insight::rows::{sentence, some},
    plan::{Period, PointKind, read},
};

/// What the cells of a grid share.
#[derive(Clone, Copy)]
struct Grid {
    /// The measure's list of figures in the plan.
    at: StoredValue<Path>,
    points: Memo<Value>,
    rows: Memo<Vec<Period>>,
    /// What each target said before it was changed.
    before: StoredValue<HashMap<Period, ArcRwSignal<Option<String>>>>,
    /// What was pasted, and what of it had no place.
    said: RwSignal<Vec<String>>,
}

impl Grid {
    fn cell(self, editing: Editing, cell: Cell) -> AnyView {
        let left = Callback::new(move |before: String| {
            if cell.kind == PointKind::Target {
                self.before(cell.period).update(|was| {
                    was.get_or_insert(before);
                });
            }
        });
        let block = Callback::new(move |text: String| take_block(editing, self, cell, &text));
        view! { <FigureCell at=self.at points=self.points cell left block /> }.into_any()
    }

    /// What a period's target said. It outlives the row that first asked for it, which undo may take away.
    fn before(self, period: Period) -> RwSignal<Option<String>> {
        let known = self.before.with_value(|all| all.get(&period).cloned());
        let signal = known.unwrap_or_else(|| {
            let signal = ArcRwSignal::new(None);
            self.before
                .update_value(|all| all.extend([(period, signal.clone())]));
            signal
        });
        signal.into()
    }
}

/// The figures of a measure.
#[component]
pub fn Figures(
    /// Its list of figures.
    list: Path,
    /// The fields of one of them.
    row: fn(Path) -> AnyView,
) -> impl IntoView {
    let editing = use_editing();
    let open = use_plan();
    let points = editing.value(list.clone());
    let added = RwSignal::new(Vec::<Period>::new());
    let own = Memo::new(move |_| open.written().front.period);
    let rows = Memo::new(move |_| {
        let mut rows = points.with(periods);
        rows.extend(added.get());
        rows.extend(own.get().into_iter().flat_map(years_of));
        rows.sort();
        rows.dedup();
        rows
    });
    let grid = Grid {
        at: StoredValue::new(list.clone()),
        points,
        rows,
        before: StoredValue::new(HashMap::new()),
        said: RwSignal::new(Vec::new()),
    };
    let more = move || match points.with(beyond) {
        0 => None,
        n => Some(format!(
            "{} in this table, such as one for a part of the whole: see ‘Every figure with its details’.",
            sentence(&some(n, "figure is not", "figures are not"))
        )),
    };
    let (opened, set_opened) = signal(false);
    // A target whose reason can be given or is kept, by its place in the list.
    let targets = move || {
        let place = |period| {
            let cell = Cell {
                period,
                kind: PointKind::Target,
            };
            Some((period, points.with(|points| place_of(points, cell))?))
        };
        rows.get().into_iter().filter_map(place).collect::<Vec<_>>()
    };
    view! {
        <div class="wm-points">
            <table>
                <thead>
                    <tr>
                        <th scope="col">"Period"</th>
                        {KINDS.map(|kind| view! { <th scope="col">{kind.shown()}</th> }).collect_view()}
                    </tr>
                </thead>
                <tbody>
                    <For
                        each=move || rows.get()
                        key=|period| *period
                        children=move |period| {
                            let cell = |kind| view! { <td>{grid.cell(editing, Cell { period, kind })}</td> };
                            view! {
                                <tr>
                                    <th scope="row">{period.shown()}</th>
                                    {KINDS.map(cell).collect_view()}
                                </tr>
                            }
                        }
                    />
                </tbody>
            </table>
        </div>
        <p class="govuk-hint">
            "Copy cells in a spreadsheet and paste them into the first cell they belong in; a first column of years and headings such as Target are understood."
        </p>
        <ul class="wm-points__said" role="status">
            {move || grid.said.get().into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}
        </ul>
        <For
            each=targets
            key=|target| *target
            children=move |(period, place)| {
                let at = grid.at.get_value().place(place).field("value");
                view! { <Why at before=grid.before(period) /> }
            }
        />
        <AddPeriod added />
        <p>{more}</p>
        <Unfold label="Every figure with its details" opened=set_opened>
            {move || {
                let list = list.clone();
                opened
                    .get()
                    .then(|| view! { <Rows list noun="figure" begins_as=json!({"kind": "target"}) row /> })
            }}
        </Unfold>
    }
}

/// Fills the grid from a cell on with what was copied in a spreadsheet, as one step.
fn take_block(editing: Editing, grid: Grid, cell: Cell, text: &str) {
    let rows = match read_table(text) {
        Ok(table) => table.rows,
        Err(why) => {
            grid.said.set(vec![why.to_string()]);
            return;
        }
    };
    let periods = grid.rows.get_untracked();
    let pasted = grid.points.with_untracked(|points| {
        grid.at
            .with_value(|at| paste(at, points, &periods, &rows, cell))
    });
    let told = match pasted.filled {
        0 => "Nothing was pasted.".to_owned(),
        n => format!("{} pasted.", some(n, "cell was", "cells were")),
    };
    if !pasted.changes.is_empty() {
        editing.perform(
            Command {
                name: format!("Pasted {}", some(pasted.filled, "figure", "figures")),
                changes: pasted.changes,
            },
            false,
        );
    }
    grid.said
        .set([told].into_iter().chain(pasted.left).collect());
}

/// A field for a period that has no figures yet.
#[component]
fn AddPeriod(added: RwSignal<Vec<Period>>) -> impl IntoView {
    let editing = use_editing();
    let typed = RwSignal::new(String::new());
    let wrong = RwSignal::new(None::<&'static str>);
    let add = move |event: ev::SubmitEvent| {
        event.prevent_default();
        match Reading::Period.read(&typed.get_untracked()) {
            Meant::Value(value) => {
                let Ok(period) = read::<Period>(value) else {
                    return;
                };
                added.update(|all| all.push(period));
                typed.set(String::new());
                wrong.set(None);
            }
            Meant::Words(..) => {}
            Meant::Error(what) => wrong.set(Some(what)),
        }
    };
    view! {
        <form class="wm-cluster wm-addperiod" on:submit=add>
            <label class="govuk-label" for="new-period">"Another period"</label>
            <input
                class="govuk-input govuk-input--width-10"
                id="new-period"
                type="text"
                autocomplete="off"
                placeholder="2026/27"
                prop:value=typed
                aria-invalid=move || wrong.get().is_some().then_some("true")
                aria-describedby="new-period-wrong"
                readonly=move || !editing.writes.get()
                on:input=move |e| typed.set(event_target_value(&e))
            />
            <button class="wm-btn" disabled=move || !editing.writes.get()>"Add the period"</button>
            <span id="new-period-wrong" class="govuk-error-message" role="status">{wrong}</span>
        </form>
    }
}
