//! A small plan written from blank to paper with the keyboard alone: Tab leads from field to field and on from form to form,
//! and the focus is never lost on the way.

use serde_json::json;
use thirtyfour::{Key, TypingData};

use crate::journey::{Outcome, in_every_engine};
use crate::officer::saved;
use crate::visit::Visit;

in_every_engine!(is_written_by_keyboard_alone);

/// What has the focus, as it is called.
const FOCUSED: &str = "
    const here = document.activeElement;
    const plain = (text) => (text ?? '').replace(/\\s+/g, ' ').trim();
    const label = [...(here.labels ?? [])].map((label) => label.textContent).join(' ');
    return plain(here.getAttribute('aria-label')) || plain(label) || plain(here.textContent) || here.tagName";

/// As many stops as are borne between one thing and the next.
const STOPS: usize = 40;

async fn focused(visit: &Visit) -> Outcome<String> {
    Ok(serde_json::from_value(
        visit.eval(FOCUSED, json!([])).await?,
    )?)
}

async fn press(visit: &Visit, keys: impl Into<TypingData>) -> Outcome {
    let here = visit.session().active_element().await?;
    Ok(here.send_keys(keys).await?)
}

/// Goes from stop to stop until what is called this has the focus.
async fn go_to(visit: &Visit, key: fn() -> TypingData, name: &str) -> Outcome {
    let mut met = Vec::new();
    for _ in 0..STOPS {
        press(visit, key()).await?;
        let here = focused(visit).await?;
        if here == name {
            return Ok(());
        }
        met.push(here);
    }
    Err(format!("no {name:?} within {STOPS} stops: {met:?}").into())
}

async fn tab_to(visit: &Visit, name: &str) -> Outcome {
    go_to(visit, || Key::Tab + "", name).await
}

/// Presses what is called this.
async fn choose(visit: &Visit, name: &str) -> Outcome {
    tab_to(visit, name).await?;
    press(visit, Key::Enter + "").await
}

/// Writes in the field that is called this.
async fn write(visit: &Visit, name: &str, words: &str) -> Outcome {
    tab_to(visit, name).await?;
    press(visit, words).await
}

/// Waits until the focus is on the heading of a page, or in the field or form of this name.
async fn is_led_to(visit: &Visit, tag: &str, name: &str) -> Outcome {
    visit
        .until_true(
            format_args!("the focus on {name:?}"),
            &format!(
                "const [tag, name] = arguments; const called = (() => {{ {FOCUSED} }})();
                return document.activeElement.matches(tag) && called.startsWith(name)"
            ),
            json!([tag, name]),
        )
        .await
}

/// Goes on to the next part of the plan and adds a first one there; leaves the focus in its first field.
async fn first(visit: &Visit, part: &str, one: &str, field: &str) -> Outcome {
    choose(visit, &format!("Go on to {part}")).await?;
    is_led_to(visit, "section", "").await?;
    choose(visit, &format!("Add the first {one}")).await?;
    is_led_to(visit, "textarea", field).await
}

async fn is_written_by_keyboard_alone(visit: &mut Visit) -> Outcome {
    visit.resize(1280, 900).await?;
    visit.read("?view=drafts").await?;
    visit.named("button", "Start a blank draft").await?;
    choose(visit, "Start a blank draft").await?;
    is_led_to(visit, "h1", "Write: the plan’s details").await?;
    tab_to(visit, "Title").await?;
    press(visit, Key::Control + "a").await?;
    press(visit, "Care close to home").await?;
    write(visit, "Council", "Anytown Council").await?;
    write(visit, "Period", "2027/28").await?;
    write(visit, "Vision", "Everyone lives well at home.").await?;

    first(visit, "outcomes", "outcome", "Outcome").await?;
    press(visit, "People stay well").await?;
    choose(visit, "Add another outcome").await?;
    is_led_to(visit, "textarea", "Outcome").await?;
    press(visit, "Carers are well too").await?;

    first(visit, "priorities", "priority", "Priority").await?;
    press(visit, "Help early").await?;
    write(visit, "Works towards", "stay").await?;
    visit
        .wait_for_text("[role=option]", "People stay well")
        .await?;
    press(visit, Key::Enter + "").await?;
    visit
        .wait_for_text(".wm-chosen", "People stay well")
        .await?;

    choose(visit, "Go on to statements").await?;
    is_led_to(visit, "section", "Statement").await?;
    first(visit, "measures", "measure", "Name").await?;
    press(visit, "People who feel in control").await?;
    write(visit, "Target 2027/28", "80").await?;

    first(visit, "actions", "action", "What will be done").await?;
    press(visit, "Open an advice hub").await?;
    choose(visit, "Add a milestone").await?;
    is_led_to(visit, "input", "What will have happened").await?;
    press(visit, "Building found").await?;
    write(visit, "Due", "30/9/27").await?;
    // The post isn't in the plan yet: it is made where it is named.
    write(visit, "Responsible", "Head of Commissioning").await?;
    visit
        .wait_for_text("[role=option]", "Add “Head of Commissioning” as a new post")
        .await?;
    press(visit, Key::Enter + "").await?;
    visit
        .wait_for_text(".wm-chosen", "Head of Commissioning")
        .await?;
    saved(visit).await?;

    choose(visit, "See the action’s page").await?;
    is_led_to(visit, "h1", "Open an advice hub").await?;
    go_to(visit, || Key::Shift + Key::Tab, "Print").await?;
    press(visit, Key::Enter + "").await?;
    visit.wait_for("h1:focus").await?;
    for words in [
        "Everyone lives well at home.",
        "People stay well",
        "Help early",
        "People who feel in control",
        "Open an advice hub",
        "Building found",
        "Head of Commissioning",
    ] {
        visit.wait_for_text("main", words).await?;
    }
    visit.console_is_clean().await
}
