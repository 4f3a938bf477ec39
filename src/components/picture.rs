//! A picture from SVG text, drawn by the browser onto a canvas. The SVG gets there as a `data:` address,
//! which the page's policy allows for images.

use js_sys::{Function, Object, Promise, Reflect, encode_uri_component};
use leptos::{
    prelude::{document, window},
    web_sys::{CanvasRenderingContext2d, ClipboardItem, HtmlCanvasElement, HtmlImageElement},
};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::download::blob;
use crate::insight::document::{Document, Part, Picture};

/// Points of the picture to a pixel of the page, for sharp print and large screens.
const SCALE: u32 = 2;
/// What it is saved and copied as.
const KIND: &str = "image/png";

/// Draws an SVG onto a canvas.
async fn drawn(picture: &Picture) -> Result<HtmlCanvasElement, JsValue> {
    let image = HtmlImageElement::new()?;
    let text: String = encode_uri_component(&picture.source).into();
    image.set_src(&format!("data:image/svg+xml,{text}"));
    JsFuture::from(image.decode()).await?;
    let canvas: HtmlCanvasElement = document().create_element("canvas")?.unchecked_into();
    let [width, height] = [picture.width, picture.height].map(|n| n.saturating_mul(SCALE));
    canvas.set_width(width);
    canvas.set_height(height);
    let pen = canvas.get_context("2d")?.ok_or(JsValue::NULL)?;
    let pen: CanvasRenderingContext2d = pen.unchecked_into();
    pen.draw_image_with_html_image_element_and_dw_and_dh(
        &image,
        0.0,
        0.0,
        f64::from(width),
        f64::from(height),
    )?;
    Ok(canvas)
}

/// The picture as the bytes of a PNG file.
///
/// # Errors
/// If the browser can't draw it, as when it is too large for a canvas.
pub async fn png(picture: &Picture) -> Result<JsValue, JsValue> {
    let canvas = drawn(picture).await?;
    let bytes = Promise::new(&mut |done: Function, failed: Function| {
        if let Err(why) = canvas.to_blob_with_type(&done, KIND) {
            drop(failed.call1(&JsValue::NULL, &why));
        }
    });
    let bytes = JsFuture::from(bytes).await?;
    if bytes.is_null() {
        Err(bytes)
    } else {
        Ok(bytes)
    }
}

/// Draws every picture of a document, so that it can leave the page; one that can't be drawn is left
/// out, for its table stands beside it.
pub async fn with_pictures(document: Document) -> Document {
    let mut parts = Vec::with_capacity(document.parts.len());
    for part in document.parts {
        match part {
            Part::Picture(picture) => {
                let address = drawn(&picture)
                    .await
                    .and_then(|c| c.to_data_url_with_type(KIND));
                // A canvas that is too large gives an empty address instead of an error.
                if let Some(source) = address.ok().filter(|a| a.len() > "data:,".len()) {
                    parts.push(Part::Picture(Picture { source, ..picture }));
                }
            }
            other => parts.push(other),
        }
    }
    Document { parts }
}

/// Puts a document on the clipboard: formatted, and plain for where that can't be pasted. The document
/// is a promise because the browser wants to be asked while the reader's press is fresh.
///
/// # Errors
/// If the browser has no such clipboard or doesn't allow it.
pub fn copy(html: &Promise, plain: &str) -> Result<Promise, JsValue> {
    // Older browsers have no such items, and the first use of them would stop the app.
    if !Reflect::has(&window(), &"ClipboardItem".into())? {
        return Err(JsValue::NULL);
    }
    let parts = Object::new();
    Reflect::set(&parts, &"text/html".into(), html)?;
    Reflect::set(
        &parts,
        &"text/plain".into(),
        &blob(&plain.into(), "text/plain")?,
    )?;
    let item = ClipboardItem::new_with_record_from_str_to_blob_promise(&parts)?;
    let clipboard = window().navigator().clipboard();
    if clipboard.is_undefined() {
        return Err(JsValue::NULL);
    }
    Ok(clipboard.write(&js_sys::Array::of1(&item)))
}
