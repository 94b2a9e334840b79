//! The real server on a real socket: status, headers and body of every address.

mod adjust;
mod answers;
mod basemap;
mod client;
mod connections;
mod documents;
mod findings;
mod hostile;
mod map;
mod negotiation;
mod officials;
mod ogc;
mod process;
mod reading;
mod real;
mod refusals;
mod reload;
mod search;
mod server;
mod tiles;
mod what_if;
