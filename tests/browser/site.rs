//! The built app on a plain static server of its own, which a test can take away and bring back.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use crate::journey::Outcome;
use crate::process::Process;

/// Where the release is.
pub fn dist() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("dist")
}

/// A folder of this name for what tests write.
pub fn scratch(name: &str) -> Outcome<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("target/browser")
        .join(name);
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// A copy of the release for a test to change, in a folder called `name`.
pub fn copy_of_release(name: &str) -> Outcome<PathBuf> {
    let folder = scratch("copies")?.join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    copy(&dist(), &folder)?;
    Ok(folder)
}

fn copy(from: &Path, to: &Path) -> Outcome {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

/// One request the server has answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The status it was answered with.
    pub status: u16,
    /// The path and query asked for.
    pub address: String,
}

/// The ports of all sites so far.
static HAD: Mutex<Vec<u16>> = Mutex::new(Vec::new());

/// A folder of files served from 127.0.0.1.
pub struct Site {
    folder: PathBuf,
    prefix: String,
    port: u16,
    server: Option<Process>,
    /// Requests to servers that have been stopped.
    earlier: Vec<Request>,
}

impl Site {
    /// Serves the release from the address `prefix`, which is empty or like `/some/folder`.
    pub fn new(prefix: &str) -> Outcome<Self> {
        Self::of(dist(), prefix)
    }

    /// Serves any folder.
    pub fn of(folder: PathBuf, prefix: &str) -> Outcome<Self> {
        if !folder.join("index.html").is_file() {
            return Err(format!(
                "{} holds no build. Run `make build` first.",
                folder.display()
            )
            .into());
        }
        let mut site = Self {
            folder,
            prefix: prefix.to_owned(),
            port: 0,
            server: None,
            earlier: Vec::new(),
        };
        // A browser may have been at another site of these tests, and its storage is by port.
        loop {
            site.start()?;
            let mut had = HAD.lock().map_err(|_| "a test failed here")?;
            if !had.contains(&site.port) {
                had.push(site.port);
                return Ok(site);
            }
            site.port = 0;
        }
    }

    /// The address of the app: ends with a slash.
    pub fn url(&self) -> String {
        format!("{}{}/", self.origin(), self.prefix)
    }

    /// The scheme, host and port, with no slash at the end.
    pub fn origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Brings the server back at the address it had.
    pub fn start(&mut self) -> Outcome {
        let root = env!("CARGO_MANIFEST_DIR");
        let script = format!("{root}/tools/serve.mjs");
        let dir = self.folder.to_string_lossy();
        let port = self.port.to_string();
        let server = Process::start(
            &[
                "node",
                &script,
                "--dir",
                &dir,
                "--port",
                &port,
                "--prefix",
                &self.prefix,
                // Each test has a server of its own, which would pack the whole release anew for seconds.
                "--quality",
                "1",
                "--log",
            ],
            &[],
        )?;
        self.port = server.line(|line| {
            line.strip_prefix("serving http://127.0.0.1:")?
                .split('/')
                .next()?
                .parse()
                .ok()
        })?;
        self.server = Some(server);
        Ok(())
    }

    /// Takes the server away: from here on nothing answers at its address.
    pub fn stop(&mut self) {
        self.earlier = self.requests();
        self.server = None;
    }

    /// Every request answered so far.
    pub fn requests(&self) -> Vec<Request> {
        let lines = self.server.as_ref().map(Process::lines).unwrap_or_default();
        let now = lines.iter().filter_map(|line| {
            let mut words = line.split(' ');
            let status = words.next()?.parse().ok()?;
            Some(Request {
                status,
                address: words.nth(1)?.to_owned(),
            })
        });
        self.earlier.iter().cloned().chain(now).collect()
    }
}
