//! Links within the plan carry along what is set for the whole of it: the date and the rule. Those on the page already
//! follow when that changes, so that what holds them need not be made anew for its links.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::{
    address::{Address, Of},
    location::Location,
};

/// Keeps the links of the page with what is set, for as long as the app runs.
pub fn carry_along(location: Location) {
    let kept = location.kept();
    Effect::new(move |before: Option<Vec<(String, String)>>| {
        // A memo that nobody reads is never made anew, and tells of no change.
        let now = kept.get();
        if before.is_some() {
            put_right(&location.get_untracked());
        }
        now
    });
}

fn put_right(here: &Address) {
    let Ok(links) = document().query_selector_all(r#"a[href^="?"]"#) else {
        return;
    };
    for at in 0..links.length() {
        let link = links
            .item(at)
            .and_then(|l| l.dyn_into::<leptos::web_sys::Element>().ok());
        let Some(link) = link else { continue };
        let href = link.get_attribute("href").unwrap_or_default();
        if let Some(to) = carried(&href, here) {
            drop(link.set_attribute("href", &to));
        }
    }
}

/// Where a link of the page leads once it carries what is set here; `None` if it is right already, or leads elsewhere than
/// within the open plan.
fn carried(href: &str, here: &Address) -> Option<String> {
    // What came with a link is long, and the same in each of its links.
    let (query, fragment) = href.split_once('#').unwrap_or((href, ""));
    let mut to = Address::parse(query, "");
    let within = match &here.of {
        Of::Shared(_) => !fragment.is_empty(),
        of => *of != Of::Nothing && to.of == *of,
    };
    let kept = here.kept();
    if !within || to.kept() == kept {
        return None;
    }
    to.keep(kept);
    let query = to.href();
    Some(match fragment {
        "" => query,
        fragment => format!("{query}#{fragment}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_within_the_plan_follow_and_others_stay() {
        let here = Address::parse("?plan=a&view=actions&q=x&as-at=2012-08-31", "");
        let to = |href: &str| carried(href, &here);
        let moved = |href: &str| to(href).unwrap_or_default();
        assert_eq!(moved("?plan=a&item=m1"), "?plan=a&item=m1&as-at=2012-08-31");
        assert_eq!(
            moved("?plan=a&view=risks&sort=-name&as-at=2011-01-01"),
            "?plan=a&view=risks&sort=-name&as-at=2012-08-31"
        );
        assert_eq!(to("?plan=a&item=m1&as-at=2012-08-31"), None);
        assert_eq!(to("?plan=b&item=m1"), None);
        assert_eq!(to("?view=privacy"), None);
        let reset = Address::parse("?plan=a", "");
        assert_eq!(
            carried("?plan=a&item=m1&as-at=2012-08-31", &reset).as_deref(),
            Some("?plan=a&item=m1")
        );
    }

    #[test]
    fn links_within_what_came_with_a_link_keep_it() {
        let here = Address {
            of: Of::Shared("w1.abc".into()),
            ..Address::parse("?view=actions&amber=4", "")
        };
        assert_eq!(
            carried("?item=m1#w1.abc", &here).as_deref(),
            Some("?item=m1&amber=4#w1.abc")
        );
        assert_eq!(carried("?view=privacy", &here), None);
    }
}
