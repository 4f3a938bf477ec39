//! After one visit the app and every plan work with the server gone.

use serde_json::json;

use crate::journey::{Outcome, in_every_engine};
use crate::visit::Visit;

in_every_engine!(
    reload_works_with_the_server_gone,
    a_first_visit_is_enough_to_read_every_plan
);

async fn reload_works_with_the_server_gone(visit: &mut Visit) -> Outcome {
    visit.read("").await?;
    visit.kept_offline().await?;
    visit.site.stop();
    visit.reload().await?;
    visit.ready().await?;
    // A deep link, opened for the first time with nothing to answer for it.
    visit.read("?view=drafts").await?;
    visit.read("index.html").await
}

async fn a_first_visit_is_enough_to_read_every_plan(visit: &mut Visit) -> Outcome {
    visit.read("").await?;
    visit.kept_offline().await?;
    visit.site.stop();
    // The shelf and the plans, as the app asks for them; the page has not asked for one before.
    let read = "const done = arguments[0];
        (async () => {
            const shelf = await (await fetch('plans/index.json')).json();
            const ids = await Promise.all(shelf.plans.map(async ({ file }) => (await (await fetch('plans/' + file)).json()).plan.id));
            return JSON.stringify(ids) === JSON.stringify(shelf.plans.map(({ id }) => id)) ? 'all read' : ids.join();
        })().then(done, (error) => done(String(error)));";
    assert_eq!(visit.eval_async(read, json!([])).await?, json!("all read"));
    Ok(())
}
