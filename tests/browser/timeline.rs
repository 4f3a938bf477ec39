//! A councillor asks what is due when: drags the date over the chart, steps to what is due next, looks closer with two
//! fingers, and does all of it again with keys alone.

use serde_json::json;
use thirtyfour::Key;

use crate::journey::{Outcome, in_every_engine};
use crate::visit::Visit;

in_every_engine!(
    drags_the_date_and_sees_what_is_late,
    looks_closer_with_buttons_and_fingers,
    does_it_all_with_keys
);

const TIMELINE: &str = "?plan=cheshire-west-2011-14&view=timeline";

/// Fingers on the chart: `arguments` are lists of places across the scale, from 0 to 1, a list a moment.
const FINGERS: &str = "
    const [moments] = arguments;
    const scale = document.querySelector('.wm-asat-line').getBoundingClientRect();
    const chart = document.querySelector('.wm-figure__chart > [role=img]');
    const fire = (type, place, finger) => chart.dispatchEvent(new PointerEvent(type, {
        bubbles: true, pointerId: 70 + finger, pointerType: 'touch', button: 0, isPrimary: finger === 0,
        clientX: scale.left + place * scale.width, clientY: scale.top + 200,
    }));
    moments[0].forEach((place, finger) => fire('pointerdown', place, finger));
    for (const moment of moments.slice(1)) moment.forEach((place, finger) => fire('pointermove', place, finger));
    moments.at(-1).forEach((place, finger) => fire('pointerup', place, finger));";

/// The date on the handle.
async fn date(visit: &Visit) -> Outcome<String> {
    let handle = visit.wait_for("[role=slider]").await?;
    Ok(handle.attr("aria-valuetext").await?.unwrap_or_default())
}

async fn wait_for_date(visit: &Visit, wanted: &str) -> Outcome {
    let script = "return document.querySelector('[role=slider]')?.getAttribute('aria-valuetext') === arguments[0]";
    visit.until_true(wanted, script, json!([wanted])).await
}

async fn wait_for_address(visit: &Visit, holds: &str, wanted: bool) -> Outcome {
    let script = "return location.search.includes(arguments[0]) === arguments[1]";
    let what = format!("the address with {holds}: {wanted}");
    visit.until_true(what, script, json!([holds, wanted])).await
}

async fn drags_the_date_and_sees_what_is_late(visit: &mut Visit) -> Outcome {
    visit.resize(1280, 900).await?;
    visit.read("?plan=cheshire-west-2011-14").await?;
    visit.turn_to("Timeline").await?;
    visit.wait_for_text("h1", "Timeline").await?;
    visit
        .wait_for_text("main", "all 75 milestones of 26 actions are still to come")
        .await?;
    visit
        .wait_for_text(
            ".wm-figure h2",
            "Milestones bunch in October and December 2012: 11 of 75 in each",
        )
        .await?;
    visit.wait_for_text(".wm-counts", "0Date passed").await?;
    // The counts follow the hand before it lets go.
    let handle = visit.wait_for("[role=slider]").await?;
    handle.scroll_into_view().await?;
    let hand = visit.session().action_chain();
    hand.click_and_hold_element(&handle)
        .move_by_offset(150, 0)
        .move_by_offset(150, 0)
        .perform()
        .await?;
    visit
        .until_true(
            "counts under the hand",
            "return !document.querySelector('.wm-counts').textContent.startsWith('0Date passed')",
            json!([]),
        )
        .await?;
    assert_ne!(date(visit).await?, "31 December 2011");
    visit.session().action_chain().release().perform().await?;
    // Once it has let go, the address, the field and the list say the same, and it is read out.
    wait_for_address(visit, "as-at=20", true).await?;
    visit
        .wait_for_text("main [role=status]", "date passed, no outcome recorded")
        .await?;
    visit
        .wait_for_text(".wm-table td", "Date passed, no outcome recorded")
        .await?;
    let field = visit
        .eval("return document.querySelector('#as-at').value", json!([]))
        .await?;
    assert!(
        visit
            .address()
            .await?
            .contains(field.as_str().unwrap_or("none"))
    );
    // A step goes to a date that something is due on; nothing is ever called overdue in this plan.
    visit.click_named("button", "Next: ").await?;
    let there = date(visit).await?;
    visit.click_named("button", "Previous: ").await?;
    visit.click_named("button", "Next: ").await?;
    wait_for_date(visit, &there).await?;
    assert!(!visit.text("main").await?.contains("verdue"));
    // It comes back after a reload.
    visit.reload().await?;
    wait_for_date(visit, &there).await?;
    visit.console_is_clean().await?;
    visit.nothing_left_the_origin().await
}

async fn looks_closer_with_buttons_and_fingers(visit: &mut Visit) -> Outcome {
    visit.resize(820, 1180).await?;
    visit.read(TIMELINE).await?;
    visit.wait_for(".wm-figure__chart svg path").await?;
    visit
        .wait_for_text(".wm-figure", "lanes by priority")
        .await?;
    visit.click_named("button", "Owner").await?;
    visit.wait_for_text(".wm-figure", "lanes by owner").await?;
    visit.wait_for_text(".wm-table thead", "Owner").await?;
    wait_for_address(visit, "lanes=owner", true).await?;
    // Two fingers that part look closer; one that moves goes on in time; the whole comes back.
    visit
        .eval(FINGERS, json!([[[0.4, 0.5], [0.35, 0.55], [0.2, 0.7]]]))
        .await?;
    wait_for_address(visit, "from=2012", true).await?;
    let near = visit.address().await?;
    visit.eval(FINGERS, json!([[[0.6], [0.5], [0.2]]])).await?;
    visit
        .until_true(
            "a later time",
            "return location.href !== arguments[0]",
            json!([near]),
        )
        .await?;
    visit.click_named("button", "Whole plan").await?;
    wait_for_address(visit, "from=", false).await?;
    wait_for_address(visit, "to=", false).await?;
    visit.click_named("button", "Zoom in").await?;
    wait_for_address(visit, "to=", true).await?;
    visit.click_named("button", "Later").await?;
    wait_for_address(visit, "from=", true).await?;
    // Filters narrow the chart and the list alike.
    visit
        .choose("Owner", "Director of Public Health (3)")
        .await?;
    visit.wait_for_text(".wm-count", "3 of 75").await?;
    visit.reload().await?;
    visit.wait_for_text(".wm-count", "3 of 75").await?;
    visit.wait_for_text(".wm-figure", "lanes by owner").await?;
    visit.click_named("button", "Clear filters").await?;
    visit.wait_for_text(".wm-count", "75 milestones").await?;
    // From the list to a milestone and back.
    visit.click(".wm-table tbody th a").await?;
    visit.wait_for("nav[aria-label='Golden thread']").await?;
    visit.eval("history.back()", json!([])).await?;
    visit.wait_for_text(".wm-figure", "lanes by owner").await?;
    visit.console_is_clean().await
}

async fn does_it_all_with_keys(visit: &mut Visit) -> Outcome {
    visit.resize(1280, 900).await?;
    visit.read(TIMELINE).await?;
    let handle = visit.wait_for("[role=slider]").await?;
    handle.focus().await?;
    for (keys, wanted) in [
        (Key::Right + "", "1 January 2012"),
        (Key::Up + "", "2 January 2012"),
        (Key::Left + "", "1 January 2012"),
        (Key::PageUp + "", "1 February 2012"),
        (Key::PageDown + "", "1 January 2012"),
        (Key::End + "", "31 March 2014"),
        (Key::Home + "", "1 December 2011"),
    ] {
        handle.send_keys(keys).await?;
        wait_for_date(visit, wanted).await?;
    }
    wait_for_address(visit, "as-at=2011-12-01", true).await?;
    visit
        .wait_for_text(
            "main [role=status]",
            "As at 1 December 2011: 75 still to come; next 1 in March 2012",
        )
        .await?;
    // Closer, on, and back to the whole.
    handle.send_keys("+").await?;
    wait_for_address(visit, "to=", true).await?;
    handle.send_keys("]").await?;
    wait_for_address(visit, "from=", true).await?;
    handle.send_keys("0").await?;
    wait_for_address(visit, "from=", false).await?;
    // A button that has nowhere to go says so and keeps the focus.
    let next = visit.named("button", "Next: ").await?;
    next.focus().await?;
    for _ in 0..3 {
        visit
            .session()
            .active_element()
            .await?
            .send_keys(Key::Enter + "")
            .await?;
    }
    wait_for_date(visit, "31 May 2012").await?;
    let focused = visit
        .eval("return document.activeElement.textContent", json!([]))
        .await?;
    assert!(
        focused
            .as_str()
            .is_some_and(|words| words.starts_with("Next: "))
    );
    visit.console_is_clean().await
}
