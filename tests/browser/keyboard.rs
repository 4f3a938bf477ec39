//! Every page with something to press, by keyboard alone: past the head by the skip link, with Tab to a control that shows
//! its focus, and a key that does what a press does.

use serde_json::json;
use thirtyfour::Key;

use crate::journey::{Outcome, in_every_engine};
use crate::visit::Visit;

in_every_engine!(does_on_every_page_what_a_press_does);

/// A page, the control that is wanted on it, the key pressed there, and where it can be seen that it was.
struct Walk {
    page: &'static str,
    control: &'static str,
    key: Key,
    then: &'static str,
}

const fn walk(page: &'static str, control: &'static str, key: Key, then: &'static str) -> Walk {
    Walk {
        page,
        control,
        key,
        then,
    }
}

const ITEM: &str = "nav[aria-label='Golden thread'], .wm-facts";

#[rustfmt::skip]
const WALKS: [Walk; 16] = [
    walk("cheshire-west-2011-14", ".wm-out a", Key::Enter, ITEM),
    walk("cheshire-west-2011-14&item=self-directed-support", ".wm-prevnext a", Key::Enter, "h1:focus"),
    walk("cheshire-west-2011-14&view=measures", ".wm-sort", Key::Enter, "main th[aria-sort=ascending], main th[aria-sort=descending]"),
    walk("cheshire-west-2011-14&view=actions", ".wm-figure__foot button", Key::Space, ".wm-figure table"),
    walk("cheshire-west-2011-14&view=risks", ".wm-figure__foot button", Key::Enter, ".wm-figure table"),
    walk("cheshire-west-2011-14&view=thread", ".wm-outline summary", Key::Space, ".wm-outline details[open]"),
    walk("cheshire-west-2011-14&view=contents", ".wm-contents a", Key::Enter, "h1:focus"),
    walk("cheshire-west-2011-14&view=checks", "main .wm-links a", Key::Enter, ITEM),
    walk("cheshire-west-2011-14&view=glossary", ".wm-table tbody a", Key::Enter, ITEM),
    walk("cheshire-west-2011-14&view=paper", "#section-measures", Key::Space, "#section-measures:not(:checked)"),
    walk("cheshire-west-2011-14&view=compare", ".wm-shelf a", Key::Enter, "main .wm-count"),
    walk("warwickshire-2021-22&view=money", ".wm-seg [aria-pressed=false]", Key::Space, "[aria-pressed=true]:focus"),
    walk("coventry-2014&view=people", ".wm-figure__foot button", Key::Enter, ".wm-figure table"),
    walk("worcestershire-2018-21&view=benchmarks", ".wm-sort", Key::Space, "main th[aria-sort=ascending], main th[aria-sort=descending]"),
    walk("worcestershire-update-2021-03&view=projects", ".wm-table tbody th a", Key::Enter, ITEM),
    walk("cheshire-west-2011-14&view=source", "main a", Key::Enter, "h1"),
];

/// What has the focus: whether it is wanted, and what is wrong with how it shows.
const FOCUS: &str = "
    const [css] = arguments;
    const here = document.activeElement;
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(here);
    const box = [...here.getClientRects()][0] ?? here.getBoundingClientRect();
    // The middle of what of it is in the window.
    const middle = (from, to, end) => (Math.max(from, 0) + Math.min(to, end)) / 2;
    const [x, y] = [middle(box.left, box.right, innerWidth), middle(box.top, box.bottom, innerHeight)];
    const at = document.elementFromPoint(x, y);
    const parts = [here, ...(here.labels ?? [])];
    const wrong = [];
    if (!here.matches(':focus-visible')) wrong.push('focus is not visible');
    if (boxShadow === 'none' && (outlineStyle === 'none' || parseFloat(outlineWidth) === 0)
        && !parts.some((part) => getComputedStyle(part, '::before').boxShadow !== 'none')) wrong.push('no ring');
    if (box.right < 0 || box.bottom < 0 || box.left > innerWidth || box.top > innerHeight) wrong.push('out of sight');
    else if (!parts.some((part) => part.contains(at))) wrong.push(`covered by ${at?.outerHTML.slice(0, 80)}`);
    return [here.matches(css), here === document.body ? [] : wrong, here.outerHTML.slice(0, 80)]";

async fn press(visit: &Visit, key: Key) -> Outcome {
    let here = visit.session().active_element().await?;
    Ok(here.send_keys(key + "").await?)
}

/// Tab until what is wanted has the focus. Every stop on the way has to show it.
async fn tab_to(visit: &Visit, css: &str) -> Outcome {
    for _ in 0..60 {
        press(visit, Key::Tab).await?;
        let look = async || -> Outcome<(bool, Vec<String>, String)> {
            Ok(serde_json::from_value(
                visit.eval(FOCUS, json!([css])).await?,
            )?)
        };
        // An engine may bring what has the focus into sight a moment later.
        let shown = visit.until("the focus to show", async || {
            let (there, wrong, _) = look().await?;
            Ok(wrong.is_empty().then_some(there))
        });
        let there = match shown.await {
            Ok(there) => there,
            Err(_) => {
                let (_, wrong, what) = look().await?;
                return Err(format!("{what}: {wrong:?}").into());
            }
        };
        if there {
            return Ok(());
        }
    }
    Err(format!("no {css} within 60 stops").into())
}

async fn does_on_every_page_what_a_press_does(visit: &mut Visit) -> Outcome {
    visit.resize(1280, 900).await?;
    for Walk {
        page,
        control,
        key,
        then,
    } in WALKS
    {
        let walked = async {
            visit.read_whole(&format!("?plan={page}")).await?;
            visit.wait_for(control).await?;
            tab_to(visit, ".wm-skip").await?;
            press(visit, Key::Enter).await?;
            tab_to(visit, control).await?;
            press(visit, key).await?;
            visit.wait_for(then).await.map(drop)
        };
        let walked: Outcome = walked.await;
        walked.map_err(|error| format!("{page}: {error}"))?;
    }
    visit.console_is_clean().await
}
