// The API's own types by short names; they are generated from `/openapi.json` (npm run types) and written nowhere else.

import type { components } from "imbas-api";

type Schemas = components["schemas"];

export type Summary = Schemas["Summary"];
export type Assignment = Schemas["Assignment"];
export type Region = Schemas["Region"];
export type RegionList = Schemas["RegionList"];
export type RegionName = Schemas["RegionName"];
export type Plan = Schemas["Plan"];
export type Findings = Schemas["Findings"];
export type Finding = Findings["findings"][number];
export type ProblemBody = Schemas["Problem"];
export type Ready = Schemas["Ready"];
export type TileJson = Schemas["TileJson"];
export type Changes = Schemas["Changes"];
export type SearchResults = Schemas["SearchResults"];
