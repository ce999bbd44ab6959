import type { StackCheck } from "../drift/interpret";
import type { Arrow, Seen } from "./claim";
import { operationWords } from "./operations";

/** The steps of a link, in the order in which the proof goes them. */
const ORDER = ["profile", "assume", "refusal", "bucket"] as const;
type Step = (typeof ORDER)[number];

/** Which step a finding of the proof says is broken; `none` where it says nothing of any. */
export const BREAKS: Readonly<Record<string, Step | "none">> = {
  "link-metadata-off": "profile",
  "link-no-instance-role": "profile",
  "link-instance-role-without-credentials": "profile",
  "link-wrong-role": "profile",
  "link-assume-refused": "assume",
  "link-open-without-external-id": "refusal",
  "link-open-with-wrong-external-id": "refusal",
  "link-bucket-missing": "bucket",
  "link-other-region": "bucket",
  "link-list-refused": "bucket",
  "link-readable-outside-prefix": "bucket",
  "link-upload-refused": "bucket",
  "link-upload-not-aborted": "bucket",
  "link-key-refused": "bucket",
  "link-key-unusable": "bucket",
  "link-delete-refused": "bucket",
  "link-download-refused": "bucket",
  "link-object-not-removed": "bucket",
  // Everything before it was proven.
  "link-aspera-leg-not-proven": "none",
  "link-no-curl": "none",
  "link-clock-off": "none",
  "link-aws-unreachable": "none",
  "link-unexpected-answer": "none",
  "link-proof-not-held": "none",
  "link-waiting": "none",
};

const NOT_SEEN = "not seen";

/** What a check saw of each step between Pulumi, the server and the bucket. @param two whether bucket and server have accounts of their own. */
export function arrowsOf(check: StackCheck, two: boolean): Arrow[] {
  const { server, link } = check.columns;
  const code = check.findings.find((one) => one.code.startsWith("link-"))?.code ?? "";
  const stands = ["ok", "stands again"].includes(link) || code === "link-aspera-leg-not-proven";
  const broken = BREAKS[code] ?? "none";
  const at = (ORDER as readonly string[]).indexOf(broken);
  const before = (step: Step) => stands || ORDER.indexOf(step) < at;
  const plain = (name: Step, good: string): Arrow => {
    if (before(name)) return { name, state: "good", text: good };
    return broken === name ? { name, state: "bad", text: code } : { name, state: NOT_SEEN, text: NOT_SEEN };
  };
  const tried = (name: Step): Arrow => {
    const seen = operationWords(check.operations, name === "refusal");
    if (broken === name && seen.state !== "bad") return { name, state: "bad", text: code };
    // What was tried is known whatever else is wrong.
    return { name, ...seen };
  };
  return [
    { name: "ssh", ...reached(server) },
    plain("profile", "carried, with credentials"),
    ...(two ? [plain("assume", "assumed with the external ID"), tried("refusal")] : []),
    tried("bucket"),
  ];
}

function reached(server: string): { readonly state: Seen; readonly text: string } {
  if (server === "reachable") return { state: "good", text: "reachable, key as pinned" };
  return ["-", "?"].includes(server) ? { state: NOT_SEEN, text: NOT_SEEN } : { state: "bad", text: server };
}
