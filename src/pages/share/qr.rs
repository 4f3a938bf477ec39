//! A link as a QR code, for a slide or a table card.

use leptos::prelude::*;
use qrcodegen::{QrCode, QrCodeEcc, Version};

/// The largest code that a phone reads off a screen or a sheet of paper without trouble.
const LARGEST: u8 = 25;
/// Empty modules that a reader wants around it.
const QUIET: i32 = 4;

/// The code of a text; `None` if the text is too long for one that can be read well.
pub fn code(text: &str) -> Option<QrCode> {
    let segments = qrcodegen::QrSegment::make_segments(text);
    QrCode::encode_segments_advanced(
        &segments,
        QrCodeEcc::Low,
        Version::MIN,
        Version::new(LARGEST),
        None,
        true,
    )
    .ok()
}

/// A code as a picture: dark on white in the dark theme too, as readers want it.
pub fn picture(code: &QrCode) -> impl IntoView + use<> {
    let size = code.size();
    let mut path = String::new();
    for y in 0..size {
        let mut x = 0;
        while x < size {
            let from = x;
            while x < size && code.get_module(x, y) {
                x += 1;
            }
            if x > from {
                let width = x - from;
                path.push_str(&format!("M{from} {y}h{width}v1h-{width}z"));
            }
            x += 1;
        }
    }
    let whole = size + 2 * QUIET;
    view! {
        <svg
            class="wm-qr"
            role="img"
            aria-label="QR code of this link"
            viewBox=format!("-{QUIET} -{QUIET} {whole} {whole}")
            shape-rendering="crispEdges"
        >
            <rect x=-QUIET y=-QUIET width=whole height=whole fill="#fff"></rect>
            <path d=path fill="#000"></path>
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_long_for_a_phone_has_no_code() {
        let link = |long: usize| format!("https://plans.example/#waymark1.{}", "a".repeat(long));
        assert!(code(&link(1_000)).is_some());
        assert!(code(&link(1_400)).is_none());
    }
}
