//! How the allocator of the system takes memory and gives it back.
//!
//! In: nothing but the environment. Out: the same program with the same arguments, under settings of glibc that are read before a
//! program begins, so that imbas starts itself once more. Must not know: commands.
//!
//! - glibc keeps what a program frees once it has freed one large block, the bytes of a list for example: `imbas serve` then holds the
//!   peak of planning for as long as it runs, 696 bytes a school instead of 466 (220,000 schools), and `imbas plan` needs 171 MB
//!   instead of 147 at the same speed. A fixed threshold ends that. What is below it is used again: with one of 1 MB the plan of a
//!   country takes 3 to 5 % longer, because new memory comes slowly, and 2 MB less, and a server 30 to 50 bytes a school less.
//! - Large blocks are asked for in huge pages where the system has them: the plan of a country takes 2 to 10 % less time and at most
//!   5 MB more.
//!
//! Tried beside it: mimalloc and jemalloc in place of the system's allocator, 653 and 552 bytes a school, and 15 to 25 MB more to plan.

#[cfg(all(target_os = "linux", target_env = "gnu"))]
mod glibc {
    use std::env;
    use std::os::unix::process::CommandExt;
    use std::process::Command;

    /// From 4 MB on a block goes back to the system when it is freed, and so do smaller ones at the end of the heap once they are more
    /// than 1 MB; 1: ask for huge pages, as `madvise` does.
    const SETTINGS: &str = "glibc.malloc.mmap_threshold=4194304:glibc.malloc.trim_threshold=1048576:glibc.malloc.hugetlb=1";
    const VARIABLE: &str = "GLIBC_TUNABLES";
    /// Tells the second start from the first: the system takes the settings away from a program with rights of its own.
    const STARTED: &str = "IMBAS_ALLOCATOR_SET";

    /// Starts the program again in this process, unless somebody has set the allocator; where that cannot be done, it goes on as it is.
    pub(crate) fn set_allocator() {
        let is_set = [VARIABLE, "MALLOC_MMAP_THRESHOLD_", STARTED].into_iter().any(|name| env::var_os(name).is_some());
        let (Ok(program), false) = (env::current_exe(), is_set) else { return };
        let mut arguments = env::args_os();
        let Some(name) = arguments.next() else { return };
        // It comes back with an error, or never.
        let _ = Command::new(program).arg0(name).args(arguments).env(VARIABLE, SETTINGS).env(STARTED, "1").exec();
    }
}

#[cfg(all(target_os = "linux", target_env = "gnu"))]
pub(super) use glibc::set_allocator;

/// Other systems give memory back by themselves, or have no such setting.
#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
pub(super) fn set_allocator() {}
