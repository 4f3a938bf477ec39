//! How a journey is run: a site, a browser, the steps, and evidence where they fail.

use std::error::Error;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::LazyLock;
use std::time::Duration;

use tokio::runtime::{self, Runtime};
use tokio::time::timeout;

use crate::engine::Engine;
use crate::visit::Visit;

/// What a step comes to: nothing or a value, or the words of what went wrong.
pub type Outcome<T = ()> = Result<T, Box<dyn Error + Send + Sync>>;

/// No journey takes this long unless something hangs; LONGEST in seconds for those that are soaked.
fn longest() -> Duration {
    let asked = std::env::var("LONGEST").ok();
    Duration::from_secs(asked.and_then(|text| text.parse().ok()).unwrap_or(900))
}

/// Makes a test in each engine of every named `async fn(&mut Visit) -> Outcome` beside it.
macro_rules! in_every_engine {
    ($($journey:ident),+ $(,)?) => {
        $crate::journey::in_engine!(chromium, Chromium, $($journey),+);
        $crate::journey::in_engine!(firefox, Firefox, $($journey),+);
        $crate::journey::in_engine!(webkit, WebKit, $($journey),+);
    };
}

/// Makes tests in one engine, for what only that engine can show.
macro_rules! in_engine {
    ($module:ident, $engine:ident, $($journey:ident),+ $(,)?) => {
        mod $module {
            $(
                #[test]
                fn $journey() {
                    $crate::journey::run(
                        $crate::engine::Engine::$engine,
                        concat!(module_path!(), "::", stringify!($journey)),
                        super::$journey,
                    );
                }
            )+
        }
    };
}

pub(crate) use {in_engine, in_every_engine};

/// One for all journeys: a browser's session outlives the test it was opened for.
static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| {
    let mut builder = runtime::Builder::new_multi_thread();
    builder.worker_threads(2).enable_all().build().unwrap()
});

/// Walks a journey in a browser of its own for that time, with the site at the root of its server. Panics, as
/// a test does, where it fails.
pub fn run(engine: Engine, name: &str, journey: impl AsyncFnOnce(&mut Visit) -> Outcome) {
    let mut visit = RUNTIME
        .block_on(Visit::open(engine, "", name))
        .unwrap_or_else(|error| {
            panic!("{engine} could not be opened: {error}");
        });
    let walked = catch_unwind(AssertUnwindSafe(|| {
        RUNTIME.block_on(async {
            timeout(longest(), journey(&mut visit))
                .await
                .unwrap_or_else(|_| Err("the journey hangs".into()))
        })
    }));
    let failure = match walked {
        Ok(Ok(())) => None,
        Ok(Err(error)) => Some(error.to_string()),
        Err(panic) => Some(
            panic
                .downcast_ref::<String>()
                .cloned()
                .or_else(|| {
                    panic
                        .downcast_ref::<&str>()
                        .map(|words| (*words).to_owned())
                })
                .unwrap_or_else(|| "a panic without words".to_owned()),
        ),
    };
    let evidence = failure
        .as_ref()
        .map(|failure| RUNTIME.block_on(visit.leave_evidence(name, failure)));
    RUNTIME.block_on(visit.close(failure.is_some()));
    if let (Some(failure), Some(evidence)) = (failure, evidence) {
        panic!("in {engine}: {failure}\n(see {}.*)", evidence.display());
    }
}
