//! WebKit with no driver holding it: it prints its console, keeps its storage between runs, and does what a page of the
//! test's own tells it, which answers through the server's list of requests.

use std::fs;
use std::path::PathBuf;
use std::thread;
use std::time::{Duration, Instant};

use crate::engine::{mini_browser, screen};
use crate::journey::Outcome;
use crate::process::Process;
use crate::site::{Site, copy_of_release};

/// Opens each address of the query in turn in a frame, waits until it can be read, and asks for a file that isn't
/// there when it is through.
const PROBE: &str = r#"<!doctype html><meta charset="utf-8"><title>Probe</title><body><script>
(async () => {
    for (const address of new URLSearchParams(location.search).getAll('open')) {
        const frame = document.createElement('iframe');
        frame.src = './' + address;
        document.body.append(frame);
        while (frame.contentDocument?.documentElement?.dataset.ready === undefined) {
            await new Promise((next) => setTimeout(next, 50));
        }
        frame.remove();
    }
    await fetch('probe-is-through');
})();
</script>"#;

/// A copy of the release with the probe in it, and a profile.
pub struct Plain {
    folder: PathBuf,
}

impl Plain {
    /// Makes the copy; `name` keeps it apart from the copies of other tests.
    pub fn new(name: &str) -> Outcome<Self> {
        let folder = copy_of_release(name)?;
        fs::write(folder.join("probe.html"), PROBE)?;
        Ok(Self { folder })
    }

    /// Puts `html` at the end of the page, for a test that must see something go wrong.
    pub fn spoil(&self, html: &str) -> Outcome {
        let page = self.folder.join("index.html");
        let text = fs::read_to_string(&page)?.replace("</body>", &format!("{html}</body>"));
        Ok(fs::write(page, text)?)
    }

    /// Opens each address below the app's folder and gives what the console said meanwhile.
    pub fn console_of(&self, addresses: &[&str]) -> Outcome<Vec<String>> {
        let site = Site::of(self.folder.clone(), "")?;
        let query: Vec<_> = addresses
            .iter()
            .map(|address| {
                format!(
                    "open={}",
                    address
                        .replace('?', "%3F")
                        .replace('&', "%26")
                        .replace('=', "%3D")
                )
            })
            .collect();
        let browser = self.open(&format!("{}probe.html?{}", site.url(), query.join("&")))?;
        let end = Instant::now() + Duration::from_secs(90);
        while !site
            .requests()
            .iter()
            .any(|request| request.address == "/probe-is-through")
        {
            if Instant::now() > end {
                return Err(format!(
                    "the probe is not through:\n{}",
                    browser.process.lines().join("\n")
                )
                .into());
            }
            thread::sleep(Duration::from_millis(20));
        }
        // The file the probe asks for is missing on purpose. And WebKitGTK, built without web app manifests, does not
        // know the directive that lets Chromium, Safari and Firefox read ours.
        let said = browser.process.lines().into_iter();
        Ok(said
            .filter(|line| {
                line.contains("CONSOLE ")
                    && !line.contains("probe")
                    && !line.contains("'manifest-src'")
            })
            .collect())
    }

    fn open(&self, url: &str) -> Outcome<Browser> {
        let (screen, display) = screen()?;
        let profile = self
            .folder
            .with_extension("profile")
            .to_string_lossy()
            .into_owned();
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
