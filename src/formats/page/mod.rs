//! A plan as one HTML page that opens from disk: the app's own files and the plan's, packed into scripts that are never
//! run, and a first script that unpacks them (`boot/page.js`). The page's policy lets nothing run but what is inside,
//! each text by its hash, and reach nothing outside.

mod letters;

use std::fmt::Write;

use miniz_oxide::deflate::compress_to_vec_zlib;

use super::{Sha256, base64url, escaped};

/// How hard it is packed: what miniz_oxide calls its best that ends in reasonable time.
const LEVEL: u8 = 9;

/// What a packed file is to the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A script that the page may run.
    Script,
    /// A style sheet that the page may wear.
    Style,
    /// Anything else; it is handed to the app.
    File,
}

/// What the page says of itself where the app doesn't run.
#[derive(Clone, Copy, Debug)]
pub struct About<'a> {
    /// The plan's title.
    pub title: &'a str,
    /// The day it is saved, as a reader sees it.
    pub day: &'a str,
    /// The address it opens at: '?plan=a'.
    pub start: &'a str,
}

/// What stands in the page as it is, from the build.
#[derive(Clone, Copy, Debug)]
pub struct Dress<'a> {
    /// The first script.
    pub script: &'a str,
    /// The style of what is shown before the app.
    pub style: &'a str,
}

/// A script or style that would end where it stands, and let the rest be read as markup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BreaksOut;

/// A page while it is put together, a file at a time.
#[derive(Debug, Default)]
pub struct Page {
    packed: String,
    scripts: Vec<Sha256>,
    styles: Vec<Sha256>,
}

impl Page {
    /// Packs a file under the name that the app asks for it by.
    pub fn hold(&mut self, name: &str, kind: Kind, bytes: &[u8]) {
        match kind {
            Kind::Script => self.scripts.push(Sha256::of(bytes)),
            Kind::Style => self.styles.push(Sha256::of(bytes)),
            Kind::File => {}
        }
        self.packed
            .push_str("<script type=\"application/octet-stream\" data-name=\"");
        self.packed.push_str(&escaped(name));
        self.packed.push_str("\">");
        letters::spell(&compress_to_vec_zlib(bytes, LEVEL), &mut self.packed);
        self.packed.push_str("</script>\n");
    }

    /// The page.
    ///
    /// # Errors
    /// If what stands in it as it is would break out of its element.
    pub fn finish(self, about: About<'_>, dress: Dress<'_>) -> Result<String, BreaksOut> {
        if breaks_out(dress.script) || breaks_out(dress.style) {
            return Err(BreaksOut);
        }
        let title = escaped(about.title);
        let day = escaped(about.day);
        let start = escaped(about.start);
        let (script, style) = (dress.script, dress.style);
        let policy = policy(
            &listed(Sha256::of(script.as_bytes()), &self.scripts),
            &listed(Sha256::of(style.as_bytes()), &self.styles),
        );
        let packed = self.packed;
        Ok(format!(
            "<!doctype html>\n<html lang=\"en-GB\" data-offline=\"unavailable\" data-start=\"{start}\">\n<head>\n\
             <meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n\
             <style>{style}</style>\n<script>{script}</script>\n</head>\n<body>\n\
             <noscript><div class=\"boot-notice\"><h1>{title}</h1><p>This plan was saved from Waymark on {day} as a page that \
             needs JavaScript, which is switched off in this browser. Switch it on in the browser’s settings, or open \
             the file in another browser. Nothing in it is fetched from or sent to anywhere.</p></div></noscript>\n\
             <div id=\"boot\"><p class=\"boot-page\" role=\"status\">Opening {title}…</p>\n\
             <p class=\"boot-page\" id=\"about-page\">A page saved from Waymark on {day}. It works without a network.</p></div>\n\
             {packed}<i id=\"whole\" hidden></i>\n</body>\n</html>\n"
        ))
    }
}

/// Whether a text would end the script or style that it stands in, or begin what hides its end.
fn breaks_out(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    ["</script", "</style", "<!--", "<script"]
        .iter()
        .any(|end| text.contains(end))
}

/// Hashes as a policy names them (CSP Level 3, 2.3.1).
fn listed(first: Sha256, others: &[Sha256]) -> String {
    let mut list = String::new();
    for hash in std::iter::once(&first).chain(others) {
        let base64 = base64url::encode(hash.bytes())
            .replace('-', "+")
            .replace('_', "/");
        // 32 bytes leave one character of padding.
        let _ = write!(list, " 'sha256-{base64}='");
    }
    list
}

fn policy(scripts: &str, styles: &str) -> String {
    format!(
        "default-src 'none'; script-src 'wasm-unsafe-eval'{scripts}; style-src{styles}; img-src data:; connect-src 'none'; \
         base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types look default page"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use miniz_oxide::inflate::decompress_to_vec_zlib;
    use proptest::prelude::*;

    const DRESS: Dress<'_> = Dress {
        script: "go()",
        style: "p{color:red}",
    };

    fn about(title: &str) -> About<'_> {
        About {
            title,
            day: "29 November 2026",
            start: "?plan=a",
        }
    }

    /// What stands in each element of some name, as a browser would see it: up to the first end.
    fn inside<'a>(page: &'a str, begin: &str, end: &str) -> Vec<&'a str> {
        page.split(begin)
            .skip(1)
            .map(|rest| rest.split(end).next().unwrap())
            .collect()
    }

    #[test]
    fn what_is_held_comes_out_of_the_page_as_it_went_in() {
        let mut page = Page::default();
        let files: [(&str, &[u8]); 3] = [
            ("plans/a.json", b"{\"x\":\"</script><!-- <script>\"}"),
            ("module.wasm", &[0, 13, 60, 255, 0]),
            ("empty", b""),
        ];
        for (name, bytes) in files {
            page.hold(name, Kind::File, bytes);
        }
        let page = page.finish(about("A"), DRESS).unwrap();
        let held = inside(
            &page,
            "application/octet-stream\" data-name=\"",
            "</script>",
        );
        assert_eq!(held.len(), 3);
        for ((name, bytes), held) in files.into_iter().zip(held) {
            let (found, text) = held.split_once("\">").unwrap();
            assert_eq!(found, name);
            let unpacked = decompress_to_vec_zlib(&letters::read(text)).unwrap();
            assert_eq!(unpacked, bytes);
        }
    }

    #[test]
    fn only_what_is_inside_may_run() {
        let mut page = Page::default();
        page.hold("charts.js", Kind::Script, b"chart()");
        page.hold("plans/a.json", Kind::File, b"plan");
        let page = page.finish(about("A"), DRESS).unwrap();
        // By openssl dgst -sha256 -binary | base64.
        assert!(page.contains("script-src 'wasm-unsafe-eval' 'sha256-"));
        assert_eq!(page.matches("'sha256-").count(), 3);
        assert!(page.contains("connect-src 'none'") && page.contains("default-src 'none'"));
    }

    #[test]
    fn hashes_are_spelt_as_a_policy_wants_them() {
        let hash = Sha256::of(b"abc");
        assert_eq!(
            listed(hash, &[]),
            " 'sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0='"
        );
    }

    #[test]
    fn a_script_that_would_break_out_makes_no_page() {
        for script in ["'</SCRIPT>'", "'<!--'", "'</style>'"] {
            let dress = Dress { script, ..DRESS };
            assert_eq!(Page::default().finish(about("A"), dress), Err(BreaksOut));
        }
    }

    proptest! {
        #[test]
        fn no_title_and_no_file_becomes_markup(title in ".*", bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let plain = Page::default().finish(about("A"), DRESS).unwrap();
            let mut page = Page::default();
            page.hold(&title, Kind::File, &bytes);
            let page = page.finish(about(&title), DRESS).unwrap();
            // One script more, and no tag beside it.
            prop_assert_eq!(page.matches('<').count(), plain.matches('<').count() + 2);
        }
    }
}
