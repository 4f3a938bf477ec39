//! Out to a partner and back: an officer sends a plan or a part of it, a partner answers, and the officer merges.

use serde_json::json;

use crate::journey::{Outcome, in_every_engine};
use crate::officer::{saved, start, value};
use crate::visit::Visit;

in_every_engine!(
    comes_back_from_a_partner_as_a_merge,
    a_part_behind_a_passphrase_comes_back_without_loss,
    a_link_opens_with_the_file_of_the_plan_that_it_changes
);

/// The fragment of the link on the page to share, once it is made.
async fn link(visit: &mut Visit) -> Outcome<String> {
    let field = visit.wait_for("#link-whole").await?;
    let link = field.value().await?.unwrap_or_default();
    let (_, fragment) = link.split_once('#').ok_or("the link carries nothing")?;
    Ok(format!("#{fragment}"))
}

/// Starts a draft, gives it a title, and goes to its page to share.
async fn share_a_draft(visit: &mut Visit, title: &str) -> Outcome {
    start(visit).await?;
    visit.fill("textbox", "Title", title).await?;
    saved(visit).await?;
    visit.click_named("link", "Share").await?;
    visit
        .wait_for_text("main", "carries what differs from the published plan")
        .await
}

/// Copies the link, which the draft remembers.
async fn send(visit: &mut Visit) -> Outcome<String> {
    let fragment = link(visit).await?;
    visit.click_named("button", "Copy the link").await?;
    visit.wait_for_text(".wm-acts", "link").await?;
    saved(visit).await?;
    Ok(fragment)
}

/// Opens a link as whoever got it, and begins a draft of it.
async fn take(visit: &mut Visit, fragment: &str) -> Outcome {
    visit
        .wait_for_text(".wm-banner--shared", "came with a link")
        .await?;
    assert!(
        visit
            .address()
            .await?
            .contains(fragment.trim_start_matches('#'))
    );
    visit
        .click_named("button", "Save a copy to my drafts")
        .await?;
    visit.named("textbox", "Title").await.map(drop)
}

/// Answers what came with a link: takes it, changes the title, and sends that back.
async fn answer(visit: &mut Visit, fragment: &str, title: &str) -> Outcome {
    take(visit, fragment).await?;
    visit.fill("textbox", "Title", title).await?;
    saved(visit).await?;
    visit.click_named("link", "Share").await?;
    let answer = send(visit).await?;
    visit.goto("?view=privacy").await?;
    visit.read(&answer).await?;
    visit.wait_for_text("h1", title).await
}

/// Merges an answer that came with a link, and is one change, into the draft of this title.
async fn merge(visit: &mut Visit, title: &str, answer: &str) -> Outcome {
    visit.click_named("link", "Merge into a draft").await?;
    visit.wait_for_text("h1", "Merge into a draft").await?;
    visit.click_named("button", title).await?;
    visit
        .wait_for_text("h1", "Merge a colleague’s copy")
        .await?;
    let said = "brings one change; nothing was changed by both of you";
    visit.wait_for_text("main", said).await?;
    visit.wait_for_text("main", "Sent as a link on").await?;
    visit.click_named("button", "Merge into my draft").await?;
    visit.wait_for_text("h1", answer).await?;
    saved(visit).await
}

/// Chooses the file of a plan as it is published, as a person would from their folder.
async fn choose(visit: &Visit, plan: &str) -> Outcome {
    let script = "const [name] = arguments;
        const field = document.querySelector('#published');
        return fetch(`plans/${name}.json`).then((answer) => answer.blob()).then((blob) => {
            const chosen = new DataTransfer();
            chosen.items.add(new File([blob], `${name}.json`, { type: 'application/json' }));
            field.files = chosen.files;
            field.dispatchEvent(new Event('change', { bubbles: true }));
        });";
    visit.eval(script, json!([plan])).await.map(drop)
}

async fn comes_back_from_a_partner_as_a_merge(visit: &mut Visit) -> Outcome {
    share_a_draft(visit, "For comment").await?;
    let sent = send(visit).await?;
    assert!(sent.len() < 400, "a title costs {} characters", sent.len());
    // The officer goes on meanwhile.
    visit.click_named("link", "Write").await?;
    visit
        .fill("textbox", "Directorate or service", "Here")
        .await?;
    saved(visit).await?;

    visit.goto("?view=privacy").await?;
    visit.read(&sent).await?;
    visit
        .wait_for_text(".wm-banner--shared", "Warwickshire County Council")
        .await?;
    answer(visit, &sent, "With our answer").await?;

    merge(visit, "For comment", "With our answer").await?;
    visit.click_named("link", "Write").await?;
    assert_eq!(value(visit, "Directorate or service").await?, "Here");
    visit.console_is_clean().await?;
    visit.nothing_left_the_origin().await
}

async fn a_part_behind_a_passphrase_comes_back_without_loss(visit: &mut Visit) -> Outcome {
    share_a_draft(visit, "All of it").await?;
    visit
        .click_named("button", "Choose the parts of the plan")
        .await?;
    visit.click_named("checkbox", "Money lines (13)").await?;
    visit
        .click_named("checkbox", "Leave out the names of people")
        .await?;
    visit
        .wait_for_text("main", "What stays behind: 13 records")
        .await?;
    visit
        .wait_for_text("main", "A link that carries this part")
        .await?;
    visit
        .click_named("button", "Protect it with a passphrase")
        .await?;
    visit
        .fill("textbox", "Passphrase", "four plain words here")
        .await?;
    visit.click_named("heading", "Share this plan").await?;
    visit
        .wait_for_text("main", "opens with this passphrase only")
        .await?;
    let sent = send(visit).await?;

    visit.goto("?view=privacy").await?;
    visit.read(&sent).await?;
    visit
        .wait_for_text("h1", "This link opens with a passphrase")
        .await?;
    visit
        .fill("textbox", "Passphrase", "four plain words her")
        .await?;
    visit.click_named("button", "Open it").await?;
    visit
        .wait_for_text("main", "That isn’t the passphrase")
        .await?;
    visit
        .fill("textbox", "Passphrase", "four plain words here")
        .await?;
    visit.click_named("button", "Open it").await?;
    visit.wait_for_text("h1", "All of it").await?;
    assert_eq!(
        visit.count(".wm-tabs a[href*='view=money']").await?,
        0,
        "money stayed behind"
    );
    answer(visit, &sent, "Part answered").await?;

    merge(visit, "All of it", "Part answered").await?;
    visit.wait_for(".wm-tabs a[href*='view=money']").await?;
    visit.click_named("link", "Write").await?;
    assert_eq!(value(visit, "Title").await?, "Part answered");
    visit.console_is_clean().await?;
    visit.nothing_left_the_origin().await
}

async fn a_link_opens_with_the_file_of_the_plan_that_it_changes(visit: &mut Visit) -> Outcome {
    share_a_draft(visit, "For comment").await?;
    let sent = send(visit).await?;
    // A site that has another edition of the plan.
    let swapped = "const real = window.fetch; window.fetch = async (what, ...more) => {
        const answer = await real(what, ...more);
        const address = String(what.url ?? what);
        if (!address.includes('plans/index.json')) return answer;
        const index = await answer.json();
        for (const plan of index.plans) if (plan.id === 'warwickshire-2021-22') plan.sha256 = '0'.repeat(64);
        return new Response(JSON.stringify(index), { headers: { 'content-type': 'application/json' } });
    };";
    visit.goto("?view=privacy").await?;
    visit.ready().await?;
    visit.eval(swapped, json!([])).await?;
    visit
        .eval("location.hash = arguments[0]", json!([sent]))
        .await?;
    visit
        .wait_for_text("h1", "This link needs a published plan")
        .await?;
    visit.wait_for_text("main", "warwickshire-2021-22").await?;
    assert_eq!(visit.count(".wm-tabs").await?, 0, "no other plan is shown");
    choose(visit, "coventry-2014").await?;
    visit
        .wait_for_text(".wm-banner", "is not the one the changes were made to")
        .await?;
    assert_eq!(visit.count(".wm-tabs").await?, 0, "no other plan is shown");
    choose(visit, "warwickshire-2021-22").await?;
    visit.wait_for(".wm-banner--shared").await?;
    visit.wait_for_text(".wm-head__plan", "For comment").await
}
