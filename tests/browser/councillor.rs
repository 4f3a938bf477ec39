//! A councillor opens a plan on a tablet, looks around, asks of a date, searches, and goes on when
//! the network is gone.

use serde_json::json;
use thirtyfour::Key;

use crate::journey::{Outcome, in_every_engine};
use crate::visit::Visit;

in_every_engine!(
    explores_a_plan_and_goes_on_offline,
    finds_ranks_people_projects_and_the_thread,
    reaches_every_page_on_any_screen,
    is_told_what_is_not_there
);

const PLAN: &str = "?plan=cheshire-west-2011-14";

async fn explores_a_plan_and_goes_on_offline(visit: &mut Visit) -> Outcome {
    visit.resize(820, 1180).await?;
    visit.read("").await?;
    visit
        .click_named("link", "Adult social care and health business plan")
        .await?;
    visit
        .wait_for_text("h1", "Adult social care and health business plan 2011–14")
        .await?;
    // What stands out is there, with its figure.
    visit.wait_for_text(".wm-out li", "target 75%").await?;
    visit.click_named("link", "Measures").await?;
    visit.wait_for_text("h1", "Measures").await?;
    visit.wait_for(".wm-figure__chart svg path").await?;
    // A filter acts on the table, is in the address, and comes back after a look at an item.
    visit
        .fill("searchbox", "Find in measures", "admissions")
        .await?;
    visit.wait_for_text("[role=status]", "1 of 36").await?;
    assert!(visit.address().await?.contains("q=admissions"));
    visit
        .click_named("link", "Permanent admissions to residential")
        .await?;
    visit
        .wait_for_text(
            "h1",
            "Permanent admissions to residential and nursing care homes",
        )
        .await?;
    visit
        .wait_for_text("main", "70 (admissions per 10,000 population)")
        .await?;
    visit.eval("history.back()", json!([])).await?;
    visit.wait_for_text("[role=status]", "1 of 36").await?;
    // Risks, money and actions draw their charts.
    for (tab, view) in [
        ("Risks", "risks"),
        ("Money", "money"),
        ("Actions", "actions"),
    ] {
        visit.turn_to(tab).await?;
        visit.wait_for_text("h1", tab).await?;
        assert!(visit.address().await?.contains(&format!("view={view}")));
        visit.wait_for(".wm-figure__chart svg path").await?;
    }
    // The as-at date decides what has passed.
    let set = "const field = document.querySelector('#as-at'); field.value = arguments[0];
        field.dispatchEvent(new Event('change', { bubbles: true }));";
    visit.eval(set, json!(["2012-08-31"])).await?;
    visit
        .wait_for_text("main", "Date passed, no outcome recorded")
        .await?;
    assert!(visit.address().await?.contains("as-at=2012-08-31"));
    // Search answers as one types.
    visit.type_into("#find", "dignity").await?;
    visit.wait_for_text(".wm-hit", "dignity").await?;
    visit.console_is_clean().await?;
    visit.nothing_left_the_origin().await?;

    visit.kept_offline().await?;
    visit.site.stop();
    visit.reload().await?;
    visit.wait_for_text(".wm-hit", "dignity").await?;
    // Pages and a plan not opened before, by their addresses alone.
    visit.read("?plan=warwickshire-2021-22&view=money").await?;
    visit.wait_for(".wm-figure__chart svg path").await?;
    for (address, heading) in [
        (
            "?plan=cheshire-west-2011-14&item=asch7-4",
            "Resource Allocation System",
        ),
        ("?view=privacy", "Privacy"),
    ] {
        visit.read(address).await?;
        visit.wait_for_text("h1", heading).await?;
    }
    visit.console_is_clean().await
}

async fn finds_ranks_people_projects_and_the_thread(visit: &mut Visit) -> Outcome {
    visit.resize(820, 1180).await?;
    // Where the council trails: a filter narrows the chart and the table, and is in the address.
    visit.read("?plan=worcestershire-2018-21").await?;
    visit.turn_to("Benchmarks").await?;
    visit
        .wait_for_text("main", "18 better than the average of England")
        .await?;
    visit.wait_for(".wm-figure__chart svg path").await?;
    visit
        .choose("Beside the average", "Worse than average (6)")
        .await?;
    visit.wait_for_text("[role=status]", "6 of 26").await?;
    assert!(visit.address().await?.contains("standing=worse"));
    visit
        .wait_for_text(".wm-table", "Delayed transfers of care")
        .await?;
    // What people answered, as bars and as a table.
    visit.read("?plan=coventry-2014").await?;
    visit.turn_to("People").await?;
    visit.wait_for_text("h1", "People").await?;
    visit.wait_for(".wm-figure__chart svg path").await?;
    // The figures by age and the like come first; the table wanted is that of the survey.
    visit
        .wait_for_text(".wm-figure", "Adult Social Care survey")
        .await?;
    let open = "const figures = [...document.querySelectorAll('.wm-figure')];
        figures.find((figure) => figure.textContent.includes('Adult Social Care survey'))
            .querySelector('.wm-figure__foot button').click()";
    visit.eval(open, json!([])).await?;
    visit
        .wait_for_text(".wm-figure", "Have an adequate amount of control")
        .await?;
    // Workstreams under their pillars.
    visit.read("?plan=worcestershire-update-2021-03").await?;
    visit.turn_to("Projects").await?;
    visit
        .wait_for_text("main", "16 workstreams and 3 pillars")
        .await?;
    visit
        .fill("searchbox", "Find in projects", "dementia")
        .await?;
    visit.wait_for_text("[role=status]", "of 19").await?;
    // From an aim down to what works towards it.
    visit.read("?plan=cheshire-west-2011-14").await?;
    visit.turn_to("Thread").await?;
    visit.wait_for_text("h1", "Golden thread").await?;
    visit.click_named("button", "2 measures").await?;
    visit.click(".wm-outline details[open] a").await?;
    visit.wait_for("nav[aria-label='Golden thread']").await?;
    visit.console_is_clean().await?;
    visit.nothing_left_the_origin().await
}

async fn reaches_every_page_on_any_screen(visit: &mut Visit) -> Outcome {
    const OPEN: &str = ".wm-tabs button[aria-expanded=true]";
    let names = "return [...document.querySelectorAll('.wm-tabs a')].filter((link) => link.checkVisibility())
        .map((link) => link.firstChild.textContent).sort()";
    let fits = "const nav = document.querySelector('.wm-tabs');
        return nav.scrollWidth <= nav.clientWidth && document.documentElement.scrollWidth <= innerWidth";
    let small = "return [...document.querySelectorAll('.wm-tabs a, .wm-tabs button')]
        .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 44).length";
    let mut all = None;
    for (width, height) in [(1280, 900), (820, 1180), (390, 844)] {
        visit.resize(width, height).await?;
        visit.read(&format!("{PLAN}&view=measures")).await?;
        visit.wait_for_text("h1", "Measures").await?;
        // Nothing scrolls, before and after 'More' is open, and each page is there once.
        assert_eq!(visit.eval(fits, json!([])).await?, json!(true), "{width}");
        visit.click_named("button", "More").await?;
        visit.wait_for(OPEN).await?;
        assert_eq!(visit.eval(fits, json!([])).await?, json!(true), "{width}");
        assert_eq!(visit.eval(small, json!([])).await?, json!(0), "{width}");
        let here = visit.eval(names, json!([])).await?;
        assert_eq!(*all.get_or_insert_with(|| here.clone()), here, "{width}");
        for page in ["Overview", "Thread", "Contents", "Glossary", "My notes"] {
            let told = here.to_string();
            assert!(
                told.contains(&format!("\"{page}\"")),
                "{page} is not in {told}"
            );
        }
        // Escape leads back to the button; a press elsewhere closes as well.
        visit
            .session()
            .active_element()
            .await?
            .send_keys(Key::Escape)
            .await?;
        visit.wait_gone(OPEN).await?;
        // Asked of the document: to WebKit nothing is in focus within a window that lost it by being resized.
        let back = "return document.activeElement.matches('.wm-tabs button')";
        visit
            .until_true("the focus on More", back, json!([]))
            .await?;
        visit.click_named("button", "More").await?;
        visit.click(".wm-figure figcaption p").await?;
        visit.wait_gone(OPEN).await?;
        // By keyboard alone to a page that has no tab here, whose name the button then has.
        let focus = "document.querySelector('.wm-tabs button').focus()";
        visit.eval(focus, json!([])).await?;
        visit
            .session()
            .active_element()
            .await?
            .send_keys(Key::Enter)
            .await?;
        visit.wait_for(OPEN).await?;
        let on_glossary = "return document.activeElement.textContent === 'Glossary'";
        while visit.eval(on_glossary, json!([])).await? != json!(true) {
            let inside = "return document.activeElement.closest('.wm-tabs') !== null";
            assert_eq!(
                visit.eval(inside, json!([])).await?,
                json!(true),
                "no Glossary under More"
            );
            visit
                .session()
                .active_element()
                .await?
                .send_keys(Key::Tab)
                .await?;
        }
        visit
            .session()
            .active_element()
            .await?
            .send_keys(Key::Enter)
            .await?;
        visit.wait_for_text("h1", "Glossary").await?;
        visit.wait_gone(OPEN).await?;
        visit
            .wait_for_text(".wm-tabs button", "More: Glossary")
            .await?;
        let heading = "return document.activeElement.matches('h1')";
        visit
            .until_true("the focus on the heading", heading, json!([]))
            .await?;
    }
    visit.console_is_clean().await
}

async fn is_told_what_is_not_there(visit: &mut Visit) -> Outcome {
    for (address, words) in [
        ("?plan=nowhere-2030", "This plan can’t be shown"),
        ("?view=nonsense", "There is no such page"),
        (
            &format!("{PLAN}&view=nonsense"),
            "There is no such page in this plan",
        ),
        (
            &format!("{PLAN}&item=nothing"),
            "This plan has no such item",
        ),
        ("?draft=nothing", "This draft can’t be opened"),
    ] {
        visit.read(address).await?;
        visit.wait_for_text("h1", words).await?;
        visit.wait_for_text("main", "What you can do").await?;
    }
    visit.click_named("link", "All plans").await?;
    visit.wait_for_text("h1", "Adult social care plans").await
}
