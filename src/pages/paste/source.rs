//! What the rows are, and the table itself: pasted, typed or from a file.

use leptos::{ev, prelude::*, task::spawn_local, web_sys};

use super::Pasting;
use crate::{
    app::{Refusal, bytes_of, open_any, use_location},
    components::{Banner, Select, Tone, file_field, file_field::TABLES},
    drafting::mapping::Made,
    formats::{Caps, foreign::Opened, pasted::read_table},
    insight::rows::sentence,
};

/// The first step.
#[component]
pub fn Source(pasting: Pasting) -> impl IntoView {
    let location = use_location();
    let refused = RwSignal::new(None::<Refusal>);
    let busy = RwSignal::new(false);
    let text = pasting.text;
    // Word's tables come whole only as HTML; from then on the table is the text in the field.
    let pasted = move |event: ev::ClipboardEvent| {
        let html = event
            .clipboard_data()
            .and_then(|data| data.get_data("text/html").ok())
            .unwrap_or_default();
        if html.to_ascii_lowercase().contains("<table")
            && let Ok(grid) = read_table(&html)
        {
            event.prevent_default();
            refused.set(None);
            pasting.take(Vec::new(), Vec::new());
            text.set(grid.text());
        }
    };
    let take = move |file: web_sys::File| {
        spawn_local(async move {
            let _ = busy.try_set(true);
            let read = async {
                match open_any(bytes_of(&file, Caps::FILE.bytes).await?, &file.name()).await? {
                    Opened::Tables(tables, unread) => Ok((tables, unread)),
                    Opened::Plan(_) => Err(Refusal::new(
                        "This file holds a whole plan, not a table.",
                        "Bring it in with ‘Merge a copy’, or open it as a draft of its own with ‘Open a file or a link’.",
                    )),
                }
            };
            match read.await {
                Ok((tables, unread)) => {
                    let _ = refused.try_set(None);
                    pasting.take(tables, unread);
                }
                Err(refusal) => {
                    let _ = refused.try_set(Some(refusal));
                }
            }
            let _ = busy.try_set(false);
        });
    };
    // Which of the file's tables is in the text; none once it was changed by hand.
    let sheet = Memo::new(move |_| {
        let at = text.with(|now| {
            pasting
                .file
                .with(|sheets| sheets.iter().position(|sheet| sheet.text == *now))
        });
        at.map_or(String::new(), |at| at.to_string())
    });
    let choose_sheet = move |at: String| {
        let chosen = pasting.file.with_untracked(|sheets| {
            let at: usize = at.parse().ok()?;
            sheets.get(at).map(|sheet| sheet.text.clone())
        });
        if let Some(chosen) = chosen {
            text.set(chosen);
        }
    };
    let sheets = Signal::derive(move || {
        pasting.file.with(|tables| {
            let named = tables.iter().enumerate();
            let named = named.map(|(at, table)| (at.to_string(), table.name.clone()));
            named.collect::<Vec<_>>()
        })
    });
    let kinds = Made::ALL.map(|made| (made.key().to_owned(), sentence(made.many())));
    view! {
        <section class="wm-card wm-stack wm-stack--s" aria-labelledby="paste-source">
            <h2 id="paste-source">"1. The table"</h2>
            {move || refused.get().map(|refusal| view! { <Banner tone=Tone::Error refusal /> })}
            <Select
                id="paste-of"
                label="What the rows are"
                chosen=Signal::derive(move || pasting.made.get().key().to_owned())
                options=Signal::stored(Vec::from(kinds))
                choose=move |kind: String| location.change("of", &kind)
            />
            <div class="govuk-form-group">
                <label class="govuk-label" for="paste-text">
                    "Paste the table here"
                </label>
                <div class="govuk-hint" id="paste-hint">
                    "Select the table with its headings in Excel or Word, copy it, and paste it with "
                    <kbd>"Ctrl"</kbd>
                    " "
                    <kbd>"V"</kbd>
                    "."
                </div>
                <textarea
                    class="govuk-textarea"
                    id="paste-text"
                    rows="8"
                    spellcheck="false"
                    aria-describedby="paste-hint"
                    prop:value=text
                    on:input=move |event| {
                        refused.set(None);
                        text.set(event_target_value(&event));
                    }
                    on:paste=pasted
                ></textarea>
            </div>
            {file_field(
                "paste-file",
                "Or choose a file",
                "An Excel workbook (.xlsx), or a table saved as CSV or text (.csv, .tsv or .txt)",
                TABLES,
                take,
            )}
            <p role="status">{move || busy.get().then_some("Reading the file…")}</p>
            <Show when=move || pasting.file.with(|tables| tables.len() > 1)>
                <Select
                    id="paste-sheet"
                    label="Which sheet of the workbook"
                    hint="Each sheet is brought in by itself: for the next one, choose the file again"
                    chosen=sheet
                    options=sheets
                    choose=choose_sheet
                    none="The text as it was changed"
                />
            </Show>
        </section>
    }
}
