//! What a person finds and does on a page. Everything waits until it is there.

use std::cell::Cell;

use serde_json::{Value, json};
use thirtyfour::error::{WebDriverErrorInner, WebDriverResult};
use thirtyfour::{Key, WebElement};

use crate::journey::Outcome;
use crate::visit::Visit;

/// Finds what a person would call by this role and name: `arguments` are the two.
const BY_NAME: &str = r#"
    const [role, name] = arguments;
    const roles = {
        button: 'button, summary, input[type=submit], input[type=button], [role=button]',
        link: 'a[href], [role=link]',
        heading: 'h1, h2, h3, h4, h5, h6, [role=heading]',
        textbox: 'input:not([type]), input[type=text], input[type=search], input[type=number], input[type=date], textarea, [role=textbox]',
        searchbox: 'input[type=search], [role=searchbox]',
        combobox: 'select, [role=combobox]',
        checkbox: 'input[type=checkbox], [role=checkbox]',
        radio: 'input[type=radio], [role=radio]',
        file: 'input[type=file]',
    };
    const plain = (text) => (text ?? '').replace(/\s+/g, ' ').trim();
    const nameOf = (element) => {
        const by = element.getAttribute('aria-labelledby');
        if (by) return plain(by.split(/\s+/).map((id) => document.getElementById(id)?.textContent).join(' '));
        return plain(element.getAttribute('aria-label'))
            || plain([...(element.labels ?? [])].map((label) => label.textContent).join(' '))
            || plain(element.textContent) || plain(element.value);
    };
    // Boxes, circles and file fields are often drawn by their label and see-through themselves.
    const drawn = (element) => ['radio', 'checkbox', 'file'].includes(element.type)
        || element.checkVisibility({ visibilityProperty: true });
    const all = [...document.querySelectorAll(roles[role] ?? `[role="${role}"]`)].filter(drawn);
    return all.find((element) => nameOf(element) === name) ?? all.find((element) => nameOf(element).startsWith(name)) ?? null;
"#;

/// Scrolls to an element and waits until that is painted: WebKit takes it for unreachable before. A window behind
/// another paints nothing.
const INTO_SIGHT: &str = "const [element, done] = arguments;
    element.scrollIntoView({ block: 'center', behavior: 'instant' });
    requestAnimationFrame(() => requestAnimationFrame(() => done(null)));
    setTimeout(() => done(null), 500);";

const COUNT: &str = "return document.querySelectorAll(arguments[0]).length";

#[allow(dead_code, reason = "a journey uses the words it needs")]
impl Visit {
    /// The first element that matches, once there is one.
    pub async fn wait_for(&self, css: &str) -> Outcome<WebElement> {
        let find = "return document.querySelector(arguments[0])";
        self.until(css, async || self.element(find, json!([css])).await)
            .await
    }

    /// Waits until a visible element that matches holds these words.
    pub async fn wait_for_text(&self, css: &str, words: &str) -> Outcome {
        let script = "const [css, words] = arguments;
            return [...document.querySelectorAll(css)].some((element) => element.checkVisibility()
                && element.textContent.replace(/\\s+/g, ' ').includes(words))";
        self.until_true(
            format_args!("{words:?} in {css}"),
            script,
            json!([css, words]),
        )
        .await
    }

    /// Waits until nothing matches.
    pub async fn wait_gone(&self, css: &str) -> Outcome {
        let gone = "return !document.querySelector(arguments[0])";
        self.until_true(format_args!("{css} to be gone"), gone, json!([css]))
            .await
    }

    /// The words of the first element that matches, as they are laid out.
    pub async fn text(&self, css: &str) -> Outcome<String> {
        Ok(self.wait_for(css).await?.text().await?)
    }

    /// How many elements match now.
    pub async fn count(&self, css: &str) -> Outcome<u64> {
        let count = self.eval(COUNT, json!([css])).await?;
        count.as_u64().ok_or_else(|| "a count is a number".into())
    }

    /// The element of this role that is called this, or whose name begins so, once there is one.
    pub async fn named(&self, role: &str, name: &str) -> Outcome<WebElement> {
        self.until(format_args!("the {role} {name:?}"), async || {
            self.element(BY_NAME, json!([role, name])).await
        })
        .await
    }

    /// Clicks the element of this role and name.
    pub async fn click_named(&self, role: &str, name: &str) -> Outcome {
        self.act(async || self.named(role, name).await, click_on)
            .await
    }

    /// Presses a key on the element of this role and name.
    pub async fn press_named(&self, role: &str, name: &str, key: Key) -> Outcome {
        let press = async |element: &WebElement| element.send_keys(key.clone()).await;
        self.act(async || self.named(role, name).await, press).await
    }

    /// Turns to a page of the open plan: by its tab, or where this screen has none for it, by 'More'.
    pub async fn turn_to(&self, page: &str) -> Outcome {
        loop {
            let is_tab = Cell::new(false);
            let find = async || {
                let (way, tab) = self.way_to(page).await?;
                is_tab.set(tab);
                Ok(way)
            };
            self.act(find, click_on).await?;
            if is_tab.get() {
                return Ok(());
            }
        }
    }

    /// What is pressed next on the way to a page of the open plan, and whether it leads there or opens 'More'.
    pub async fn way_to(&self, page: &str) -> Outcome<(WebElement, bool)> {
        let find = "const [name] = arguments;
            const links = [...document.querySelectorAll('.wm-tabs a')];
            const named = links.filter((link) => link.firstChild.textContent === name);
            const tab = named.find((link) => link.checkVisibility());
            return tab ?? (named.length ? document.querySelector('.wm-tabs button[aria-expanded=false]') : null);";
        let way = self
            .until(format_args!("a way to {page:?}"), async || {
                self.element(find, json!([page])).await
            })
            .await?;
        let is_tab = way.tag_name().await? == "a";
        Ok((way, is_tab))
    }

    /// Clicks the first element that matches.
    pub async fn click(&self, css: &str) -> Outcome {
        self.act(async || self.wait_for(css).await, click_on).await
    }

    /// Types into the first element that matches, after what it holds.
    pub async fn type_into(&self, css: &str, words: &str) -> Outcome {
        Ok(self.wait_for(css).await?.send_keys(words).await?)
    }

    /// Empties a field and types into it.
    pub async fn fill(&self, role: &str, name: &str, words: &str) -> Outcome {
        let fill = async |field: &WebElement| {
            field.clear().await?;
            field.send_keys(words).await
        };
        self.act(async || self.named(role, name).await, fill).await
    }

    /// Pastes something of this kind into the field that has the focus, as another program's clipboard would hold it.
    /// Firefox takes what an event was made with by names of its own.
    pub async fn paste(&self, kind: &str, content: &str) -> Outcome {
        let paste = "const [dataType, data] = arguments;
            const clipboardData = new DataTransfer();
            clipboardData.setData(dataType, data);
            document.activeElement.dispatchEvent(
                new ClipboardEvent('paste', { clipboardData, dataType, data, bubbles: true, cancelable: true }));";
        self.eval(paste, json!([kind, content])).await.map(drop)
    }

    /// Chooses the option with these words in a select of this name.
    pub async fn choose(&self, name: &str, option: &str) -> Outcome {
        let select = self.named("combobox", name).await?;
        let choose = "const [select, words] = arguments;
            const option = [...select.options].find((option) => option.text.trim() === words);
            if (!option) return false;
            select.value = option.value;
            for (const kind of ['input', 'change']) select.dispatchEvent(new Event(kind, { bubbles: true }));
            return true;";
        let chosen = self
            .eval(choose, json!([select.to_json()?, option]))
            .await?;
        if chosen == json!(true) {
            return Ok(());
        }
        Err(format!("{name} has no option {option:?}").into())
    }

    /// Sets the size of the window, in CSS pixels.
    pub async fn resize(&self, width: u32, height: u32) -> Outcome {
        self.session().set_window_rect(0, 0, width, height).await?;
        Ok(())
    }

    /// Does something to what is found. A chart or a list may be drawn anew between the two, or still move into its
    /// place, which no person would notice: then it is done to what stands there a moment later.
    async fn act(
        &self,
        find: impl AsyncFn() -> Outcome<WebElement>,
        act: impl AsyncFn(&WebElement) -> WebDriverResult<()>,
    ) -> Outcome {
        self.until("what was found to stay", async || {
            let found = find().await?;
            // Gone by now: it is found again.
            let _ = self.eval_async(INTO_SIGHT, json!([found.to_json()?])).await;
            match act(&found).await {
                Ok(()) => Ok(Some(())),
                Err(error)
                    if matches!(
                        *error,
                        WebDriverErrorInner::StaleElementReference(..)
                            | WebDriverErrorInner::ElementNotInteractable(..)
                            | WebDriverErrorInner::ElementClickIntercepted(..)
                    ) =>
                {
                    Ok(None)
                }
                Err(error) => Err(error.into()),
            }
        })
        .await
    }

    /// The element a script returns, if it returns one now.
    async fn element(&self, script: &str, arguments: Value) -> Outcome<Option<WebElement>> {
        let list = arguments.as_array().cloned().unwrap_or_default();
        let found = self.session().execute(script, list).await;
        Ok(found
            .ok()
            .filter(|value| !value.json().is_null())
            .and_then(|value| value.element().ok()))
    }
}

async fn click_on(element: &WebElement) -> WebDriverResult<()> {
    element.click().await
}
