//! The names that a column of choices takes, each with what a reader sees of it.

use std::sync::LazyLock;

use super::super::column::Name;
use crate::plan::{
    ActionKind, Aspect, Basis, Frequency, Level, MoneyKind, MoneyStatus, PlanStatus, PointKind,
    Polarity, Progress, Provider, Rag, StatementRole, SumRole,
};

/// Makes a list of a type's names.
macro_rules! lists {
    ($($name:ident: $type:ty, $shown:ident;)*) => {
        $(pub(super) fn $name() -> &'static [Name] {
            // Every cell of a column asks for them.
            static NAMES: LazyLock<Vec<Name>> =
                LazyLock::new(|| <$type>::ALL.iter().map(|one| (one.key(), one.$shown())).collect());
            &NAMES
        })*
    };
}

lists! {
    action_kinds: ActionKind, shown;
    aspects: Aspect, shown;
    bases: Basis, shown;
    frequencies: Frequency, shown;
    levels: Level, shown;
    money_kinds: MoneyKind, shown;
    money_statuses: MoneyStatus, shown;
    plan_statuses: PlanStatus, shown;
    point_kinds: PointKind, shown;
    polarities: Polarity, shown;
    progress: Progress, shown;
    providers: Provider, shown;
    ratings: Rag, shown;
    statement_roles: StatementRole, heading;
    sum_roles: SumRole, shown;
}
