//! What a text found in localStorage says, as an opening page would understand it. For the tests that put hostile texts
//! there: whoever opens Waymark has other ways in.

use futures_util::FutureExt as _;

use super::local::{LocalRows, Texts};
use super::quarantine::Quarantined;
use super::record::{Card, Checkpoint, Entry};
use super::row::{Key, Store};
use super::slips::text_of;

/// What would be shown of a text at a key of localStorage; `None` where it is none of ours, or can't be understood and
/// would be set aside.
pub fn understood(key: &str, text: &str) -> Option<String> {
    let key = Key::from_local(key)?;
    let texts = Texts::memory();
    texts.set(&key.local(), text).ok()?;
    let row = LocalRows::new(texts).row(&key).ok()??;
    if row.is_newer() {
        return None;
    }
    match key.store {
        Store::Drafts => {
            let card = Card::from_row(&row)?;
            let names = card.versions.iter().filter_map(|v| v.name.clone());
            Some(names.fold(card.title.clone(), |shown, name| shown + "\n" + &name))
        }
        Store::Journal => Entry::from_row(&row).map(|entry| format!("step {}", entry.seq)),
        Store::Checkpoints => {
            let checkpoint = Checkpoint::from_row(row).now_or_never()?.ok()?;
            Some(checkpoint.version.name.unwrap_or_default())
        }
        Store::Quarantine => Some(Quarantined::from_row(row).what),
        Store::Notes => text_of(&row).map(|_| String::new()),
        Store::Settings => None,
    }
}
