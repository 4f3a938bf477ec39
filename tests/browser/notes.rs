//! A councillor marks what to ask about, writes it down, puts it in order, prints it, and sends the plan without it.
//! Then with it, to someone who may take it over.

use serde_json::json;
use thirtyfour::Key;

use crate::journey::{Outcome, in_engine, in_every_engine};
use crate::visit::Visit;
use crate::witness::Rules;

in_engine!(
    chromium_by_finger,
    Chromium,
    an_item_is_put_first_by_a_finger
);

in_every_engine!(
    a_list_for_the_meeting_is_made_ordered_and_ticked_off,
    an_item_is_put_first_by_mouse,
    a_list_is_made_by_keyboard_alone,
    notes_go_along_only_when_ticked,
    notes_are_on_a_paper_only_when_chosen,
    notes_that_cannot_be_kept_are_not_called_saved
);

const PLAN: &str = "?plan=cheshire-west-2011-14";
const SAVED: &str = "Saved on this device";

/// Opens an item and marks it for the meeting.
async fn mark(visit: &mut Visit, item: &str) -> Outcome {
    visit.goto(&format!("{PLAN}&item={item}")).await?;
    visit.click_named("button", "Mark for the meeting").await?;
    visit.named("button", "Marked for the meeting").await?;
    visit.wait_for_text(".wm-meet", SAVED).await
}

/// What the list says, item by item.
async fn order(visit: &Visit) -> Outcome<Vec<String>> {
    let script =
        "return [...document.querySelectorAll('ol.wm-agenda h3')].map((h) => h.textContent)";
    let titles = visit.eval(script, json!([])).await?;
    Ok(serde_json::from_value(titles)?)
}

/// The ids of a few measures of the plan.
async fn measures(visit: &Visit) -> Outcome<Vec<String>> {
    let script = "const [file, done] = arguments; fetch(file).then((answer) => answer.json())
        .then(({ plan }) => done(plan.measures.slice(0, 3).map(({ id }) => id)));";
    let ids = visit
        .eval_async(script, json!(["plans/cheshire-west-2011-14.json"]))
        .await?;
    Ok(serde_json::from_value(ids)?)
}

async fn a_list_for_the_meeting_is_made_ordered_and_ticked_off(visit: &mut Visit) -> Outcome {
    visit.resize(820, 1180).await?;
    visit.read(PLAN).await?;
    let ids = measures(visit).await?;
    for id in &ids {
        mark(visit, id).await?;
    }
    // A question and a request on the last of them; they show on its page when it is opened again.
    visit
        .click_named("button", "Question, note or request")
        .await?;
    visit
        .fill("textbox", "Question to ask", "Why is this so?")
        .await?;
    visit.fill("textbox", "Asked of", "The director").await?;
    visit.wait_for_text(".wm-meet", SAVED).await?;
    visit.reload().await?;
    visit
        .wait_for_text(
            ".wm-meet",
            "You have written a question and a request for information.",
        )
        .await?;
    // The tab counts them, and leads to the list.
    visit.wait_for_text(".wm-tabs > a", "My notes3").await?;
    visit.turn_to("My notes").await?;
    visit.wait_for_text("h1", "My notes").await?;
    visit
        .wait_for_text(
            "main",
            "3 items are on your list for the meeting, with 1 question and 1 request for information.",
        )
        .await?;
    let before = order(visit).await?;
    assert_eq!(before.len(), 3);
    visit
        .wait_for_text("ol.wm-agenda li:nth-child(3)", "Why is this so?")
        .await?;
    // The last comes first, and stays there.
    let last = before[2].clone();
    for place in [2, 1] {
        visit
            .click_named("button", &format!("Move up: {last}"))
            .await?;
        let said = format!("{last} is now number {place} of 3.");
        visit.wait_for_text("[role=status]", &said).await?;
    }
    let after = [before[2].clone(), before[0].clone(), before[1].clone()];
    assert_eq!(order(visit).await?, after);
    visit.wait_for_text("main", SAVED).await?;
    visit.reload().await?;
    visit
        .wait_for_text("ol.wm-agenda li:nth-child(1)", "Why is this so?")
        .await?;
    assert_eq!(order(visit).await?, after);
    // In the meeting: answered and ticked off.
    visit
        .click_named("button", "Write what was answered")
        .await?;
    visit
        .fill("textbox", "What was answered", "It will be better")
        .await?;
    visit
        .click_named("checkbox", &format!("Dealt with: {last}"))
        .await?;
    visit
        .wait_for_text("main", "1 dealt with, 2 still open.")
        .await?;
    // What is chosen is in the address and comes back.
    visit.click_named("button", "Still open").await?;
    visit
        .until("two open items", async || {
            Ok((order(visit).await?.len() == 2).then_some(()))
        })
        .await?;
    assert!(visit.address().await?.contains("kind=open"));
    visit.wait_for_text("main", SAVED).await?;
    visit.reload().await?;
    visit
        .until("two open items", async || {
            Ok((order(visit).await?.len() == 2).then_some(()))
        })
        .await?;
    // All plans with notes are listed, and lead back.
    visit.read("?view=notes").await?;
    visit
        .wait_for_text("main", "You have notes on one plan.")
        .await?;
    visit
        .click_named("link", "Adult social care and health business plan")
        .await?;
    visit
        .wait_for_text("main", "1 dealt with, 2 still open.")
        .await?;
    visit.console_is_clean().await?;
    visit.nothing_left_the_origin().await
}

/// Marks three items and opens the list, all of it in sight. Gives its order.
async fn three_listed(visit: &mut Visit) -> Outcome<Vec<String>> {
    visit.resize(820, 1180).await?;
    visit.read(PLAN).await?;
    for id in &measures(visit).await? {
        mark(visit, id).await?;
    }
    visit.click_named("link", "My notes3").await?;
    visit.wait_for("ol.wm-agenda li:nth-child(3)").await?;
    visit
        .eval(
            "document.querySelector('.wm-agenda').scrollIntoView({ block: 'center' })",
            json!([]),
        )
        .await?;
    order(visit).await
}

/// What a list says once its last item has come first, and that it stays so.
async fn last_came_first(visit: &mut Visit, before: &[String]) -> Outcome {
    let said = format!("{} is now number 1 of 3.", before[2]);
    visit.wait_for_text("[role=status]", &said).await?;
    let after = [before[2].clone(), before[0].clone(), before[1].clone()];
    assert_eq!(order(visit).await?, after);
    visit.wait_for_text("main", SAVED).await?;
    visit.reload().await?;
    visit.wait_for("ol.wm-agenda li:nth-child(3)").await?;
    assert_eq!(order(visit).await?, after);
    visit.console_is_clean().await
}

const LAST_GRIP: &str = "ol.wm-agenda li:nth-child(3) .wm-agenda__grip";

async fn an_item_is_put_first_by_mouse(visit: &mut Visit) -> Outcome {
    let before = three_listed(visit).await?;
    let grip = visit.wait_for(LAST_GRIP).await?;
    let first = visit.wait_for("ol.wm-agenda li:nth-child(1) h3").await?;
    let hand = visit.session().action_chain();
    hand.click_and_hold_element(&grip)
        .move_by_offset(0, -20)
        .move_to_element_center(&first)
        .perform()
        .await?;
    // Where it would land is shown before it is let go; Escape takes it back.
    visit
        .wait_for("ol.wm-agenda li:nth-child(1).is-before")
        .await?;
    let keys = visit.session().action_chain();
    keys.send_keys(Key::Escape).perform().await?;
    visit.wait_gone(".wm-agenda .is-before").await?;
    visit.session().action_chain().release().perform().await?;
    assert_eq!(order(visit).await?, before);
    let hand = visit.session().action_chain();
    hand.click_and_hold_element(&grip)
        .move_by_offset(0, -20)
        .move_to_element_center(&first)
        .release()
        .perform()
        .await?;
    last_came_first(visit, &before).await
}

async fn an_item_is_put_first_by_a_finger(visit: &mut Visit) -> Outcome {
    let before = three_listed(visit).await?;
    visit.wait_for(LAST_GRIP).await?;
    let places = "const middle = (css) => {
            const { left, top, width, height } = document.querySelector(css).getBoundingClientRect();
            return { x: left + width / 2, y: top + height / 2 };
        };
        return [middle(arguments[0]), middle('ol.wm-agenda li:nth-child(1) h3')]";
    let places = visit.eval(places, json!([LAST_GRIP])).await?;
    let (from, to) = (places[0].clone(), places[1].clone());
    let near = json!({"x": from["x"], "y": from["y"].as_f64().unwrap_or_default() - 30.0});
    let browser = visit.session().cdp();
    for (kind, points) in [
        ("touchStart", vec![from]),
        ("touchMove", vec![near]),
        ("touchMove", vec![to]),
        ("touchEnd", Vec::new()),
    ] {
        let touch = json!({"type": kind, "touchPoints": points});
        browser.send_raw("Input.dispatchTouchEvent", touch).await?;
    }
    last_came_first(visit, &before).await
}

async fn a_list_is_made_by_keyboard_alone(visit: &mut Visit) -> Outcome {
    visit.read(PLAN).await?;
    let ids = measures(visit).await?;
    for id in &ids {
        visit.goto(&format!("{PLAN}&item={id}")).await?;
        visit
            .press_named("button", "Mark for the meeting", Key::Enter)
            .await?;
        visit.wait_for_text(".wm-meet", SAVED).await?;
    }
    visit.read(&format!("{PLAN}&view=notes")).await?;
    visit.wait_for("ol.wm-agenda li:nth-child(3)").await?;
    let before = order(visit).await?;
    // The button keeps the focus while its item moves, so that it can be pressed again.
    let down = format!("Move down: {}", before[0]);
    visit.press_named("button", &down, Key::Enter).await?;
    let focused = "return document.activeElement?.getAttribute('aria-label')";
    visit
        .until("the focus on the button", async || {
            Ok((visit.eval(focused, json!([])).await? == json!(down)).then_some(()))
        })
        .await?;
    let alt_down = Key::Alt + Key::Down;
    visit
        .named("button", &down)
        .await?
        .send_keys(alt_down)
        .await?;
    let after = [before[1].clone(), before[2].clone(), before[0].clone()];
    visit
        .until("the first to be last", async || {
            Ok((order(visit).await? == after).then_some(()))
        })
        .await?;
    // What is taken off the list with nothing written on it is gone.
    let off = format!("Take off the list: {}", before[0]);
    visit.press_named("button", &off, Key::Enter).await?;
    visit
        .wait_for_text("main", "2 items are on your list for the meeting.")
        .await?;
    visit.wait_for_text("main", SAVED).await?;
    visit.is_accessible(Rules::All).await
}

/// The link that carries the plan, once one other than this is made.
async fn link(visit: &Visit, before: &str) -> Outcome<String> {
    let script = "return document.querySelector('#link-whole')?.value ?? ''";
    visit
        .until("the link", async || {
            let link = visit.eval(script, json!([])).await?;
            let link = link.as_str().unwrap_or_default().to_owned();
            Ok(Some(link).filter(|link| !link.is_empty() && link != before))
        })
        .await
}

async fn notes_go_along_only_when_ticked(visit: &mut Visit) -> Outcome {
    visit.read("?view=drafts").await?;
    visit.click_named("button", "Start a blank draft").await?;
    visit.named("textbox", "Title").await?;
    let draft = visit.address().await?;
    let draft = draft
        .split("draft=")
        .nth(1)
        .and_then(|rest| rest.split('&').next());
    let draft = format!("?draft={}", draft.unwrap_or_default());
    visit.read(&format!("{draft}&view=share")).await?;
    let plain = link(visit, "").await?;
    assert_eq!(
        visit.count("#with-notes").await?,
        0,
        "nothing to tick without notes"
    );
    visit.read(&format!("{draft}&view=notes")).await?;
    visit
        .click_named("button", "Write a question or note")
        .await?;
    visit
        .fill("textbox", "Question to ask", "Is this agreed?")
        .await?;
    visit.wait_for_text("main", SAVED).await?;
    visit.read(&format!("{draft}&view=share")).await?;
    visit.named("checkbox", "Include my notes (1)").await?;
    assert_eq!(
        link(visit, "").await?,
        plain,
        "not a letter of them goes unless ticked"
    );
    visit
        .click_named("checkbox", "Include my notes (1)")
        .await?;
    let ticked = link(visit, &plain).await?;
    let fragment = ticked.split('#').nth(1).unwrap_or_default().to_owned();
    // Whoever opens it reads them, and has none of their own until they take them.
    visit.read(&format!("?view=notes#{fragment}")).await?;
    visit
        .wait_for_text(".wm-head", "It came with one note from whoever sent it.")
        .await?;
    visit.wait_for_text("main", "Is this agreed?").await?;
    visit
        .wait_for_text("main", "Nothing is on your list for the meeting yet.")
        .await?;
    visit.click_named("button", "Add to my notes").await?;
    visit
        .wait_for_text("main", "One note was added to yours.")
        .await?;
    visit
        .wait_for_text("ol.wm-agenda", "Is this agreed?")
        .await?;
    visit.wait_for_text("main", SAVED).await?;
    // Everything can be removed from the device, notes too.
    visit.read("?view=storage").await?;
    visit.wait_for_text("main", "notes on 2 plans").await?;
    visit.click_named("button", "Remove everything").await?;
    visit
        .click_named("button", "Yes, remove everything")
        .await?;
    visit
        .wait_for_text("[role=status]", "Everything was removed from this device.")
        .await?;
    visit.read("?view=notes").await?;
    visit
        .wait_for_text("main", "You have no notes on this device.")
        .await
}

async fn notes_are_on_a_paper_only_when_chosen(visit: &mut Visit) -> Outcome {
    visit.resize(1180, 900).await?;
    visit.read(PLAN).await?;
    let ids = measures(visit).await?;
    mark(visit, &ids[0]).await?;
    visit
        .click_named("button", "Question, note or request")
        .await?;
    visit
        .fill("textbox", "Question to ask", "Who will pay for it?")
        .await?;
    visit.wait_for_text(".wm-meet", SAVED).await?;
    // Neither the usual paper nor one of everything has them.
    visit.turn_to("Overview").await?;
    visit.click_named("link", "Print").await?;
    visit.wait_for_text(".wm-paper h2", "Risks").await?;
    visit.click_named("button", "Choose all").await?;
    visit.wait_for_text(".wm-paper h2", "Glossary").await?;
    assert!(!visit.text("main").await?.contains("Who will pay for it?"));
    visit.click("label[for=section-notes]").await?;
    visit
        .wait_for_text(".wm-paper h2", "My notes for the meeting")
        .await?;
    visit
        .wait_for_text(".wm-paper .wm-agenda", "Who will pay for it?")
        .await?;
    visit
        .wait_for_text(".wm-paper", "These notes are private")
        .await?;
    visit.console_is_clean().await
}

async fn notes_that_cannot_be_kept_are_not_called_saved(visit: &mut Visit) -> Outcome {
    visit.read(PLAN).await?;
    let ids = measures(visit).await?;
    visit.goto(&format!("{PLAN}&item={}", ids[0])).await?;
    visit.named("button", "Mark for the meeting").await?;
    let full = "for (const [of, name] of [[IDBObjectStore, 'put'], [Storage, 'setItem']])
        of.prototype[name] = () => { throw new DOMException('no room', 'QuotaExceededError'); };";
    visit.eval(full, json!([])).await?;
    visit
        .click_named("button", "Question, note or request")
        .await?;
    visit.fill("textbox", "Question to ask", "Why?").await?;
    visit
        .wait_for_text("[role=alert]", "Your last notes are not saved.")
        .await?;
    visit
        .wait_for_text("[role=alert]", "Save as a file")
        .await?;
    visit.wait_for_text(".wm-save", "Not saved").await?;
    // The words stay, here and on the list.
    visit.turn_to("My notes").await?;
    visit.wait_for_text("ol.wm-agenda", "Why?").await?;
    visit
        .wait_for_text("[role=alert]", "Your last notes are not saved.")
        .await
}
