//! The browser's process ends while somebody types, at another moment each time: whatever was typed more than a second
//! before is there again. In each engine ten times; `make soak` does it more often (KILLS).
//!
//! WebKit keeps no storage under a driver, so there a page of the test's own types in the app's field, letter by letter
//! through the same listeners, and says each letter to the server before it goes on. A letter counts from when the server
//! has heard of it, which is later than it was typed. All of WebKit's processes are killed at once: the one that shows the
//! page and the one that holds its database.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::journey::{Outcome, in_engine};
use crate::officer::{PLAN, start, value};
use crate::plain::{IN_WINDOW, Plain};
use crate::visit::Visit;

in_engine!(killed_chromium, Chromium, finds_every_word_after_a_crash);
in_engine!(killed_firefox, Firefox, finds_every_word_after_a_crash);

/// What was typed in a round, and when each letter was.
struct Typed {
    round: u64,
    when: Vec<Instant>,
}

/// How often a browser is killed.
fn rounds() -> u64 {
    let kills = std::env::var("KILLS").ok().and_then(|n| n.parse().ok());
    kills.unwrap_or(10)
}

/// For how long somebody types in a round: each ends at another moment of the journal's work.
fn moment(round: u64) -> Duration {
    Duration::from_millis(1_200 + (round * 137) % 900)
}

/// Two rounds after each other have no letter in common at any place: what an earlier one left passes for no other's.
fn letter(round: u64, place: usize) -> char {
    char::from(b'a' + ((place as u64 + round) % 26) as u8)
}

impl Typed {
    fn in_round(round: u64) -> Typed {
        Typed {
            round,
            when: Vec::new(),
        }
    }

    /// Holds what was found to what was typed; `sent` may be more than was heard of.
    fn is_kept(&self, killed: Instant, found: &str, sent: usize) {
        let round = self.round;
        let old = |at: &&Instant| killed.duration_since(**at) > Duration::from_secs(1);
        let kept = self.when.iter().filter(old).count();
        let typed: String = (0..sent).map(|place| letter(round, place)).collect();
        assert!(kept > 0, "nothing was typed a second before");
        assert!(
            typed.starts_with(found) && found.len() >= kept,
            "round {round}: {found:?} is left of {typed:?}, of which {kept} letters were old enough"
        );
    }
}

async fn finds_every_word_after_a_crash(visit: &mut Visit) -> Outcome {
    start(visit).await?;
    let address = visit.address().await?;
    let query = address
        .split_once('?')
        .map(|(_, query)| format!("?{query}"))
        .ok_or("no query")?;
    for round in 0..rounds() {
        let council = visit.named("textbox", "Council").await?;
        council.clear().await?;
        let mut typed = Typed::in_round(round);
        // From the first letter on: how long a slow machine takes to type that says nothing.
        let begun = |typed: &Typed| typed.when.first().map(Instant::elapsed);
        while begun(&typed).is_none_or(|typed_for| typed_for < moment(round)) {
            let letter = letter(round, typed.when.len());
            council.send_keys(letter.to_string()).await?;
            typed.when.push(Instant::now());
        }
        let killed = Instant::now();
        visit.crash_and_open_again().await?;
        visit.read(&query).await?;
        let found = value(visit, "Council").await?;
        typed.is_kept(killed, &found, typed.when.len());
    }
    visit.console_is_clean().await
}

/// Says what the field holds, empties it, and types letter after letter until it is killed.
fn typing(query: &str, round: u64) -> String {
    format!(
        "{IN_WINDOW}
        const view = await open('{query}');
        const council = await field(view, 'Council');
        await say(council.value);
        const put = (words) => {{
            council.value = words;
            council.dispatchEvent(new view.Event('input', {{ bubbles: true }}));
        }};
        put('');
        for (let place = 0; ; place += 1) {{
            put(council.value + String.fromCharCode(97 + (place + {round}) % 26));
            await sign();
            await new Promise((next) => setTimeout(next, 15));
        }}"
    )
}

#[test]
fn webkit_killed_finds_every_word_after_a_crash() {
    let plain = Plain::new("officer-killed").unwrap();
    let begun = plain
        .run(&format!(
            "{IN_WINDOW}
            const view = await open('{PLAN}');
            (await button(view, 'Start a draft')).click();
            await field(view, 'Council');
            return view.location.search;"
        ))
        .unwrap();
    let query = begun.answer.as_str().unwrap().to_owned();
    assert!(query.starts_with("?draft="), "{query}");
    let mut before: Option<(Typed, Instant)> = None;
    for round in 0..rounds() {
        let (said, signs, killed) = plain
            .run_until_killed(&typing(&query, round), moment(round))
            .unwrap();
        if let Some((typed, killed)) = before {
            webkit_kept(&typed, killed, &said);
        }
        before = Some((Typed { round, when: signs }, killed));
    }
    let found = plain
        .run(&format!(
            "{IN_WINDOW} return (await field(await open('{query}'), 'Council')).value;"
        ))
        .unwrap();
    let (typed, killed) = before.unwrap();
    webkit_kept(&typed, killed, &found.answer);
    assert_eq!(found.console, Vec::<String>::new());
}

/// The page types on between the last letter that was heard of and its end.
fn webkit_kept(typed: &Typed, killed: Instant, found: &Value) {
    assert_ne!(*found, json!(null));
    typed.is_kept(killed, found.as_str().unwrap_or_default(), 26 * 26);
}
