//! Behaviour, seen from outside: one binary, one file per subject.

mod audit;
mod build_script;
mod check;
mod cli;
mod decisions;
mod demo;
mod exports;
mod http;
mod import;
mod index;
mod layers;
mod mvt;
mod ogc;
mod pages;
mod plan;
mod practice;
mod publish;
mod regions;
mod shared;
mod sheets;
mod snapshot;
mod support;
mod witness;
