//! Opening a file or a link: choose, drop or paste; what can't be opened says why and changes nothing. A plan becomes a
//! draft; of tables, their reader says in a draft what they are.

use std::sync::Arc;

use leptos::{ev, html, prelude::*, web_sys};

use crate::{
    app::{
        Address, Came, Mine, Notebook, Of, Origin, Refusal, Sent, Turn, View, bytes_of,
        later::{link_in, start_draft},
        notes_key, open_any, painted, send_on, use_location, use_notebook,
    },
    components::{
        Banner, NotRead, PageTitle, PlainPage, Tone, file_field, file_field::PLANS_AND_TABLES,
    },
    drafting::blank_plan,
    formats::{
        Caps, PlanFile, Unread,
        foreign::{Copied, Opened, Table},
    },
    insight::{notes::Note, rows::some},
    plan::{Plan, Remark},
};

/// A plan from a file, and the notes in the file.
#[derive(Clone)]
struct Taken {
    plan: Arc<Plan>,
    notes: Vec<Arc<Note>>,
    origin: Origin,
}

impl From<PlanFile> for Taken {
    fn from(file: PlanFile) -> Taken {
        Taken {
            plan: Arc::new(file.plan),
            notes: file.notes.into_iter().map(Arc::new).collect(),
            origin: match file.versions.is_empty() {
                true => Origin::Unknown,
                false => Origin::Copy {
                    versions: file.versions,
                    left_out: file.left_out,
                    base: None,
                },
            },
        }
    }
}

/// What a draft of a file would be without.
#[derive(Clone)]
struct Without {
    /// What this Waymark doesn't know.
    unknown: Vec<Remark>,
    /// What could not be read.
    unread: Vec<Unread>,
}

/// Tables from a file that is no plan.
#[derive(Clone)]
struct Tables {
    file: String,
    tables: Vec<Table>,
    unread: Vec<Unread>,
}

/// How far the opening has come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Fetching,
    Reading,
    Keeping,
}

impl Stage {
    const ALL: [Stage; 3] = [Stage::Fetching, Stage::Reading, Stage::Keeping];

    fn shown(self) -> &'static str {
        match self {
            Stage::Fetching => "Opening the file…",
            Stage::Reading => "Reading the plan…",
            Stage::Keeping => "Keeping it on this device…",
        }
    }

    /// How many stages lie behind.
    fn done(self) -> usize {
        Stage::ALL
            .iter()
            .take_while(|stage| **stage != self)
            .count()
    }
}

/// What the parts of the page share.
#[derive(Clone, Copy)]
struct Opening {
    book: Notebook,
    turn: Turn,
    stage: RwSignal<Option<Stage>>,
    refused: RwSignal<Option<Refusal>>,
    /// A plan from a file that says more than could be taken from it, and what.
    doubtful: RwSignal<Option<(Taken, Without)>>,
    /// What was chosen is no plan.
    tables: RwSignal<Option<Tables>>,
}

impl Opening {
    /// Does something that takes a while and then goes where it says, or says why not.
    /// Whoever has gone elsewhere meanwhile, or has chosen another file, isn't led away.
    fn after<F>(self, what: impl FnOnce(Mine) -> F)
    where
        F: Future<Output = Result<Option<Address>, Refusal>> + 'static,
    {
        let location = use_location();
        let mine = self.turn.begin();
        self.stage.set(Some(Stage::Fetching));
        self.refused.set(None);
        let what = what(mine);
        leptos::task::spawn_local(async move {
            let outcome = what.await;
            if !mine.is_last() {
                return;
            }
            let _ = self.stage.try_set(None);
            match outcome {
                Ok(Some(to)) => location.go(to),
                Ok(None) => {}
                Err(refusal) => {
                    let _ = self.refused.try_set(Some(refusal));
                }
            }
        });
    }

    /// Says how far it has come, and lets the page show that before it goes on.
    async fn reached(self, stage: Stage) {
        let _ = self.stage.try_set(Some(stage));
        painted().await;
    }

    /// Reads a file and keeps it as a new draft, or asks first if something would be left out.
    fn take(self, file: web_sys::File) {
        self.doubtful.set(None);
        self.tables.set(None);
        self.after(async move |mine: Mine| {
            let bytes = bytes_of(&file, Caps::FILE.bytes).await?;
            self.reached(Stage::Reading).await;
            let opened = open_any(bytes, &file.name()).await?;
            if !mine.is_last() {
                return Ok(None);
            }
            let Copied {
                mut file, unread, ..
            } = match opened {
                Opened::Plan(copied) => *copied,
                Opened::Tables(tables, unread) => {
                    let file = file.name();
                    let _ = self.tables.try_set(Some(Tables {
                        file,
                        tables,
                        unread,
                    }));
                    return Ok(None);
                }
            };
            let without = Without {
                unknown: std::mem::take(&mut file.unknown),
                unread,
            };
            let taken = Taken::from(file);
            if without.unknown.is_empty() && without.unread.is_empty() {
                return self.draft_of(taken).await.map(Some);
            }
            let _ = self.doubtful.try_set(Some((taken, without)));
            Ok(None)
        });
    }

    /// Keeps a new draft, and goes on to where a person says what the tables are.
    fn paste(
        self,
        Tables {
            file,
            tables,
            unread,
        }: Tables,
    ) {
        self.after(async move |_| {
            self.reached(Stage::Keeping).await;
            let title = file.rsplit_once('.').map_or(&*file, |(title, _)| title);
            let editor = start_draft(Arc::new(blank_plan(title)), Origin::Unknown).await?;
            if let Of::Draft(draft) = &editor.of {
                send_on(draft.clone(), Sent::Tables(tables, unread));
            }
            Ok(Some(editor.to_view(View::Paste)))
        });
    }

    /// Keeps a plan as a new draft, and says where it is read. The notes that came with it are shown there.
    async fn draft_of(self, taken: Taken) -> Result<Address, Refusal> {
        self.reached(Stage::Keeping).await;
        let Taken {
            plan,
            notes,
            origin,
        } = taken;
        let editor = start_draft(plan.clone(), origin).await?;
        if !notes.is_empty() {
            self.book.came.set(Some(Came {
                plan: notes_key(&editor.of, plan.front.id.as_ref()),
                notes,
            }));
        }
        Ok(editor.to_view(View::Overview))
    }
}

/// The page to open a file or a link.
#[component]
pub fn OpenFile() -> impl IntoView {
    let opening = Opening {
        book: use_notebook(),
        turn: Turn::nobodys(),
        stage: RwSignal::new(None),
        refused: RwSignal::new(None),
        doubtful: RwSignal::new(None),
        tables: RwSignal::new(None),
    };
    let take = move |file| opening.take(file);
    let over = RwSignal::new(false);
    let dropped = move |event: ev::DragEvent| {
        event.prevent_default();
        over.set(false);
        let files = event.data_transfer().and_then(|data| data.files());
        if let Some(file) = files.and_then(|files| files.get(0)) {
            take(file);
        }
    };
    view! {
        <PlainPage>
            <div class="wm-stack wm-stack--m">
                <PageTitle text="Open a plan" class="wm-title" />
                <p>
                    "Open a plan that was saved as a file, or a link that someone sent you. A file becomes "
                    "a draft on this device; a link opens to read."
                </p>
                {move || {
                    let refusal = opening.refused.get()?.nothing_changed();
                    Some(view! { <Banner tone=Tone::Error refusal /> })
                }}
                {move || {
                    let (taken, without) = opening.doubtful.get()?;
                    Some(view! { <Doubtful opening taken without /> })
                }}
                {move || {
                    let tables = opening.tables.get()?;
                    Some(view! { <NotAPlan opening tables /> })
                }}
                <section
                    class="wm-card wm-stack wm-stack--s"
                    class:is-over=over
                    on:dragover=move |event| {
                        event.prevent_default();
                        over.set(true);
                    }
                    on:dragleave=move |_| over.set(false)
                    on:drop=dropped
                >
                    <h2>"From a file"</h2>
                    {file_field(
                        "file",
                        "Choose a file, or drop it here",
                        "A plan that Waymark saved (.json), a workbook (.xlsx), a data package (.zip), StratML (.xml) or a table (.csv)",
                        PLANS_AND_TABLES,
                        take,
                    )}
                    <Progress opening />
                </section>
                <FromLink opening=opening />
            </div>
        </PlainPage>
    }
}

/// What is being done, and how much of it lies behind.
#[component]
fn Progress(opening: Opening) -> impl IntoView {
    let stage = opening.stage;
    view! {
        <div class="wm-progress">
            <p id="opening" role="status">
                {move || stage.get().map(Stage::shown)}
            </p>
            <Show when=move || stage.get().is_some()>
                <progress
                    aria-labelledby="opening"
                    max=Stage::ALL.len()
                    value=move || stage.get().map(Stage::done)
                ></progress>
            </Show>
        </div>
    }
}

/// Says what a draft of this file would be without, and asks whether to go on.
#[component]
fn Doubtful(opening: Opening, taken: Taken, without: Without) -> impl IntoView {
    let Without { unknown, unread } = without;
    let go_on = move |_| {
        let taken = taken.clone();
        opening.after(async move |_| opening.draft_of(taken).await.map(Some));
    };
    let refusal = match unknown.is_empty() {
        true => Refusal::new(
            "Not all of this file could be read.",
            "A draft of it would be without what is listed below; the file itself stays as it is. Nothing is kept yet.",
        ),
        false => newer(&unknown),
    };
    view! {
        <Banner tone=Tone::Warning refusal>
            <button class="wm-btn" type="button" on:click=go_on>
                "Open it without them"
            </button>
        </Banner>
        <NotRead id="file" what="of the file" unread />
    }
}

/// What a file says that this Waymark doesn't know.
fn newer(unknown: &[Remark]) -> Refusal {
    const SHOWN: usize = 5;
    let mut places: Vec<&str> = unknown.iter().take(SHOWN).map(|r| &*r.place).collect();
    let more = format!("and {} more", unknown.len().saturating_sub(SHOWN));
    if unknown.len() > SHOWN {
        places.push(&more);
    }
    Refusal::new(
        &format!(
            "This file says things that this Waymark doesn’t know: {}.",
            places.join("; ")
        ),
        "A draft of it would be without them; the file itself stays as it is. If a newer Waymark saved it, open Waymark while online so that it can update itself, then open the file again.",
    )
}

/// Says that the file holds tables and no plan, and where they can go.
#[component]
fn NotAPlan(opening: Opening, tables: Tables) -> impl IntoView {
    let many = tables.tables.len();
    let what = match many {
        1 => format!("“{}” holds a table, not a plan.", tables.file),
        _ => format!(
            "“{}” holds {}, not a plan.",
            tables.file,
            some(many, "table", "tables")
        ),
    };
    let refusal = Refusal::new(
        &what,
        "Start a draft from it: there you say what its rows and columns are, and see what each row makes before anything is added. To add it to a draft that you have, open that draft, press ‘Paste a table’ and choose this file there.",
    );
    let unread = tables.unread.clone();
    let tables = StoredValue::new(tables);
    view! {
        <Banner tone=Tone::Warning refusal>
            <button
                class="wm-btn wm-btn--main"
                type="button"
                disabled=many == 0
                on:click=move |_| opening.paste(tables.get_value())
            >
                "Start a draft from it"
            </button>
        </Banner>
        <NotRead id="file" what="of the file" unread />
    }
}

/// Opens a link that was pasted.
#[component]
fn FromLink(opening: Opening) -> impl IntoView {
    let pasted = NodeRef::<html::Textarea>::new();
    let open = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let text = pasted.get().map_or(String::new(), |area| area.value());
        opening.after(async move |_| {
            let fragment = link_in(text).await?;
            Ok(Some(Address::view(Of::Shared(fragment), View::Overview)))
        });
    };
    view! {
        <form class="wm-card wm-stack wm-stack--s" on:submit=open>
            <h2>"From a link"</h2>
            <div class="govuk-form-group">
                <label class="govuk-label" for="link">
                    "Paste the whole link"
                </label>
                <textarea class="govuk-textarea" id="link" rows="3" node_ref=pasted></textarea>
            </div>
            <button class="wm-btn">"Open the link"</button>
        </form>
    }
}
