//! Child processes that never outlive the tests, whichever way these end.

use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use crate::journey::Outcome;

/// Runs a command until the shell's standard input closes, then ends the whole process group. The input closes when
/// [`Process`] is dropped and also when the test process is killed, so no driver or browser is ever left behind.
const KEEPER: &str = r#""$@" 2>&1 </dev/null & cat >/dev/null; kill -TERM -$$"#;

/// A running command, with all that it has printed so far.
pub struct Process {
    name: String,
    child: Child,
    lines: Arc<Mutex<Vec<String>>>,
}

impl Process {
    /// Starts `command`; the first word is the program.
    pub fn start(command: &[&str], env: &[(&str, &str)]) -> Outcome<Self> {
        let mut child = Command::new("sh")
            .args(["-c", KEEPER, "keeper"])
            .args(command)
            .envs(env.iter().copied())
            .process_group(0)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let lines = Arc::new(Mutex::new(Vec::new()));
        let output = child
            .stdout
            .take()
            .ok_or("a child without standard output")?;
        thread::spawn({
            let lines = Arc::clone(&lines);
            move || {
                for line in BufReader::new(output).lines().map_while(Result::ok) {
                    lines.lock().unwrap().push(line);
                }
            }
        });
        Ok(Self {
            name: command.first().copied().unwrap_or_default().to_owned(),
            child,
            lines,
        })
    }

    /// What it has printed so far, standard error included.
    pub fn lines(&self) -> Vec<String> {
        self.lines.lock().unwrap().clone()
    }

    /// Ends it and all it has started at once, with no chance to tidy up.
    pub fn kill(&mut self) -> Outcome {
        // The shell leads the group, so the group has its number.
        let group = format!("-{}", self.child.id());
        Command::new("kill")
            .args(["-KILL", "--", &group])
            .status()?;
        self.child.wait()?;
        Ok(())
    }

    /// Waits for the first line that `pick` makes something of.
    pub fn line<T>(&self, pick: impl Fn(&str) -> Option<T>) -> Outcome<T> {
        let end = Instant::now() + Duration::from_secs(30);
        while Instant::now() < end {
            if let Some(found) = self.lines().iter().find_map(|line| pick(line)) {
                return Ok(found);
            }
            thread::sleep(Duration::from_millis(10));
        }
        Err(format!(
            "{} did not say it was ready:\n{}",
            self.name,
            self.lines().join("\n")
        )
        .into())
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        let _ = self.child.wait();
    }
}
