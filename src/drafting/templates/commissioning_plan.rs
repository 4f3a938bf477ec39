//! The shape of a commissioning plan, as Coventry's (2014) has it: policy, need, what people say, what is spent, the case
//! for change, and the change.

use super::{Shape, part};
use crate::plan::Kind;

pub(super) const SHAPE: Shape = Shape {
    key: "commissioning-plan",
    name: "Commissioning plan",
    what_for: "What people need, what is spent on it, and how what you buy and arrange is to change.",
    starts: "Start a commissioning plan",
    title: "New commissioning plan",
    details: "Begin with the title, the council, the period, the edition and who wrote it. The vision is one sentence in the \
              plan that this shape is made from, and stands on its title page.",
    parts: &[
        part(
            Kind::Narrative,
            "The passages of the plan, in the order of its contents. Write the case for change last: it sums up policy, need, \
             feedback, money and performance.",
        ),
        part(
            Kind::Statement,
            "The purpose and aims, what influences them, the challenges, what people told you and what you intend, one in \
             each record. Say which it is.",
        ),
        part(
            Kind::Reference,
            "The laws, guidance and strategies, national and local, that the plan answers to, and what it says of each. The \
             plan that this shape is made from names 33.",
        ),
        part(
            Kind::Statistic,
            "The population and its needs now and as projected. Say of each figure whether it was counted, estimated or \
             projected, and for when.",
        ),
        part(
            Kind::Survey,
            "What users and carers were asked, how many answered, and the shares of their answers.",
        ),
        part(
            Kind::Money,
            "Gross spend by service and group of people, and savings: a line for each row of the table ‘Gross spend’, an \
             amount for each column.",
        ),
        part(
            Kind::Benchmark,
            "How you compare with England or with councils like yours: your figure, their average and the period.",
        ),
        part(
            Kind::Priority,
            "The headings under which change is delivered. The plan that this shape is made from has 3: managing demand, \
             managing the support system and managing supply.",
        ),
        part(
            Kind::Action,
            "What you intend to do, how step by step, the improvement you expect, and who is responsible by when. The plan \
             that this shape is made from has 23 actions, each with steps and improvements.",
        ),
        part(
            Kind::Review,
            "How progress is monitored and reported, how often and to whom.",
        ),
        part(
            Kind::Post,
            "The key contacts: posts that answer for parts of the plan, with who holds each.",
        ),
        part(Kind::Team, "The teams and service areas that carry it."),
        part(
            Kind::Organisation,
            "Partners and providers without whom it can’t be done, and what each is to the plan.",
        ),
        part(
            Kind::Abbreviation,
            "Each abbreviation with what it stands for. Readers see that wherever the abbreviation stands.",
        ),
    ],
    headings: &[
        (
            "Purpose",
            "What this plan is to make possible, in a sentence or two.",
        ),
        (
            "Background",
            "Why change is needed now: a changing population, shrinking resources, other expectations.",
        ),
        (
            "Introduction",
            "Whose plan it is, whom it needs to succeed, and how it treats independence and the market.",
        ),
        (
            "National and local policy",
            "What the law and national policy ask, and where the council’s own plans point. Name the documents as related documents.",
        ),
        (
            "Population profile",
            "What is known of the people of the area and how their needs are projected to change. The figures are records.",
        ),
        (
            "User and carer feedback",
            "What people said, in themes, and what the themes mean for this plan.",
        ),
        (
            "Where the money is spent",
            "Gross spend by service and group of people, and savings. The amounts are money lines.",
        ),
        (
            "Performance against key indicators",
            "How you do beside others, and what a review of you found. The comparisons are records.",
        ),
        (
            "The case for change",
            "What policy, need, feedback, money and performance come to when they are put together.",
        ),
        (
            "Delivering change",
            "How to read the tables of actions: what each column says.",
        ),
        (
            "Monitoring and review",
            "How progress is followed and reported, and to whom.",
        ),
        (
            "Key contacts",
            "Whom a reader can ask, by what they answer for.",
        ),
    ],
    tables: &[(
        "Gross spend",
        &[
            "Service",
            "Gross cost",
            "Older people",
            "Learning disability",
            "Mental health",
            "External",
        ],
    )],
};
