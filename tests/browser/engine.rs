//! The three browser engines, and a driver for each.

use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use std::{env, fmt, fs, thread};

use serde_json::{Value, json};
use thirtyfour::{Capabilities, WebDriver};

use crate::journey::Outcome;
use crate::process::Process;

/// An engine the app is held to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// Chrome and Edge.
    Chromium,
    /// Firefox ESR.
    Firefox,
    /// WebKitGTK, the nearest to Safari that runs here.
    WebKit,
}

impl fmt::Display for Engine {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        })
    }
}

/// A driver with one browser session. Dropping it ends both.
pub struct Driver {
    /// Which browser it drives.
    pub engine: Engine,
    /// The folder the browser keeps its storage in, WebKit excepted.
    pub profile: PathBuf,
    /// The journeys it has walked.
    pub walked: usize,
    /// The lines it had printed before this one.
    pub heard: usize,
    /// The session.
    pub session: WebDriver,
    /// The driver, whose output holds the page's own words in Firefox's console.
    pub process: Process,
    _screen: Option<Process>,
}

impl Engine {
    /// Starts a driver and a browser that keeps its storage in the folder `profile`, WebKit excepted.
    pub async fn open(self, profile: PathBuf) -> Outcome<Driver> {
        let port = free_port()?;
        let (process, screen) = match self {
            Self::Chromium => (
                Process::start(&["chromedriver", &format!("--port={port}")], &[])?,
                None,
            ),
            Self::Firefox => {
                // System access lets a test read Firefox's own console, where it reports what a policy blocked.
                let command = [
                    "geckodriver",
                    "--port",
                    &port.to_string(),
                    "--allow-system-access",
                ];
                let size = [
                    ("MOZ_HEADLESS_WIDTH", "1280"),
                    ("MOZ_HEADLESS_HEIGHT", "900"),
                ];
                (Process::start(&command, &size)?, None)
            }
            Self::WebKit => {
                let (screen, display) = screen()?;
                let driver = Process::start(
                    &["WebKitWebDriver", &format!("--port={port}")],
                    &[("DISPLAY", &display), ("LIBGL_ALWAYS_SOFTWARE", "1")],
                )?;
                (driver, Some(screen))
            }
        };
        wait_for_port(port, &process)?;
        let session = WebDriver::builder(
            format!("http://127.0.0.1:{port}"),
            self.capabilities(&profile)?,
        )
        .request_timeout(Duration::from_secs(90))
        .await
        .map_err(|error| format!("{self}: {error}\n{}", process.lines().join("\n")))?;
        Ok(Driver {
            engine: self,
            profile,
            walked: 0,
            heard: 0,
            session,
            process,
            _screen: screen,
        })
    }

    fn capabilities(self, profile: &Path) -> Outcome<Capabilities> {
        let profile = profile.to_string_lossy();
        let wanted = match self {
            Self::Chromium => json!({
                "browserName": "chrome",
                "goog:chromeOptions": {
                    "binary": on_path("chromium")?,
                    "args": [
                        "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu",
                        "--no-first-run", "--disable-background-networking", "--disable-component-update",
                        "--disable-sync", "--disable-quic", "--lang=en-GB",
                        // The list below its address bar is a page of its own that nobody opens here.
                        "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup",
                        // An address that isn't this machine's in name, for what browsers allow to such.
                        "--host-resolver-rules=MAP waymark.test 127.0.0.1", "--window-size=1280,900",
                        &format!("--user-data-dir={profile}"),
                    ],
                },
                "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
            }),
            Self::Firefox => json!({
                "browserName": "firefox",
                "moz:firefoxOptions": {
                    "binary": on_path("firefox-esr")?,
                    "args": ["-headless", "-profile", profile],
                    "prefs": {
                        // console.error and console.warn of pages go to the driver's output.
                        "devtools.console.stdout.content": true,
                        "devtools.console.stdout.chrome": false,
                        "intl.accept_languages": "en-GB",
                        // As on a tablet: this machine has no screen that could be touched.
                        "dom.w3c_touch_events.enabled": 1,
                    },
                },
            }),
            Self::WebKit => json!({
                "browserName": "MiniBrowser",
                "webkitgtk:browserOptions": { "binary": mini_browser()?, "args": ["--automation"] },
            }),
        };
        match wanted {
            Value::Object(map) => Ok(map.into()),
            _ => Err("capabilities are an object".into()),
        }
    }
}

fn on_path(name: &str) -> Outcome<String> {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path)
        .map(|folder| folder.join(name))
        .find(|file| file.is_file())
        .map(|file| file.to_string_lossy().into_owned())
        .ok_or_else(|| format!("{name} is not on PATH: `make test` installs it").into())
}

/// MiniBrowser stands outside PATH, in a folder named after the machine's architecture.
pub fn mini_browser() -> Outcome<String> {
    let below = ["/usr/lib", "/usr/libexec"]
        .into_iter()
        .flat_map(fs::read_dir)
        .flatten()
        .flatten();
    ["/usr/lib".into(), "/usr/libexec".into()]
        .into_iter()
        .chain(below.map(|entry| entry.path()))
        .map(|folder| folder.join("webkit2gtk-4.1/MiniBrowser"))
        .find(|file| file.is_file())
        .map(|file| file.to_string_lossy().into_owned())
        .ok_or_else(|| {
            "MiniBrowser of WebKitGTK 4.1 is not installed: `make test` installs it".into()
        })
}

/// A screen nobody sees, for MiniBrowser knows no headless mode. Xvfb picks a free number and prints it.
pub fn screen() -> Outcome<(Process, String)> {
    let process = Process::start(
        &[
            "Xvfb",
            "-displayfd",
            "1",
            "-screen",
            "0",
            "1280x1000x24",
            "-nolisten",
            "tcp",
        ],
        &[],
    )?;
    let number: u32 = process.line(|line| line.trim().parse().ok())?;
    Ok((process, format!(":{number}")))
}

fn free_port() -> Outcome<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

fn wait_for_port(port: u16, process: &Process) -> Outcome {
    let end = Instant::now() + Duration::from_secs(30);
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        if Instant::now() > end {
            return Err(format!("no driver answers:\n{}", process.lines().join("\n")).into());
        }
        thread::sleep(Duration::from_millis(20));
    }
    Ok(())
}
