//! A councillor sets two councils' plans beside each other and looks at one topic across all of them; an
//! officer changes a target in a draft and sees exactly that beside the published plan.

use serde_json::json;

use crate::journey::{Outcome, in_every_engine};
use crate::visit::Visit;

in_every_engine!(
    sets_two_plans_beside_each_other,
    looks_at_one_topic_across_all_plans,
    sees_exactly_what_a_draft_changes,
    is_told_what_cannot_be_compared
);

/// Presses Tab until a link with these words has the focus, then Enter.
async fn go_by_keyboard(visit: &Visit, words: &str) -> Outcome {
    let at_link = "return document.activeElement?.tagName === 'A'
        && document.activeElement.textContent.trim() === arguments[0]";
    for _ in 0..60 {
        if visit.eval(at_link, json!([words])).await? == json!(true) {
            let link = visit.session().active_element().await?;
            return Ok(link.send_keys("\u{e007}").await?);
        }
        let here = visit.session().active_element().await?;
        here.send_keys("\u{e004}").await?;
    }
    Err(format!("no link {words:?} within 60 stops").into())
}

async fn sets_two_plans_beside_each_other(visit: &mut Visit) -> Outcome {
    visit.resize(820, 1180).await?;
    visit.read("?plan=cheshire-west-2011-14").await?;
    visit.turn_to("Compare").await?;
    visit.wait_for_text("h1", "Compare").await?;
    visit
        .wait_for_text("main", "Choose what to set beside")
        .await?;
    visit.wait_for_text("main", "no other draft").await?;
    go_by_keyboard(visit, "Adult Services business plan 2018–21").await?;
    visit
        .wait_for_text(
            "main",
            "9 of the 36 measures and benchmarks of Cheshire West",
        )
        .await?;
    assert!(
        visit
            .address()
            .await?
            .contains("with=worcestershire-2018-21")
    );
    visit.wait_for(".wm-figure__chart svg path").await?;
    // Money by area, each plan by itself.
    visit
        .wait_for_text(
            ".wm-figure h2",
            "in Worcestershire 2018–21 it is Older People (£97.0m)",
        )
        .await?;
    visit
        .wait_for_text(
            ".wm-figure",
            "Worcestershire 2018–21 prints no population of its area, so it has no amounts a head.",
        )
        .await?;
    visit.wait_for_text(".wm-table", "Matched by name").await?;
    // A filter acts on the rows and is in the address.
    visit
        .fill("searchbox", "Find in items", "paid employment")
        .await?;
    visit.wait_for_text(".wm-count", "1 of").await?;
    visit
        .wait_for_text(".wm-table tbody", "+3.2 points")
        .await?;
    visit
        .wait_for_text(".wm-table tbody", "Different periods")
        .await?;
    // The other plan's item is in the other plan.
    visit
        .click_named("link", "In Worcestershire 2018–21")
        .await?;
    visit
        .wait_for_text("h1", "learning disability in paid employment")
        .await?;
    assert!(
        visit
            .address()
            .await?
            .contains("plan=worcestershire-2018-21")
    );
    visit.eval("history.back()", json!([])).await?;
    visit.wait_for_text(".wm-count", "1 of").await?;
    // From the other side the same is said the other way round.
    visit.click_named("link", "Exchange the two sides").await?;
    visit
        .wait_for_text(
            "main",
            "9 of the 26 measures and benchmarks of Worcestershire",
        )
        .await?;
    visit.console_is_clean().await?;
    visit.nothing_left_the_origin().await
}

async fn looks_at_one_topic_across_all_plans(visit: &mut Visit) -> Outcome {
    visit.resize(820, 1180).await?;
    visit.read("").await?;
    visit.click_named("link", "Compare all plans").await?;
    visit
        .wait_for_text("h1", "All plans, topic by topic")
        .await?;
    visit
        .wait_for_text("#topic-direct-payments", "30.4%")
        .await?;
    for printed in [
        "27%",
        "1,200 people",
        "1,044",
        "11%",
        "8.4%",
        "listed, not ranked",
    ] {
        visit
            .wait_for_text("#topic-direct-payments", printed)
            .await?;
    }
    visit
        .choose("Topic", "Reablement and staying at home (5)")
        .await?;
    visit.wait_gone("#topic-direct-payments").await?;
    assert!(visit.address().await?.contains("topic=at-home"));
    visit
        .wait_for("#topic-at-home .wm-figure__chart svg path")
        .await?;
    visit.reload().await?;
    visit.wait_for_text("#topic-at-home", "78.3%").await?;
    visit
        .click("#topic-at-home .wm-table tbody tr:last-child a")
        .await?;
    visit.wait_for_text("h1", "still at home 91 days").await?;
    assert!(
        visit
            .address()
            .await?
            .contains("plan=worcestershire-2018-21")
    );
    visit.console_is_clean().await
}

async fn sees_exactly_what_a_draft_changes(visit: &mut Visit) -> Outcome {
    visit.read("?plan=cheshire-west-2011-14").await?;
    visit.click_named("button", "Start a draft").await?;
    visit.named("textbox", "Title").await?;
    // Nothing yet.
    visit.turn_to("Compare").await?;
    visit.wait_for_text("main", "The draft as it began").await?;
    visit
        .click(".wm-shelf a[href*='with=cheshire-west-2011-14']")
        .await?;
    visit
        .wait_for_text("main", "Nothing differs between")
        .await?;
    // A target is raised.
    let address = visit.address().await?;
    let draft = address
        .split("draft=")
        .nth(1)
        .and_then(|rest| rest.split('&').next());
    let draft = draft.ok_or("the address names the draft")?.to_owned();
    visit
        .read(&format!(
            "?draft={draft}&view=edit&item=self-directed-support&of=measures"
        ))
        .await?;
    let field = "const all = [...document.querySelectorAll('.wm-editor__form input')];
        const target = all.find((field) => field.value === '75');
        target?.focus(); target?.select(); return Boolean(target);";
    visit
        .until_true("the target’s field", field, json!([]))
        .await?;
    let target = visit.session().active_element().await?;
    target.send_keys("80").await?;
    visit
        .wait_for_text(".wm-save", "Saved on this device")
        .await?;
    visit.turn_to("Compare").await?;
    visit
        .click(".wm-shelf a[href*='with=cheshire-west-2011-14']")
        .await?;
    visit
        .wait_for_text(
            "main",
            "This draft differs from the published plan in 1 place: 1 target changed.",
        )
        .await?;
    let row = visit
        .text(".wm-table tbody tr:not(.wm-table__group)")
        .await?;
    for words in ["self-directed support", "Target 2011/12", "75%", "80%"] {
        assert!(row.contains(words), "{row}");
    }
    visit.wait_for_text(".wm-count", "1 difference").await?;
    // The same beside the version it began as.
    visit
        .click_named("button", "Compare with something else")
        .await?;
    visit.click_named("link", "The draft as it began").await?;
    visit
        .wait_for_text("main", "in 1 place: 1 target changed")
        .await?;
    assert!(visit.address().await?.contains("with=version%3A0"));
    visit.console_is_clean().await?;
    visit.nothing_left_the_origin().await
}

async fn is_told_what_cannot_be_compared(visit: &mut Visit) -> Outcome {
    for (with, words) in [
        ("nowhere-2030", "There is no published plan with this name"),
        ("draft:gone", "This is not on this device"),
        ("version:3", "Only a draft has versions"),
        ("other:3", "names nothing to compare with"),
    ] {
        visit
            .read(&format!("?plan=coventry-2014&view=compare&with={with}"))
            .await?;
        visit.wait_for_text("[role=alert]", words).await?;
        visit.wait_for_text("main", "Published plans").await?;
    }
    Ok(())
}
