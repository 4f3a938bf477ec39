//! What a test holds a page to besides its words: a clean console, no request to another host, nothing that axe-core
//! finds. And the evidence a failed journey leaves.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::engine::Engine;
use crate::journey::Outcome;
use crate::site::scratch;
use crate::visit::{Visit, in_time};

/// What axe-core is asked for.
#[derive(Debug, Clone, Copy)]
pub enum Rules {
    /// All that WCAG 2.2 AA asks, and what is good practice besides.
    All,
    /// Whether words stand out from what is behind them: the one that another scheme of colours can change.
    Colours,
}

impl Visit {
    /// Everything the console has said since the browser was opened that is an error or a warning.
    pub async fn console(&mut self) -> Outcome<&[String]> {
        self.hear().await?;
        Ok(&self.console)
    }

    /// Adds what the console has said since it was last asked.
    pub async fn hear(&mut self) -> Outcome {
        let origin = self.site.origin();
        let said = self.engine.console(&self.driver, &origin).await?;
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

    /// Fails where a page asked any host but its own for anything. Chromium's network log holds every request since it
    /// was last asked, the blocked ones too; the other engines list what the page in the window has loaded.
    pub async fn nothing_left_the_origin(&self) -> Outcome {
        let loaded = "return performance.getEntriesByType('resource').map((entry) => entry.name)";
        let mut addresses: Vec<String> =
            serde_json::from_value(self.eval(loaded, json!([])).await?)?;
        if self.engine == Engine::Chromium {
            let asked = self.requests().await?;
            assert!(!asked.is_empty(), "the network log is empty");
            addresses.extend(asked);
        }
        let origin = self.site.origin();
        let stays = |address: &&String| {
            // Pages of the browser's own, such as its first tab, come from no host.
            [&*origin, "data:", "blob:", "about:", "chrome:"]
                .iter()
                .any(|own| address.starts_with(own))
        };
        let strangers: Vec<_> = addresses.iter().filter(|address| !stays(address)).collect();
        assert!(strangers.is_empty(), "asked elsewhere: {strangers:?}");
        Ok(())
    }

    /// The addresses in Chromium's network log.
    async fn requests(&self) -> Outcome<Vec<String>> {
        let mut addresses = Vec::new();
        for entry in self.session().get_log("performance").await? {
            let event: Value = serde_json::from_str(&entry.message)?;
            if event["message"]["method"] == "Network.requestWillBeSent" {
                let address = event["message"]["params"]["request"]["url"].as_str();
                addresses.extend(address.map(str::to_owned));
            }
        }
        Ok(addresses)
    }

    /// What axe-core finds wrong with the page as it is now: rule, element and what to do.
    pub async fn axe(&self, rules: Rules) -> Outcome<Vec<String>> {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("node_modules/axe-core/axe.min.js");
        let there = self.eval("return !!window.axe", json!([])).await?;
        if there != json!(true) {
            self.eval(&fs::read_to_string(script)?, json!([])).await?;
        }
        let run = "const [only, done] = arguments;
            axe.run(document, { runOnly: only }).then(
                ({ violations }) => done(violations.flatMap(({ id, nodes }) =>
                    nodes.map(({ target, failureSummary }) => `${id}: ${target}: ${failureSummary}`))),
                (error) => done([String(error)]));";
        let only = match rules {
            Rules::All => json!({
                "type": "tag",
                "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
            }),
            Rules::Colours => json!({ "type": "rule", "values": ["color-contrast"] }),
        };
        Ok(serde_json::from_value(
            self.eval_async(run, json!([only])).await?,
        )?)
    }

    /// Fails where axe-core finds anything on the page as it is now.
    pub async fn is_accessible(&self, rules: Rules) -> Outcome {
        let found = self.axe(rules).await?;
        match found.is_empty() {
            true => Ok(()),
            false => {
                let address = self.address().await?;
                Err(format!("{address}: axe-core finds\n{}", found.join("\n")).into())
            }
        }
    }

    /// Fails where words can't be told from what is behind them in the reader's own colours: axe-core reads the colour
    /// text is filled with, which Chromium doesn't tell as forced.
    pub async fn forced_colours_are_read(&self) -> Outcome {
        let script = "
            const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
            const light = (colour) => {
                const [r, g, b] = parts(colour).map((part) => part / 255).map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
                return 0.2126 * r + 0.7152 * g + 0.0722 * b;
            };
            const behind = (element) => {
                const colour = getComputedStyle(element).backgroundColor;
                return parts(colour)[3] === 0 ? (element.parentElement ? behind(element.parentElement) : 'rgb(0, 0, 0)') : colour;
            };
            const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            const unread = new Set();
            while (words.nextNode()) {
                const element = words.currentNode.parentElement;
                if (!words.currentNode.data.trim() || !element.checkVisibility() || element.closest('svg, script, style, noscript')) continue;
                const [low, high] = [light(getComputedStyle(element).color), light(behind(element))].sort((a, b) => a - b);
                if ((high + 0.05) / (low + 0.05) < 4.5) unread.add(element.outerHTML.slice(0, 120));
            }
            return [...unread]";
        let unread: Vec<String> = serde_json::from_value(self.eval(script, json!([])).await?)?;
        match unread.is_empty() {
            true => Ok(()),
            false => Err(format!("can’t be read: {}", unread.join("\n")).into()),
        }
    }

    /// Saves a picture of what is in the window.
    pub async fn screenshot(&self, path: &Path) -> Outcome {
        Ok(self.session().screenshot(path).await?)
    }

    /// Writes a picture of a failed journey, and what failed with the console and the requests; says where.
    pub async fn leave_evidence(&mut self, name: &str, failure: &str) -> PathBuf {
        let path = scratch("failed")
            .unwrap_or_default()
            .join(name.replace("::", "-"));
        in_time(self.screenshot(&path.with_extension("png"))).await;
        in_time(self.console()).await;
        let requests: Vec<_> = self
            .site
            .requests()
            .iter()
            .map(|request| format!("{} {}", request.status, request.address))
            .collect();
        let text = format!(
            "{failure}\n\nConsole:\n{}\n\nRequests:\n{}\n\nDriver:\n{}\n",
            self.console.join("\n"),
            requests.join("\n"),
            self.driver.process.lines().join("\n")
        );
        let _ = fs::write(path.with_extension("txt"), text);
        path
    }
}
