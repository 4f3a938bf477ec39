//! What a device takes on when Waymark is installed: its name, its pictures, and the page that it opens with.

use serde_json::{Value, json};

use crate::journey::{Outcome, in_engine, in_every_engine};
use crate::visit::Visit;

in_every_engine!(
    name_pictures_and_first_page_are_there,
    the_browsers_own_offer_waits_for_its_reader
);
in_engine!(
    installable,
    Chromium,
    nothing_stands_in_the_way_of_installing
);

/// As a device does that puts it on its home screen: by the page's links, past the page itself.
async fn name_pictures_and_first_page_are_there(visit: &mut Visit) -> Outcome {
    visit.read("?view=storage").await?;
    let look = "const done = arguments[0];
        (async () => {
            const link = (rel) => document.querySelector(`link[rel='${rel}']`).href;
            const at = link('manifest');
            const manifest = await (await fetch(at)).json();
            const measured = async (src) => {
                const picture = Object.assign(new Image(), { src });
                await picture.decode();
                return `${picture.naturalWidth}x${picture.naturalHeight}`;
            };
            const icons = [];
            for (const { src, sizes, purpose } of manifest.icons) {
                const size = await measured(new URL(src, at));
                icons.push(sizes === 'any' || sizes === size ? `${sizes} ${purpose ?? 'any'}` : `${src}: ${size}`);
            }
            const first = await fetch(new URL(manifest.start_url, at));
            return {
                name: [manifest.name, manifest.short_name, document.title.includes('Waymark')],
                first: [first.status, new URL(manifest.start_url, at).href === new URL('./', location).href, manifest.display],
                scope: new URL(manifest.scope, at).href === new URL('./', location).href,
                colour: manifest.theme_color === document.querySelector('meta[name=theme-color]').content,
                apple: await measured(link('apple-touch-icon')),
                icons,
            };
        })().then(done, (error) => done(String(error)));";
    let expected = json!({
        "name": ["Waymark", "Waymark", true],
        "first": [200, true, "standalone"],
        "scope": true,
        "colour": true,
        "apple": "180x180",
        "icons": ["any any", "192x192 any", "512x512 any", "512x512 maskable"],
    });
    assert_eq!(visit.eval_async(look, json!([])).await?, expected);
    Ok(())
}

/// What Chromium itself holds against it, and how it has understood the manifest.
async fn nothing_stands_in_the_way_of_installing(visit: &mut Visit) -> Outcome {
    visit.read("").await?;
    visit.kept_offline().await?;
    let cdp = visit.session().cdp();
    let errors: Value = cdp
        .send_raw("Page.getInstallabilityErrors", json!({}))
        .await?;
    assert_eq!(errors["installabilityErrors"], json!([]));
    let manifest: Value = cdp.send_raw("Page.getAppManifest", json!({})).await?;
    assert_eq!(manifest["errors"], json!([]));
    Ok(())
}

/// The browsers here have no such offer of their own to make, or make it to no window without a person: so it is made for them.
async fn the_browsers_own_offer_waits_for_its_reader(visit: &mut Visit) -> Outcome {
    visit.read("").await?;
    let offer = "window.offer = Object.assign(new Event('beforeinstallprompt', { cancelable: true }), { prompt() { window.asked = true; } });
        dispatchEvent(window.offer);
        return [window.offer.defaultPrevented, Boolean(window.asked)]";
    assert_eq!(visit.eval(offer, json!([])).await?, json!([true, false]));
    visit.click(".wm-offline").await?;
    // What is kept is listed above the button once it is known, which moves it.
    visit.kept_offline().await?;
    visit.wait_for_text("main", "Waymark itself").await?;
    visit.click_named("button", "Install Waymark").await?;
    visit
        .until_true(
            "the browser to be asked",
            "return window.asked === true",
            json!([]),
        )
        .await?;
    visit
        .eval("dispatchEvent(new Event('appinstalled'))", json!([]))
        .await?;
    visit
        .wait_for_text("main", "Waymark is installed on this device")
        .await
}
