import { accountOfArn, roleArn } from "../../model/aws/arn";
import type { KitFacts } from "../../model/kit/facts";
import { escaped } from "../htmlPage";

/** Text that stands in a picture: not longer than its box. */
const ROOM = 44;

/** Who reaches what, drawn: SVG to stand in a page, with colours of the page's style. */
export function pictureOf({ serverRole, role, s3 }: KitFacts): string {
  const access = s3.fullAccess ? "everything" : s3.access.join(", ");
  const place = `s3://${s3.bucket}/${s3.fullAccess ? "" : s3.prefix}`;
  return [
    `<svg class="picture" viewBox="0 0 960 330" role="img" aria-labelledby="picture-title">`,
    `<title id="picture-title">${escaped(`The Aspera server's role in account ${accountOfArn(serverRole.arn)} assumes ${roleArn(role)} with an external ID, and reaches ${place}`)}</title>`,
    `<defs><marker id="tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0 10 5 0 10z"/></marker></defs>`,
    account(10, 380, `operator's account ${accountOfArn(serverRole.arn)}`),
    account(570, 380, `your account ${role.account}`),
    box(30, 60, "Aspera server on EC2", ["no stored keys"]),
    box(30, 200, "the server's role", [nameOf(serverRole.arn), "may ask for roles, one per customer"]),
    box(590, 200, "the role of this kit", [role.name, "trusts that one role, with the external ID"]),
    box(590, 60, access, [place]),
    arrow("M200 140V192"),
    arrow("M372 240H582"),
    arrow("M760 198V146"),
    label(480, 226, "sts:AssumeRole"),
    label(480, 262, "with the external ID"),
    "</svg>",
  ].join("\n");
}

function account(x: number, width: number, title: string): string {
  return `<rect class="account" x="${x}" y="10" width="${width}" height="300" rx="10"/><text class="title" x="${x + 20}" y="38">${escaped(title)}</text>`;
}

function box(x: number, y: number, title: string, lines: readonly string[]): string {
  const texts = lines.map(
    (line, at) => `<text x="${x + 16}" y="${y + 50 + at * 20}">${escaped(fitted(line))}</text>`,
  );
  return `<rect class="box" x="${x}" y="${y}" width="340" height="80" rx="6"/><text class="name" x="${x + 16}" y="${y + 26}">${escaped(fitted(title))}</text>${texts.join("")}`;
}

function arrow(path: string): string {
  return `<path class="arrow" d="${path}" marker-end="url(#tip)"/>`;
}

function label(x: number, y: number, text: string): string {
  return `<text class="label" x="${x}" y="${y}">${escaped(text)}</text>`;
}

/** A role's name without its path; the whole ARN stands in the text. */
function nameOf(arn: string): string {
  return arn.split("/").at(-1) ?? arn;
}

function fitted(text: string): string {
  return text.length > ROOM ? `${text.slice(0, ROOM - 1)}…` : text;
}
