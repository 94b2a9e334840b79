//! Bytes out: GeoJSON, JSON, CSV, HTML. Pure functions of a snapshot. Must not know: HTTP, files, clocks.
