//! Fingers on the screen, by the driver's own touch where it has one. WebKitGTK's driver knows none: there the page is
//! told of a finger by the events a finger makes.

use serde_json::{Value, json};
use thirtyfour::common::command::FormatRequestData;
use thirtyfour::{RequestData, SessionId, WebElement};

use crate::engine::Engine;
use crate::journey::Outcome;
use crate::visit::Visit;

/// WebDriver's list of what each finger does.
#[derive(Debug)]
struct Touch(Value);

impl FormatRequestData for Touch {
    fn format_request(&self, session: &SessionId) -> RequestData {
        RequestData::new(http::Method::POST, format!("/session/{session}/actions"))
            .add_body(json!({ "actions": self.0 }))
    }
}

/// A place in the window, in CSS pixels.
pub type Place = (i64, i64);

/// What a page is told of fingers: `arguments` are their ways, a list of places each.
const TOLD: &str = "
    const [ways] = arguments;
    const fire = (type, [clientX, clientY], finger, target) => target.dispatchEvent(new PointerEvent(type, {
        bubbles: true, cancelable: true, pointerId: 70 + finger, pointerType: 'touch', button: 0, isPrimary: finger === 0, clientX, clientY,
    }));
    const on = ways.map(([place]) => document.elementFromPoint(...place));
    const each = (act) => ways.forEach((way, finger) => act(way, finger, on[finger]));
    each((way, finger, target) => fire('pointerdown', way[0], finger, target));
    for (let step = 1; step < ways[0].length; step += 1) each((way, finger, target) => fire('pointermove', way[step], finger, target));
    each((way, finger, target) => fire('pointerup', way.at(-1), finger, target));
    if (ways.length === 1 && ways[0].length === 1) {
        const [clientX, clientY] = ways[0][0];
        for (const type of ['mousemove', 'mousedown', 'mouseup', 'click']) on[0].dispatchEvent(new MouseEvent(type, { bubbles: true, cancelable: true, view: window, clientX, clientY }));
        on[0].closest('input, textarea, select')?.focus();
    }";

/// Brings an element into the window and returns its middle.
const MIDDLE: &str =
    "element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
    const [box] = element.getClientRects();
    return [Math.floor(box.left + box.width / 2), Math.floor(box.top + box.height / 2)];";

impl Visit {
    /// Puts a finger on each first place, moves them along their ways, and lifts them.
    pub async fn touch(&self, ways: &[Vec<Place>]) -> Outcome {
        if self.engine == Engine::WebKit {
            return self.eval(TOLD, json!([ways])).await.map(drop);
        }
        let to = |(x, y): &Place, duration: u32| json!({ "type": "pointerMove", "duration": duration, "x": x, "y": y });
        let fingers = ways.iter().enumerate().map(|(finger, way)| {
            let mut steps = vec![];
            steps.extend(way.first().map(|place| to(place, 0)));
            steps.push(json!({ "type": "pointerDown", "button": 0 }));
            steps.extend(way.iter().skip(1).map(|place| to(place, 60)));
            steps.push(json!({ "type": "pointerUp", "button": 0 }));
            json!({
                "type": "pointer", "id": format!("finger-{finger}"),
                "parameters": { "pointerType": "touch" }, "actions": steps,
            })
        });
        self.session().cmd(Touch(fingers.collect())).await?;
        Ok(())
    }

    /// Taps the middle of an element.
    pub async fn tap_on(&self, element: &WebElement) -> Outcome {
        let middle = format!("const [element] = arguments; {MIDDLE}");
        let place = self.eval(&middle, json!([element.to_json()?])).await?;
        self.touch(&[vec![serde_json::from_value(place)?]]).await
    }

    /// Taps the first element that matches and begins with these words, once there is one.
    pub async fn tap_words(&self, css: &str, words: &str) -> Outcome {
        let middle = format!(
            "const [css, words] = arguments;
            const element = [...document.querySelectorAll(css)].find(({{ textContent }}) => textContent.startsWith(words));
            if (!element) return null;
            {MIDDLE}"
        );
        let place = self
            .until(format_args!("{words:?} in {css}"), async || {
                let place = self.eval(&middle, json!([css, words])).await?;
                Ok(serde_json::from_value(place)?)
            })
            .await?;
        self.touch(&[vec![place]]).await
    }

    /// Taps the first element that matches.
    pub async fn tap(&self, css: &str) -> Outcome {
        self.tap_on(&self.wait_for(css).await?).await
    }

    /// Taps the element of this role and name.
    pub async fn tap_named(&self, role: &str, name: &str) -> Outcome {
        self.tap_on(&self.named(role, name).await?).await
    }
}
