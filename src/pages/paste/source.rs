//! What the rows are, and the table itself: pasted, typed or from a file.

use leptos::{ev, prelude::*, task::spawn_local, web_sys};

use super::Pasting;
use crate::{
    app::{Refusal, bytes_of, use_location},
    components::{Banner, Select, Tone, file_field},
    drafting::mapping::Made,
    formats::{
        decoded,
        pasted::{LONGEST, NotATable, read_table},
    },
    insight::rows::sentence,
};

/// The first step.
#[component]
pub fn Source(pasting: Pasting) -> impl IntoView {
    let location = use_location();
    let refused = RwSignal::new(None::<Refusal>);
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
            text.set(grid.text());
        }
    };
    let take = move |file: web_sys::File| {
        spawn_local(async move {
            let read = match file.size() > LONGEST as f64 {
                true => Err(Refusal::new(
                    "The file is longer than 4 MB.",
                    NotATable::TooLong.what_to_do(),
                )),
                false => bytes_of(&file, LONGEST).await,
            };
            match read {
                Ok(bytes) => {
                    let _ = refused.try_set(None);
                    let _ = text.try_set(decoded(&bytes));
                }
                Err(refusal) => {
                    let _ = refused.try_set(Some(refusal));
                }
            }
        });
    };
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
                    on:input=move |event| text.set(event_target_value(&event))
                    on:paste=pasted
                ></textarea>
            </div>
            {file_field(
                "paste-file",
                "Or choose a file",
                "A table saved as CSV or text: its name ends in .csv, .tsv or .txt",
                ".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain",
                take,
            )}
        </section>
    }
}
