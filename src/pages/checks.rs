//! What in the plan doesn't agree with itself, isn't said, or is worth a look: each rule that found
//! something, what to do about it, and a link to each place.

use leptos::prelude::*;

use super::edit::form_of;
use crate::{
    app::{Editing, item_href, use_location, use_plan},
    components::{
        PageTitle, Switch, Unfold, carry::CopySection, copied::copied_as, paper::on_paper,
    },
    insight::checks::{self, Finding, RULES, Rule, Severity, check},
    plan::{Id, brief},
};

/// Findings of a rule shown before the rest unfold.
const AT_ONCE: usize = 8;

/// The most characters of what a finding is about.
const TITLE: usize = 70;

/// The page.
#[component]
pub fn Checks() -> impl IntoView {
    let open = use_plan();
    let location = use_location();
    let within = Signal::derive(move || open.get().front.title.clone());
    let chosen = location.setting("kind");
    let findings = Memo::new(move |_| check(&open.get(), open.as_at()));
    view! {
        <PageTitle text="Checks" within=within class="wm-title" />
        <p class="wm-prose">
            "Small rules look for what a plan says in two ways, leaves out, or may want to look at again. They judge "
            "nobody: only what is printed or written counts, and nothing is scored."
        </p>
        {move || {
            findings.with(|all| match all.is_empty() {
                true => view! { <p class="wm-empty">"No rule found anything in this plan."</p> }.into_any(),
                false => view! {
                    <div class="wm-stack wm-stack--m">
                        <div>
                            {severities(all)}
                        </div>
                        {rules(all, &chosen.get())}
                    </div>
                }
                    .into_any(),
            })
        }}
    }
}

/// How many findings there are of each severity, each a way to see these alone.
fn severities(all: &[Finding]) -> AnyView {
    if on_paper() {
        return ().into_any();
    }
    let every = [("", "All", Some(all.len()))];
    let each = Severity::ALL.map(|severity| {
        let count = all.iter().filter(|f| f.severity == severity).count();
        (severity.key(), severity.shown(), Some(count))
    });
    let choices = every.into_iter().chain(each).collect();
    view! { <Switch name="kind" label="Show" choices=choices /> }.into_any()
}

fn rules(all: &[Finding], chosen: &str) -> AnyView {
    RULES
        .iter()
        .filter_map(|rule| {
            let found: Vec<Finding> = all
                .iter()
                .filter(|f| f.rule == rule.id && (chosen.is_empty() || f.severity.key() == chosen))
                .cloned()
                .collect();
            (!found.is_empty()).then(|| section(rule, found))
        })
        .collect_view()
        .into_any()
}

fn section(rule: &'static Rule, mut found: Vec<Finding>) -> AnyView {
    let open = use_plan();
    let all = found.clone();
    let content = Callback::new(move |()| {
        let (plan, index) = (open.get_untracked(), open.index());
        checks::document(rule, &all, |id| brief(&index.title(&plan, id), TITLE))
    });
    let count = found.len();
    let rest = found.split_off(count.min(AT_ONCE));
    let more = (!rest.is_empty()).then(|| {
        view! {
            <Unfold label=format!("Show {} more", rest.len()) name=rule.id>
                {list(rest)}
            </Unfold>
        }
    });
    view! {
        <section class="wm-card wm-links wm-links--told" id=rule.id data-copied=copied_as(content)>
            <h2>
                {rule.title}
                " "
                <span class="wm-links__n">{count}</span>
            </h2>
            <p class="wm-sub">{rule.what_to_do}</p>
            {list(found)}
            {more}
            <CopySection name=rule.title.to_owned() content=content />
        </section>
    }
    .into_any()
}

fn list(found: Vec<Finding>) -> AnyView {
    let open = use_plan();
    let plan = open.get_untracked();
    let index = open.index();
    let writing = use_context::<Editing>().is_some();
    let link = |id: &Id, field: &str| {
        let title = brief(&index.title(&plan, id), TITLE);
        // Whoever writes the plan comes to the form where it can be mended.
        let form = index.record(&plan, id).filter(|_| writing).map(|record| {
            let form = form_of(record.kind(), Some(record.id()));
            form.set("field", &format!("{id}-{field}")).href()
        });
        let href = form.unwrap_or_else(|| item_href(id));
        view! { <a href=href>{title}</a> }.into_any()
    };
    let item = |finding: Finding| {
        let others = (!finding.also.is_empty()).then(|| {
            let item = |id| view! { <li>{link(id, finding.field)}</li> };
            let links = finding.also.iter().map(item).collect_view();
            let label = format!("The other {}", finding.also.len());
            view! {
                <Unfold label=label name=format!("{}-{}", finding.rule, finding.at)>
                    <ul>{links}</ul>
                </Unfold>
            }
        });
        view! {
            <li>
                {link(&finding.at, finding.field)}
                <small>
                    {finding.severity.shown()}
                    ": "
                    {finding.what}
                </small>
                {others}
            </li>
        }
    };
    view! { <ul>{found.into_iter().map(item).collect_view()}</ul> }.into_any()
}
