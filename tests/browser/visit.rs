//! One browser at one site: opening it, going places, waiting, and ending it, by the front door or not.
//!
//! What a person finds and does on a page is in [`crate::acts`]; what a test holds a page to in [`crate::witness`].

use std::future::Future;
use std::time::{Duration, Instant};
use std::{fmt, fs};

use serde_json::{Value, json};
use thirtyfour::WebDriver;
use tokio::time::{sleep, timeout};

use crate::engine::{Driver, Engine};
use crate::journey::Outcome;
use crate::pool;
use crate::site::Site;

/// How long a page has to show what is waited for. A limit against hanging, not a measure of speed.
const PATIENCE: Duration = Duration::from_secs(60);
const LOOK_AGAIN: Duration = Duration::from_millis(40);

/// A browser at a site of its own.
pub struct Visit {
    /// Which engine it is.
    pub engine: Engine,
    /// The server, to be stopped and started.
    pub site: Site,
    pub(crate) driver: Driver,
    pub(crate) console: Vec<String>,
}

impl Visit {
    /// Opens a browser that holds nothing of the site, and serves the app from the address `prefix`. `name` tells the
    /// profile from those of other tests.
    pub async fn open(engine: Engine, prefix: &str, name: &str) -> Outcome<Self> {
        let used = (engine == Engine::Firefox).then(pool::take).flatten();
        let driver = match used {
            Some(driver) => driver,
            None => {
                let profile = crate::site::scratch("profiles")?.join(name.replace("::", "-"));
                if profile.exists() {
                    fs::remove_dir_all(&profile)?;
                }
                fs::create_dir_all(&profile)?;
                engine.open(profile).await?
            }
        };
        Ok(Self {
            engine,
            site: Site::new(prefix)?,
            driver,
            console: Vec::new(),
        })
    }

    /// Serves the app from another site from here on; the browser stays.
    pub fn move_to(&mut self, site: Site) {
        self.site = site;
    }

    /// The browser's session, for what no helper does.
    pub fn session(&self) -> &WebDriver {
        &self.driver.session
    }

    /// Goes to an address below the app's folder, like `?plan=a&view=measures`.
    pub async fn goto(&mut self, address: &str) -> Outcome {
        self.before_leaving().await?;
        self.session()
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
        self.before_leaving().await?;
        let reload = "window.beforeReload = true; setTimeout(() => location.reload());";
        self.eval(reload, json!([])).await?;
        self.until_true(
            "the page to reload",
            "return !window.beforeReload && document.readyState === 'complete'",
            json!([]),
        )
        .await?;
        self.engine.listen(&self.driver).await
    }

    /// Kills the browser as a crash or an empty battery does, and opens it again with the profile as it was left.
    /// Not in WebKit, which keeps no storage under a driver: see [`crate::plain`].
    pub async fn crash_and_open_again(&mut self) -> Outcome {
        assert!(
            self.engine != Engine::WebKit,
            "WebKit keeps nothing under a driver"
        );
        self.driver.process.kill()?;
        self.driver = self.engine.open(self.driver.profile.clone()).await?;
        Ok(())
    }

    /// Waits until the app says that the page's content is there.
    pub async fn ready(&self) -> Outcome {
        self.wait_for("html[data-ready]").await.map(drop)
    }

    /// Waits until the service worker has said that the app and every plan are kept.
    pub async fn kept_offline(&self) -> Outcome {
        self.wait_for("html[data-offline=ready]").await.map(drop)
    }

    /// The value of a script's `return`; `arguments` is an array.
    pub async fn eval(&self, script: &str, arguments: Value) -> Outcome<Value> {
        let list = arguments.as_array().cloned().unwrap_or_default();
        Ok(self.session().execute(script, list).await?.json().clone())
    }

    /// The value a script hands to its last argument, a function.
    pub async fn eval_async(&self, script: &str, arguments: Value) -> Outcome<Value> {
        let list = arguments.as_array().cloned().unwrap_or_default();
        let answer = self.session().execute_async(script, list).await?;
        Ok(answer.json().clone())
    }

    /// The address in the address bar.
    pub async fn address(&self) -> Outcome<String> {
        Ok(self.session().current_url().await?.to_string())
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
                let page = "return document.body?.innerText.slice(0, 600)";
                let page = self.eval(page, json!([])).await;
                return Err(format!("waited for {what}; the page says: {page:?}").into());
            }
            sleep(LOOK_AGAIN).await;
        }
    }

    /// Waits until a script returns true. A page that is just leaving answers nothing, and is asked again.
    pub async fn until_true(
        &self,
        what: impl fmt::Display,
        script: &str,
        arguments: Value,
    ) -> Outcome {
        self.until(what, async || {
            let answer = self.eval(script, arguments.clone()).await;
            Ok(matches!(answer, Ok(Value::Bool(true))).then_some(()))
        })
        .await
    }

    /// Ends the journey, and the browser unless it can walk another. Its driver ends with the value, so a browser that
    /// does not answer is ended as well.
    pub async fn close(self, failed: bool) {
        let kept = match failed {
            true => Some(self.driver),
            false => pool::keep(self.driver).await,
        };
        let Some(driver) = kept else { return };
        in_time(driver.session.quit()).await;
        drop(driver.process);
        let _ = fs::remove_dir_all(&driver.profile);
    }

    /// A script that is still on its way when the page is left is a failure to Firefox, which says so in the console;
    /// and WebKit's page takes what it has heard with it when it goes.
    async fn before_leaving(&mut self) -> Outcome {
        let drawn = "return ![...document.querySelectorAll('.wm-figure__chart [role=status]')]
            .some((element) => element.textContent.startsWith('Loading'))";
        self.until_true("charts to be there", drawn, json!([]))
            .await?;
        if self.engine == Engine::WebKit {
            self.hear().await?;
        }
        Ok(())
    }
}

/// A browser that has failed may not answer: evidence and endings are not waited for long.
pub async fn in_time<T>(work: impl Future<Output = T>) {
    let _ = timeout(Duration::from_secs(15), work).await;
}
