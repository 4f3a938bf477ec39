//! Charts are what they were when someone last looked at them, and say what their rows say.
//!
//! `UPDATE_GOLDENS=1 cargo test --test charts` writes the goldens anew: look at the charts on a page
//! before committing them.

mod more;
mod own;
mod rows;

use std::{fs, path::Path};

use rows::day;
use serde_json::{Value, json};
use waymark::charts::{
    Cell, ChartFigure, Look, Paper, Width, answers, apart, beside, measures,
    money::{self, AreaRow, AreaWords, TwoPeriodRow, TwoPeriodWords},
    option_json, picture, ranks, risk_grid, risks, series, tally, timeline,
};
use waymark::insight::compare::areas::{Areas, caution};
use waymark::insight::timeline::{LaneBy, Window};

fn look(width: Width) -> Look {
    Look {
        width,
        ..Look::default()
    }
}

fn area_words() -> AreaWords {
    AreaWords {
        whole: "net budget".to_owned(),
        period: "2012/13".to_owned(),
        ..AreaWords::default()
    }
}

fn period_words() -> TwoPeriodWords {
    TwoPeriodWords {
        what: "Spending by service".to_owned(),
        before: "2020/21 spend".to_owned(),
        after: "2021/22 budget".to_owned(),
    }
}

fn two_plans(plans: &[Areas; 2], look: Look) -> ChartFigure {
    money::two_plans(plans, &caution(&plans[0], &plans[1]), look)
}

/// Every chart with real rows, by name.
fn charts(look: Look) -> Vec<(&'static str, ChartFigure)> {
    let timeline = |plan, by| timeline::figure(&rows::scene(plan, by, look), look);
    vec![
        ("measures", measures::figure(&rows::measures(), look)),
        ("risks", risks::figure(&rows::risks(), look)),
        ("areas", money::by_area(&rows::areas(), &area_words(), look)),
        (
            "two-periods",
            money::two_periods(&rows::two_periods(), &period_words(), look),
        ),
        (
            "change",
            money::change(&rows::two_periods(), &period_words(), look),
        ),
        (
            "ranks",
            ranks::figure(&rows::ranks(), &rows::rank_words(), look),
        ),
        (
            "answers",
            answers::figure(&rows::answers(), "Survey of carers", look),
        ),
        (
            "beside",
            beside::figure(&rows::beside(), &rows::beside_words(), look),
        ),
        ("two-plans", two_plans(&rows::two_plans(), look)),
        (
            "tally",
            tally::figure(&rows::tally(), &rows::tally_words(), look),
        ),
        ("grouped-measures", measures::figure(&more::grouped(), look)),
        ("series", series::figure(&more::series(), look)),
        (
            "apart",
            apart::figure(&more::apart(), &more::apart_words(), look),
        ),
        (
            "risk-grid",
            risk_grid::figure(&more::grid(), &more::grid_words(), look),
        ),
        (
            "staff",
            tally::figure(&more::staff(), &more::staff_words(), look),
        ),
        ("timeline", timeline(&rows::plan(), LaneBy::Priority)),
        ("timeline-actions", timeline(&rows::plan(), LaneBy::Carrier)),
        ("timeline-crowd", timeline(&rows::crowd(), LaneBy::Priority)),
    ]
}

/// JSON with a line for what fits on one, so that a change to a mark is a change to a line.
fn lines(value: &Value, indent: usize) -> String {
    let one = value.to_string();
    if one.len() + indent <= 120 {
        return one;
    }
    let pad = " ".repeat(indent + 1);
    let (open, inner, close) = match value {
        Value::Array(items) => {
            let inner: Vec<String> = items.iter().map(|v| lines(v, indent + 1)).collect();
            ('[', inner, ']')
        }
        Value::Object(fields) => {
            let field =
                |(name, v): (&String, &Value)| format!("{name:?}: {}", lines(v, indent + 1));
            ('{', fields.iter().map(field).collect(), '}')
        }
        _ => return one,
    };
    format!(
        "{open}\n{pad}{}\n{}{close}",
        inner.join(&format!(",\n{pad}")),
        " ".repeat(indent)
    )
}

fn option(figure: &ChartFigure) -> Value {
    serde_json::from_str(&option_json(figure)).unwrap()
}

#[test]
fn each_chart_is_as_it_was_last_seen() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/goldens/charts");
    for (width, suffix) in [(Width::Wide, "wide"), (Width::Narrow, "narrow")] {
        for (name, figure) in charts(look(width))
            .into_iter()
            .chain(own::charts(look(width)))
        {
            let seen = json!({
                "headline": figure.headline,
                "subtitle": figure.subtitle,
                "summary": figure.summary,
                "height": figure.height,
                "option": option(&figure),
            });
            let text = lines(&seen, 0) + "\n";
            let path = folder.join(format!("{name}-{suffix}.json"));
            if std::env::var_os("UPDATE_GOLDENS").is_some() {
                fs::write(&path, &text).unwrap();
            }
            let golden = fs::read_to_string(&path).unwrap_or_default();
            assert!(
                golden == text,
                "{} has changed: see the top of this file",
                path.display()
            );
        }
    }
}

/// ECharts lays bars over each other so that all of a slot begin where the last series' bar does.
#[test]
fn each_lane_of_a_timeline_has_its_strip_to_its_edges() {
    let mut mixed = 0;
    for width in [Width::Narrow, Width::Medium, Width::Wide] {
        let figures = charts(look(width)).into_iter();
        for (name, figure) in figures.filter(|(name, _)| name.starts_with("timeline")) {
            let option = option(&figure);
            let slots = option["yAxis"][1]["data"].as_array().unwrap().len();
            let series = option["series"].as_array().unwrap();
            let strips: Vec<&Value> = series
                .iter()
                .filter(|one| one["type"] == "bar" && one["yAxisIndex"] == 1.0)
                .collect();
            mixed += usize::from(strips.len() > 1);
            let thick = |one: &Value| one["barWidth"].as_f64().unwrap() / 9.0;
            let last = thick(strips.last().unwrap());
            let mut edges: Vec<(f64, f64)> = strips
                .iter()
                .flat_map(|one| {
                    let points = one["data"].as_array().unwrap().iter();
                    points.map(move |at| {
                        let top = at["value"][1].as_f64().unwrap() + 0.5 - last / 2.0;
                        (top, top + thick(one))
                    })
                })
                .collect();
            edges.sort_by(|a, b| a.0.total_cmp(&b.0));
            let mut end = 0.0;
            for (top, bottom) in edges {
                assert!((top - end).abs() < 1e-9, "{name}: {top} after {end}");
                end = bottom;
            }
            assert!(
                (end - slots as f64).abs() < 1e-9,
                "{name}: {end} of {slots}"
            );
        }
    }
    assert!(mixed > 0, "some lanes are higher than others");
}

#[test]
fn every_mark_leads_to_its_record() {
    for width in [Width::Narrow, Width::Medium, Width::Wide] {
        for (name, figure) in charts(look(width)) {
            let option = option(&figure);
            let series = option["series"].as_array().unwrap();
            assert_eq!(series.len(), figure.marks.len(), "{name}");
            for (n, series) in series.iter().enumerate() {
                let data = series["data"].as_array().unwrap();
                assert_eq!(data.len(), figure.marks[n].len(), "{name}, series {n}");
            }
            let drawn: Vec<_> = figure.marks.iter().flatten().flatten().collect();
            let listed = figure.table.rows.iter().filter_map(|row| row.item.as_ref());
            let missing: Vec<_> = listed.filter(|id| !drawn.contains(id)).collect();
            // Listed and not drawn: no figure, no score, no date, no rank or one out of range.
            let expected = match name {
                "answers" => 3,
                "ranks" => 2,
                "measures" | "grouped-measures" | "risks" | "tally" | "apart" => 1,
                _ => 0,
            };
            assert_eq!(missing.len(), expected, "{name}: {missing:?}");
            let places = figure.marks.iter().enumerate().flat_map(|(series, marks)| {
                let told = marks.iter().enumerate();
                told.filter_map(move |(place, id)| Some((series, place, id.as_ref()?)))
            });
            let mut places = places.peekable();
            assert!(places.peek().is_some(), "{name}");
            for (series, place, id) in places {
                assert_eq!(figure.item_at(series, place), Some(id));
            }
            assert!(figure.item_at(99, 0).is_none());
        }
    }
}

#[test]
fn marks_stand_where_their_figures_put_them() {
    let figure = risks::figure(&rows::risks(), Look::default());
    let option = option(&figure);
    let ends: Vec<f64> = option["series"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|series| series["symbolSize"] == 15.0 && series["symbol"] == "circle")
        .flat_map(|series| series["data"].as_array().unwrap().clone())
        .map(|mark| mark["value"][0].as_f64().unwrap())
        .collect();
    // Targets, then present scores, worst first; the risk at its target is one diamond.
    assert_eq!(ends, [12.0, 6.0, 16.0, 14.0, 27.0, 24.0, 24.0, 18.0, 16.0]);

    let figure = money::by_area(&rows::areas(), &area_words(), Look::default());
    let series = self::option(&figure)["series"].clone();
    let first = |n: usize| series[n]["data"][0]["value"][0].as_i64().unwrap();
    assert_eq!(first(1), 23_807_000, "net");
    assert_eq!(first(2), 36_194_000 - 23_807_000, "what income pays");
}

#[test]
fn nothing_in_a_chart_needs_the_page_to_weaken_its_policy() {
    for paper in [Paper::Light, Paper::Dark, Paper::Print] {
        let look = Look {
            paper,
            ..Look::default()
        };
        for (name, figure) in charts(look).into_iter().chain(own::charts(look)) {
            let json = option_json(&figure);
            assert!(!json.contains("#*#"), "{name} holds a function as text");
            // With these ECharts writes nothing as HTML but what the formatter returns, a text node.
            let tooltip = &option(&figure)["tooltip"];
            assert_eq!(tooltip["confine"], true, "{name}");
            assert!(tooltip.get("formatter").is_none(), "{name}");
            assert_eq!(option(&figure)["animation"], false, "{name}");
        }
    }
    let moving = Look {
        motion: true,
        ..Look::default()
    };
    assert_eq!(
        option(&risks::figure(&rows::risks(), moving))["animation"],
        true
    );
}

#[test]
fn headlines_are_right_for_none_one_and_all() {
    let all = rows::measures();
    let said = |n: std::ops::Range<usize>| measures::figure(&all[n], Look::default()).headline;
    assert_eq!(said(0..6), "2 of 4 measures meet their target");
    assert_eq!(said(0..3), "1 of 3 measures meets its target");
    assert_eq!(said(2..4), "All 2 measures meet their target");
    assert_eq!(said(0..2), "None of 2 measures meets its target");
    assert_eq!(
        said(3..4),
        "The one measure that can be compared meets its target"
    );
    assert_eq!(
        said(4..5),
        "The one measure that can be compared has some way to go"
    );
    assert_eq!(said(5..6), "No measure can be set against a target yet");
    assert_eq!(said(0..0), "No measures to show");
    // One that is compared with nought has no share to draw, and is counted apart from what can't be compared.
    let mut nought = all.to_vec();
    nought[2].ratio = None;
    assert_eq!(
        measures::figure(&nought, Look::default()).subtitle,
        "Latest figure as a share of its target; 1 that can’t be compared with a target and 1 with a target of 0 are in the table"
    );

    let all = rows::risks();
    let said = |n: std::ops::Range<usize>| risks::figure(&all[n], Look::default()).headline;
    assert_eq!(said(0..7), "4 of 5 risks score above their target");
    assert_eq!(said(0..2), "All 2 risks score above their target");
    assert_eq!(
        said(4..5),
        "The one risk with both scores is at its target or below"
    );
    assert_eq!(said(5..7), "No risk has both a score and a target");

    let all = rows::areas();
    let said = |rows: &[AreaRow]| money::by_area(rows, &area_words(), Look::default()).headline;
    assert_eq!(
        said(&all),
        "Residential / Nursing Care and Community Based Care take just over half of the net budget"
    );
    assert_eq!(said(&all[..1]), "Building Based Provision takes £10.8m");
    assert_eq!(said(&[]), "No amounts to show");

    let [one, other] = rows::two_plans();
    let without = Areas {
        rows: Vec::new(),
        ..other.clone()
    };
    let figure = two_plans(&[one.clone(), other], Look::default());
    assert_eq!(
        figure.headline,
        "Ayton 2014: Residential takes just over two thirds of the gross spending; \
         Beeton 2018–21: Older People takes almost half of the budget"
    );
    assert!(figure.subtitle.contains("the years differ"));
    // What would be five lines is left at the largest of each.
    let mut long = rows::two_plans();
    long[1].rows[0].label =
        "Older People in their own homes, in extra care and in the community ".repeat(2);
    assert_eq!(
        two_plans(&long, Look::default()).headline,
        format!(
            "In Ayton 2014 the largest is Residential (£34.1m); in Beeton 2018–21 it is {} (£90.4m)",
            long[1].rows[0].label
        )
    );
    let a_head: Vec<String> = figure
        .table
        .rows
        .iter()
        .map(|row| row.cells[4].said())
        .collect();
    assert_eq!(
        a_head[..4],
        ["£103", "£44", "£2.86", "No population printed"]
    );
    let figure = two_plans(&[one, without], Look::default());
    assert_eq!(figure.chart, None);
    assert!(
        figure
            .instead
            .starts_with("Beeton 2018–21 doesn’t print spending by area")
    );
    assert_eq!(figure.table.rows.len(), 3);

    let all = rows::beside();
    let said = |n: std::ops::Range<usize>| {
        beside::figure(&all[n], &rows::beside_words(), Look::default()).headline
    };
    assert_eq!(said(0..3), "Ayton 2011–14 is higher in 2 of 3 measures");
    assert_eq!(said(0..2), "Ayton 2011–14 is higher in all 2 measures");
    assert_eq!(
        said(2..3),
        "Ayton 2011–14 is lower in the one measure that both have"
    );
    assert_eq!(said(0..0), "No measures to set beside each other");

    let all = rows::two_periods();
    let said =
        |rows: &[TwoPeriodRow]| money::two_periods(rows, &period_words(), Look::default()).headline;
    assert_eq!(
        said(&all),
        "Learning Disabilities: Care Home Placements falls most, from £29m to £21m"
    );
    assert_eq!(
        said(&all[3..]),
        "No amount changes from one period to the next"
    );
}

#[test]
fn a_timeline_shows_each_state_bar_and_column_in_its_place() {
    let scene = rows::scene(&rows::plan(), LaneBy::Priority, Look::default());
    let figure = timeline::figure(&scene, Look::default());
    assert_eq!(
        figure.headline,
        "Milestones bunch in June 2012: 3 of 7 fall then"
    );
    assert!(
        figure
            .subtitle
            .contains("a date that spans months counts at its end")
    );
    let words: Vec<&str> = figure.key.iter().map(|item| item.words.as_str()).collect();
    let states = ["Done", "Still to come", "Overdue", "Dropped"];
    assert_eq!(
        words,
        [
            &states[..],
            &["From start to end", "How many fall in each month"]
        ]
        .concat()
    );
    let option = option(&figure);
    let series = option["series"].as_array().unwrap();
    // A mark for each milestone with a date, and a month for each column.
    let symbols = series.iter().filter(|s| s["symbolSize"] == 12.0);
    let marks: usize = symbols.map(|s| s["data"].as_array().unwrap().len()).sum();
    assert_eq!(marks, 7);
    let columns = series.iter().find(|s| s["barWidth"] == "84%").unwrap();
    let counts = columns["data"].as_array().unwrap().iter();
    let counts: Vec<i64> = counts.map(|d| d["value"][1].as_i64().unwrap()).collect();
    assert_eq!(counts.iter().sum::<i64>(), 7);
    assert_eq!(counts[..6], [0, 0, 3, 1, 0, 1], "from April 2012");
    // Pressing a column looks closer at its month; pressing a mark opens what it stands for.
    let place = series.iter().position(|s| s == columns).unwrap();
    let june = (day("2012-06-01"), day("2012-06-30"));
    assert_eq!(figure.stretches.get(&(place, 2)), Some(&june));
    assert!(figure.item_at(place, 2).is_none());
}

#[test]
fn a_crowd_is_drawn_as_counts() {
    let figure = timeline::figure(
        &rows::scene(&rows::crowd(), LaneBy::Priority, Look::default()),
        Look::default(),
    );
    assert!(
        figure
            .subtitle
            .contains("a mark with a number stands for so many")
    );
    let marks = figure.marks.iter().flatten().count();
    assert!(marks < 120, "{marks} marks for 480 milestones");
    let option = option(&figure);
    let series = option["series"].as_array().unwrap();
    let numbers = series.iter().filter(|s| s["label"]["position"] == "inside");
    let told: Vec<&str> = numbers
        .flat_map(|s| s["data"].as_array().unwrap())
        .map(|d| d["value"][2].as_str().unwrap())
        .collect();
    assert_eq!(told, ["20"; 24]);
}

#[test]
fn fewer_than_two_marks_are_a_sentence_and_a_table() {
    let rows = rows::measures();
    let figure = measures::figure(&rows[4..], Look::default());
    assert!(figure.chart.is_none() && option_json(&figure).is_empty());
    assert!(!figure.instead.is_empty());
    assert_eq!(figure.table.rows.len(), 2);
    assert_eq!(
        figure.table.rows[1].cells[1],
        Cell::Text("Awaiting survey".to_owned())
    );
}

#[test]
fn hostile_figures_neither_panic_nor_make_endless_scales() {
    let mut measures = rows::measures();
    for (row, ratio) in measures
        .iter_mut()
        .zip([f64::NAN, f64::INFINITY, -1.0, 1e300, 0.0, 1e-300])
    {
        row.ratio = Some(ratio);
        row.label = "x".repeat(5_000);
    }
    let mut risks = rows::risks();
    risks[0].current = Some(u32::MAX);
    risks[1].target = Some(u32::MAX);
    let mut areas = rows::areas();
    areas[0].net = Some(i64::MIN);
    areas[1].spend = Some(i64::MAX);
    areas[2].net = Some(i64::MAX);
    areas[3].label = String::new();
    let mut periods = rows::two_periods();
    periods[0].before = Some(i64::MIN);
    periods[0].after = Some(i64::MAX);
    periods[1].before = None;
    let mut series = more::series();
    for (step, value) in series
        .told
        .iter_mut()
        .zip([f64::NAN, f64::INFINITY, -1e300, 1e300, 0.0])
    {
        (step.value, step.at) = (value, usize::MAX / 2);
    }
    let mut apart = more::apart();
    for (row, far) in apart
        .iter_mut()
        .zip([f64::NAN, f64::NEG_INFINITY, 1e300, -1e300, 0.0])
    {
        (row.apart, row.second) = (Some(far), Some(far));
    }
    let mut grid = more::grid();
    grid[0].place = (usize::MAX, usize::MAX);
    let mut scene = rows::scene(&rows::plan(), LaneBy::Priority, Look::default());
    let track = &mut scene.seen.lanes[0].tracks[0];
    track.name = "x".repeat(5_000);
    track.span = Some((day("0001-01-01"), day("9999-12-31")));
    track.marks[0].stretch = (day("2012-12-31"), day("2012-01-01"));
    track.marks[1].stretch = (day("0001-01-01"), day("9999-12-31"));
    scene.window = Window {
        first: day("2012-01-01"),
        last: day("2012-01-01"),
    };
    for width in [Width::Narrow, Width::Medium, Width::Wide] {
        let look = look(width);
        let figures = [
            series::figure(&series, look),
            apart::figure(&apart, &more::apart_words(), look),
            risk_grid::figure(&grid, &more::grid_words(), look),
            measures::figure(&measures, look),
            risks::figure(&risks, look),
            money::by_area(&areas, &area_words(), look),
            money::two_periods(&periods, &period_words(), look),
            timeline::figure(&scene, look),
            money::change(&periods, &period_words(), look),
            money::boxes(&areas, &area_words(), look),
        ];
        for figure in figures {
            let json = option_json(&figure);
            assert!(json.len() < 100_000, "{} characters", json.len());
            assert!(figure.height < 5_000);
        }
    }
}

#[test]
fn no_font_ends_the_attribute_it_is_written_into() {
    for (name, figure) in charts(look(Width::Medium)) {
        let json: Value = serde_json::from_str(&picture::picture_json(&figure)).unwrap();
        let mut strings = vec![&json];
        while let Some(value) = strings.pop() {
            match value {
                Value::Array(items) => strings.extend(items),
                Value::Object(fields) => {
                    let font = fields.get("fontFamily").and_then(Value::as_str);
                    assert!(!font.unwrap_or_default().contains('"'), "{name}");
                    strings.extend(fields.values());
                }
                _ => {}
            }
        }
    }
}
