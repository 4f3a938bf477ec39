//! Firefox takes seconds to start, so one that a journey leaves as it found it walks the next. Each journey's site has a
//! port that none had before, so no two share storage.

use std::sync::Mutex;

use crate::engine::{Driver, Engine};
use crate::journey::Outcome;

/// After so many journeys a browser has had enough: what the sites kept stays in its profile.
const ENOUGH: usize = 12;

static IDLE: Mutex<Vec<Driver>> = Mutex::new(Vec::new());

/// A browser that has walked before and is as good as new.
pub fn take() -> Option<Driver> {
    let mut driver = IDLE.lock().ok()?.pop()?;
    driver.heard = driver.process.lines().len();
    Some(driver)
}

/// Keeps a browser for the next journey, if it can be used again; else it is handed back to be ended.
pub async fn keep(mut driver: Driver) -> Option<Driver> {
    if driver.engine != Engine::Firefox || driver.walked >= ENOUGH || clear(&driver).await.is_err()
    {
        return Some(driver);
    }
    driver.walked += 1;
    match IDLE.lock() {
        Ok(mut idle) => idle.push(driver),
        Err(_) => return Some(driver),
    }
    None
}

/// Leaves one empty tab, as wide as it was.
async fn clear(driver: &Driver) -> Outcome {
    let session = &driver.session;
    let tabs = session.windows().await?;
    let (first, others) = tabs.split_first().ok_or("no tab")?;
    for tab in others {
        session.switch_to_window(tab.clone()).await?;
        session.close_window().await?;
    }
    session.switch_to_window(first.clone()).await?;
    session.set_window_rect(0, 0, 1280, 900).await?;
    Ok(session.goto("about:blank").await?)
}
