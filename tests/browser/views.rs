//! Every page of the app, by the app's own list: a page that is new is walked without being named here.

use serde_json::json;
use waymark::app::View;

use crate::journey::Outcome;
use crate::visit::Visit;

/// The plan that has something of nearly everything.
pub const PLAN: &str = "cheshire-west-2011-14";

/// The plans that come with the app.
pub const SHELF: [&str; 5] = [
    PLAN,
    "warwickshire-2021-22",
    "worcestershire-2018-21",
    "coventry-2014",
    "worcestershire-update-2021-03",
];

/// The addresses of the pages about no plan. Some are said to be no page, which is a page as well.
pub fn pages() -> impl Iterator<Item = String> {
    let more = ["search&q=care", "nonsense"].map(str::to_owned);
    keys().chain(more).map(|view| format!("?view={view}"))
}

/// The addresses of the views of a plan, with the states that show more than the page does at first.
pub fn views(plan: &str) -> impl Iterator<Item = String> {
    let more = [
        "nonsense",
        "compare&with=worcestershire-2018-21",
        "compare&with=warwickshire-2021-22",
        "search&q=care",
    ]
    .map(str::to_owned);
    let plan = plan.to_owned();
    keys()
        .chain(more)
        .map(move |view| format!("?plan={plan}&view={view}"))
}

fn keys() -> impl Iterator<Item = String> {
    View::all().map(|view| view.key().to_owned())
}

/// The name of each kind of record that a plan has, with the address of one; and of one that it hasn't.
pub async fn items(visit: &mut Visit, plan: &str) -> Outcome<Vec<(String, String)>> {
    visit.read("").await?;
    let first_of_each = "const [file, done] = arguments;
        fetch(file).then((answer) => answer.json()).then(({ plan }) =>
            done(Object.entries(plan).flatMap(([kind, list]) => list?.[0]?.id ? [[kind, list[0].id]] : [])));";
    let ids = visit
        .eval_async(first_of_each, json!([format!("plans/{plan}.json")]))
        .await?;
    let ids: Vec<(String, String)> = serde_json::from_value(ids)?;
    assert!(ids.len() > 5, "{plan} has records of several kinds");
    let none = ("nothing".to_owned(), "nothing".to_owned());
    let address = |(kind, id)| (kind, format!("?plan={plan}&item={id}"));
    Ok(ids.into_iter().chain([none]).map(address).collect())
}

/// Looks at one address after the other, with the app loaded once.
pub async fn each(
    visit: &mut Visit,
    addresses: impl IntoIterator<Item = String>,
    look: impl AsyncFn(&mut Visit, &str) -> Outcome,
) -> Outcome {
    visit.read("").await?;
    for address in addresses {
        look(visit, &address).await?;
    }
    Ok(())
}

impl Visit {
    /// Goes to an address and waits until nothing on its page is still on the way.
    pub async fn read_whole(&mut self, address: &str) -> Outcome {
        self.read(address).await?;
        self.settled().await?;
        if address.contains("view=search&q=") {
            self.wait_for(".wm-hit mark").await?;
        }
        Ok(())
    }

    /// Whether the page says that the address names none, as it does for a plan's view without a plan.
    pub async fn is_no_page(&self) -> Outcome<bool> {
        let heading = self.text("h1").await?;
        Ok(heading.starts_with("There is no such page"))
    }

    /// Waits until charts are drawn and nothing says that it is being opened.
    pub async fn settled(&self) -> Outcome {
        let settled = "return [...document.querySelectorAll('.wm-figure__chart [role=status], .wm-empty[role=status]')]
            .every((element) => !/^(Loading|Opening)/.test(element.textContent.trim()))";
        self.until_true("the page to settle", settled, json!([]))
            .await
    }
}
