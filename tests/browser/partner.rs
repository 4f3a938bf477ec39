//! A partner opens a plan from a link, keeps a copy, and is told plainly when a link is damaged.

use serde_json::json;

use crate::journey::{Outcome, in_every_engine};
use crate::visit::Visit;

in_every_engine!(
    opens_a_link_and_keeps_a_copy,
    opens_a_published_plan_where_its_sender_was,
    is_told_when_a_link_is_cut_or_changed
);

/// The link that the share page offers for a draft.
async fn link_of_a_draft(visit: &mut Visit) -> Outcome<String> {
    visit.read("?plan=warwickshire-2021-22").await?;
    visit.click_named("button", "Start a draft").await?;
    visit.named("textbox", "Title").await?;
    visit.fill("textbox", "Title", "For comment").await?;
    visit
        .wait_for_text(".wm-save", "Saved on this device")
        .await?;
    visit.click_named("link", "Share").await?;
    visit.wait_for("#link-whole").await?;
    let field = visit.wait_for("#link-whole").await?;
    let link = field.value().await?.unwrap_or_default();
    let (_, fragment) = link.split_once('#').ok_or("the link carries nothing")?;
    Ok(format!("#{fragment}"))
}

async fn opens_a_link_and_keeps_a_copy(visit: &mut Visit) -> Outcome {
    let fragment = link_of_a_draft(visit).await?;
    visit.read("?view=help").await?;
    visit.kept_offline().await?;
    visit.site.stop();
    visit.read(&fragment).await?;
    visit.wait_for_text("h1", "For comment").await?;
    visit
        .wait_for_text(".wm-banner--shared", "came with a link")
        .await?;
    // Its pages carry the plan along; a skip link doesn't lose it.
    visit.click_named("link", "Measures").await?;
    visit.wait_for_text("h1", "Measures").await?;
    visit
        .eval("document.querySelector('.wm-skip').click()", json!([]))
        .await?;
    let address = visit.address().await?;
    assert!(
        address.contains("view=measures") && address.ends_with(fragment.trim_start_matches('#')),
        "{address}"
    );
    visit.reload().await?;
    visit.wait_for_text("h1", "Measures").await?;
    visit
        .click_named("button", "Save a copy to my drafts")
        .await?;
    visit.named("textbox", "Title").await?;
    visit.wait_for_text(".wm-head__plan", "For comment").await?;
    visit.console_is_clean().await?;
    visit.nothing_left_the_origin().await
}

async fn opens_a_published_plan_where_its_sender_was(visit: &mut Visit) -> Outcome {
    visit
        .read("?plan=cheshire-west-2011-14&view=measures&q=social+care&as-at=2012-01-01")
        .await?;
    visit.wait_for_text("[role=status]", "5 of 36").await?;
    visit.click_named("link", "Share").await?;
    visit
        .wait_for_text("main", "Where you were: ‘Measures’")
        .await?;
    let address = async |visit: &Visit| -> Outcome<String> {
        let link = visit.wait_for("#link-plain").await?.value().await?;
        let link = link.unwrap_or_default();
        let (_, query) = link.split_once('?').ok_or("the link names no plan")?;
        Ok(format!("?{query}"))
    };
    let there = address(visit).await?;
    visit.click_named("radio", "At the overview").await?;
    let overview = address(visit).await?;
    assert!(
        overview.contains("as-at=2012-01-01") && !overview.contains("measures"),
        "{overview}"
    );
    visit.read(&there).await?;
    visit.wait_for_text("[role=status]", "5 of 36").await?;
    visit.console_is_clean().await
}

async fn is_told_when_a_link_is_cut_or_changed(visit: &mut Visit) -> Outcome {
    let fragment = link_of_a_draft(visit).await?;
    let cut: String = fragment.chars().take(fragment.len() / 2).collect();
    let mut changed: Vec<char> = fragment.chars().collect();
    let middle = changed.len() / 2;
    let spot = (middle..changed.len())
        .find(|&at| changed[at].is_ascii_lowercase())
        .ok_or("no letter")?;
    changed[spot] = if changed[spot] == 'a' { 'b' } else { 'a' };
    let changed: String = changed.into_iter().collect();
    for (bad, words) in [(cut, "characters arrived"), (changed, "damaged")] {
        visit.goto("?view=privacy").await?;
        visit.read(&bad).await?;
        visit
            .wait_for_text("h1", "This link can’t be opened")
            .await?;
        visit.wait_for_text("main", words).await?;
        assert_eq!(visit.count(".wm-tabs").await?, 0, "no other plan is shown");
    }
    visit.console_is_clean().await
}
