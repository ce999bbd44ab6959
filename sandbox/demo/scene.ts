import { createHash, randomBytes } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Sandbox } from "../lifecycle/start";
import type { Checks } from "./checks";
import type { Places } from "./identities";

/** What every scene of the demo needs. */
export interface Scene {
  readonly sandbox: Sandbox;
  readonly places: Places;
  readonly checks: Checks;
}

/** One customer of the demo, as the committed dev stacks describe it. */
export interface DemoCustomer {
  readonly stack: string;
  /** AWS profile of the customer's own account. */
  readonly profile: string;
  readonly transferUser: string;
  readonly bucket: string;
  readonly prefix: string;
  readonly roleArn: string;
}

export const ACME: DemoCustomer = {
  stack: "dev",
  profile: "acme",
  transferUser: "acme",
  bucket: "acme-media",
  prefix: "incoming/",
  roleArn: "arn:aws:iam::444455556666:role/aspera-acme",
};

export const GLOBEX: DemoCustomer = {
  stack: "dev-globex",
  profile: "globex",
  transferUser: "globex",
  bucket: "globex-media",
  prefix: "",
  roleArn: "arn:aws:iam::777788889999:role/aspera-globex",
};

/** A file of random bytes to move, and its SHA-256. */
export function makeFile(home: string, name: string, bytes: number): { path: string; digest: string } {
  const folder = join(home, "demo");
  mkdirSync(folder, { recursive: true });
  const content = randomBytes(bytes);
  writeFileSync(join(folder, name), content);
  return { path: join(folder, name), digest: sha256(content) };
}

/** SHA-256, hexadecimal. */
export function sha256(content: Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}
