//! What axe-core finds: nothing, on any page; and no page writes past the guard of [`crate::guard`]. In Chromium, for the
//! rules are the same in every engine. Each page is opened once and looked at in the light, in the dark and in the
//! reader's own colours; on a phone, see [`crate::room`].

use serde_json::{Value, json};

use crate::journey::{Outcome, in_engine};
use crate::screen::{DARK, FORCED, LAPTOP};
use crate::views::{PLAN, SHELF, each, items, pages, views};
use crate::visit::Visit;
use crate::witness::Rules;
use waymark::plan::Kind;

in_engine!(
    chromium,
    Chromium,
    axe_finds_nothing_on_pages_about_no_plan,
    axe_finds_nothing_on_the_views_of_a_plan,
    axe_finds_nothing_on_records,
    axe_finds_nothing_on_the_other_plans,
    axe_finds_nothing_in_the_editor,
    axe_finds_what_is_wrong
);

async fn look(visit: &mut Visit, address: &str) -> Outcome {
    visit.look_through(LAPTOP).await?;
    visit.read_whole(address).await?;
    // Looked at once is enough.
    if visit.is_no_page().await? && !address.ends_with("nonsense") {
        return Ok(());
    }
    visit.console_is_clean().await?;
    let whole = visit.is_accessible(Rules::All).await;
    whole.map_err(|found| format!("{address}: {found}"))?;
    visit.look_through(DARK).await?;
    let dark = visit.is_accessible(Rules::Colours).await;
    dark.map_err(|found| format!("{address}, in the dark: {found}"))?;
    visit.look_through(FORCED).await?;
    let forced = visit.forced_colours_are_read().await;
    forced.map_err(|found| format!("{address}, in the reader’s own colours: {found}").into())
}

async fn axe_finds_nothing_on_pages_about_no_plan(visit: &mut Visit) -> Outcome {
    each(visit, pages(), look).await
}

async fn axe_finds_nothing_on_the_views_of_a_plan(visit: &mut Visit) -> Outcome {
    each(visit, views(PLAN), look).await
}

async fn axe_finds_nothing_on_records(visit: &mut Visit) -> Outcome {
    let items = items(visit, PLAN).await?;
    each(visit, items.into_iter().map(|(_, address)| address), look).await
}

/// Of the other plans, the overview and the kinds of record that no plan before had; in `make soak` (EVERY_PAGE), every
/// page there is.
async fn axe_finds_nothing_on_the_other_plans(visit: &mut Visit) -> Outcome {
    let every = std::env::var("EVERY_PAGE").is_ok();
    let mut seen: Vec<String> = items(visit, PLAN)
        .await?
        .into_iter()
        .map(|(kind, _)| kind)
        .collect();
    for plan in SHELF.into_iter().filter(|plan| *plan != PLAN) {
        let views: Vec<String> = match every {
            true => views(plan).collect(),
            false => vec![format!("?plan={plan}&view=overview")],
        };
        let mut records = items(visit, plan).await?;
        records.retain(|(kind, _)| every || !seen.contains(kind));
        let (kinds, records): (Vec<_>, Vec<_>) = records.into_iter().unzip();
        seen.extend(kinds);
        each(visit, views.into_iter().chain(records), look).await?;
    }
    Ok(())
}

async fn axe_finds_nothing_in_the_editor(visit: &mut Visit) -> Outcome {
    visit.read("?plan=cheshire-west-2011-14").await?;
    visit.click_named("button", "Start a draft").await?;
    visit.named("textbox", "Title").await?;
    visit.is_accessible(Rules::All).await?;
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
            let found = visit.is_accessible(Rules::All).await;
            found.map_err(|found| format!("the form of {kind}: {found}"))?;
            forms += 1;
        }
    }
    assert_eq!(forms, Kind::ALL.len());
    // What can be done to the draft as a whole, each page with something on it.
    visit.click_named("link", "Versions").await?;
    visit.wait_for(".wm-versions li").await?;
    visit.is_accessible(Rules::All).await?;
    visit.click_named("link", "Progress round").await?;
    visit.wait_for(".wm-round").await?;
    visit.is_accessible(Rules::All).await?;
    visit.click_named("link", "Merge a copy").await?;
    visit.wait_for("#copy").await?;
    visit.is_accessible(Rules::All).await?;
    visit.click_named("link", "Write").await?;
    visit.click_named("link", "Aims and work").await?;
    visit.click(".wm-seg a[href*='of=measures']").await?;
    visit.click_named("link", "Change many at once").await?;
    visit
        .click_named("radio", "Words, wherever they stand")
        .await?;
    visit.fill("textbox", "Find", "carers").await?;
    visit.wait_for("main table").await?;
    visit.is_accessible(Rules::All).await?;
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
    visit.is_accessible(Rules::All).await
}

/// A check that finds nothing must be one that can.
async fn axe_finds_what_is_wrong(visit: &mut Visit) -> Outcome {
    visit.read("").await?;
    let wrong = "document.body.append(document.createElement('button'), new Image());";
    assert_eq!(visit.eval(wrong, json!([])).await?, Value::Null);
    let found = visit.axe(Rules::All).await?.join("\n");
    assert!(found.contains("button-name:"), "{found}");
    assert!(!found.contains("color-contrast:"), "{found}");
    let pale = "const words = document.createElement('p');
        words.textContent = 'Pale words';
        words.style.cssText = 'color: #ccc; background: #fff; forced-color-adjust: none';
        document.querySelector('main').prepend(words);";
    visit.eval(pale, json!([])).await?;
    let found = visit.axe(Rules::All).await?.join("\n");
    assert!(found.contains("color-contrast:"), "{found}");
    let colours = visit.axe(Rules::Colours).await?.join("\n");
    assert!(
        colours.contains("color-contrast:") && !colours.contains("button-name:"),
        "{colours}"
    );
    visit.look_through(FORCED).await?;
    assert!(visit.forced_colours_are_read().await.is_err());
    Ok(())
}
