//! Files for Office open in LibreOffice and print as they should. `convert` is for any format that it reads.
//!
//! Needs the Debian packages libreoffice-writer, libreoffice-calc and poppler-utils; with `WAYMARK_NO_OFFICE` set, a machine
//! without them passes these tests over, and says so.

#[path = "word/sample.rs"]
mod sample;

use std::{
    fs,
    os::unix::process::CommandExt,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use sample::paper;
use waymark::{formats::word, insight::document::Part};

/// How long LibreOffice may take, which is seconds where nothing else is going on.
const LONGEST: Duration = Duration::from_secs(180);

/// Where a program is.
fn found(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let all = std::env::split_paths(&path).map(|folder| folder.join(name));
    all.into_iter().find(|program| program.is_file())
}

/// LibreOffice, or nothing where it may be missing.
fn office() -> Option<PathBuf> {
    let there = found("soffice").or_else(|| found("libreoffice"));
    if let (Some(office), Some(_)) = (there, found("pdftotext")) {
        return Some(office);
    }
    assert!(
        std::env::var_os("WAYMARK_NO_OFFICE").is_some(),
        "LibreOffice or pdftotext is missing: apt-get install --no-install-recommends libreoffice-writer libreoffice-calc poppler-utils, \
         or set WAYMARK_NO_OFFICE=1 to pass this test over"
    );
    eprintln!("passed over: LibreOffice or pdftotext is missing, and WAYMARK_NO_OFFICE is set");
    None
}

/// Has LibreOffice save a file in another format, beside it, and gives the path of that.
fn convert(office: &Path, file: &Path, to: &str) -> PathBuf {
    let folder = file.parent().unwrap();
    // A profile of its own: LibreOffice runs once a profile, and would hand the file to one that someone has open.
    let profile = folder.join(format!("profile-{}", std::process::id()));
    let made = file.with_extension(to);
    let _ = fs::remove_file(&made);
    let mut child = Command::new(office)
        .arg(format!(
            "-env:UserInstallation=file://{}",
            profile.display()
        ))
        .args(["--headless", "--norestore", "--convert-to", to, "--outdir"])
        .args([folder, file])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .process_group(0)
        .spawn()
        .unwrap();
    let begun = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break Some(status);
        }
        if begun.elapsed() > LONGEST {
            // With all that it started: what was called is a script.
            let group = format!("-{}", child.id());
            let _ = Command::new("kill").args(["-KILL", "--", &group]).status();
            let _ = child.wait();
            break None;
        }
        std::thread::sleep(Duration::from_millis(100));
    };
    let _ = fs::remove_dir_all(&profile);
    let status = status.unwrap_or_else(|| panic!("LibreOffice took more than {LONGEST:?}"));
    assert!(
        status.success() && made.is_file(),
        "LibreOffice could not open {}",
        file.display()
    );
    made
}

/// The words of a PDF, a page each.
fn pages(pdf: &Path) -> Vec<String> {
    let told = Command::new("pdftotext")
        .arg("-layout")
        .arg(pdf)
        .arg("-")
        .output()
        .unwrap();
    assert!(told.status.success());
    let text = String::from_utf8(told.stdout).unwrap();
    let pages = text.trim_end_matches('\u{c}').split('\u{c}');
    pages.map(str::to_owned).collect()
}

/// A folder for the files of one test.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("office")
        .join(name);
    fs::create_dir_all(&folder).unwrap();
    folder
}

#[test]
fn a_paper_opens_and_prints() {
    let Some(office) = office() else { return };
    let (document, about) = paper();
    let file = folder("word").join("paper.docx");
    fs::write(&file, word(&document, &about).0).unwrap();
    let pages = pages(&convert(&office, &file, "pdf"));
    assert!(pages[0].contains("What stands out"), "{}", pages[0]);
    let all = pages.len();
    assert!(all > 3);
    for (at, page) in pages.iter().enumerate() {
        let number = format!("Page {} of {all}", at + 1);
        assert!(
            page.contains(&number),
            "page {} has no foot: {page}",
            at + 1
        );
    }
    // Words that stand nowhere else come out as they went in, however lines are broken.
    let squeezed = |text: &str| text.split_whitespace().collect::<String>();
    let printed = squeezed(&pages.concat());
    for part in &document.parts {
        if let Part::Heading(_, words) = part {
            assert!(printed.contains(&squeezed(words)), "{words}");
        }
    }
    // A table over several pages has its head on each of them.
    let actions = pages.iter().filter(|page| page.contains("Next due"));
    assert!(actions.count() > 1);
}
