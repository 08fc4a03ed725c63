//! rayon-core's interface, on one thread.
//!
//! A browser's wasm has one thread, and rayon's own code for stealing work is then never run; yet polars compiles every
//! piece of work twice for it, once for the thread that has it and once for one that would steal it: 100 kB of the table
//! module, compressed. Here work is simply done where it is asked for. The workspace takes this crate in place of
//! crates.io's (`[patch.crates-io]` in Cargo.toml), natively too, so that tests run what ships, and sums are added in the
//! same order everywhere.

use std::fmt;
use std::marker::PhantomData;

/// Told to a closure: whether another thread took it. Never.
#[derive(Debug)]
pub struct FnContext(());

impl FnContext {
    /// Whether another thread took the work.
    pub fn migrated(&self) -> bool {
        false
    }
}

/// How many threads there can be.
pub fn max_num_threads() -> usize {
    1
}

/// How many threads there are.
pub fn current_num_threads() -> usize {
    1
}

/// Which of the pool's threads this one is: the first.
pub fn current_thread_index() -> Option<usize> {
    Some(0)
}

/// Whether work waits for this thread. Nothing waits.
pub fn current_thread_has_pending_tasks() -> Option<bool> {
    Some(false)
}

/// Does both.
pub fn join<A, B, RA, RB>(a: A, b: B) -> (RA, RB)
where
    A: FnOnce() -> RA + Send,
    B: FnOnce() -> RB + Send,
{
    (a(), b())
}

/// Does both.
pub fn join_context<A, B, RA, RB>(a: A, b: B) -> (RA, RB)
where
    A: FnOnce(FnContext) -> RA + Send,
    B: FnOnce(FnContext) -> RB + Send,
{
    (a(FnContext(())), b(FnContext(())))
}

/// Does it, now.
pub fn spawn<F: FnOnce() + Send + 'static>(work: F) {
    work();
}

/// Does it, now.
pub fn spawn_fifo<F: FnOnce() + Send + 'static>(work: F) {
    work();
}

macro_rules! scopes {
    ($($(#[$doc:meta])* $scope:ident $spawn:ident $make:ident $in_place:ident;)*) => { $(
        $(#[$doc])*
        #[derive(Debug)]
        pub struct $scope<'scope>(PhantomData<Box<dyn FnOnce(&()) + Send + Sync + 'scope>>);

        impl<'scope> $scope<'scope> {
            /// Does it, now.
            pub fn $spawn<F: FnOnce(&$scope<'scope>) + Send + 'scope>(&self, work: F) {
                work(self);
            }

            /// Does it, now, for the one thread that there is.
            pub fn spawn_broadcast<F>(&self, work: F)
            where
                F: Fn(&$scope<'scope>, BroadcastContext<'_>) + Send + Sync + 'scope,
            {
                work(self, BroadcastContext(PhantomData));
            }
        }

        /// Does it, and what it spawns.
        pub fn $make<'scope, F, R>(work: F) -> R
        where
            F: FnOnce(&$scope<'scope>) -> R + Send,
        {
            work(&$scope(PhantomData))
        }

        /// Does it, and what it spawns.
        pub fn $in_place<'scope, F, R>(work: F) -> R
        where
            F: FnOnce(&$scope<'scope>) -> R,
        {
            work(&$scope(PhantomData))
        }
    )* };
}

scopes! {
    /// Work that is done before the scope ends.
    Scope spawn scope in_place_scope;
    /// Work that is done before the scope ends, in order.
    ScopeFifo spawn_fifo scope_fifo in_place_scope_fifo;
}

/// Told to work that every thread does: which of them does it.
#[derive(Debug)]
pub struct BroadcastContext<'a>(PhantomData<&'a ()>);

impl BroadcastContext<'_> {
    /// The number of the thread.
    pub fn index(&self) -> usize {
        0
    }

    /// How many threads there are.
    pub fn num_threads(&self) -> usize {
        1
    }
}

/// Does it on every thread there is.
pub fn broadcast<F, R>(work: F) -> Vec<R>
where
    F: Fn(BroadcastContext<'_>) -> R + Sync,
{
    vec![work(BroadcastContext(PhantomData))]
}

/// Does it on every thread there is.
pub fn spawn_broadcast<F>(work: F)
where
    F: Fn(BroadcastContext<'_>) + Send + Sync + 'static,
{
    work(BroadcastContext(PhantomData));
}

/// What yielding came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Yield {
    /// Some work was done.
    Executed,
    /// There was none.
    Idle,
}

/// Lets other work be done. There is none.
pub fn yield_now() -> Option<Yield> {
    Some(Yield::Idle)
}

/// Lets other work be done. There is none.
pub fn yield_local() -> Option<Yield> {
    Some(Yield::Idle)
}

/// A pool of one thread: this one.
#[derive(Debug)]
pub struct ThreadPool(());

impl ThreadPool {
    /// Does it.
    pub fn install<F: FnOnce() -> R + Send, R: Send>(&self, work: F) -> R {
        work()
    }

    /// How many threads there are.
    pub fn current_num_threads(&self) -> usize {
        1
    }

    /// Which of them this one is.
    pub fn current_thread_index(&self) -> Option<usize> {
        Some(0)
    }

    /// Whether work waits.
    pub fn current_thread_has_pending_tasks(&self) -> Option<bool> {
        Some(false)
    }

    /// Does both.
    pub fn join<A, B, RA, RB>(&self, a: A, b: B) -> (RA, RB)
    where
        A: FnOnce() -> RA + Send,
        B: FnOnce() -> RB + Send,
    {
        join(a, b)
    }

    /// Does it, and what it spawns.
    pub fn scope<'scope, F: FnOnce(&Scope<'scope>) -> R + Send, R: Send>(&self, work: F) -> R {
        scope(work)
    }

    /// Does it, now.
    pub fn spawn<F: FnOnce() + Send + 'static>(&self, work: F) {
        work();
    }

    /// Does it, now.
    pub fn spawn_fifo<F: FnOnce() + Send + 'static>(&self, work: F) {
        work();
    }

    /// Does it on every thread there is.
    pub fn broadcast<F: Fn(BroadcastContext<'_>) -> R + Sync, R: Send>(&self, work: F) -> Vec<R> {
        broadcast(work)
    }

    /// Lets other work be done.
    pub fn yield_now(&self) -> Option<Yield> {
        yield_now()
    }
}

/// What a thread would be started from.
#[derive(Debug)]
pub struct ThreadBuilder(());

/// Makes the pool; what is asked of its threads is not needed.
#[derive(Debug, Default)]
pub struct ThreadPoolBuilder(());

impl ThreadPoolBuilder {
    /// A builder.
    pub fn new() -> Self {
        ThreadPoolBuilder(())
    }

    /// However many are asked for, there is one.
    pub fn num_threads(self, _: usize) -> Self {
        self
    }

    /// Threads that are not started need no names.
    pub fn thread_name<F: FnMut(usize) -> String + 'static>(self, _: F) -> Self {
        self
    }

    /// It is this thread in any case.
    pub fn use_current_thread(self) -> Self {
        self
    }

    /// The pool.
    pub fn build(self) -> Result<ThreadPool, ThreadPoolBuildError> {
        Ok(ThreadPool(()))
    }

    /// The pool of everybody, which is there already.
    pub fn build_global(self) -> Result<(), ThreadPoolBuildError> {
        Ok(())
    }
}

/// A pool that could not be made. It always can.
#[derive(Debug)]
pub struct ThreadPoolBuildError(());

impl fmt::Display for ThreadPoolBuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no pool")
    }
}

impl std::error::Error for ThreadPoolBuildError {}
