//! What axe-core finds: nothing, on any page. In Chromium, for the rules are the same in every engine.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::journey::{Outcome, in_engine};
use crate::visit::Visit;

in_engine!(
    chromium,
    Chromium,
    axe_finds_nothing_at_the_start,
    axe_finds_what_is_wrong
);

/// What axe-core finds wrong with the page as it is now: rule, page element and what to do.
pub async fn axe(visit: &Visit) -> Outcome<Vec<String>> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("node_modules/axe-core/axe.min.js");
    let source = fs::read_to_string(script)?;
    visit
        .eval(&format!("if (!window.axe) {{ {source} }}"), json!([]))
        .await?;
    let found = visit
        .eval_async(
            "const done = arguments[0];
             const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
             axe.run(document, { runOnly: { type: 'tag', values: rules } }).then((result) =>
                 done(result.violations.flatMap(({ id, nodes }) =>
                     nodes.map(({ target, failureSummary }) => `${id}: ${target}: ${failureSummary}`))),
                 (error) => done([String(error)]));",
            json!([]),
        )
        .await?;
    Ok(serde_json::from_value::<Vec<String>>(found)?)
}

/// Fails where axe-core finds anything on the page as it is now.
pub async fn is_accessible(visit: &Visit) -> Outcome {
    let found = axe(visit).await?;
    assert!(
        found.is_empty(),
        "{}: axe-core finds\n{}",
        visit.address().await?,
        found.join("\n")
    );
    Ok(())
}

async fn axe_finds_nothing_at_the_start(visit: &mut Visit) -> Outcome {
    visit.read("").await?;
    is_accessible(visit).await
}

/// A check that finds nothing must be one that can.
async fn axe_finds_what_is_wrong(visit: &mut Visit) -> Outcome {
    visit.read("").await?;
    let wrong = "document.body.append(document.createElement('button'), new Image());";
    assert_eq!(visit.eval(wrong, json!([])).await?, Value::Null);
    let found = axe(visit).await?.join("\n");
    assert!(found.contains("button-name:"), "{found}");
    Ok(())
}
