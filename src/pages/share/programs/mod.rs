//! What is sent, as a file for another program: Excel, a calendar, a data team's tools, StratML, Word. What makes them is
//! fetched when the first is asked for.

mod calendar;
mod row;

use leptos::prelude::*;

use super::{Sending, saving::Saving};
use crate::{
    app::{View, use_plan, view_href},
    components::Select,
    formats::{foreign::Wanted, package::Licence, stratml::Edition},
    insight::timeline::has_dates,
};
use calendar::Calendar;
use row::Row;

/// The files, each with what it is for.
#[component]
pub fn OtherPrograms(
    /// What is chosen.
    sending: Sending,
) -> impl IntoView {
    let open = use_plan();
    let saving = Saving::of(sending);
    let dated = Memo::new(move |_| has_dates(&open.get()));
    view! {
        <section class="wm-card wm-stack wm-stack--s">
            <h2>"Files for other programs"</h2>
            <p>"What you chose above goes into them, without a passphrase. Notes go along where the file can come back."</p>
            <ul class="wm-programs">
                <Row
                    saving
                    name="Excel workbook"
                    what_for="To work on the plan in Excel: a sheet for each kind of record. Open it in Waymark again, or merge it into a draft, and each cell that was changed is a change to look at."
                    button="Save as Excel workbook"
                    wanted=Callback::new(|()| Wanted::Workbook)
                />
                <li class="wm-programs__one wm-stack wm-stack--s">
                    <h3>"Word document"</h3>
                    <p>"A committee paper with the sections that you choose, their tables, and their charts as pictures."</p>
                    <div class="wm-acts">
                        <a class="wm-btn" href=view_href(View::Paper)>
                            "Choose its sections"
                        </a>
                    </div>
                </li>
                <Show when=move || dated.get()>
                    <Calendar saving />
                </Show>
                <Package saving />
                <Stratml saving />
            </ul>
        </section>
    }
}

/// The data package, under the terms that are said.
#[component]
fn Package(saving: Saving) -> impl IntoView {
    const TERMS: [(&str, Licence); 2] = [
        ("ogl", Licence::OpenGovernment),
        ("cc-by", Licence::Attribution),
    ];
    let terms = RwSignal::new(String::new());
    let wanted = Callback::new(move |()| {
        let key = terms.get_untracked();
        let found = TERMS.into_iter().find(|(name, _)| *name == key);
        Wanted::Package(found.map(|(_, licence)| licence))
    });
    let options = TERMS.map(|(key, licence)| (key.to_owned(), licence.shown().to_owned()));
    view! {
        <Row
            saving
            name="CSV data package"
            what_for="For data teams: every table as CSV in one zip, with a description that programs read (Frictionless Data Package). It can come back like a workbook."
            button="Save as data package"
            wanted
        >
            <Select
                id="package-terms"
                label="Under what terms others may use it"
                chosen=terms
                options=Signal::stored(Vec::from(options))
                choose=move |key: String| terms.set(key)
                none="Not said"
            />
        </Row>
    }
}

/// The StratML document, of the part that is chosen.
#[component]
fn Stratml(saving: Saving) -> impl IntoView {
    let part = RwSignal::new("2".to_owned());
    let wanted = Callback::new(move |()| {
        Wanted::Stratml(match part.get_untracked().as_str() {
            "1" => Edition::StrategicPlan,
            _ => Edition::PerformancePlan,
        })
    });
    let options = [
        ("2", "Part 2: with measures and their figures"),
        ("1", "Part 1: goals and objectives alone"),
    ];
    let options = options.map(|(key, shown)| (key.to_owned(), shown.to_owned()));
    view! {
        <Row
            saving
            name="StratML document"
            what_for="For registers of strategic plans (ISO 17469). Much of a plan has no place in it; what stays behind is listed."
            button="Save as StratML"
            wanted
        >
            <Select
                id="stratml-part"
                label="Which part of the standard"
                chosen=part
                options=Signal::stored(Vec::from(options))
                choose=move |key: String| part.set(key)
            />
        </Row>
    }
}
