//! Puts a plan together as one page that opens from disk, of the app's own files as this device keeps them.

use std::sync::Arc;

use leptos::prelude::{Callable, Callback};
use serde_json::{Value, json};

use super::{Address, Of, Refusal, View, fetch::fetch_bytes, open::today, slices::breath};
use crate::{
    formats::{
        page::{About, BreaksOut, Dress, Kind, Page},
        sha256_hex, write_plan,
    },
    plan::{Date, Id, Plan},
};

/// The build's list of what such a page is made of.
const LIST: &str = "page.json";
/// As many parts as a list may name: ours names about 30.
const PARTS: usize = 500;

/// What the list names: see tools/page.mjs.
struct Contents {
    start: String,
    dress: String,
    held: Vec<(String, String, Kind)>,
}

fn contents(list: &[u8]) -> Option<Contents> {
    let list: Value = serde_json::from_slice(list).ok()?;
    if list.get("format")?.as_str()? != "waymark-page" {
        return None;
    }
    let named = |what: &str| Some(list.get(what)?.as_str()?.to_owned());
    let mut held = vec![
        ("style.css".to_owned(), named("style")?, Kind::Style),
        ("reader.js".to_owned(), named("reader")?, Kind::Script),
        ("module.wasm".to_owned(), named("module")?, Kind::File),
        ("charts.js".to_owned(), named("charts")?, Kind::Script),
    ];
    for part in list.get("parts")?.as_array()?.iter().take(PARTS) {
        let part = part.as_str()?.to_owned();
        held.push((part.clone(), part, Kind::File));
    }
    Some(Contents {
        start: named("start")?,
        dress: named("dress")?,
        held,
    })
}

/// The plan's file and a shelf with it alone, so that it opens as a published plan does.
fn shelf_of(plan: &Plan) -> (Id, String, String) {
    let front = &plan.front;
    let id = front.id.clone().unwrap_or_else(|| Id::slug(&front.title));
    let file = write_plan(plan);
    let entry = json!({
        "id": id.as_str(),
        "file": "plan.json",
        "sha256": sha256_hex(file.as_bytes()),
        "title": front.title,
        "organisation": front.organisation,
    });
    let shelf = json!({ "format": "waymark-shelf", "version": 1, "plans": [entry] });
    (id, file, shelf.to_string())
}

fn not_at_hand() -> Refusal {
    Refusal::new(
        "A file of Waymark that belongs into the page is not on this device.",
        "Connect to the network, reload this page, and try again.",
    )
}

async fn text_of(name: &str) -> Result<String, Refusal> {
    let bytes = fetch_bytes(name).await.map_err(|_| not_at_hand())?;
    String::from_utf8(bytes).map_err(|_| not_at_hand())
}

/// The page; `told` hears how many of how many files are in it.
pub(super) async fn put_together(
    plan: Arc<Plan>,
    told: Callback<(usize, usize)>,
) -> Result<Vec<u8>, Refusal> {
    let list = fetch_bytes(LIST).await.map_err(|_| not_at_hand())?;
    let contents = contents(&list).ok_or_else(not_at_hand)?;
    let (script, style) = (
        text_of(&contents.start).await?,
        text_of(&contents.dress).await?,
    );
    let of = contents.held.len();
    let mut page = Page::default();
    for (done, (name, file, kind)) in contents.held.into_iter().enumerate() {
        told.try_run((done, of));
        breath().await;
        let bytes = fetch_bytes(&file).await.map_err(|_| not_at_hand())?;
        page.hold(&name, kind, &bytes);
    }
    told.try_run((of, of));
    breath().await;
    let (id, file, shelf) = shelf_of(&plan);
    page.hold("plans/index.json", Kind::File, shelf.as_bytes());
    page.hold("plans/plan.json", Kind::File, file.as_bytes());
    let start = Address::view(Of::Published(id), View::Overview).href();
    let about = About {
        title: &plan.front.title,
        day: &Date::day(today()).shown(),
        start: &start,
    };
    let dress = Dress {
        script: &script,
        style: &style,
    };
    let page = page.finish(about, dress);
    page.map(String::into_bytes)
        .map_err(|BreaksOut| not_at_hand())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_whole_or_not_at_all() {
        let list = br#"{"format":"waymark-page","start":"s","dress":"d","reader":"r","module":"m","style":"c","charts":"e","parts":["p"]}"#;
        let read = contents(list).unwrap();
        let names: Vec<_> = read.held.iter().map(|(name, ..)| name.as_str()).collect();
        assert_eq!(
            names,
            ["style.css", "reader.js", "module.wasm", "charts.js", "p"]
        );
        for wrong in [
            &b"{}"[..],
            b"",
            b"[]",
            br#"{"format":"waymark-page","parts":[1]}"#,
        ] {
            assert!(contents(wrong).is_none());
        }
    }
}
