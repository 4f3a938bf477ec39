//! A committee paper of a shipped plan, as its pages would make it: what Word files are tried with.

use std::{fs, path::Path};

use waymark::{
    formats::{Caps, read_plan, word::About},
    insight::{
        self, Document, Index,
        document::{self, Part, Picture},
        rows, sheet, standouts,
    },
    plan::{Day, Plan},
};

/// The shipped plan that is tried.
pub fn plan() -> Plan {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("public/plans/cheshire-west-2011-14.json");
    read_plan(&fs::read(path).unwrap(), Caps::FILE).unwrap()
}

/// Bytes as a `data:` address of a PNG.
pub fn data(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = "data:image/png;base64,".to_owned();
    for three in bytes.chunks(3) {
        let at = |n: usize| u32::from(three.get(n).copied().unwrap_or_default());
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        for n in 0..4 {
            let letter = char::from(LETTERS[(bits >> (18 - 6 * n)) as usize & 63]);
            text.push(if n <= three.len() { letter } else { '=' });
        }
    }
    text
}

/// A picture that the project has at hand.
pub fn picture() -> Picture {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("public/icons/icon-512.png");
    Picture {
        source: data(&fs::read(path).unwrap()),
        words: "The app’s sign: a post with two arms".to_owned(),
        width: 200,
        height: 200,
    }
}

/// The paper, and what it says of itself.
pub fn paper() -> (Document, About) {
    let plan = plan();
    let index = Index::new(&plan);
    let as_at = insight::as_at_start(&plan, Day(20_700));
    let mut parts = vec![Part::Heading(1, plan.front.title.clone())];
    let heading = |words: &str| Part::Heading(2, words.to_owned());
    parts.push(heading("What stands out"));
    parts.push(document::standouts(&standouts(&plan, &index, as_at, 7)));
    parts.push(Part::Picture(picture()));
    parts.push(heading("Measures"));
    parts.push(Part::Text(rows::measures::answer(&plan)));
    let listing = rows::measures::listing(&plan, &index);
    let table = document::listed("Measures as printed", &listing.columns, &listing.rows);
    parts.push(Part::Table(table));
    parts.push(heading("Actions"));
    parts.push(Part::Text(rows::actions::answer(&plan, as_at)));
    let listing = rows::actions::listing(&plan, &index, as_at);
    let table = document::listed("Actions", &listing.columns, &listing.rows);
    parts.push(Part::Table(table));
    for table in rows::money::tables(&plan, &index).tables.iter().take(3) {
        let listing = &table.listing;
        let table = document::listed(&table.title, &listing.columns, &listing.rows);
        parts.push(Part::Table(table));
    }
    let action = plan.actions.iter().next().expect("the plan has actions");
    let page = sheet(&plan, &index, &action.id, as_at).expect("an action has a page");
    parts.extend(document::sheet(&page).parts);
    let about = About {
        title: plan.front.title.clone(),
        plan: plan.front.title.clone(),
        origin: format!("{}. As at {as_at}.", plan.front.organisation),
        made: Some(Day(20_700)),
    };
    (Document { parts }, about)
}
