import { POLICY } from "../../preflight/existing";
import { type PulumiRun, runPulumi } from "../../pulumi/runPulumi";
import { exported, type Held } from "../../pulumi/stacks";
import { accountIn, type CustomerPart, customerPart } from "./customerPart";
import { accountNamed, actorsIn, type Ending } from "./ending";
import type { Step } from "./step";

/** Longest run of `pulumi destroy`, in seconds. */
const LONGEST = 3600;

/** Has Pulumi destroy what the stack holds of the customer, and nothing of the server. */
export function destroyPart(ending: Ending): Step {
  const { stack, signal, accounts, customer } = ending;
  const locked = customer.bucketRole !== undefined && !accounts.bucketAccount;
  const now = async () => {
    const held = await exported(stack, signal);
    const part = customerPart(held);
    const kept = locked ? keptFor(held) : new Set();
    return { held, part, doomed: part.resources.filter(({ urn }) => !kept.has(urn)) };
  };
  const run = async (args: readonly string[]) => {
    // What is destroyed is what the state holds: no check of the program may stand in its way.
    const always = ["--run-program=false", "--yes", "--skip-preview", "--stack", stack];
    const done = await runPulumi([...args, ...always], { signal, longest: LONGEST });
    if (done.code !== 0) throw new Error(whyNot(done));
  };
  /**
   * These alone, and nothing when there are none: without targets the engine would destroy the server's part too. It refuses
   * targets that its own refresh finds to be gone, so they are refreshed before.
   */
  const destroyOnly = async (doomed: readonly Held[]) => {
    const inAws = doomed.filter(({ type }) => type.startsWith("aws:"));
    if (inAws.length > 0) await run(["refresh", ...targets(inAws)]);
    const { doomed: left } = await now();
    if (left.length > 0) await run(["destroy", "--refresh=false", ...targets(left)]);
  };
  return {
    name: "destroy what the stack holds of the customer",
    by: actorsIn(ending, "serverAccount", "bucketAccount"),
    heedsInterrupt: true,
    async look() {
      const { held, part, doomed } = await now();
      if (doomed.length === 0 && (part.resources.length > 0 || remains(held, part).length === 0))
        return { already: `stack ${stack} holds nothing of the customer`, open: leftover(ending, part) };
      const beside = part.besideServer ? "; the server's part of the stack stays" : "";
      return {
        will: `run \`pulumi destroy\`: ${doomed.filter(isThing).map(thingNamed).join(", ") || "providers"}${beside}`,
      };
    },
    async act() {
      const before = await now();
      if (locked || before.part.besideServer) await destroyOnly(before.doomed);
      else await run(["destroy"]);
      const after = await now();
      const left = new Set(after.held.map(({ urn }) => urn));
      const gone = before.held.filter((one) => !left.has(one.urn) && isThing(one));
      return {
        did: `destroyed ${gone.length} resources`,
        removed: gone.map((one) => ({ what: thingNamed(one), where: placeNamed(ending, one) })),
        open: leftover(ending, after.part),
      };
    },
  };
}

function targets(resources: readonly Held[]): string[] {
  return resources.flatMap(({ urn }) => ["--target", urn]);
}

/** What a stack without a server holds beside its customer: the provider of the server account, at most. */
function remains(held: readonly Held[], { besideServer }: CustomerPart): readonly Held[] {
  return besideServer ? [] : held.filter(({ type }) => type !== "pulumi:pulumi:Stack");
}

/** What is in the bucket account, and everything that the engine needs as long as that is in the state. */
function keptFor(held: readonly Held[]): ReadonlySet<string> {
  const byUrn = new Map(held.map((one) => [one.urn, one]));
  const kept = new Set<string>();
  const keep = (one: Held | undefined) => {
    if (!one || kept.has(one.urn)) return;
    kept.add(one.urn);
    for (const urn of [one.parent, ...(one.dependencies ?? [])]) keep(byUrn.get(urn ?? ""));
  };
  for (const one of held) if (accountIn(one.provider ?? one.urn) === "bucketAccount") keep(one);
  return kept;
}

/** What the state still holds of the customer, and what to do about it. */
function leftover({ stack }: Ending, { resources }: CustomerPart): string[] {
  const things = resources.filter((one) => isThing(one) && accountIn(one.provider ?? "") === "bucketAccount");
  if (things.length === 0) return [];
  return [
    `stack ${stack} still holds what is in the bucket account: ${things.map(thingNamed).join(", ")}; run this again with ` +
      "credentials for it, or let `pulumi state delete` forget each when they are gone",
  ];
}

/** Something in the world, not only a name in the state. */
function isThing({ type, id = "" }: Held): boolean {
  return id !== "" && !type.startsWith("pulumi:") && !type.startsWith("aspera:components:");
}

/** `role aspera-acme`, and for what only the state knows its name in the program. */
function thingNamed({ type, urn, id = "" }: Held): string {
  const name = type.split(":").at(-1) ?? type;
  if (type === POLICY) {
    const [role = "", policy = ""] = id.split(":");
    return `inline policy ${policy} of role ${role}`;
  }
  const words = name.replace(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase();
  return type.startsWith("aws:") ? `${words} ${id}` : `${words} ${urn.split("::").at(-1)}`;
}

function placeNamed(ending: Ending, { provider = "", type }: Held): string {
  // `...Exclusive` says what else a role may carry, and is nothing in the account.
  const key = /Exclusive$/.test(type) ? undefined : accountIn(provider);
  return key ? accountNamed(ending, key) : `stack ${ending.stack}`;
}

/** The engine's own sentence. */
function whyNot({ stdout, stderr }: PulumiRun): string {
  const lines = `${stdout}\n${stderr}`.split("\n").filter((line) => line.trim() !== "");
  const first = lines.findIndex((line) => /^\s*error: /.test(line));
  const end = lines.findIndex((line, at) => at > first && /^(Outputs|Resources|Duration):/.test(line));
  const said = first < 0 ? lines.slice(-3) : lines.slice(first, end < 0 ? undefined : end).slice(0, 4);
  return `pulumi failed: ${said.map((line) => line.trim().replace(/^error: /, "")).join(" ")}`;
}
