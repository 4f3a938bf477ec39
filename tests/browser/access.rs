//! What axe-core finds: nothing, on any page. In Chromium, for the rules are the same in every engine.

use serde_json::{Value, json};

use crate::journey::{Outcome, in_engine};
use crate::visit::Visit;

in_engine!(
    chromium,
    Chromium,
    axe_finds_nothing_on_pages_about_no_plan,
    axe_finds_nothing_on_cheshire_west,
    axe_finds_nothing_on_warwickshire,
    axe_finds_nothing_on_worcestershire,
    axe_finds_nothing_on_coventry,
    axe_finds_nothing_on_the_scrutiny_update,
    axe_finds_nothing_in_the_editor,
    axe_finds_what_is_wrong
);

async fn look(visit: &mut Visit, address: &str) -> Outcome {
    visit.read(address).await?;
    // Pages of rows have their table when they are there.
    let rows = [
        "measures",
        "actions",
        "timeline",
        "risks",
        "money",
        "benchmarks",
        "projects",
        "people",
        "glossary",
        "paper",
    ];
    if rows
        .iter()
        .any(|view| address.ends_with(&format!("view={view}")))
    {
        visit.wait_for(".wm-table, .wm-empty").await?;
    }
    if address.contains("view=search&q=") {
        visit.wait_for(".wm-hit mark").await?;
    }
    visit
        .is_accessible()
        .await
        .map_err(|found| format!("{address}: {found}").into())
}

async fn axe_finds_nothing_on_pages_about_no_plan(visit: &mut Visit) -> Outcome {
    for view in [
        "library",
        "drafts",
        "open",
        "storage",
        "help",
        "accessibility",
        "privacy",
        "notes",
        "compare",
        "search",
        "search&q=care",
        "nonsense",
    ] {
        look(visit, &format!("?view={view}")).await?;
    }
    Ok(())
}

/// Every view of a plan, and an item of each kind it has.
async fn look_through(visit: &mut Visit, plan: &str) -> Outcome {
    for view in [
        "overview",
        "measures",
        "actions",
        "timeline",
        "risks",
        "money",
        "benchmarks",
        "projects",
        "people",
        "thread",
        "notes",
        "contents",
        "checks",
        "compare",
        "compare&with=worcestershire-2018-21",
        "compare&with=warwickshire-2021-22",
        "glossary",
        "paper",
        "source",
        "share",
        "search&q=care",
    ] {
        look(visit, &format!("?plan={plan}&view={view}")).await?;
    }
    let first_of_each = "const [file, done] = arguments;
        fetch(file).then((answer) => answer.json()).then(({ plan }) =>
            done(Object.values(plan).filter(Array.isArray).map(([first]) => first?.id).filter(Boolean)));";
    let items = visit
        .eval_async(first_of_each, json!([format!("plans/{plan}.json")]))
        .await?;
    for item in items.as_array().into_iter().flatten() {
        let id = item.as_str().unwrap_or_default();
        look(visit, &format!("?plan={plan}&item={id}")).await?;
    }
    look(visit, &format!("?plan={plan}&item=nothing")).await
}

async fn axe_finds_nothing_on_cheshire_west(visit: &mut Visit) -> Outcome {
    look_through(visit, "cheshire-west-2011-14").await
}

async fn axe_finds_nothing_on_warwickshire(visit: &mut Visit) -> Outcome {
    look_through(visit, "warwickshire-2021-22").await
}

async fn axe_finds_nothing_on_worcestershire(visit: &mut Visit) -> Outcome {
    look_through(visit, "worcestershire-2018-21").await
}

async fn axe_finds_nothing_on_coventry(visit: &mut Visit) -> Outcome {
    look_through(visit, "coventry-2014").await
}

async fn axe_finds_nothing_on_the_scrutiny_update(visit: &mut Visit) -> Outcome {
    look_through(visit, "worcestershire-update-2021-03").await
}

async fn axe_finds_nothing_in_the_editor(visit: &mut Visit) -> Outcome {
    visit.read("?plan=cheshire-west-2011-14").await?;
    visit.click_named("button", "Start a draft").await?;
    visit.named("textbox", "Title").await?;
    visit.is_accessible().await?;
    for kind in [
        "priorities",
        "measures",
        "actions",
        "risks",
        "money",
        "teams",
    ] {
        let choose = "document.querySelector(`.wm-seg a[href*='of=${arguments[0]}']`).click()";
        visit.eval(choose, json!([kind])).await?;
        visit.wait_for(".wm-editor__form .govuk-input").await?;
        visit
            .is_accessible()
            .await
            .map_err(|found| format!("the form of {kind}: {found}"))?;
    }
    Ok(())
}

/// A check that finds nothing must be one that can.
async fn axe_finds_what_is_wrong(visit: &mut Visit) -> Outcome {
    visit.read("").await?;
    let wrong = "document.body.append(document.createElement('button'), new Image());";
    assert_eq!(visit.eval(wrong, json!([])).await?, Value::Null);
    let found = visit.axe().await?.join("\n");
    assert!(found.contains("button-name:"), "{found}");
    Ok(())
}
