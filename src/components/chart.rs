//! The only place that talks to ECharts: fetches it before the first chart, draws, follows the size
//! of its box, passes clicks on and cleans up.

use std::{cell::RefCell, rc::Rc};

use js_sys::{Array, Function, JSON, Object, Promise, Reflect};
use leptos::{html, prelude::*, task::spawn_local, web_sys};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use wasm_bindgen_futures::JsFuture;

thread_local! {
    /// The fetching of ECharts, once for all charts of the page; given up after a failure, so that
    /// the next chart tries again.
    static SCRIPT: RefCell<Option<Promise>> = const { RefCell::new(None) };
}

/// The global ECharts leaves behind, if it has arrived.
fn echarts() -> Option<JsValue> {
    Reflect::get(&window(), &"echarts".into())
        .ok()
        .filter(JsValue::is_object)
}

/// Where the page says ECharts is.
fn address() -> String {
    document()
        .query_selector("meta[name=waymark-echarts]")
        .ok()
        .flatten()
        .and_then(|meta| meta.get_attribute("content"))
        .filter(|content| !content.is_empty())
        .unwrap_or_else(|| "./echarts.js".to_owned())
}

/// What runs ECharts in a page saved with all of the app inside: see boot/page.js.
fn held_in_the_page() -> Option<Promise> {
    let run = Reflect::get(&window(), &"waymarkCharts".into()).ok()?;
    let run: Function = run.dyn_into().ok()?;
    Some(Promise::resolve(&run.call0(&JsValue::NULL).ok()?))
}

/// A promise of the script, settled when it has run or failed.
fn fetch_script() -> Promise {
    if let Some(held) = held_in_the_page() {
        return held;
    }
    Promise::new(&mut |done, failed| {
        let script = document().create_element("script").and_then(|script| {
            script.set_attribute("src", &address())?;
            let events: &web_sys::EventTarget = script.as_ref();
            events.add_event_listener_with_callback("load", &done)?;
            events.add_event_listener_with_callback("error", &failed)?;
            Ok(script)
        });
        let placed = script.and_then(|script| match document().head() {
            Some(head) => head.append_child(&script).map(drop),
            None => Err(JsValue::NULL),
        });
        if let Err(why) = placed {
            drop(failed.call1(&JsValue::NULL, &why));
        }
    })
}

/// Waits for ECharts; whether it is there.
pub async fn charts_are_here() -> bool {
    if echarts().is_some() {
        return true;
    }
    let promise = SCRIPT.with_borrow_mut(|script| script.get_or_insert_with(fetch_script).clone());
    let arrived = JsFuture::from(promise).await.is_ok() && echarts().is_some();
    if !arrived {
        SCRIPT.take();
    }
    arrived
}

/// Calls a method of a value that JavaScript gave us.
fn call(on: &JsValue, method: &str, args: &[&JsValue]) -> Result<JsValue, JsValue> {
    let function: Function = Reflect::get(on, &method.into())?.dyn_into()?;
    function.apply(on, &args.iter().copied().collect::<Array>())
}

/// An object with these entries.
fn object(entries: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in entries {
        drop(Reflect::set(&object, &(*name).into(), value));
    }
    object.into()
}

fn number_of(from: &JsValue, name: &str) -> Option<usize> {
    let number = Reflect::get(from, &name.into()).ok()?.as_f64()?;
    (number >= 0.0).then_some(number as usize)
}

/// A chart on the page. Dropping it takes it off.
struct Drawing {
    chart: JsValue,
    tip: Closure<dyn Fn(JsValue) -> JsValue>,
    _click: Closure<dyn Fn(JsValue)>,
    place: web_sys::Element,
    leaving: Closure<dyn Fn(web_sys::Event)>,
}

/// Firefox lets no script look into its own form fields. Where the pointer left the chart for one, ECharts would throw on
/// asking what it went to; it is told that the pointer went nowhere.
fn left(event: web_sys::Event) {
    let went_to = Reflect::get(&event, &"relatedTarget".into()).unwrap_or(JsValue::NULL);
    if went_to.is_null() || Reflect::get(&went_to, &"nodeType".into()).is_ok() {
        return;
    }
    event.stop_immediate_propagation();
    let nowhere = Reflect::get(&window(), &"MouseEvent".into())
        .and_then(|made| made.dyn_into::<Function>())
        .and_then(|made| {
            let bubbles = object(&[("bubbles", true.into())]);
            Reflect::construct(&made, &Array::of2(&"mouseout".into(), &bubbles))
        });
    if let (Some(mark), Ok(nowhere)) = (event.target(), nowhere) {
        drop(mark.dispatch_event(nowhere.unchecked_ref()));
    }
}

impl Drawing {
    fn begin(
        place: &web_sys::Element,
        on_mark: impl Fn(usize, usize) + 'static,
    ) -> Result<Drawing, JsValue> {
        let library = echarts().ok_or(JsValue::NULL)?;
        let options = object(&[("renderer", "svg".into())]);
        let chart = call(&library, "init", &[place, &JsValue::NULL, &options])?;
        let click = Closure::new(move |event: JsValue| {
            if let (Some(series), Some(index)) = (
                number_of(&event, "seriesIndex"),
                number_of(&event, "dataIndex"),
            ) {
                // The flows of a sankey are counted apart from its places.
                let of = Reflect::get(&event, &"dataType".into()).ok();
                let flow = of
                    .and_then(|of| of.as_string())
                    .is_some_and(|of| of == "edge");
                on_mark(series + usize::from(flow), index);
            }
        });
        call(&chart, "on", &[&"click".into(), click.as_ref()])?;
        // A node, not a string: ECharts would make HTML of that, which a plan's words never are.
        let tip = Closure::new(|mark: JsValue| {
            let name = Reflect::get(&mark, &"name".into()).ok();
            let words = name.and_then(|name| name.as_string()).unwrap_or_default();
            document().create_text_node(&words).into()
        });
        let leaving = Closure::new(left);
        let told = leaving.as_ref().unchecked_ref();
        place.add_event_listener_with_callback_and_bool("mouseout", told, true)?;
        Ok(Drawing {
            chart,
            tip,
            _click: click,
            place: place.clone(),
            leaving,
        })
    }

    fn show(&self, option: &str) -> Result<(), JsValue> {
        let option = JSON::parse(option)?;
        let tooltip = Reflect::get(&option, &"tooltip".into())?;
        Reflect::set(&tooltip, &"formatter".into(), self.tip.as_ref())?;
        let anew = object(&[("notMerge", true.into())]);
        call(&self.chart, "setOption", &[&option, &anew]).map(drop)
    }

    /// Fills its box again, or a width given.
    fn resize(&self, width: Option<f64>) {
        let size = object(&[(
            "width",
            width.map_or_else(|| "auto".into(), JsValue::from_f64),
        )]);
        drop(call(&self.chart, "resize", &[&size]));
    }
}

impl Drop for Drawing {
    fn drop(&mut self) {
        let told = self.leaving.as_ref().unchecked_ref();
        let (place, out) = (&self.place, "mouseout");
        drop(place.remove_event_listener_with_callback_and_bool(out, told, true));
        drop(call(&self.chart, "dispose", &[]));
    }
}

/// A chart as SVG text, drawn off the page; `None` until ECharts is here.
pub fn svg(option: &str, width: f64, height: f64) -> Option<String> {
    let draw = || {
        let library = echarts().ok_or(JsValue::NULL)?;
        let options = object(&[
            ("renderer", "svg".into()),
            ("ssr", true.into()),
            ("width", width.into()),
            ("height", height.into()),
        ]);
        let nowhere = JsValue::NULL;
        let chart = call(&library, "init", &[&nowhere, &nowhere, &options])?;
        let drawn = call(&chart, "setOption", &[&JSON::parse(option)?])
            .and_then(|_| call(&chart, "renderToSVGString", &[]));
        call(&chart, "dispose", &[])?;
        drawn
    };
    let drawn: Result<JsValue, JsValue> = draw();
    drawn.ok()?.as_string()
}

/// Gives a drawing the frame within which it can be made smaller as a whole, for a sheet that is lower
/// than it, or takes it away.
fn frame(place: &web_sys::Element, frame: Option<String>) {
    let Ok(Some(drawing)) = place.query_selector("svg") else {
        return;
    };
    drop(match frame {
        Some(frame) => drawing.set_attribute("viewBox", &frame),
        None => drawing.remove_attribute("viewBox"),
    });
}

/// Tells how wide an element is, at once and whenever that changes.
struct Watch {
    observer: web_sys::ResizeObserver,
    _seen: Closure<dyn Fn()>,
}

impl Watch {
    fn begin(place: &web_sys::Element, changed: impl Fn() + 'static) -> Option<Watch> {
        // What is drawn anew at once would change the size of what is being measured.
        let changed = Rc::new(changed);
        let seen = Closure::new(move || {
            let changed = changed.clone();
            request_animation_frame(move || changed());
        });
        let observer = web_sys::ResizeObserver::new(seen.as_ref().unchecked_ref()).ok()?;
        observer.observe(place);
        Some(Watch {
            observer,
            _seen: seen,
        })
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Loading,
    Ready,
    Failed,
}

/// The width of a printed page less its margins, in pixels: charts are drawn for it before printing.
const PRINTED: f64 = 640.0;

/// A chart in a box of its own. It is an image to those who don't see it: its facts stand in the
/// table beside it, which is also the way in for a keyboard.
#[component]
pub fn Chart(
    /// What ECharts is to draw, as its JSON.
    #[prop(into)]
    option: Signal<String>,
    /// How high it is, in pixels.
    #[prop(into)]
    height: Signal<u32>,
    /// What it shows, in a sentence.
    #[prop(into)]
    summary: Signal<String>,
    /// Whether it is being printed.
    #[prop(into)]
    printing: Signal<bool>,
    /// Called with the series and the place of a mark that was pressed.
    on_mark: Callback<(usize, usize)>,
    /// Called with the width of the box when that changes.
    on_width: Callback<f64>,
    /// Called when ECharts can't be had.
    on_fail: Callback<()>,
    /// What is laid over it once it is drawn.
    over: Option<Callback<(), AnyView>>,
) -> impl IntoView {
    let place = NodeRef::<html::Div>::new();
    let stage = RwSignal::new(Stage::Loading);
    let drawing = StoredValue::new_local(None::<Drawing>);
    // The box it was drawn for last: ECharts draws all of it again when told of another.
    let drawn_for = StoredValue::new((0, false));
    let watch = StoredValue::new_local(None::<Watch>);

    spawn_local(async move {
        let arrived = charts_are_here().await;
        // The reader may have left the page meanwhile, and the signal with it.
        stage.try_set(if arrived { Stage::Ready } else { Stage::Failed });
        if !arrived {
            on_fail.try_run(());
        }
    });

    Effect::new(move |_| {
        let Some(element) = place.get() else { return };
        let seen = element.clone();
        let told = move || {
            let width = f64::from(seen.client_width());
            if width > 0.0 {
                on_width.try_run(width);
                drawing.try_with_value(|drawing| {
                    if let Some(drawing) = drawing {
                        drawing.resize(printing.get_untracked().then_some(PRINTED));
                    }
                });
            }
        };
        told();
        watch.set_value(Watch::begin(&element, told));
    });

    Effect::new(move |_| {
        let option = option.get();
        let size = (height.get(), printing.get());
        let printing = size.1;
        let (Some(element), Stage::Ready) = (place.get(), stage.get()) else {
            return;
        };
        let shown = drawing.try_update_value(|drawing| {
            if drawing.is_none() {
                *drawing = Drawing::begin(&element, move |series, index| {
                    on_mark.try_run((series, index));
                })
                .ok();
            }
            let drawing = drawing.as_ref().ok_or(JsValue::NULL)?;
            let before = drawn_for.try_update_value(|last| std::mem::replace(last, size));
            if before != Some(size) {
                drawing.resize(printing.then_some(PRINTED));
            }
            drawing.show(&option)
        });
        let paper = printing.then(|| format!("0 0 {PRINTED} {}", size.0));
        frame(&element, paper);
        if !matches!(shown, Some(Ok(()))) {
            stage.set(Stage::Failed);
            on_fail.run(());
        }
    });

    on_cleanup(move || {
        watch.try_update_value(Option::take);
        drawing.try_update_value(Option::take);
    });

    let pixels = move || format!("{}px", height.get());
    view! {
        <div class="wm-figure__chart" style:height=move || {
            if stage.get() == Stage::Failed { "auto".to_owned() } else { pixels() }
        }>
            <Show when=move || stage.get() == Stage::Loading>
                <p role="status">"Loading chart…"</p>
            </Show>
            <Show
                when=move || stage.get() != Stage::Failed
                fallback=|| {
                    view! {
                        <p class="wm-empty" role="status">
                            "The chart could not be loaded. The same figures are in the table."
                        </p>
                    }
                }
            >
                <div
                    node_ref=place
                    role="img"
                    aria-label=summary
                    style:height=pixels
                    hidden=move || stage.get() == Stage::Loading
                ></div>
                {move || {
                    let drawn = stage.get() == Stage::Ready;
                    over.filter(|_| drawn).map(|over| over.run(()))
                }}
            </Show>
        </div>
    }
}
