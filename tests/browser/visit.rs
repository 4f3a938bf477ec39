//! One browser looking at one site: what a person does and sees, in words a journey can be written in.

use std::future::Future;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use std::{fmt, fs};

use serde_json::{Value, json};
use thirtyfour::WebElement;
use tokio::time::{sleep, timeout};

use crate::engine::{Driver, Engine};
use crate::journey::Outcome;
use crate::site::Site;

/// How long a page has to show what is waited for. A limit against hanging, not a measure of speed.
const PATIENCE: Duration = Duration::from_secs(45);
const LOOK_AGAIN: Duration = Duration::from_millis(40);

/// Finds what a person would call by this role and name: `arguments` are role, name and whether the name may go on.
const BY_NAME: &str = r#"
    const [role, name] = arguments;
    const roles = {
        button: 'button, summary, input[type=submit], input[type=button], [role=button]',
        link: 'a[href], [role=link]',
        heading: 'h1, h2, h3, h4, h5, h6, [role=heading]',
        textbox: 'input:not([type]), input[type=text], input[type=search], input[type=number], textarea, [role=textbox]',
        combobox: 'select, [role=combobox]',
        checkbox: 'input[type=checkbox], [role=checkbox]',
        radio: 'input[type=radio], [role=radio]',
        tab: '[role=tab]',
    };
    const plain = (text) => (text ?? '').replace(/\s+/g, ' ').trim();
    const nameOf = (element) => {
        const by = element.getAttribute('aria-labelledby');
        if (by) return plain(by.split(/\s+/).map((id) => document.getElementById(id)?.textContent).join(' '));
        return plain(element.getAttribute('aria-label'))
            || plain([...(element.labels ?? [])].map((label) => label.textContent).join(' '))
            || plain(element.textContent) || plain(element.value);
    };
    const seen = [...document.querySelectorAll(roles[role] ?? `[role="${role}"]`)]
        .filter((element) => element.checkVisibility({ visibilityProperty: true }) || element.type === 'radio' || element.type === 'checkbox');
    return seen.find((element) => nameOf(element) === name) ?? seen.find((element) => nameOf(element).startsWith(name)) ?? null;
"#;

/// A browser with an empty profile, at a site of its own.
pub struct Visit {
    /// Which engine it is.
    pub engine: Engine,
    /// The server, to be stopped and started.
    pub site: Site,
    driver: Driver,
    console: Vec<String>,
}

#[allow(dead_code, reason = "a journey uses the words it needs")]
impl Visit {
    /// Opens a browser and serves the app from the address `prefix`.
    pub async fn open(engine: Engine, prefix: &str) -> Outcome<Self> {
        let site = Site::new(prefix)?;
        Ok(Self {
            engine,
            site,
            driver: engine.open().await?,
            console: Vec::new(),
        })
    }

    /// Serves the app from another site from here on; the browser stays.
    pub fn move_to(&mut self, site: Site) {
        self.site = site;
    }

    /// Goes to an address below the app's folder, like `?plan=a&view=measures`.
    pub async fn goto(&mut self, address: &str) -> Outcome {
        self.hear().await?;
        self.driver
            .session
            .goto(format!("{}{address}", self.site.url()))
            .await?;
        self.engine.listen(&self.driver).await
    }

    /// Goes to an address below the app's folder and waits until its page can be read.
    pub async fn read(&mut self, address: &str) -> Outcome {
        self.goto(address).await?;
        self.ready().await
    }

    /// Reloads as a person does, and waits for the new document. WebDriver's own refresh passes the service worker by.
    pub async fn reload(&mut self) -> Outcome {
        self.hear().await?;
        self.eval(
            "window.beforeReload = true; setTimeout(() => location.reload());",
            json!([]),
        )
        .await?;
        self.until("the page to reload", async || {
            let gone = self
                .eval(
                    "return !window.beforeReload && document.readyState === 'complete'",
                    json!([]),
                )
                .await;
            Ok(matches!(gone, Ok(Value::Bool(true))).then_some(()))
        })
        .await?;
        self.engine.listen(&self.driver).await
    }

    /// Waits until the app says that the page's content is there.
    pub async fn ready(&self) -> Outcome {
        self.wait_for("html[data-ready]").await.map(drop)
    }

    /// Waits until the service worker has said that the app and every plan are kept.
    pub async fn kept_offline(&self) -> Outcome {
        self.wait_for("html[data-offline=ready]").await.map(drop)
    }

    /// The first element that matches, once there is one.
    pub async fn wait_for(&self, css: &str) -> Outcome<WebElement> {
        self.until(css, async || {
            let found = self
                .driver
                .session
                .execute(
                    "return document.querySelector(arguments[0])",
                    vec![json!(css)],
                )
                .await;
            Ok(found
                .ok()
                .filter(|value| !value.json().is_null())
                .and_then(|value| value.element().ok()))
        })
        .await
    }

    /// Waits until a visible element that matches holds these words.
    pub async fn wait_for_text(&self, css: &str, words: &str) -> Outcome {
        let script = "const [css, words] = arguments;
            return [...document.querySelectorAll(css)].some((element) => element.checkVisibility()
                && element.textContent.replace(/\\s+/g, ' ').includes(words))";
        self.until(format_args!("{words:?} in {css}"), async || {
            let seen = self.eval(script, json!([css, words])).await;
            Ok(matches!(seen, Ok(Value::Bool(true))).then_some(()))
        })
        .await
    }

    /// Waits until nothing matches.
    pub async fn wait_gone(&self, css: &str) -> Outcome {
        self.until(format_args!("{css} to be gone"), async || {
            let count = self
                .eval(
                    "return document.querySelectorAll(arguments[0]).length",
                    json!([css]),
                )
                .await;
            Ok((count? == 0).then_some(()))
        })
        .await
    }

    /// The words of the first element that matches, as they are laid out.
    pub async fn text(&self, css: &str) -> Outcome<String> {
        Ok(self.wait_for(css).await?.text().await?)
    }

    /// How many elements match now.
    pub async fn count(&self, css: &str) -> Outcome<u64> {
        let count = self
            .eval(
                "return document.querySelectorAll(arguments[0]).length",
                json!([css]),
            )
            .await?;
        count.as_u64().ok_or_else(|| "a count is a number".into())
    }

    /// The element of this role that is called this, or whose name begins so, once there is one.
    pub async fn named(&self, role: &str, name: &str) -> Outcome<WebElement> {
        self.until(format_args!("the {role} {name:?}"), async || {
            let found = self
                .driver
                .session
                .execute(BY_NAME, vec![json!(role), json!(name)])
                .await;
            Ok(found
                .ok()
                .filter(|value| !value.json().is_null())
                .and_then(|value| value.element().ok()))
        })
        .await
    }

    /// Clicks the element of this role and name.
    pub async fn click_named(&self, role: &str, name: &str) -> Outcome {
        self.click_on(self.named(role, name).await?).await
    }

    /// Clicks the first element that matches.
    pub async fn click(&self, css: &str) -> Outcome {
        self.click_on(self.wait_for(css).await?).await
    }

    async fn click_on(&self, element: WebElement) -> Outcome {
        element.scroll_into_view().await?;
        Ok(element.click().await?)
    }

    /// Types into the first element that matches, after what it holds.
    pub async fn type_into(&self, css: &str, words: &str) -> Outcome {
        Ok(self.wait_for(css).await?.send_keys(words).await?)
    }

    /// Empties a field and types into it.
    pub async fn fill(&self, role: &str, name: &str, words: &str) -> Outcome {
        let field = self.named(role, name).await?;
        field.clear().await?;
        Ok(field.send_keys(words).await?)
    }

    /// The value of a script's `return`; `arguments` is an array.
    pub async fn eval(&self, script: &str, arguments: Value) -> Outcome<Value> {
        let list = arguments.as_array().cloned().unwrap_or_default();
        Ok(self
            .driver
            .session
            .execute(script, list)
            .await?
            .json()
            .clone())
    }

    /// The value a script hands to its last argument, a function.
    pub async fn eval_async(&self, script: &str, arguments: Value) -> Outcome<Value> {
        let list = arguments.as_array().cloned().unwrap_or_default();
        Ok(self
            .driver
            .session
            .execute_async(script, list)
            .await?
            .json()
            .clone())
    }

    /// The address in the address bar.
    pub async fn address(&self) -> Outcome<String> {
        Ok(self.driver.session.current_url().await?.to_string())
    }

    /// The browser's session, for what no helper here does.
    pub fn session(&self) -> &thirtyfour::WebDriver {
        &self.driver.session
    }

    /// Sets the size of the window, in CSS pixels.
    pub async fn resize(&self, width: u32, height: u32) -> Outcome {
        Ok(self
            .driver
            .session
            .set_window_rect(0, 0, width, height)
            .await?)
    }

    /// Everything the console has said since the browser was opened that is an error or a warning.
    pub async fn console(&mut self) -> Outcome<&[String]> {
        self.hear().await?;
        Ok(&self.console)
    }

    async fn hear(&mut self) -> Outcome {
        let said = self
            .engine
            .console(&self.driver, &self.site.origin())
            .await?;
        if self.engine == Engine::Firefox {
            self.console.clear();
        }
        self.console.extend(said);
        Ok(())
    }

    /// Fails where the console holds an error or a warning.
    pub async fn console_is_clean(&mut self) -> Outcome {
        let said = self.console().await?;
        assert!(said.is_empty(), "the console says:\n{}", said.join("\n"));
        Ok(())
    }

    /// Fails where a page asked any host but its own for anything. Chromium's network log holds every request, the
    /// blocked ones too; the other engines list what a page has loaded.
    pub async fn nothing_left_the_origin(&self) -> Outcome {
        let origin = self.site.origin();
        let mut addresses: Vec<String> = serde_json::from_value(
            self.eval(
                "return performance.getEntriesByType('resource').map((entry) => entry.name)",
                json!([]),
            )
            .await?,
        )?;
        if self.engine == Engine::Chromium {
            for entry in self.driver.session.get_log("performance").await? {
                let event: Value = serde_json::from_str(&entry.message)?;
                let request = &event["message"];
                if request["method"] == "Network.requestWillBeSent" {
                    addresses.extend(
                        request["params"]["request"]["url"]
                            .as_str()
                            .map(str::to_owned),
                    );
                }
            }
            assert!(!addresses.is_empty(), "the network log is empty");
        }
        let strangers: Vec<_> = addresses
            .iter()
            .filter(|address| {
                !address.starts_with(&origin)
                    && !["data:", "blob:", "about:"]
                        .iter()
                        .any(|own| address.starts_with(own))
            })
            .collect();
        assert!(strangers.is_empty(), "asked elsewhere: {strangers:?}");
        Ok(())
    }

    /// Saves a picture of what is in the window.
    pub async fn screenshot(&self, path: &Path) -> Outcome {
        Ok(self.driver.session.screenshot(path).await?)
    }

    /// Asks again and again until there is an answer; says what was waited for where there is none.
    pub async fn until<T>(
        &self,
        what: impl fmt::Display,
        look: impl AsyncFn() -> Outcome<Option<T>>,
    ) -> Outcome<T> {
        let end = Instant::now() + PATIENCE;
        loop {
            if let Some(found) = look().await? {
                return Ok(found);
            }
            if Instant::now() > end {
                let page = self
                    .eval("return document.body?.innerText.slice(0, 600)", json!([]))
                    .await;
                return Err(format!("waited for {what}; the page says: {page:?}").into());
            }
            sleep(LOOK_AGAIN).await;
        }
    }

    /// Writes a picture, the console and the requests of a failed journey, and says where.
    pub async fn leave_evidence(&mut self, name: &str) -> PathBuf {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/browser");
        let path = folder.join(name.replace("::", "-"));
        let _ = fs::create_dir_all(&folder);
        in_time(self.screenshot(&path.with_extension("png"))).await;
        in_time(self.console()).await;
        let requests = self.site.requests();
        let text = format!(
            "{}\n\n{requests:#?}\n\n{}",
            self.console.join("\n"),
            self.driver.process.lines().join("\n")
        );
        let _ = fs::write(path.with_extension("txt"), text);
        path
    }

    /// Ends the browser. Its driver ends with the value, so a browser that does not answer is ended as well.
    pub async fn close(self) {
        let Driver {
            session, process, ..
        } = self.driver;
        in_time(session.quit()).await;
        drop(process);
    }
}

/// A browser that has failed may not answer: evidence and endings are not waited for long.
async fn in_time<T>(work: impl Future<Output = T>) {
    let _ = timeout(Duration::from_secs(15), work).await;
}
