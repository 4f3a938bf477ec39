//! What axe-core finds: nothing, on any page. In Chromium, for the rules are the same in every engine.

use serde_json::{Value, json};

use crate::journey::{Outcome, in_engine};
use crate::screen::{DARK, FORCED, PHONE, Screen};
use crate::views::{PLAN, items, pages, views};
use crate::visit::Visit;
use waymark::plan::Kind;

in_engine!(
    chromium,
    Chromium,
    axe_finds_nothing_on_pages_about_no_plan,
    axe_finds_nothing_on_cheshire_west,
    axe_finds_nothing_on_warwickshire,
    axe_finds_nothing_on_worcestershire,
    axe_finds_nothing_on_coventry,
    axe_finds_nothing_on_the_scrutiny_update,
    axe_finds_nothing_on_a_phone,
    axe_finds_nothing_in_the_dark,
    axe_finds_nothing_in_forced_colours,
    axe_finds_nothing_in_the_editor,
    axe_finds_what_is_wrong
);

async fn look(visit: &mut Visit, address: &str) -> Outcome {
    visit.read_whole(address).await?;
    // Looked at once is enough.
    if visit.is_no_page().await? && !address.ends_with("nonsense") {
        return Ok(());
    }
    if forced(visit).await? {
        visit.forced_colours_are_read().await?;
    }
    visit
        .is_accessible()
        .await
        .map_err(|found| format!("{address}: {found}").into())
}

async fn forced(visit: &Visit) -> Outcome<bool> {
    let forced = "return matchMedia('(forced-colors: active)').matches";
    Ok(visit.eval(forced, json!([])).await? == json!(true))
}

async fn axe_finds_nothing_on_pages_about_no_plan(visit: &mut Visit) -> Outcome {
    for address in pages() {
        look(visit, &address).await?;
    }
    Ok(())
}

/// Every view of a plan, and an item of each kind it has.
async fn look_through(visit: &mut Visit, plan: &str) -> Outcome {
    for address in views(plan) {
        look(visit, &address).await?;
    }
    for address in items(visit, plan).await? {
        look(visit, &address).await?;
    }
    Ok(())
}

/// Every view of Cheshire West and an item with figures, through another screen.
async fn look_through_another(visit: &mut Visit, screen: Screen) -> Outcome {
    visit.read("").await?;
    visit.look_through(screen).await?;
    for address in views(PLAN) {
        look(visit, &address).await?;
    }
    look(visit, &format!("?plan={PLAN}&item=self-directed-support")).await
}

async fn axe_finds_nothing_on_a_phone(visit: &mut Visit) -> Outcome {
    look_through_another(visit, PHONE).await
}

async fn axe_finds_nothing_in_the_dark(visit: &mut Visit) -> Outcome {
    look_through_another(visit, DARK).await
}

async fn axe_finds_nothing_in_forced_colours(visit: &mut Visit) -> Outcome {
    look_through_another(visit, FORCED).await
}

async fn axe_finds_nothing_on_cheshire_west(visit: &mut Visit) -> Outcome {
    look_through(visit, PLAN).await
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
    // The form of each kind, with a record of it where the plan has none.
    let press = "const [row, at] = arguments;
        const link = document.querySelectorAll('.wm-seg')[row]?.querySelectorAll('a')[at];
        link?.click();
        return link?.textContent ?? null;";
    let mut forms = 0;
    for group in 1.. {
        if visit.eval(press, json!([0, group])).await?.is_null() {
            break;
        }
        for at in 0.. {
            let Value::String(kind) = visit.eval(press, json!([1, at])).await? else {
                break;
            };
            let there = "const [at] = arguments;
                const chosen = document.querySelectorAll('.wm-seg')[1].querySelectorAll('a')[at];
                if (chosen.getAttribute('aria-current') !== 'true') return false;
                const form = document.querySelector('.wm-editor__form');
                if (form?.querySelector('input, textarea')) return true;
                if (form?.querySelector('.wm-empty')) document.querySelector('.wm-editor__acts button').click();
                return false;";
            visit
                .until_true(format_args!("the form of {kind}"), there, json!([at]))
                .await?;
            let found = visit.is_accessible().await;
            found.map_err(|found| format!("the form of {kind}: {found}"))?;
            forms += 1;
        }
    }
    assert_eq!(forms, Kind::ALL.len());
    // What can be done to the draft as a whole, each page with something on it.
    visit.click_named("link", "Versions").await?;
    visit.wait_for(".wm-versions li").await?;
    visit.is_accessible().await?;
    visit.click_named("link", "Progress round").await?;
    visit.wait_for(".wm-round").await?;
    visit.is_accessible().await?;
    visit.click_named("link", "Merge a copy").await?;
    visit.wait_for("#copy").await?;
    visit.is_accessible().await?;
    visit.click_named("link", "Write").await?;
    visit.click_named("link", "Aims and work").await?;
    visit.click(".wm-seg a[href*='of=measures']").await?;
    visit.click_named("link", "Change many at once").await?;
    visit
        .click_named("radio", "Words, wherever they stand")
        .await?;
    visit.fill("textbox", "Find", "carers").await?;
    visit.wait_for("main table").await?;
    visit.is_accessible().await?;
    visit.click_named("link", "Back to writing").await?;
    visit
        .click_named("link", "Paste a table of measures")
        .await?;
    visit
        .fill(
            "textbox",
            "Paste the table here",
            "Code, Measure\n1C, Support\n",
        )
        .await?;
    visit.wait_for("main table").await?;
    visit.is_accessible().await
}

/// A check that finds nothing must be one that can.
async fn axe_finds_what_is_wrong(visit: &mut Visit) -> Outcome {
    visit.read("").await?;
    let wrong = "document.body.append(document.createElement('button'), new Image());";
    assert_eq!(visit.eval(wrong, json!([])).await?, Value::Null);
    let found = visit.axe().await?.join("\n");
    assert!(found.contains("button-name:"), "{found}");
    assert!(!found.contains("color-contrast:"), "{found}");
    let pale = "const words = document.createElement('p');
        words.textContent = 'Pale words';
        words.style.cssText = 'color: #ccc; background: #fff; forced-color-adjust: none';
        document.querySelector('main').prepend(words);";
    visit.eval(pale, json!([])).await?;
    let found = visit.axe().await?.join("\n");
    assert!(found.contains("color-contrast:"), "{found}");
    visit.look_through(FORCED).await?;
    assert!(visit.forced_colours_are_read().await.is_err());
    Ok(())
}
