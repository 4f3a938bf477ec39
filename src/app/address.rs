//! What the address bar holds: which plan, which view of it, which item, and the reader's filters,
//! sort and as-at date. Pure: text in, text out.

use form_urlencoded::{byte_serialize, parse};

use crate::{
    formats::link::looks_shared,
    plan::{Id, is_unseemly},
};

/// Whose plan is open.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Of {
    /// None: the library, or a page about Waymark itself.
    Nothing,
    /// A published plan of the shelf.
    Published(Id),
    /// A draft on this device.
    Draft(String),
    /// What a link carries, as its fragment without the '#'.
    Shared(String),
}

/// A page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(
    missing_docs,
    reason = "each is named for its page module, which says what it is for"
)]
pub enum View {
    Library,
    Drafts,
    Open,
    Storage,
    Help,
    Accessibility,
    Privacy,
    Overview,
    Measures,
    Actions,
    Timeline,
    Risks,
    Money,
    Benchmarks,
    Projects,
    People,
    Thread,
    Contents,
    Source,
    Search,
    Checks,
    Compare,
    Glossary,
    Paper,
    Edit,
    History,
    Merge,
    NextYear,
    Round,
    Paste,
    Many,
    Share,
    Notes,
    Unknown,
}

const VIEWS: &[(View, &str)] = &[
    (View::Library, "library"),
    (View::Drafts, "drafts"),
    (View::Open, "open"),
    (View::Storage, "storage"),
    (View::Help, "help"),
    (View::Accessibility, "accessibility"),
    (View::Privacy, "privacy"),
    (View::Overview, "overview"),
    (View::Measures, "measures"),
    (View::Actions, "actions"),
    (View::Timeline, "timeline"),
    (View::Risks, "risks"),
    (View::Money, "money"),
    (View::Benchmarks, "benchmarks"),
    (View::Projects, "projects"),
    (View::People, "people"),
    (View::Thread, "thread"),
    (View::Contents, "contents"),
    (View::Source, "source"),
    (View::Search, "search"),
    (View::Checks, "checks"),
    (View::Compare, "compare"),
    (View::Glossary, "glossary"),
    (View::Paper, "paper"),
    (View::Edit, "edit"),
    (View::History, "history"),
    (View::Merge, "merge"),
    (View::NextYear, "next-year"),
    (View::Round, "round"),
    (View::Paste, "paste"),
    (View::Many, "many"),
    (View::Share, "share"),
    (View::Notes, "notes"),
];

impl View {
    /// Every page there is.
    pub fn all() -> impl Iterator<Item = View> {
        VIEWS.iter().map(|(view, _)| *view)
    }

    /// Whether a draft is written on it field by field, so that steps are undone and done again there.
    pub fn is_for_writing(self) -> bool {
        matches!(self, View::Edit | View::Many | View::Round)
    }

    /// Its name in the address bar.
    pub fn key(self) -> &'static str {
        VIEWS
            .iter()
            .find(|(view, _)| *view == self)
            .map_or("", |(_, key)| key)
    }

    /// The view of a name; an unknown one is kept as such, so that it can be said.
    pub fn from_key(key: &str) -> View {
        VIEWS
            .iter()
            .find(|(_, name)| *name == key)
            .map_or(View::Unknown, |(view, _)| *view)
    }
}

/// The settings for a whole plan: the as-at date, and how near to its target a measure is amber.
const KEPT: [&str; 2] = ["as-at", "amber"];

/// The setting that names the open panels of a page, a full stop between them.
pub const OPEN: &str = "open";

/// An address within the app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// Whose plan is open.
    pub of: Of,
    /// Which page.
    pub view: View,
    /// Which item of the plan, if its page is shown.
    pub item: Option<Id>,
    /// The reader's filters, sort and the like, in the order they were given.
    pub with: Vec<(String, String)>,
}

impl Address {
    /// A page about no plan.
    pub fn page(view: View) -> Address {
        Address {
            of: Of::Nothing,
            view,
            item: None,
            with: Vec::new(),
        }
    }

    /// A view of a plan.
    pub fn view(of: Of, view: View) -> Address {
        Address {
            of,
            view,
            item: None,
            with: Vec::new(),
        }
    }

    /// Reads the query ('?plan=…') and the fragment ('#…') of a page's address.
    pub fn parse(query: &str, fragment: &str) -> Address {
        let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
        // A page saved with all of the app inside keeps its address here: see boot/page.js.
        let query = match fragment.strip_prefix('?') {
            Some(address) => address,
            None => query,
        };
        let mut address = Address::page(View::Library);
        let mut view = None;
        if looks_shared(fragment) {
            address.of = Of::Shared(fragment.to_owned());
        }
        for (name, value) in parse(query.trim_start_matches('?').as_bytes()) {
            // First of all, or a name could come to mean something where the address is read again.
            let name = name.replace(is_unseemly, "");
            match (&*name, &address.of) {
                ("plan", Of::Nothing) => {
                    // An id that can't be one names no plan, and its page says so.
                    let id = Id::parse(&value).unwrap_or_else(|| Id::slug(&value));
                    address.of = Of::Published(id);
                }
                ("draft", Of::Nothing) => address.of = Of::Draft(value.into_owned()),
                ("plan" | "draft", _) => {}
                ("view", _) => view = Some(View::from_key(&value)),
                ("item", _) => address.item = Id::parse(&value).or_else(|| Some(Id::slug(&value))),
                _ => address.with.push((name, value.replace(is_unseemly, ""))),
            }
        }
        address.view = view.unwrap_or(match address.of {
            Of::Nothing => View::Library,
            _ => View::Overview,
        });
        address
    }

    /// The address as a link within the app.
    pub fn href(&self) -> String {
        let mut pairs: Vec<(&str, &str)> = Vec::new();
        match &self.of {
            Of::Published(id) => pairs.push(("plan", id.as_str())),
            Of::Draft(id) => pairs.push(("draft", id)),
            Of::Nothing | Of::Shared(_) => {}
        }
        let usual = match self.of {
            Of::Nothing => View::Library,
            _ => View::Overview,
        };
        if self.view != usual && self.item.is_none() || self.view == View::Edit {
            pairs.push(("view", self.view.key()));
        }
        if let Some(item) = &self.item {
            pairs.push(("item", item.as_str()));
        }
        let with = self.with.iter().filter(|(_, v)| !v.is_empty());
        pairs.extend(with.map(|(n, v)| (n.as_str(), v.as_str())));
        let mut href = String::from("?");
        for (at, (name, value)) in pairs.into_iter().enumerate() {
            if at > 0 {
                href.push('&');
            }
            href.extend(byte_serialize(name.as_bytes()));
            href.push('=');
            href.extend(byte_serialize(value.as_bytes()));
        }
        if let Of::Shared(fragment) = &self.of {
            href.push('#');
            href.push_str(fragment);
        }
        href
    }

    /// One of the reader's settings.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.with
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, v)| v.as_str())
    }

    /// The same address with a setting changed; an empty value takes it away.
    pub fn set(mut self, name: &str, value: &str) -> Address {
        match self.with.iter_mut().find(|(n, _)| n == name) {
            _ if value.is_empty() => self.with.retain(|(n, _)| n != name),
            Some((_, old)) => value.clone_into(old),
            None => self.with.push((name.to_owned(), value.to_owned())),
        }
        self
    }

    /// Whether a panel of the page is open.
    pub fn is_open(&self, panel: &str) -> bool {
        let open = self.get(OPEN).unwrap_or_default();
        open.split('.').any(|key| key == panel)
    }

    /// The same address with a panel of the page opened or closed.
    pub fn opened(self, panel: &str, open: bool) -> Address {
        let keys = self.get(OPEN).unwrap_or_default().split('.');
        let mut keys: Vec<&str> = keys
            .filter(|key| !key.is_empty() && *key != panel)
            .collect();
        if open {
            keys.push(panel);
        }
        let keys = keys.join(".");
        self.set(OPEN, &keys)
    }

    /// The page of an item of the same plan. What is set for the whole plan goes along; what is set for
    /// one view doesn't.
    pub fn to_item(&self, id: &Id) -> Address {
        Address {
            item: Some(id.clone()),
            ..self.to_view(View::Overview)
        }
    }

    /// Another view of the same plan.
    pub fn to_view(&self, view: View) -> Address {
        Address {
            of: self.of.clone(),
            view,
            item: None,
            with: self.kept(),
        }
    }

    /// What is set for the whole plan, which every link within it carries along.
    pub fn kept(&self) -> Vec<(String, String)> {
        let with = self.with.iter().filter(|(n, _)| KEPT.contains(&n.as_str()));
        with.cloned().collect()
    }

    /// Sets for the whole plan what another address has set for it.
    pub fn keep(&mut self, kept: Vec<(String, String)>) {
        self.with.retain(|(n, _)| !KEPT.contains(&n.as_str()));
        self.with.extend(kept);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_comes_back_as_it_went() {
        for query in [
            "?",
            "?view=privacy",
            "?plan=warwickshire-2021-22",
            "?plan=warwickshire-2021-22&view=measures&q=direct+payments&sort=-name",
            "?plan=a&item=asch1-1&as-at=2012-08-31",
            "?draft=k3f9&view=edit&item=m1",
        ] {
            assert_eq!(Address::parse(query, "").href(), query);
        }
    }

    #[test]
    fn a_skip_link_is_not_a_shared_plan() {
        assert_eq!(Address::parse("", "#main").of, Of::Nothing);
    }

    #[test]
    fn a_saved_page_has_its_address_in_the_fragment() {
        let here = Address::parse("?plan=b", "#?plan=a&view=measures&q=a+b%26");
        assert_eq!(here.href(), "?plan=a&view=measures&q=a+b%26");
        assert_eq!(Address::parse("?plan=b", "#?").of, Of::Nothing);
    }

    #[test]
    fn leaving_a_view_keeps_date_and_rule_and_drops_its_filters() {
        let here = Address::parse("?plan=a&view=measures&q=x&as-at=2012-08-31&amber=10", "");
        assert_eq!(
            here.to_view(View::Risks).href(),
            "?plan=a&view=risks&as-at=2012-08-31&amber=10"
        );
        assert_eq!(
            here.to_item(&Id::slug("m1")).href(),
            "?plan=a&item=m1&as-at=2012-08-31&amber=10"
        );
    }

    #[test]
    fn open_panels_are_in_the_address_of_their_page_alone() {
        let here = Address::parse("?plan=a&view=risks&open=chart", "");
        let both = here.opened("filters", true).opened("filters", true);
        assert_eq!(both.href(), "?plan=a&view=risks&open=chart.filters");
        assert!(both.is_open("filters") && both.is_open("chart") && !both.is_open("fil"));
        let one = both.opened("chart", false);
        assert_eq!(one.href(), "?plan=a&view=risks&open=filters");
        assert_eq!(one.to_item(&Id::slug("r1")).href(), "?plan=a&item=r1");
        assert_eq!(one.opened("filters", false).href(), "?plan=a&view=risks");
    }

    #[test]
    fn what_is_no_id_names_nothing_and_panics_nowhere() {
        let odd = Address::parse("?plan=../../etc&item=%00&view=nope", "#%");
        assert_eq!(odd.view, View::Unknown);
    }
}
