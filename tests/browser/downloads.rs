//! What the app saves as a file: kept within the page instead of on the disk, for a test to open.

use serde_json::json;

use crate::journey::Outcome;
use crate::visit::Visit;

/// A file that was saved.
pub struct Saved {
    pub name: String,
    /// Its media type.
    pub kind: String,
    pub bytes: Vec<u8>,
}

impl Saved {
    /// Its words, where it has some.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }
}

const KEEP: &str = "if (window.kept) { window.kept.length = 0; return; }
    window.kept = []; const make = URL.createObjectURL;
    URL.createObjectURL = (blob) => { window.kept.push(blob); return make.call(URL, blob); };
    const press = HTMLAnchorElement.prototype.click;
    HTMLAnchorElement.prototype.click = function () {
        if (this.download) window.kept.at(-1).fileName = this.download; else press.call(this); };";
/// The last that was kept, a letter a byte.
const KEPT: &str = "const [done] = arguments; const file = window.kept.pop();
    file.arrayBuffer().then((bytes) => done([file.fileName, file.type,
        Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join('')]));";

impl Visit {
    /// The file that pressing this button saves.
    pub async fn saved_by(&self, button: &str) -> Outcome<Saved> {
        self.eval(KEEP, json!([])).await?;
        self.click_named("button", button).await?;
        let there = "return !!window.kept.at(-1)?.fileName";
        self.until_true(button, there, json!([])).await?;
        let told = self.eval_async(KEPT, json!([])).await?;
        let text = |at: usize| told[at].as_str().unwrap_or_default().to_owned();
        Ok(Saved {
            name: text(0),
            kind: text(1),
            bytes: text(2).chars().map(|c| c as u8).collect(),
        })
    }
}
