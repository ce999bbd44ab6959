import { bench } from "../../bench/command";
import type { Command } from "../../commandLine/command";
import { VERBS as CUSTOMER } from "../../commands/customer/verbs";
import { doctor } from "../../commands/doctor/command";
import { drift } from "../../commands/drift/command";
import { fleet } from "../../commands/fleet/command";
import { hostKey } from "../../commands/hostKey/command";
import { kit } from "../../commands/kit/command";
import { policy } from "../../commands/policy/command";
import { preflight } from "../../commands/preflight/command";
import { report } from "../../commands/report/command";
import { demo } from "../../sandbox/demo/command";
import { VERBS as SANDBOX } from "../../sandbox/verbs";
import { fuzz } from "../fuzz/fuzz";

/** Every command, as people call it. */
export const COMMANDS: readonly Command[] = [
  demo,
  ...Object.values(SANDBOX),
  hostKey,
  preflight,
  ...Object.values(CUSTOMER),
  drift,
  policy,
  fleet,
  report,
  doctor,
  kit,
  bench,
  fuzz,
];

/** Scripts that have verbs. */
export const WITH_VERBS: Readonly<Record<string, Readonly<Record<string, Command>>>> = {
  customer: CUSTOMER,
  sandbox: SANDBOX,
};

/** Scripts for whoever works on this repository that take nothing, or are another program. */
export const WITHOUT_HELP: readonly string[] = [
  "build",
  "prepack",
  "test",
  "verify:genuine",
  "typecheck",
  "lint",
  "lint:kit",
  "lint:pipelines",
  "format",
  "docs:findings",
  "docs:rights",
  "docs:schemas",
  "record:drift",
  "record:report",
  "engine",
  "check",
];
