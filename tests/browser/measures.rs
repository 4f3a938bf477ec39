//! A councillor asks how measures, benchmarks and risks stand, by a rule of the reader's own.

use serde_json::json;

use crate::journey::{Outcome, in_every_engine};
use crate::visit::Visit;

in_every_engine!(
    sets_the_rule_by_keyboard_and_carries_it_along,
    groups_measures_and_follows_one_over_time,
    sees_who_leads_what_threatens_and_who_is_supported,
    writes_the_rule_into_a_draft
);

const MEASURES: &str = "?plan=cheshire-west-2011-14&view=measures";
const AT_HOME: &str = "Proportion of older people (65+) who were still at home";

/// How the table says that a measure stands.
async fn stands(visit: &Visit, measure: &str, standing: &str) -> Outcome {
    let script = "const [measure, standing] = arguments;
        return [...document.querySelectorAll('.wm-table tbody tr')].some((row) =>
            row.textContent.replace(/\\s+/g, ' ').includes(measure) && row.textContent.includes(standing))";
    visit
        .until_true(
            format_args!("{measure}: {standing}"),
            script,
            json!([measure, standing]),
        )
        .await
}

async fn sets_the_rule_by_keyboard_and_carries_it_along(visit: &mut Visit) -> Outcome {
    visit.read(MEASURES).await?;
    stands(visit, AT_HOME, "Off target").await?;
    visit.fill("textbox", "amber within", "10").await?;
    stands(visit, AT_HOME, "Close to target").await?;
    visit
        .wait_for_text("main", "9 meet their targets, 1 is close and 1 is off")
        .await?;
    assert!(visit.address().await?.contains("amber=10"));
    // From amber to red, and the address with it.
    visit.fill("textbox", "amber within", "6").await?;
    stands(visit, AT_HOME, "Off target").await?;
    assert!(visit.address().await?.contains("amber=6"));
    // What is no share of a target says so and changes nothing.
    visit.fill("textbox", "amber within", "640").await?;
    visit
        .wait_for_text("[role=alert]", "a whole number from 0 to 100")
        .await?;
    visit.fill("textbox", "amber within", "40").await?;
    visit.wait_gone("[role=alert]").await?;
    // It goes along to an item, to other pages and through a reload, and one press takes it back everywhere.
    visit
        .click_named("link", "Proportion of people using social care")
        .await?;
    visit
        .wait_for_text("main", "amber within 40% of it")
        .await?;
    visit.wait_for_text("main", "Close to target").await?;
    visit.reload().await?;
    visit.wait_for_text("main", "Close to target").await?;
    // The item offers the rule as well, and keeps the focus while it is typed.
    visit.fill("textbox", "amber within", "6").await?;
    visit.wait_for_text("main", "Off target").await?;
    visit.wait_for("#rule-amber:focus").await?;
    visit.fill("textbox", "amber within", "40").await?;
    visit.wait_for_text("main", "Close to target").await?;
    visit.click_named("link", "Overview").await?;
    visit
        .wait_for_text(".wm-head", "Amber within 40% of target")
        .await?;
    assert!(visit.address().await?.contains("amber=40"));
    visit
        .click_named("button", "Reset the rule for amber")
        .await?;
    visit
        .until_true(
            "the rule to be the plan's",
            "return !location.search.includes('amber')",
            json!([]),
        )
        .await?;
    visit.click_named("link", "Measures").await?;
    stands(visit, AT_HOME, "Off target").await?;
    visit.console_is_clean().await
}

async fn groups_measures_and_follows_one_over_time(visit: &mut Visit) -> Outcome {
    visit.read(MEASURES).await?;
    visit.choose("Group by", "Owner or area").await?;
    visit
        .wait_for_text(".wm-table__group", "Nobody named")
        .await?;
    visit
        .wait_for_text(".wm-table__group", "Prevention and Wellbeing")
        .await?;
    assert!(visit.address().await?.contains("by=owner"));
    // The chart stands under the same headings.
    visit
        .wait_for_text(".wm-figure__chart svg text", "Nobody named")
        .await?;
    visit.reload().await?;
    visit
        .wait_for_text(".wm-table__group", "Nobody named")
        .await?;
    visit.click_named("button", "Clear filters").await?;
    visit.wait_gone(".wm-table__group").await?;
    visit
        .wait_for_text(".wm-trend", "6,001 → 9,258 forecast")
        .await?;
    visit
        .click_named("link", "Number of Adult Social Care customer reviews")
        .await?;
    visit
        .wait_for_text(
            ".wm-figure h2",
            "From 6,001 (31 Dec 2011) to 9,258 (31 Mar 2012, the forecast): target met",
        )
        .await?;
    visit.wait_for(".wm-figure__chart svg path").await?;
    visit.click_named("button", "Show as table").await?;
    visit.wait_for_text(".wm-figure table", "9,075").await?;
    // The baseline of a measure and which way it has moved since.
    visit
        .read("?plan=cheshire-west-2011-14&view=measures&q=stakeholder+network")
        .await?;
    visit.wait_for_text(".wm-table", "Getting better").await?;
    visit.wait_for_text(".wm-table", "from 150").await?;
    visit.console_is_clean().await
}

async fn sees_who_leads_what_threatens_and_who_is_supported(visit: &mut Visit) -> Outcome {
    visit
        .read("?plan=worcestershire-2018-21&view=benchmarks")
        .await?;
    visit
        .wait_for_text(".wm-figure h2", "18 of 26 are better than England, 6 worse")
        .await?;
    visit
        .wait_for_text("main", "furthest behind on ‘Delayed transfers of care")
        .await?;
    visit.read("?plan=cheshire-west-2011-14&view=risks").await?;
    visit
        .wait_for_text("main", "Each has a mitigation.")
        .await?;
    visit
        .wait_for_text(".wm-figure h2", "1 of 11 risks stands at 26 to 30")
        .await?;
    visit
        .wait_for_text(".wm-table", "printed in 7 places, the same scores in each")
        .await?;
    visit
        .choose("Where it is printed", "In several places (6)")
        .await?;
    visit.wait_for_text("[role=status]", "6 of 11").await?;
    visit.read("?plan=warwickshire-2021-22&view=people").await?;
    visit
        .wait_for_text(
            "main",
            "Older people are 66.7% of those supported and take 45% of the spend",
        )
        .await?;
    visit
        .wait_for_text(
            ".wm-figure h2",
            "Integrated Care has the most staff, 210 of 483",
        )
        .await?;
    // A figure that hangs from no aim still has a way up.
    visit.click_named("button", "Show as table").await?;
    visit
        .click_named("link", "Share of all those supported")
        .await?;
    visit.wait_for_text(".wm-thread", "People").await?;
    visit.console_is_clean().await
}

async fn writes_the_rule_into_a_draft(visit: &mut Visit) -> Outcome {
    visit
        .read("?plan=cheshire-west-2011-14&view=measures&amber=40")
        .await?;
    stands(visit, AT_HOME, "Close to target").await?;
    visit.click_named("button", "Start a draft").await?;
    visit.wait_for_text("h1", "Write").await?;
    // What a reader chose for looking is no part of the draft.
    let field = "A measure is amber within this many per cent of its target";
    assert_eq!(
        visit
            .named("textbox", field)
            .await?
            .value()
            .await?
            .unwrap_or_default(),
        ""
    );
    visit.fill("textbox", field, "10").await?;
    visit
        .wait_for_text(".wm-save", "Saved on this device")
        .await?;
    visit.click_named("link", "Measures").await?;
    stands(visit, AT_HOME, "Close to target").await?;
    assert!(!visit.address().await?.contains("amber"));
    // Here a reader may look by yet another rule, and the draft keeps its own.
    visit.fill("textbox", "amber within", "2").await?;
    stands(visit, AT_HOME, "Off target").await?;
    visit
        .click_named("button", "Back to the plan’s 10%")
        .await?;
    stands(visit, AT_HOME, "Close to target").await?;
    visit.console_is_clean().await
}
