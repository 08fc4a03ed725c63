//! Convergence: whether units come nearer to each other (sigma), and whether those behind grow faster (beta).

pub mod beta;
pub mod regression;
pub mod sigma;
mod student;
