//! The money of a plan, printed table by printed table: each drawn by what it holds, and each total
//! with whether it adds up.

use leptos::prelude::*;

use crate::{
    app::{item_href, use_location, use_plan},
    charts::{
        ChartFigure, Look,
        money::{self, AreaRow, AreaWords, TwoPeriodRow, TwoPeriodWords},
    },
    components::{
        DataTable, Filters, PageTitle,
        figure::Figure,
        listed::{NothingLeft, NothingPrinted, opening, settings},
    },
    insight::rows::{
        self, Column,
        money::{MoneyTable, amount_key},
    },
    plan::{Amount, AnyRecord, Id, MoneyKind, MoneyLine, MoneyStatus, Period, Plan},
};

/// The most characters a line has beside its bar.
const LABEL: usize = 70;

/// The money's page.
#[component]
pub fn Money() -> impl IntoView {
    let open = use_plan();
    let settings = settings();
    let tables = Memo::new(move |_| rows::money::tables(&open.get(), &open.index()));
    let chosen = Memo::new(move |_| tables.with(|all| settings.with(|with| all.chosen(with))));
    let filters = Memo::new(move |_| tables.with(|all| all.filters.clone()));
    let columns = Memo::new(move |_| chosen.with(|tables| columns(tables)));
    let all = Memo::new(move |_| tables.with(|all| all.lines()));
    let left = Memo::new(move |_| {
        chosen.with(|tables| tables.iter().map(|t| t.listing.rows.len()).sum::<usize>())
    });
    let shown = Memo::new(move |_| {
        chosen.with(|tables| tables.iter().map(|t| t.id.clone()).collect::<Vec<_>>())
    });
    view! {
        <PageTitle
            text="Money"
            within=Signal::derive(move || open.get().front.title.clone())
            class="wm-title"
        />
        <p>{move || rows::money::answer(&open.get())}</p>
        <Show
            when=move || { all.get() > 0 }
            fallback=|| view! { <NothingPrinted noun="amounts of money" /> }
        >
            <div class="wm-stack wm-stack--m">
                <Filters
                    noun="lines"
                    filters=filters
                    columns=columns
                    left=left
                    all=all
                />
                <Show when=move || left.get() == 0>
                    <NothingLeft noun="lines" />
                </Show>
                <For each=move || shown.get() key=|id| id.clone() let:id>
                    <Printed table=Memo::new(move |_| {
                        chosen.with(|tables| tables.iter().find(|t| t.id == id).cloned())
                    }) />
                </For>
            </div>
        </Show>
    }
}

/// The columns of all tables, each once.
fn columns(tables: &[MoneyTable]) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    for column in tables.iter().flat_map(|t| &t.listing.columns) {
        if !columns.iter().any(|c| c.key == column.key) {
            columns.push(column.clone());
        }
    }
    columns
}

/// One printed table: its figure, unless it prints another's lines again, and its lines.
#[component]
fn Printed(
    /// The table with the lines the settings leave.
    table: Memo<Option<MoneyTable>>,
) -> impl IntoView {
    let open = use_plan();
    let amount = use_location().setting("amount");
    let of = move |what: fn(&MoneyTable) -> String| {
        table.with(|table| table.as_ref().map(what).unwrap_or_default())
    };
    let on_item = opening();
    let plot = Memo::new(move |_| {
        let plan = open.get();
        amount.with(|amount| table.with(|table| Plot::of(&plan, table.as_ref()?, amount)))
    });
    let draw = move |look: Look| {
        plot.with(|plot| {
            plot.as_ref()
                .map_or_else(|| nothing(look), |p| p.draw(look))
        })
    };
    let again = move || {
        let title = table.with(|table| table.as_ref()?.repeats.clone());
        title.map(|title| {
            view! {
                <p>{format!("These lines are printed a second time; they are drawn under “{title}”.")}</p>
            }
        })
    };
    let columns = move || table.with(|t| t.as_ref().map(|t| t.listing.columns.clone()));
    let rows = move || table.with(|t| t.as_ref().map(|t| t.listing.rows.clone()));
    view! {
        <Show when=move || plot.with(Option::is_some)>
            <Figure
                draw=Callback::new(draw)
                item_href=Callback::new(|id: Id| item_href(&id))
                on_item=on_item
                source=Signal::derive(move || {
                    let left = plot.with(|p| p.as_ref().map(|p| p.left_out(&table.get())));
                    format!("Table: {}. {}", of(|t| t.title.clone()), left.unwrap_or_default())
                })
            />
        </Show>
        {again}
        <DataTable
            caption=Signal::derive(move || of(|t| t.title.clone()))
            columns=Memo::new(move |_| columns().unwrap_or_default())
            rows=Memo::new(move |_| rows().unwrap_or_default())
        />
    }
}

/// Between two states of a plan a figure may be asked for once more.
fn nothing(look: Look) -> ChartFigure {
    money::by_area(&[], &AreaWords::default(), look)
}

/// What can be drawn of a table.
#[derive(Clone, Debug, PartialEq)]
enum Plot {
    Areas(Vec<AreaRow>, AreaWords),
    Periods(Vec<TwoPeriodRow>, TwoPeriodWords),
}

impl Plot {
    /// Chooses by what the lines hold: spending in two periods is compared, otherwise each line
    /// stands with its income set against it. Nothing is drawn of savings and the like, of a
    /// single line, and of lines printed before.
    fn of(plan: &Plan, table: &MoneyTable, amount: &str) -> Option<Plot> {
        if table.repeats.is_some() {
            return None;
        }
        let lines: Vec<&MoneyLine> = table
            .listing
            .rows
            .iter()
            .filter(|row| !row.total)
            .filter_map(|row| plan.money.iter().map(|l| &**l).find(|l| l.id == row.id))
            .collect();
        let wanted = |a: &&Amount| amount.is_empty() || amount_key(a) == amount;
        let cell = |line: &MoneyLine, kind: MoneyKind, period: Option<Period>| {
            line.amounts
                .iter()
                .filter(wanted)
                .find(|a| a.kind() == kind && a.period == period)
                .and_then(Amount::pounds)
        };
        let amounts = || lines.iter().flat_map(|l| &l.amounts).filter(wanted);
        let mut spent: Vec<&Amount> = amounts()
            .filter(|a| a.kind() == MoneyKind::Spend && a.period.is_some())
            .collect();
        spent.sort_by_key(|a| a.period);
        spent.dedup_by_key(|a| a.period);
        let label = |line: &MoneyLine| rows::short(&line.title(), LABEL);
        if let [before, .., after] = spent.as_slice() {
            let rows = lines.iter().map(|line| TwoPeriodRow {
                id: Some(line.id.clone()),
                label: label(line),
                before: cell(line, MoneyKind::Spend, before.period),
                after: cell(line, MoneyKind::Spend, after.period),
            });
            let rows: Vec<_> = rows
                .filter(|row| row.before.is_some() || row.after.is_some())
                .collect();
            let words = TwoPeriodWords {
                what: "Spending by service".to_owned(),
                before: named(before),
                after: named(after),
            };
            return (rows.len() > 1).then_some(Plot::Periods(rows, words));
        }
        let drawn = [MoneyKind::Net, MoneyKind::Spend, MoneyKind::Income];
        let model = drawn
            .iter()
            .find_map(|kind| amounts().find(|a| a.kind() == *kind))?;
        let rows = lines.iter().map(|line| {
            let of = |kind| cell(line, kind, model.period);
            let income = of(MoneyKind::Income);
            AreaRow {
                id: Some(line.id.clone()),
                label: label(line),
                spend: match model.kind() {
                    MoneyKind::Income => income,
                    _ => of(MoneyKind::Spend),
                },
                income: income.filter(|_| model.kind() != MoneyKind::Income),
                net: of(MoneyKind::Net),
            }
        });
        let rows: Vec<_> = rows
            .filter(|row| row.net.is_some() || row.spend.is_some())
            .collect();
        let words = AreaWords {
            whole: whole(model),
            period: model.period.map(|p| p.shown()).unwrap_or_default(),
        };
        (rows.len() > 1).then_some(Plot::Areas(rows, words))
    }

    /// Names the lines that are of another kind and so can't be drawn beside the others.
    fn left_out(&self, table: &Option<MoneyTable>) -> String {
        let drawn: Vec<&Option<Id>> = match self {
            Plot::Areas(rows, _) => rows.iter().map(|row| &row.id).collect(),
            Plot::Periods(rows, _) => rows.iter().map(|row| &row.id).collect(),
        };
        let rows = table.iter().flat_map(|t| &t.listing.rows);
        let left =
            rows.filter(|row| !row.total && !drawn.iter().any(|id| id.as_ref() == Some(&row.id)));
        let names: Vec<String> = left.map(|row| rows::short(&row.title, LABEL)).collect();
        match names.is_empty() {
            true => String::new(),
            false => format!("In the table only: {}.", names.join("; ")),
        }
    }

    fn draw(&self, look: Look) -> ChartFigure {
        match self {
            Plot::Areas(rows, words) => money::by_area(rows, words, look),
            Plot::Periods(rows, words) => money::two_periods(rows, words, look),
        }
    }
}

/// '2020/21 spend', as the column is headed.
fn named(amount: &Amount) -> String {
    match (amount.column.as_str(), amount.period) {
        ("", Some(period)) => period.shown(),
        (column, _) => column.to_owned(),
    }
}

/// 'net budget'.
fn whole(amount: &Amount) -> String {
    let budget = amount.status == Some(MoneyStatus::Budget);
    let words = match (amount.kind(), budget) {
        (MoneyKind::Net, true) => "net budget",
        (MoneyKind::Net, false) => "net spending",
        (MoneyKind::Income, _) => "income",
        (_, true) => "budget",
        (_, false) => "spending",
    };
    words.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::Index;
    use serde_json::json;

    fn plots(amount: &str) -> Vec<Option<Plot>> {
        let cell = |kind: &str, period: &str, pounds: i64| {
            json!({"kind": kind, "period": period, "column": format!("{kind} {period}"),
                   "status": "budget", "value": {"pounds": pounds}})
        };
        let plan = Plan::from_json(json!({"id": "p",
            "tables": [{"id": "t1", "title": "One year"}, {"id": "t2", "title": "Two years"}],
            "money": [
                {"id": "a", "label": "A", "table": "t1", "parent": "t",
                 "amounts": [cell("spend", "2012/13", 10), cell("income", "2012/13", 4), cell("net", "2012/13", 6)]},
                {"id": "b", "label": "B", "table": "t1", "parent": "t",
                 "amounts": [cell("spend", "2012/13", 5), cell("net", "2012/13", 5)]},
                {"id": "t", "label": "All", "table": "t1", "role": "total",
                 "amounts": [cell("spend", "2012/13", 15)]},
                {"id": "c", "label": "C", "table": "t2",
                 "amounts": [cell("spend", "2020/21", 1), cell("spend", "2021/22", 2)]},
                {"id": "d", "label": "D", "table": "t2",
                 "amounts": [cell("spend", "2020/21", 3), cell("spend", "2021/22", 4)]},
                {"id": "s", "label": "S", "amounts": [cell("saving", "2012/13", 1)]}]}))
        .unwrap();
        let tables = rows::money::tables(&plan, &Index::new(&plan));
        let settings = [("amount".to_owned(), amount.to_owned())];
        let chosen = tables.chosen(&settings);
        chosen.iter().map(|t| Plot::of(&plan, t, amount)).collect()
    }

    #[test]
    fn what_is_drawn_follows_what_a_table_holds() {
        let drawn = plots("");
        let Some(Plot::Areas(rows, words)) = &drawn[0] else {
            panic!("{drawn:?}")
        };
        assert_eq!(rows.len(), 2);
        assert_eq!((rows[0].spend, rows[0].net), (Some(10), Some(6)));
        assert_eq!(words.whole, "net budget");
        let Some(Plot::Periods(rows, words)) = &drawn[1] else {
            panic!("{drawn:?}")
        };
        assert_eq!((rows[1].before, rows[1].after), (Some(3), Some(4)));
        assert_eq!(words.before, "spend 2020/21");
        assert_eq!(drawn[2], None);
    }

    #[test]
    fn one_period_of_two_is_drawn_alone() {
        let drawn = plots("expenditure-2021-22");
        let Some(Plot::Areas(rows, words)) = &drawn[0] else {
            panic!("{drawn:?}")
        };
        assert_eq!((rows[0].spend, words.period.as_str()), (Some(2), "2021/22"));
    }
}
