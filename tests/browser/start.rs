//! The first visit: the app opens, from any folder, with a clean console, and asks nobody else for anything.

use serde_json::json;

use crate::journey::{Outcome, in_every_engine};
use crate::plain::Plain;
use crate::site::Site;
use crate::visit::Visit;

in_every_engine!(
    opens_with_a_clean_console,
    opens_from_a_folder,
    straightens_a_bent_link,
    the_console_is_heard
);

async fn opens_with_a_clean_console(visit: &mut Visit) -> Outcome {
    visit.read("").await?;
    assert_eq!(visit.count("h1").await?, 1, "a page has one first heading");
    assert_eq!(
        visit.count("#boot").await?,
        0,
        "the notice that it is opening has gone"
    );
    visit.kept_offline().await?;
    visit.console_is_clean().await?;
    visit.nothing_left_the_origin().await
}

async fn opens_from_a_folder(visit: &mut Visit) -> Outcome {
    visit.move_to(Site::new("/social care/plans")?);
    visit.read("").await?;
    visit.kept_offline().await?;
    visit.site.stop();
    visit.reload().await?;
    visit.ready().await
}

/// Mail gateways write '?' as %3F and '#' as %23: the host then answers with 404.html.
async fn straightens_a_bent_link(visit: &mut Visit) -> Outcome {
    visit.move_to(Site::new("/plans")?);
    for bent in [
        "%3Fview%3Dlibrary%23w.1",
        "%3Fview=library%23w.1",
        "index.html%253Fview%253Dlibrary%2523w.1",
        "away/?view=library#w.1",
    ] {
        visit.goto(bent).await?;
        let straight =
            "return [location.pathname.replace('index.html', ''), location.search, location.hash]";
        visit
            .until(format_args!("{bent} to become straight"), async || {
                let found = visit.eval(straight, json!([])).await;
                Ok(found
                    .is_ok_and(|parts| parts == json!(["/plans/", "?view=library", "#w.1"]))
                    .then_some(()))
            })
            .await?;
        visit.ready().await?;
    }
    Ok(())
}

/// A console that is called clean must be one that is heard, what the policy blocks included.
async fn the_console_is_heard(visit: &mut Visit) -> Outcome {
    visit.read("").await?;
    let wrong = "console.error('an error of the page');
        document.body.append(Object.assign(new Image(), { src: 'https://elsewhere.example/blocked.png' }));
        setTimeout(() => { throw new Error('thrown by the page'); });";
    visit.eval(wrong, json!([])).await?;
    for (what, words) in [
        ("the page's own error", "an error of the page"),
        ("a blocked picture", "Content"),
        ("an exception", "thrown by the page"),
    ] {
        let mut said = String::new();
        for _ in 0..50 {
            said = visit.console().await?.join("\n");
            if said.contains(words) {
                break;
            }
        }
        assert!(
            said.contains(words),
            "{what} is not among what the console says:\n{said}"
        );
    }
    Ok(())
}

/// WebKit tells a driver nothing of what the console said while the page loaded.
#[test]
fn webkit_loads_with_a_clean_console() {
    let plain = Plain::new("clean").unwrap();
    let walk = "for (const address of ['', '?view=drafts', 'index.html']) await open(address);";
    let said = plain.run(walk).unwrap();
    assert!(said.answer.is_null(), "{}", said.answer);
    assert!(said.console.is_empty(), "{:?}", said.console);
}

#[test]
fn webkit_is_heard_while_a_page_loads() {
    let plain = Plain::new("heard").unwrap();
    plain
        .spoil("<p onclick=\"blocked()\"><script>console.error('loud')</script>")
        .unwrap();
    let said = plain.run("await open('')").unwrap().console.join("\n");
    assert!(said.contains("Content Security Policy"), "{said}");
}
