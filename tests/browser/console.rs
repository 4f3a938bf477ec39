//! What a browser's console says: errors and warnings, among them what the Content-Security-Policy blocked.

use serde_json::{Value, json};
use thirtyfour::common::command::FormatRequestData;
use thirtyfour::{RequestData, SessionId};

use crate::engine::{Driver, Engine};
use crate::journey::Outcome;

/// Lets a script run with Firefox's own rights, or with a page's again.
#[derive(Debug)]
struct Context(&'static str);

impl FormatRequestData for Context {
    fn format_request(&self, session: &SessionId) -> RequestData {
        RequestData::new(
            http::Method::POST,
            format!("/session/{session}/moz/context"),
        )
        .add_body(json!({ "context": self.0 }))
    }
}

/// What Firefox says of a worker's answer that nobody waits for any more, because the page was left meanwhile. An answer
/// that failed names its address between the quotes.
const NOBODY_WAITS: &str = "Failed to load ‘’. A ServiceWorker intercepted the request";

/// Firefox keeps every message, of every page, here; only what names the site is ours.
const FIREFOX_MESSAGES: &str = r"
    const [origin] = arguments;
    return Services.console.getMessageArray()
        .filter((message) => message instanceof Ci.nsIScriptError && !(message.flags & Ci.nsIScriptError.infoFlag))
        .filter((message) => `${message.sourceName} ${message.errorMessage}`.includes(origin))
        .map((message) => `${message.category}: ${message.errorMessage} (${message.sourceName}:${message.lineNumber}:${message.columnNumber})`);
";

/// WebKit's console is out of WebDriver's reach, so a page is made to keep what it says from its loading on. What is
/// said before is for [`crate::plain`] to hear.
const WEBKIT_LISTENS: &str = r"
    if (window.waymarkConsole) return;
    const said = window.waymarkConsole = [];
    for (const level of ['error', 'warn']) {
        const own = console[level];
        console[level] = (...words) => { said.push(words.join(' ')); own.apply(console, words); };
    }
    addEventListener('error', (event) => said.push(`${event.message} ${event.error?.stack ?? ''}`));
    addEventListener('unhandledrejection', (event) => said.push(String(event.reason)));
    addEventListener('securitypolicyviolation', (event) => said.push(`Content-Security-Policy: ${event.violatedDirective} ${event.blockedURI}`));
";

impl Engine {
    /// To be called after each navigation.
    pub async fn listen(self, driver: &Driver) -> Outcome {
        if self == Self::WebKit {
            driver.session.execute(WEBKIT_LISTENS, vec![]).await?;
        }
        Ok(())
    }

    /// The errors and warnings the console has had from a page of `origin`: each once, except in Firefox, which tells
    /// them all again.
    pub async fn console(self, driver: &Driver, origin: &str) -> Outcome<Vec<String>> {
        match self {
            Self::Chromium => Ok(driver
                .session
                .browser_log()
                .await?
                .into_iter()
                .filter(|entry| ["SEVERE", "WARNING"].contains(&entry.level.as_str()))
                .map(|entry| entry.message)
                .collect()),
            Self::Firefox => {
                driver.session.cmd(Context("chrome")).await?;
                let found = driver
                    .session
                    .execute(FIREFOX_MESSAGES, vec![Value::from(origin)])
                    .await;
                driver.session.cmd(Context("content")).await?;
                let mut messages: Vec<String> = found?.convert()?;
                messages.retain(|message| !message.contains(NOBODY_WAITS));
                messages.extend(
                    driver
                        .process
                        .lines()
                        .into_iter()
                        .skip(driver.heard)
                        .filter(|line| is_said_by_page(line)),
                );
                Ok(messages)
            }
            Self::WebKit => {
                let said = "return window.waymarkConsole?.splice(0) ?? []";
                Ok(driver.session.execute(said, vec![]).await?.convert()?)
            }
        }
    }
}

/// Firefox prints the words of pages in quotes or brackets, and its own after the name of the part that speaks.
fn is_said_by_page(line: &str) -> bool {
    ["console.error: ", "console.warn: "].iter().any(|start| {
        line.strip_prefix(start)
            .is_some_and(|words| !words.starts_with(|first: char| first.is_ascii_uppercase()))
    })
}
