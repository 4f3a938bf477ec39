//! The shape of an update for a scrutiny panel, as Worcestershire's (March 2021) has it: how each workstream is going, what
//! it means, and what members are asked.

use super::{Shape, part};
use crate::plan::Kind;

pub(super) const SHAPE: Shape = Shape {
    key: "scrutiny-update",
    name: "Scrutiny update",
    what_for: "A report to members on how programmes and workstreams are going, with what they are asked.",
    starts: "Start a scrutiny update",
    title: "New scrutiny update",
    details: "Begin with the title, the council, the date it is presented and the panel it is presented to. ‘Figures are for’ \
              is the date that the progress is told for.",
    parts: &[
        part(
            Kind::Narrative,
            "The sections of the report, under the headings that reports to a panel have. The background says what the panel \
             was told last time and what it asked for.",
        ),
        part(
            Kind::Project,
            "Each workstream, as a part of its pillar or programme: how it stands, an update on what has happened since the \
             last report, and what comes next as dated milestones. The update that this shape is made from has 19, pillars \
             included.",
        ),
        part(
            Kind::Statement,
            "What the strategy intends: aims, principles, the approach, initiatives, one in each record. Say which it is.",
        ),
        part(
            Kind::Statistic,
            "Figures in the text, such as how many providers, people or places. Give each its period and what it is counted \
             in.",
        ),
        part(
            Kind::Question,
            "What members are asked to decide or to say, one question in each record. The update that this shape is made \
             from asks 3.",
        ),
        part(
            Kind::Post,
            "Who presents the report, who was invited, and whom members can ask.",
        ),
        part(
            Kind::Organisation,
            "Partners that the work is done with, and what each is to it.",
        ),
        part(
            Kind::Reference,
            "Background papers, and the strategies and decisions that the report rests on.",
        ),
        part(
            Kind::Abbreviation,
            "Each abbreviation with what it stands for. Readers see that wherever the abbreviation stands.",
        ),
    ],
    headings: &[
        (
            "Summary",
            "What the panel is to receive and who presents it.",
        ),
        (
            "Background",
            "What the panel was told before, what it asked for then, and the strategy behind it.",
        ),
        (
            "Update on progress and direction of travel",
            "How the programme as a whole is going. Each workstream’s progress is in its own record.",
        ),
        (
            "Legal, financial and HR implications",
            "What the work means for law, money and staff, and how that is looked after.",
        ),
        (
            "Equality and diversity implications",
            "Which assessments were made or are to be made.",
        ),
        (
            "Purpose of the meeting",
            "What members are invited to do. Each question to them is a record.",
        ),
        (
            "Contact points",
            "Which officers members can ask about this report.",
        ),
        (
            "Background papers",
            "What the report rests on, or that there is none. Each paper is a related document.",
        ),
    ],
    tables: &[],
};
