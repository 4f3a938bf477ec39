//! The screens and settings a page is looked at with, in Chromium, whose driver can set them all.

use serde_json::json;

use crate::journey::Outcome;
use crate::visit::Visit;

/// A window in CSS pixels, and what its reader has asked the system for.
#[derive(Debug, Clone, Copy)]
pub struct Screen {
    pub width: u32,
    pub height: u32,
    pub scheme: &'static str,
    pub forced: &'static str,
}

/// A laptop's window.
pub const LAPTOP: Screen = Screen {
    width: 1280,
    height: 1024,
    scheme: "light",
    forced: "none",
};

/// The same window at 400% zoom, as WCAG 1.4.10 has it, less a bar to scroll with, which zoom doesn't widen.
pub const ZOOMED: Screen = Screen {
    width: 316,
    height: 256,
    ..LAPTOP
};

pub const TABLET: Screen = Screen {
    width: 820,
    height: 1180,
    ..LAPTOP
};

pub const PHONE: Screen = Screen {
    width: 390,
    height: 844,
    ..LAPTOP
};

pub const DARK: Screen = Screen {
    scheme: "dark",
    ..LAPTOP
};

/// The reader's own colours in place of the page's, light on dark as in Windows' contrast themes.
pub const FORCED: Screen = Screen {
    scheme: "dark",
    forced: "active",
    ..LAPTOP
};

impl Visit {
    /// Looks through a screen from here on, whichever page is open.
    pub async fn look_through(&self, screen: Screen) -> Outcome {
        let cdp = self.session().cdp();
        let bars = json!({ "hidden": screen.width == ZOOMED.width });
        cdp.send_raw("Emulation.setScrollbarsHidden", bars).await?;
        let size = json!({
            "width": screen.width, "height": screen.height, "deviceScaleFactor": 1, "mobile": false,
        });
        cdp.send_raw("Emulation.setDeviceMetricsOverride", size)
            .await?;
        // Colours that are on their way between two states are neither.
        let features = [
            ("prefers-color-scheme", screen.scheme),
            ("forced-colors", screen.forced),
            ("prefers-reduced-motion", "reduce"),
        ];
        let features = features.map(|(name, value)| json!({ "name": name, "value": value }));
        cdp.send_raw(
            "Emulation.setEmulatedMedia",
            json!({ "features": features }),
        )
        .await?;
        let set = "const [width, scheme, forced, done] = arguments;
            const look = () => innerWidth === width && matchMedia(`(prefers-color-scheme: ${scheme})`).matches
                && matchMedia(`(forced-colors: ${forced})`).matches
                ? requestAnimationFrame(() => requestAnimationFrame(done)) : requestAnimationFrame(look);
            look();";
        self.eval_async(set, json!([screen.width, screen.scheme, screen.forced]))
            .await?;
        self.settled().await
    }
}
