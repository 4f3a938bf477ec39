//! A councillor with a tablet in both hands: everything a meeting needs, by touch alone.

use serde_json::json;

use crate::fingers::Place;
use crate::journey::{Outcome, in_every_engine};
use crate::visit::Visit;

in_every_engine!(
    goes_through_a_plan_by_touch,
    moves_through_time_with_fingers,
    marks_and_finds_by_touch
);

const PLAN: &str = "?plan=cheshire-west-2011-14";

/// Opens a page of the plan from the ways between them.
async fn open(visit: &Visit, page: &str, title: &str) -> Outcome {
    loop {
        let (way, is_tab) = visit.way_to(page).await?;
        visit.tap_on(&way).await?;
        if is_tab {
            return visit.wait_for_text("h1", title).await;
        }
    }
}

/// Waits until a press has been taken for a touch: the last pointer the page has seen was a finger.
async fn by_finger(visit: &Visit) -> Outcome {
    let seen = "return window.lastPointer === 'touch'";
    visit.until_true("a finger", seen, json!([])).await
}

/// Waits until what is drawn in an element has stayed the same for a few frames: nothing moves and nothing is to come.
async fn until_it_rests(visit: &Visit, css: &str) -> Outcome {
    let script = "const element = document.querySelector(arguments[0]);
        const place = element?.getBoundingClientRect();
        const now = element && [place.left, place.top, element.innerHTML].join();
        const before = window.seenAtRest;
        if (now && before?.now === now) return before.frames > 3;
        const seen = { now, frames: 0 };
        const count = () => {
            seen.frames += 1;
            if (window.seenAtRest === seen) requestAnimationFrame(count);
        };
        window.seenAtRest = seen;
        requestAnimationFrame(count);
        return false";
    visit
        .until_true(format_args!("{css} to rest"), script, json!([css]))
        .await
}

const LISTEN: &str =
    "addEventListener('pointerdown', (event) => { window.lastPointer = event.pointerType; }, true)";

async fn goes_through_a_plan_by_touch(visit: &mut Visit) -> Outcome {
    visit.resize(820, 1180).await?;
    visit.read(PLAN).await?;
    visit.eval(LISTEN, json!([])).await?;
    // From what stands out to its item, up the thread and back down.
    until_it_rests(visit, ".wm-out li a").await?;
    visit.tap(".wm-out li a").await?;
    by_finger(visit).await?;
    visit.wait_for(".wm-thread").await?;
    open(visit, "Thread", "Golden thread").await?;
    visit.tap_named("button", "2 measures").await?;
    visit.tap(".wm-outline details[open] a").await?;
    visit.wait_for("nav[aria-label='Golden thread']").await?;
    // What is filtered is the table and the chart, and a row of the chart opens its item.
    open(visit, "Measures", "Measures").await?;
    visit.tap_named("searchbox", "Find in measures").await?;
    let field = visit.session().active_element().await?;
    field.send_keys("social care").await?;
    visit.wait_for_text("[role=status]", " of 36").await?;
    // The chart comes behind the rows, and a mark on its way out would take the tap.
    visit
        .wait_for_text(".wm-figure h2", "2 of 3 measures meet their target")
        .await?;
    until_it_rests(visit, ".wm-figure__chart").await?;
    visit
        .tap_words(".wm-figure__chart svg text", "Number of Adult")
        .await?;
    visit
        .wait_for_text("h1", "Number of Adult Social Care")
        .await?;
    visit.eval("history.back()", json!([])).await?;
    visit.wait_for_text("[role=status]", " of 36").await?;
    // A chart's facts as a table, and from it to a risk.
    open(visit, "Risks", "Risks").await?;
    visit.tap_named("button", "Show as table").await?;
    visit.tap(".wm-figure table a").await?;
    visit.wait_gone(".wm-figure table").await?;
    open(visit, "Money", "Money").await?;
    visit.tap(".wm-table tbody th a").await?;
    visit.wait_for(".wm-facts").await?;
    visit.console_is_clean().await
}

/// Places across the timeline's chart: each from 0 to 1 of its scale.
async fn across(visit: &Visit, ways: &[&[f64]]) -> Outcome<Vec<Vec<Place>>> {
    let script = "document.querySelector('.wm-asat-line').scrollIntoView({ block: 'center', behavior: 'instant' });
        const { left, top, width } = document.querySelector('.wm-asat-line').getBoundingClientRect();
        return [left, top, width]";
    let (left, top, width): (f64, f64, f64) =
        serde_json::from_value(visit.eval(script, json!([])).await?)?;
    let place = |at: &f64| ((left + at * width).round() as i64, top as i64 + 200);
    Ok(ways
        .iter()
        .map(|way| way.iter().map(place).collect())
        .collect())
}

async fn wait_for_address(visit: &Visit, holds: &str, wanted: bool) -> Outcome {
    let script = "return location.search.includes(arguments[0]) === arguments[1]";
    let what = format!("the address with {holds}: {wanted}");
    visit.until_true(what, script, json!([holds, wanted])).await
}

async fn moves_through_time_with_fingers(visit: &mut Visit) -> Outcome {
    visit.resize(820, 1180).await?;
    visit.read(&format!("{PLAN}&view=timeline")).await?;
    visit.wait_for(".wm-figure__chart svg path").await?;
    visit.settled().await?;
    visit.wait_for_text(".wm-counts", "0Date passed").await?;
    // The as-at line is drawn along under a finger.
    let handle = "const handle = document.querySelector('[role=slider]');
        handle.scrollIntoView({ block: 'center', behavior: 'instant' });
        const { left, top, width, height } = handle.getBoundingClientRect();
        return [Math.round(left + width / 2), Math.round(top + height / 2)]";
    let (x, y): Place = serde_json::from_value(visit.eval(handle, json!([])).await?)?;
    visit
        .touch(&[vec![(x, y), (x + 60, y), (x + 120, y), (x + 180, y)]])
        .await?;
    wait_for_address(visit, "as-at=2012", true).await?;
    visit
        .wait_for_text(".wm-table td", "Date passed, no outcome recorded")
        .await?;
    // Two fingers that part look closer, one goes on in time, and a button shows the whole again.
    let pinch = across(visit, &[&[0.4, 0.35, 0.28, 0.2], &[0.5, 0.55, 0.62, 0.7]]).await?;
    visit.touch(&pinch).await?;
    wait_for_address(visit, "from=2012", true).await?;
    let near = visit.address().await?;
    let swipe = across(visit, &[&[0.6, 0.5, 0.4, 0.2]]).await?;
    visit.touch(&swipe).await?;
    visit
        .until_true(
            "a later time",
            "return location.href !== arguments[0]",
            json!([near]),
        )
        .await?;
    visit.tap_named("button", "Whole plan").await?;
    wait_for_address(visit, "from=", false).await?;
    visit.tap_named("button", "Zoom in").await?;
    wait_for_address(visit, "to=", true).await?;
    visit.console_is_clean().await
}

async fn marks_and_finds_by_touch(visit: &mut Visit) -> Outcome {
    visit.resize(820, 1180).await?;
    visit.read(&format!("{PLAN}&view=actions")).await?;
    visit.tap(".wm-table tbody th a").await?;
    visit.tap_named("button", "Mark for the meeting").await?;
    visit
        .wait_for_text(".wm-meet", "Saved on this device")
        .await?;
    open(visit, "My notes", "My notes").await?;
    visit
        .wait_for_text("main", "1 item is on your list for the meeting.")
        .await?;
    visit.tap("ol.wm-agenda h3 a").await?;
    visit.named("button", "Marked for the meeting").await?;
    visit.tap("#find").await?;
    visit.wait_for("#find:focus").await?;
    let field = visit.session().active_element().await?;
    field.send_keys("dignity").await?;
    visit.wait_for_text(".wm-hit mark", "ignity").await?;
    // What comes later from other plans would move what is to be tapped.
    visit
        .wait_for_text("main [role=status]", "other plans for “dignity”")
        .await?;
    visit.tap(".wm-hit").await?;
    visit.wait_gone("#in-this").await?;
    visit.wait_for(".wm-facts").await?;
    visit.console_is_clean().await
}
