//! The drafts of this device, opened once and shared by the pages that need them: not before, so
//! that a reader's first page waits for no database.

use std::{cell::RefCell, future::Future, pin::Pin, rc::Rc};

use futures_util::future::{FutureExt, Shared};

use crate::storage::Drafts;

type Opening = Shared<Pin<Box<dyn Future<Output = Rc<Drafts>>>>>;

thread_local! {
    static OPENING: RefCell<Option<Opening>> = const { RefCell::new(None) };
}

/// The drafts of this device. The first call opens them; the others wait for the same opening.
pub async fn drafts() -> Drafts {
    let opening = OPENING.with_borrow_mut(|slot| {
        slot.get_or_insert_with(|| {
            let open = async { Rc::new(Drafts::open().await) };
            let open: Pin<Box<dyn Future<Output = Rc<Drafts>>>> = Box::pin(open);
            open.shared()
        })
        .clone()
    });
    Drafts::clone(&*opening.await)
}
