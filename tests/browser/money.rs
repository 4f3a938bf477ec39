//! Where the money goes and what hangs from each aim: flows and boxes are drawn, the way they are drawn is chosen by
//! keyboard and kept in the address, and a mark opens its item.

use serde_json::json;
use thirtyfour::Key;

use crate::journey::{Outcome, in_every_engine};
use crate::visit::Visit;

in_every_engine!(
    follows_the_money,
    finds_an_item_on_the_map_of_the_thread,
    sees_the_shape_of_a_plan_at_once
);

/// A place of a flow: painted in full, which flows aren't.
const PLACE: &str = ".wm-figure__chart svg path[fill='#12436D']:not([fill-opacity])";

async fn follows_the_money(visit: &mut Visit) -> Outcome {
    visit.resize(1280, 900).await?;
    visit.read("?plan=warwickshire-2021-22&view=money").await?;
    visit
        .wait_for_text(".wm-figure", "41% goes to Older People")
        .await?;
    visit.wait_for(PLACE).await?;
    // What one side leaves open is said in the picture and in its table.
    visit
        .wait_for_text(".wm-figure__chart", "Not said where from")
        .await?;
    visit.click_named("button", "Show as table").await?;
    visit
        .wait_for_text(".wm-figure table", "£142,000,000")
        .await?;
    // From one year to the next, in pounds and percent.
    visit
        .wait_for_text("main", "Together the lines fall by £4m (−2%)")
        .await?;
    visit
        .wait_for_text(".wm-figure__chart", "−£8m (−28%)")
        .await?;
    // Boxes are chosen by keyboard, and the choice is in the address.
    visit
        .press_named("button", "Boxes by size", Key::Enter)
        .await?;
    visit
        .wait_for_text("main", "the larger the box, the more money")
        .await?;
    assert!(visit.address().await?.contains("show=boxes"));
    visit
        .wait_for_text(".wm-figure__chart", "Older People £76m (41%)")
        .await?;
    visit.reload().await?;
    visit
        .wait_for_text("main", "the larger the box, the more money")
        .await?;
    visit.wait_for(".wm-seg [aria-pressed=true]").await?;
    // A phone has bars in place of flows.
    visit.resize(390, 844).await?;
    visit
        .wait_for_text(".wm-figure__chart", "To: Older People")
        .await?;
    // A plan with funding and spending apart has both, and says that they aren't joined.
    visit.resize(1280, 900).await?;
    visit
        .read("?plan=worcestershire-2018-21&view=money")
        .await?;
    visit
        .wait_for_text(
            ".wm-figure",
            "The plan doesn’t print which of this money pays for what.",
        )
        .await?;
    visit.wait_for_text("main", "both add up").await?;
    visit.read("?plan=cheshire-west-2011-14&view=money").await?;
    visit
        .wait_for_text("main", "Budget options and proposals")
        .await?;
    visit.wait_for_text("main", "Savings and pressures").await?;
    visit.console_is_clean().await?;
    visit.nothing_left_the_origin().await
}

async fn finds_an_item_on_the_map_of_the_thread(visit: &mut Visit) -> Outcome {
    visit.resize(1280, 900).await?;
    visit
        .read("?plan=cheshire-west-2011-14&view=thread")
        .await?;
    visit
        .wait_for_text(".wm-figure", "Most hangs from Priority 7")
        .await?;
    // One aim, each thing under it by name; the choice is in the address.
    visit
        .choose(
            "Show what hangs from",
            "Priority 4: To improve wellbeing in order to prevent ill-health and…",
        )
        .await?;
    visit
        .wait_for_text(
            ".wm-figure",
            "From Priority 4 hang 4 measures, 3 actions and 1 risk",
        )
        .await?;
    assert!(visit.address().await?.contains("aim=priority-4"));
    visit
        .wait_for_text(".wm-figure__chart", "Smoking prevalence")
        .await?;
    // A mark opens its item.
    visit.click(PLACE).await?;
    visit
        .wait_for_text(
            "h1",
            "To improve wellbeing in order to prevent ill-health and dependency",
        )
        .await?;
    visit.eval("history.back()", json!([])).await?;
    visit.wait_for_text(".wm-figure", "From Priority 4").await?;
    // The same by keyboard: through the table, and down the outline.
    visit
        .press_named("button", "Show as table", Key::Enter)
        .await?;
    visit.named("link", "Smoking prevalence").await?;
    visit
        .wait_for(".wm-outline summary")
        .await?
        .send_keys(Key::Enter)
        .await?;
    visit
        .wait_for(".wm-outline details[open] li a")
        .await?
        .send_keys(Key::Enter)
        .await?;
    visit.wait_for("nav[aria-label='Golden thread']").await?;
    visit.console_is_clean().await
}

async fn sees_the_shape_of_a_plan_at_once(visit: &mut Visit) -> Outcome {
    visit.resize(820, 1180).await?;
    visit.read("?plan=cheshire-west-2011-14").await?;
    visit
        .wait_for_text(".wm-shape", "Priority 7: To deliver efficiency")
        .await?;
    // Exceptions and the first figures are there before anybody scrolls.
    let seen =
        "return document.querySelector('.wm-tile').getBoundingClientRect().top < innerHeight";
    assert_eq!(visit.eval(seen, json!([])).await?, json!(true));
    // It is the page's own drawing: ECharts isn't fetched for it.
    assert_eq!(
        visit.eval("return typeof echarts", json!([])).await?,
        json!("undefined")
    );
    visit.wait_for(".wm-units[aria-label]").await?;
    // A count leads to its list.
    visit.click(".wm-shape td a[href*='view=risks']").await?;
    visit.wait_for_text("h1", "Risks").await?;
    assert!(visit.address().await?.contains("priority="));
    visit.console_is_clean().await
}
