//! WebKit with no driver holding it. It prints its console from the first byte and keeps its storage between runs; a
//! page of the test's own walks the app in a frame and answers through the server's list of requests.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::engine::{mini_browser, screen};
use crate::journey::Outcome;
use crate::process::Process;
use crate::site::{Site, copy_of_release};

/// Runs the script that its fragment spells in hexadecimal, and asks the server for a file named after the answer.
/// `open(address)` shows an address of the app in the frame and gives its window once the page can be read; `say(answer)`
/// answers before the end; `sign()` lets the server know that the script has come so far once more.
const PROBE: &str = r#"<!doctype html><meta charset="utf-8"><title>Probe</title><body><script>
(async () => {
    const open = async (address) => {
        document.querySelector('iframe')?.remove();
        const frame = document.createElement('iframe');
        frame.src = './' + address;
        document.body.append(frame);
        while (frame.contentDocument?.documentElement?.dataset.ready === undefined) {
            await new Promise((next) => setTimeout(next, 50));
        }
        return frame.contentWindow;
    };
    const bytes = (location.hash.slice(1).match(/../g) ?? []).map((digits) => parseInt(digits, 16));
    const script = new TextDecoder().decode(Uint8Array.from(bytes));
    const Work = (async () => {}).constructor;
    const say = (said) => {
        const answer = [...new TextEncoder().encode(JSON.stringify(said))].map((byte) => byte.toString(16).padStart(2, '0'));
        return fetch('probe-says-' + answer.join(''));
    };
    let signs = 0;
    const sign = () => fetch('probe-signs-' + (signs += 1));
    let said;
    try {
        said = (await new Work('open', 'say', 'sign', script)(open, say, sign)) ?? null;
    } catch (error) {
        said = `Error: ${error}`;
    }
    await say(said);
})();
</script>"#;

/// For scripts of the probe: finds things in the window of the app, as a person would by their names, and waits for them.
pub const IN_WINDOW: &str = "
    const there = async (find) => {
        for (;;) {
            const found = find();
            if (found) return found;
            await new Promise((next) => setTimeout(next, 50));
        }
    };
    const field = (view, name) => there(() => {
        const label = [...view.document.querySelectorAll('label')].find((label) => label.textContent.trim() === name);
        return label && view.document.getElementById(label.htmlFor);
    });
    const button = (view, name) => there(() => {
        return [...view.document.querySelectorAll('button')].find((button) => button.textContent.trim() === name);
    });";

/// A copy of the release with the probe in it, a server and a profile.
pub struct Plain {
    folder: PathBuf,
    site: Site,
}

/// What one run came to.
pub struct Said {
    /// What the script returned.
    pub answer: Value,
    /// What the console said from the first byte on.
    pub console: Vec<String>,
}

impl Plain {
    /// Makes the copy; `name` keeps it apart from the copies of other tests.
    pub fn new(name: &str) -> Outcome<Self> {
        let folder = copy_of_release(&format!("plain-{name}"))?;
        fs::write(folder.join("probe.html"), PROBE)?;
        let profile = folder.with_extension("profile");
        if profile.exists() {
            fs::remove_dir_all(profile)?;
        }
        let site = Site::of(folder.clone(), "")?;
        Ok(Self { folder, site })
    }

    /// The copy, for a test to change.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Puts `html` at the end of the page, for a test that must see something go wrong.
    pub fn spoil(&self, html: &str) -> Outcome {
        let page = self.folder.join("index.html");
        let text = fs::read_to_string(&page)?.replace("</body>", &format!("{html}</body>"));
        Ok(fs::write(page, text)?)
    }

    /// Opens the browser, runs an async script in the probe, and kills the browser once it has answered.
    pub fn run(&self, script: &str) -> Outcome<Said> {
        let before = self.answers().len();
        let mut browser = self.open_probe(script)?;
        let answer = self.answer(&browser, before)?;
        browser.process.kill()?;
        // The file the probe asks for is missing on purpose. And WebKitGTK, built without web app manifests, does not
        // know the directive that lets Chromium, Safari and Firefox read ours.
        let console = browser
            .process
            .lines()
            .into_iter()
            .filter(|line| line.contains("CONSOLE "))
            .filter(|line| !line.contains("probe-s") && !line.contains("'manifest-src'"))
            .collect();
        Ok(Said { answer, console })
    }

    /// Opens the browser and runs an async script in the probe, which says one thing and goes on giving signs; kills the
    /// browser so long after the first of them. Gives what was said, when each sign was heard, and when it was killed.
    pub fn run_until_killed(
        &self,
        script: &str,
        long: Duration,
    ) -> Outcome<(Value, Vec<Instant>, Instant)> {
        let (before, signs) = (self.answers().len(), self.signs());
        let mut browser = self.open_probe(script)?;
        let said = self.answer(&browser, before)?;
        let mut heard: Vec<Instant> = Vec::new();
        let end = Instant::now() + Duration::from_secs(60);
        while heard.first().is_none_or(|first| first.elapsed() < long) {
            if Instant::now() > end {
                let lines = browser.process.lines().join("\n");
                return Err(format!("the probe gives no sign:\n{lines}").into());
            }
            heard.resize(self.signs() - signs, Instant::now());
            thread::sleep(Duration::from_millis(2));
        }
        let killed = Instant::now();
        browser.process.kill()?;
        Ok((said, heard, killed))
    }

    fn open_probe(&self, script: &str) -> Outcome<Browser> {
        let digits: String = script.bytes().map(|byte| format!("{byte:02x}")).collect();
        self.open(&format!("{}probe.html#{digits}", self.site.url()))
    }

    /// Waits for the answer after so many.
    fn answer(&self, browser: &Browser, before: usize) -> Outcome<Value> {
        let end = Instant::now() + Duration::from_secs(120);
        loop {
            if let Some(answer) = self.answers().into_iter().nth(before) {
                return Ok(answer);
            }
            if Instant::now() > end {
                let lines = browser.process.lines().join("\n");
                return Err(format!("the probe does not answer:\n{lines}").into());
            }
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// How many signs were given.
    fn signs(&self) -> usize {
        let requests = self.site.requests();
        let signs = requests
            .iter()
            .filter(|one| one.address.starts_with("/probe-signs-"));
        signs.count()
    }

    fn answers(&self) -> Vec<Value> {
        self.site
            .requests()
            .iter()
            .filter_map(|request| request.address.strip_prefix("/probe-says-"))
            .filter_map(|digits| serde_json::from_slice(&from_hex(digits)?).ok())
            .collect()
    }

    fn open(&self, url: &str) -> Outcome<Browser> {
        let (screen, display) = screen()?;
        let profile = self.folder.with_extension("profile");
        let profile = profile.to_string_lossy();
        let console = "--enable-write-console-messages-to-stdout=true";
        // Line by line, or what it has printed is lost when it ends.
        let process = Process::start(
            &["stdbuf", "-oL", &mini_browser()?, console, url],
            &[
                ("DISPLAY", &display),
                ("LIBGL_ALWAYS_SOFTWARE", "1"),
                ("XDG_DATA_HOME", &profile),
                ("XDG_CACHE_HOME", &profile),
            ],
        )?;
        Ok(Browser {
            process,
            _screen: screen,
        })
    }
}

struct Browser {
    process: Process,
    _screen: Process,
}

fn from_hex(digits: &str) -> Option<Vec<u8>> {
    digits
        .as_bytes()
        .chunks(2)
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok())
        .collect()
}
