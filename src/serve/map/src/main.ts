// Starts the page: reads the address, builds the frame, and connects view, data, panel and map.

import "./page.css";
import { followAddress, readAddress } from "./address.ts";
import { Client } from "./api/client.ts";
import { Store } from "./state.ts";
import { Visit } from "./visit.ts";

const read = readAddress(location.hash);
const store = new Store(read.view);
const visit = new Visit(store, new Client());
followAddress(store, (parts) => visit.refused(parts));
visit.start();
if (read.refused.length > 0) visit.refused(read.refused);
