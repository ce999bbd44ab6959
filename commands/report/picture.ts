import { escaped } from "../htmlPage";
import type { Arrow } from "./claim";
import type { ReportedStack } from "./document";

/** Width of the picture, and of its boxes. */
const [WIDTH, BOX, LEFT] = [560, 480, 40];
/** Text that stands in a box: not longer than it. */
const ROOM = 56;
/** Where the arrows go down. */
const ACROSS = 310;
/** Text beside an arrow: what is longer loses what stands after its colon, or its end. */
const BESIDE = 28;

/** The tips of all pictures of a page, once: a colour each. */
export const TIPS = `<svg class="tips" width="0" height="0" aria-hidden="true"><defs>${[
  "good",
  "bad",
  "unseen",
]
  .map(
    (kind) =>
      `<marker id="tip-${kind}" class="tip ${kind}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 10 5 0 10z"/></marker>`,
  )
  .join("")}</defs></svg>`;

/** A link drawn from the server down to the bucket: SVG to stand in a page, with colours of the page's style. */
export function pictureOf(stack: ReportedStack): string {
  const two = stack.bucketRole !== undefined;
  const height = two ? 742 : 560;
  const parts = two ? twoAccounts(stack) : oneAccount(stack);
  return [
    `<svg class="picture" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escaped(inWords(stack))}">`,
    ...parts,
    "</svg>",
  ].join("\n");
}

function twoAccounts(stack: ReportedStack): string[] {
  const { serverAccount, bucketAccount, bucketRole = "", externalId } = stack;
  const id = externalId ? `external ID ${externalId.fingerprint}` : "the external ID";
  return [
    ...serverSide(stack, `Server account ${serverAccount ?? ""}`, 300),
    account(400, 332, `Bucket account ${bucketAccount ?? ""}`),
    box(440, "Bucket role", [bucketRole, `trusts that role alone, with ${id}`]),
    box(614, bucketTitle(stack), [placeOf(stack)]),
    arrow(stack, "assume", [ACROSS, 332, 432], "sts:AssumeRole", "left"),
    arrow(stack, "refusal", [ACROSS + 34, 362, 426], "without it, or wrong"),
    barrier(stack),
    arrow(stack, "bucket", [ACROSS, 536, 606], "S3"),
  ];
}

function oneAccount(stack: ReportedStack): string[] {
  return [
    ...serverSide(stack, `Account ${stack.serverAccount ?? ""}`, 490),
    box(430, bucketTitle(stack), [placeOf(stack)]),
    arrow(stack, "bucket", [ACROSS, 332, 422], "S3"),
  ];
}

/** What stands in the server account in either case. @param height of the account. */
function serverSide(stack: ReportedStack, title: string, height: number): string[] {
  const { server = "", transferUser = "", serverRole = "" } = stack;
  return [
    account(60, height, title),
    box(100, "Aspera server on EC2", [server, `docroot of user ${transferUser}`], stack.docroot.state),
    box(236, "Server role", [serverRole, "trusts EC2; no stored keys"]),
    arrow(stack, "ssh", [ACROSS, 6, 92], "Pulumi over SSH"),
    arrow(stack, "profile", [ACROSS, 196, 228], "instance profile"),
  ];
}

function bucketTitle({ bucket = "" }: ReportedStack): string {
  return `Bucket ${bucket}`;
}

/** Bucket and folder. */
export function placeOf({ bucket = "", prefix = "" }: ReportedStack): string {
  return `s3://${bucket}/${prefix}`;
}

function account(y: number, height: number, title: string): string {
  return `<rect class="account" x="12" y="${y}" width="${WIDTH - 24}" height="${height}" rx="8"/><text class="title" x="28" y="${y + 25}">${escaped(title)}</text>`;
}

function box(y: number, title: string, lines: readonly string[], state?: Arrow["state"]): string {
  const texts = lines.map(
    (line, at) => `<text x="${LEFT + 16}" y="${y + 52 + at * 22}">${escaped(fitted(line))}</text>`,
  );
  return `<rect class="box ${state === undefined ? "" : kindOf(state)}" x="${LEFT}" y="${y}" width="${BOX}" height="96" rx="5"/><text class="name" x="${LEFT + 16}" y="${y + 28}">${escaped(fitted(title))}</text>${texts.join("")}`;
}

/** An arrow down with what goes over it, and below that what was seen. @param line where it goes, from and to. */
function arrow(
  { way }: ReportedStack,
  name: Arrow["name"],
  [x, from, to]: readonly [number, number, number],
  what: string,
  beside: "left" | "right" = "right",
): string {
  const { state, text } = way.find((one) => one.name === name) ?? NOT_SEEN;
  const kind = kindOf(state);
  const at = beside === "left" ? x - 14 : x + 14;
  const tight = to - from < 40;
  const span = (className: string, words: string, more = "") =>
    `<tspan class="${className}"${more}>${escaped(words)}</tspan>`;
  const said = span(`said ${kind}`, shortened(text), ` x="${at}" dy="19"`);
  // Where there is room for one line, it is told what is wrong, or what it is.
  const lines = !tight
    ? `${span("what", what)}${said}`
    : state === "bad"
      ? span(`said ${kind}`, shortened(text))
      : span("what", what);
  const first = from + (tight ? 20 : 26);
  return `<path class="arrow ${kind}" d="M${x} ${from}V${to}" marker-end="url(#tip-${kind})"/><text class="${beside}" x="${at}" y="${first}">${lines}</text>`;
}

function shortened(text: string): string {
  const [short = text] = text.length > BESIDE ? text.split(": ") : [];
  return short.length > BESIDE ? `${short.slice(0, BESIDE - 1)}…` : short;
}

/** Across the arrow that must not go through. */
function barrier({ way }: ReportedStack): string {
  const { state } = way.find(({ name }) => name === "refusal") ?? NOT_SEEN;
  return `<path class="barrier ${kindOf(state)}" d="M${ACROSS + 16} 432H${ACROSS + 52}"/>`;
}

const NOT_SEEN = { state: "not seen", text: "not seen" } as const;

/** What a state is called among the classes of the style. */
export function kindOf(state: Arrow["state"]): "good" | "bad" | "unseen" {
  return state === "not seen" ? "unseen" : state;
}

function fitted(text: string): string {
  return text.length > ROOM ? `${text.slice(0, ROOM - 1)}…` : text;
}

/** For whoever does not see it. */
function inWords(stack: ReportedStack): string {
  const { server = "", serverRole = "", bucketRole, way } = stack;
  const to = bucketRole === undefined ? "" : ` assumes ${bucketRole} and`;
  const seen = way.map(({ name, text }) => `${name}: ${text}`).join("; ");
  return `${server} carries role ${serverRole}, which${to} reaches ${placeOf(stack)}. Seen: ${seen}`;
}
