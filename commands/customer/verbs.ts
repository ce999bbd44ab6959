import type { Command } from "../../commandLine/command";
import { accept } from "./accept/verb";
import { end } from "./end/verb";
import { invite } from "./invite/verb";
import { newCustomer } from "./new/verb";
import { rotate } from "./rotate/verb";

/** Every verb of `npm run customer`, in the order of the list. A new one is a folder of its own and its place here. */
export const VERBS: Readonly<Record<string, Command>> = { new: newCustomer, accept, invite, rotate, end };
