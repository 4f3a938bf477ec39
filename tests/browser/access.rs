//! What axe-core finds: nothing, on any page. In Chromium, for the rules are the same in every engine.

use serde_json::{Value, json};

use crate::journey::{Outcome, in_engine};
use crate::visit::Visit;

in_engine!(
    chromium,
    Chromium,
    axe_finds_nothing_at_the_start,
    axe_finds_what_is_wrong
);

async fn axe_finds_nothing_at_the_start(visit: &mut Visit) -> Outcome {
    visit.read("").await?;
    visit.is_accessible().await
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
