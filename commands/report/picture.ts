import { escaped } from "../kit/picture";
import type { Arrow, ReportedStack } from "./document";

/** Width of the picture, and of its boxes. */
const [WIDTH, BOX, LEFT] = [520, 440, 40];
/** Text that stands in a box: not longer than it. */
const ROOM = 52;
const MIDDLE = WIDTH / 2;

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
  const height = two ? 724 : 560;
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
    account(400, 314, `Bucket account ${bucketAccount ?? ""}`),
    box(440, "Bucket role", [bucketRole, `trusts that role alone, with ${id}`]),
    box(614, bucketTitle(stack), [placeOf(stack)]),
    arrow(stack, "assume", "M150 332V432", [166, 372], "sts:AssumeRole"),
    arrow(stack, "refusal", "M344 352V424", [360, 372], "anybody's ID"),
    barrier(stack),
    arrow(stack, "bucket", "M150 536V606", [166, 566], "S3"),
  ];
}

function oneAccount(stack: ReportedStack): string[] {
  return [
    ...serverSide(stack, `Account ${stack.serverAccount ?? ""}`, 490),
    box(430, bucketTitle(stack), [placeOf(stack)]),
    arrow(stack, "bucket", "M150 332V422", [166, 372], "S3"),
  ];
}

/** What stands in the server account in either case. @param height of the account. */
function serverSide(stack: ReportedStack, title: string, height: number): string[] {
  const { server = "", transferUser = "", serverRole = "" } = stack;
  return [
    account(60, height, title),
    box(100, "Aspera server on EC2", [server, `docroot of user ${transferUser}`], stack.docroot.state),
    box(236, "Server role", [serverRole, "trusts EC2; no stored keys"]),
    arrow(stack, "ssh", "M150 6V92", [166, 30], "Pulumi over SSH"),
    arrow(stack, "profile", "M150 198V228", [166, 210], "instance profile"),
  ];
}

function bucketTitle({ bucket = "" }: ReportedStack): string {
  return `Bucket ${bucket}`;
}

function placeOf({ bucket = "", prefix = "" }: ReportedStack): string {
  return `s3://${bucket}/${prefix}`;
}

function account(y: number, height: number, title: string): string {
  return `<rect class="account" x="12" y="${y}" width="${WIDTH - 24}" height="${height}" rx="8"/><text class="title" x="${MIDDLE}" y="${y + 24}">${escaped(title)}</text>`;
}

function box(y: number, title: string, lines: readonly string[], state?: Arrow["state"]): string {
  const texts = lines.map(
    (line, at) => `<text x="${LEFT + 16}" y="${y + 52 + at * 22}">${escaped(fitted(line))}</text>`,
  );
  return `<rect class="box ${state === undefined ? "" : kindOf(state)}" x="${LEFT}" y="${y}" width="${BOX}" height="96" rx="5"/><text class="name" x="${LEFT + 16}" y="${y + 28}">${escaped(fitted(title))}</text>${texts.join("")}`;
}

/** An arrow with what goes over it, and below that what was seen. */
function arrow(
  { way }: ReportedStack,
  name: Arrow["name"],
  path: string,
  [x, y]: readonly [number, number],
  what: string,
): string {
  const { state, text } = way.find((one) => one.name === name) ?? NOT_SEEN;
  const kind = kindOf(state);
  const short = text.length > 26 ? `${text.slice(0, 25)}…` : text;
  const said =
    name === "profile" ? "" : `<text class="said ${kind}" x="${x}" y="${y + 18}">${escaped(short)}</text>`;
  return `<path class="arrow ${kind}" d="${path}" marker-end="url(#tip-${kind})"/><text class="what" x="${x}" y="${y}">${escaped(what)}</text>${said}`;
}

/** Across the arrow that must not go through. */
function barrier({ way }: ReportedStack): string {
  const { state } = way.find(({ name }) => name === "refusal") ?? NOT_SEEN;
  return `<path class="barrier ${kindOf(state)}" d="M326 432H362"/>`;
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
