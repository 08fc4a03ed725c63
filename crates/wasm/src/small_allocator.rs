//! A page's calculator allocates little and often frees all of it: the smallest allocator serves. What reads files, which
//! are held whole, keeps std's.

#[global_allocator]
static ALLOCATOR: lol_alloc::LockedAllocator<lol_alloc::FreeListAllocator> =
    lol_alloc::LockedAllocator::new(lol_alloc::FreeListAllocator::new());
