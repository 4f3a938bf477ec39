//! The pages about Waymark itself: help, and the accessibility statement and privacy page that a
//! council fills in when it publishes a copy.

use leptos::prelude::*;

use crate::components::{PageTitle, PlainPage, prose::Prose};

const HELP: &str = "
! How to read a plan, write one and send it to someone.
# Reading a plan
A plan opens at its overview: what stands out, worst first, the plan in figures, and what is due next. Every sentence and figure leads to where it comes from, and each item’s page shows what it works towards and what belongs to it.
‘Thread’ shows everything under the aim it works towards; ‘People’ has the surveys and figures of people and staff, ‘Benchmarks’ how the council ranks among others, ‘Projects’ who carries what.
Lists can be filtered and sorted. Every chart has its table: choose ‘Show as table’.
! What you choose is kept in the address, so a copied address shows the same to someone else.
# The as-at date
What is due or past depends on the day you ask. Set the date at the top of a plan, to the day of your meeting perhaps; ‘Reset’ brings back the plan’s own date. Where a plan never says what came of its milestones, a past one is ‘date passed’, not late.
# What the marks mean
- G, A and R are green, amber and red. A rating is the council’s own where it reported one; beside it stands how the figure compares with its target: met, within 5%, or further off.
- A number in a square is a risk score. ‘!’ is something to look into, such as a sum that doesn’t add up; ‘→’ is worth knowing, and ‘✓’ goes well.
- ‘In our words’ is prose we retold; figures, dates and names are as printed.
- ‘Inferred’ is what we concluded and the document doesn’t say.
- TBC, Vacant, N/A and the like stand where the document prints them instead of a value.
- ‘Blank’ is a cell that the document leaves empty; where it has no such cell, nothing is shown.
# What the checks find
‘Checks’ lists what a plan says in two ways, leaves out, or may want to look at again: sums that don’t come to their total, dates that don’t fit, names spelt in two ways, actions without an owner. Small rules look for these; they score nothing, and what we concluded in transcribing is never held against a council.
! In a draft each finding leads to the field where it can be mended.
# Where a plan comes from
‘Source’ says which document a published plan was typed from, how, what of it is in our words, which pictures the text lost, and where the document disagrees with itself. Each item names the page or section it is from.
# For a meeting
‘Mark for the meeting’ on any item puts it on your list in ‘My notes’, where you put the list in order, print it with room to write, and tick off what was dealt with. Questions, notes and requests are yours alone: they stay on this device.
! They go along with a link or a file only if you tick it on ‘Share’.
# ! Writing a plan
Start from a blank draft, from the shape of a business plan, a commissioning plan or a scrutiny update, or from a published plan, in <drafts|My drafts>. Every change is saved on this device as you make it and can be undone. ‘Saved’ means that it has been written to this device. Save a copy as a file now and then: <storage|this device> shows when you last did. What a newer Waymark wrote into a draft is shown as far as this one knows it, and left as it is.
Every kind of record has a form of its own. At the end of each stand ‘Add another’ and the way on to the next part, so Tab and Enter are all it takes to write a plan from its title to its reviews. Links are found by their words, and what isn’t in the plan yet is added where you name it. ‘Versions’ keeps the draft under a name, says in words what changed between any two versions, and goes back to one. ‘Merge a copy’ takes in a colleague’s file or link: what only they changed comes in, what you both changed is yours to decide, and one ‘Undo’ takes all of it back.
‘Paste a table’ in the editor makes actions, measures, money lines or milestones of a table from Excel or Word, or of a workbook or CSV file. It shows which column is what and what each row will make before anything is added; what no field can hold is kept as words under its heading.
‘Change many at once’ gives chosen records another owner, date or progress, or replaces words wherever they stand. It shows each place before and after, and one ‘Undo’ takes all of it back.
‘Progress round’ shows what has come due since the last one and which figures are awaited. Record what came of each; the page ends in an account to copy or send.
‘Next year’s plan’ in <drafts|My drafts> makes the draft for the coming year: each action goes on, is done, dropped, split or joined, dates move or stay, and each choice can say why. In a plan that follows another, the form asks why a target, a date, a score or who is responsible was changed; the reason stands on the item’s page and in comparisons.
An iPad’s browser may erase drafts after seven days without a visit. Add Waymark to the home screen, or save a file.
# ! Sending it to someone
- A link holds the place you are at in a published plan, what differs from one, a part of a plan, or a small plan whole; ‘Share’ says which serves best and how far it gets. It opens read-only, and nothing is kept until its reader asks. Names of people and internal remarks can stay behind, and a passphrase can lock it. If it changes a plan that isn’t published where it is opened, it asks for that plan’s file.
- An answer comes back the same way: whoever got a link saves a copy, writes, and shares that. Open their link, choose ‘Merge into a draft’, and what they changed is laid beside yours.
- A file holds any plan. The reader opens it with <open|Open a file>.
# ! Files for other programs
- An Excel workbook, made on ‘Share’, has a sheet for each kind of record. Change cells, add and delete rows, then open it with <open|Open a file>, or bring it into a draft with ‘Merge a copy’: each change is shown before it is taken, with a list of what could not be read, by sheet, row and column. A data package does the same with CSV tables.
- Any other workbook or CSV file becomes records of a draft once you have said what its columns are.
- The committee paper saves as a Word document, with its charts as pictures. A calendar holds the milestones of one plan or of several, all of them or one owner’s.
- One HTML page, made on ‘Share’, holds a plan with its charts, search and notes. It opens from a disk or a memory stick, without Waymark and without a network, to read and not to write.
- StratML is for registers of strategic plans. It comes in and goes out; what has no place in it is listed.
Files with macros, links to other files or anything else that would run are not opened.
# ! Without a network
Once the word at the top says ‘Ready offline’, everything works without a network: reading, writing and opening files. Only plans published since then are missing. ‘This device’ shows what is kept, what it takes, and how to put Waymark beside your other apps.
A new version is offered at the top of the page with what is new in it, and never forced. Take it when it suits you: what is written in all your tabs is kept first, then they move together.
# ? This page
It was saved from Waymark and holds one plan, with all that reading it needs. It asks for nothing and sends nothing: your notes are kept by this browser, on this device.
To write a plan, to send one or to compare plans, open Waymark itself.
# Keys
- {/} or {Ctrl} {K}: search; {↓} and {↑} go through the results, {Enter} opens one, {Esc} leads back
- {Alt} {↑} and {Alt} {↓}: move the item you are at, in ‘My notes’
! - {Ctrl} {Z}: undo, and {Ctrl} {Shift} {Z}: redo, in a draft
! - {Ctrl} {Enter}: on to the next thing, in a progress round
";

const ACCESSIBILITY: &str = "
This statement is about Waymark as published by [Council name] at [address of this site].
# How to use it
You should be able to zoom to 400% without scrolling sideways, use all of it by keyboard or by voice, and have all of it read out, charts included: each has a table that says the same. Colours follow your device’s light, dark or high-contrast setting; no meaning is in colour alone.
# How accessible it is
Waymark is built to meet the Web Content Accessibility Guidelines version 2.2, level AA. [Say how and when you tested it, and whether it fully or partly complies.]
What we know doesn’t work well:
- Charts can’t be gone through mark by mark with the keyboard. Their tables can.
- Plans keep the words of the published document, which may be long or hard to read.
- The published documents themselves may not be accessible.
# Tell us
If something doesn’t work for you, or you need a plan in another format, write to [email address] or call [telephone number]. We answer within [number] working days.
# If our answer doesn’t satisfy you
The Equality and Human Rights Commission enforces the Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018. You can turn to the Equality Advisory and Support Service.
# About this statement
Prepared on [date]; last reviewed on [date]. Last tested on [date] by [who tested].
";

const PRIVACY: &str = "
Waymark runs on your device. No plan that you open or write is sent to [Council name] or to anyone else. There are no accounts, no cookies and no tracking.
# What is kept on this device
- Your drafts, with their earlier versions, until you delete them.
- Your notes for meetings, until you remove them.
- Waymark itself and the published plans, so that they open without a network.
Nothing is kept of a plan that came with a link or in a file unless you choose to keep it. Anyone who can use this browser on this device can read what is kept: on a shared tablet, save your drafts and notes as files and remove the rest. <storage|See what is kept, and remove everything>.
# What the address holds
The plan, the page, your filters and the words you search for are in the address, and so in the browser’s history. Loading a page may send its address, up to any ‘#’, to the host of this site, [name of host], which sees your network address with it, as any site does: [how long its logs are kept].
# Links you send
A link that carries a plan holds it after the ‘#’, a part that browsers don’t send to any server. But whoever carries or holds the message can read the link: mail gateways that check links, chat services, and anyone it is forwarded to. If a plan isn’t public yet, lock the link with a passphrase and tell that another way, or send a file over a channel you trust.
# Personal information
Plans name posts, and people who hold them where the published document does. To have something corrected, or to ask about your rights, write to [data protection contact].
";

/// How to use it.
#[component]
pub fn Help() -> impl IntoView {
    view! { <Page title="Help" text=HELP /> }
}

/// The accessibility statement.
#[component]
pub fn Accessibility() -> impl IntoView {
    view! { <Page title="Accessibility statement" template=true text=ACCESSIBILITY /> }
}

/// What becomes of people’s information.
#[component]
pub fn Privacy() -> impl IntoView {
    view! { <Page title="Privacy" template=true text=PRIVACY /> }
}

/// A page of prose.
#[component]
fn Page(
    /// Its heading.
    title: &'static str,
    /// Whether a council still has to fill in its gaps.
    #[prop(optional)]
    template: bool,
    /// Its text.
    text: &'static str,
) -> impl IntoView {
    let template = template.then(|| {
        view! {
            <div class="wm-banner wm-banner--info" role="note">
                <p>
                    "This page is a template. The council that publishes this copy of Waymark fills in the marked places."
                </p>
            </div>
        }
    });
    view! {
        <PlainPage>
            <PageTitle text=title class="wm-title" />
            <div class="wm-stack">{template} <Prose text=text /></div>
        </PlainPage>
    }
}
