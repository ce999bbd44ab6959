// What the agent is asked, as the `key value` lines that it reads behind its program.
import { TRANSFER_RIGHTS, type TransferRight } from "../../model/access/transferRights";
import { agentInput } from "./program";

/** What every request holds. */
export interface CommonRequest {
  /** Aspera's folder: absolute, or relative to the login's home. Example: `/opt/aspera`. */
  root: string;
  /** Transfer user, as in aspera.conf: also `user@domain` or `DOMAIN\user`, whom the system may know by the short name. */
  user: string;
  /** External ID of ours, raw; masked wherever the agent meets it. Empty or absent: none (one account). */
  externalId?: string;
  /** Text by which a docroot is ours (see the agent's masking piece), raw. Empty or absent: none is. */
  mark?: string;
  /** Hex digits that only make one standard input differ from the next; the agent ignores them. */
  nonce?: string;
}

/** Reads the server and changes nothing; needs no root. */
export interface ObserveRequest extends CommonRequest {
  mode: "observe";
  /** Wanted docroot, raw, to compare with. Empty or absent: compared with nothing, `same` is false. */
  docroot?: string;
  /** What aspera.conf should let the user do; what of it is denied comes back. Empty or absent: nothing is said. */
  rights?: readonly TransferRight[];
  /** Address of the instance metadata service, without path. Empty or absent: the server is not asked which instance it is. */
  metadata?: string;
  /** Where a run before had the agent kept; whether it is there comes back. Empty or absent: not asked. */
  agentFile?: string;
}

/** Keeps the agent's text beside aspera.conf. */
export interface KeepRequest extends CommonRequest {
  mode: "keep";
}

/** How asperanoded takes up a change. */
export interface RestartRequest {
  /** Default `restart`. `reload` is `asnodeadmin --reload`; `none` leaves a restart pending. */
  restart?: "restart" | "reload" | "whenIdle" | "none";
  /** Longest wait for running transfers to end, in seconds; only for `whenIdle`. Default 600. */
  idleWait?: number;
  /** What `whenIdle` does after that wait. Default `fail`. */
  idleThen?: "fail" | "restart";
  /** Longest wait for other runs on this server, in seconds. Default 600. */
  lockWait?: number;
  /** Limit of one command on the server, in seconds; a restart has four times that. Default 30. */
  toolWait?: number;
  /** Longest wait for asperanoded to answer after a restart, in seconds. Default 60. */
  healthWait?: number;
}

/** Sets the docroot, when it is still what was last observed. */
export interface ApplyRequest extends CommonRequest, RestartRequest {
  mode: "apply";
  /** Wanted docroot, raw, 1 to 8192 bytes, no control characters, no blanks around it. */
  docroot: string;
  /** Fingerprint of the docroot that was last observed (16 hex digits), or `none`. */
  expect: string;
  /** Node user that must list the new docroot after the restart, else the edit is undone. Empty or absent: not asked. */
  nodeUser?: string;
  /** Its password. */
  nodePassword?: string;
  /** Whether a user whom aspera.conf lacks may be added to it. Default false. */
  createEntry?: boolean;
  /** What a user who is added may do, whatever the default section says. Empty or absent: it inherits everything. */
  rights?: readonly TransferRight[];
}

/** Points a docroot that is ours to nowhere. Does nothing to one that is not ours. */
export interface CloseRequest extends CommonRequest, RestartRequest {
  mode: "close";
  /** The closed path: below `/nonexistent/`. */
  docroot: string;
  mark: string;
  /** As of an observation. Needed with `instance`. */
  metadata?: string;
  /** Id of the EC2 instance that the docroot was left on: nothing is closed on another. Empty or absent: not compared. */
  instance?: string;
}

/** A request to the agent. */
export type AgentRequest = ObserveRequest | KeepRequest | ApplyRequest | CloseRequest;

/** Percent-encodes everything but `A-Za-z0-9._~-`, as UTF-8. Throws on half a surrogate pair. */
export function encodeValue(value: string): string {
  let encoded: string;
  try {
    encoded = encodeURIComponent(value);
  } catch {
    throw new Error("expected text in Unicode, got half of a surrogate pair\nhint: correct the value");
  }
  return encoded.replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused here
const CONTROL = /[\u0000-\u001f\u007f\ufffe\uffff]/;

function refuse(key: string, expected: string, got: string): never {
  throw new Error(
    `expected ${expected} as ${key} of the agent's request, got ${got}\nhint: correct that setting`,
  );
}

function text(key: string, value: string, least: number, most: number): string {
  const bytes = Buffer.byteLength(value);
  if (bytes < least || bytes > most) refuse(key, `${least} to ${most} bytes`, `${bytes}`);
  if (CONTROL.test(value)) refuse(key, "text without control characters", "some");
  return value;
}

function seconds(key: string, value: number, most: number): string {
  if (!Number.isInteger(value) || value < 0 || value > most)
    refuse(key, `0 to ${most} seconds`, String(value));
  return String(value);
}

function docroot(value: string): string {
  if (value !== value.trim() || value === "") refuse("docroot", "text without blanks around it", "other");
  return text("docroot", value, 1, 8192);
}

function rights(wanted: readonly TransferRight[]): string {
  const unknown = wanted.find((right) => !TRANSFER_RIGHTS.includes(right));
  if (unknown !== undefined) refuse("rights", "some of read, write and dir", "another word");
  return TRANSFER_RIGHTS.filter((right) => wanted.includes(right)).join(" ");
}

function fields(request: AgentRequest): [string, string][] {
  const out: [string, string][] = [
    ["protocol", "1"],
    ["mode", request.mode],
    ["root", text("root", request.root, 1, 4096)],
    ["user", text("user", request.user, 1, 256)],
  ];
  if (/^-|\//.test(request.user)) refuse("user", "a user name without / and leading -", "another");
  if (request.mode === "keep") return out;
  if (request.docroot) out.push(["docroot", docroot(request.docroot)]);
  if (request.externalId) out.push(["external-id", text("external-id", request.externalId, 1, 1224)]);
  if (request.mark) out.push(["mark", text("mark", request.mark, 1, 8192)]);
  if (request.nonce) {
    if (!/^[0-9A-Za-z]{1,128}$/.test(request.nonce)) refuse("nonce", "up to 128 letters and digits", "other");
    out.push(["nonce", request.nonce]);
  }
  if (request.mode !== "close" && request.rights?.length) out.push(["rights", rights(request.rights)]);
  if (request.mode !== "apply" && request.metadata)
    out.push(["metadata", text("metadata", request.metadata, 1, 300)]);
  if (request.mode === "observe") {
    if (request.agentFile) out.push(["agent-file", text("agent-file", request.agentFile, 1, 8192)]);
    return out;
  }

  if (!request.docroot || request.docroot === "AS_NULL") refuse("docroot", "a docroot", "none");
  if (request.mode === "apply") {
    if (!/^([0-9a-f]{16}|none)$/.test(request.expect)) refuse("expect", "16 hex digits or none", "other");
    out.push(["expect", request.expect], ["create-entry", request.createEntry ? "yes" : "no"]);
    if (request.nodeUser) out.push(["node-user", text("node-user", request.nodeUser, 1, 256)]);
    if (request.nodePassword)
      out.push(["node-password", text("node-password", request.nodePassword, 1, 1024)]);
  } else {
    if (!/^\/nonexistent\/./.test(request.docroot))
      refuse("docroot", "a path below /nonexistent/", "another");
    if (!request.mark) refuse("mark", "the mark of what is ours", "none");
    if (request.metadata && request.instance)
      out.push(["instance", text("instance", request.instance, 1, 66)]);
  }
  if (request.restart !== undefined) out.push(["restart", request.restart]);
  if (request.idleWait !== undefined) out.push(["idle-wait", seconds("idle-wait", request.idleWait, 99999)]);
  if (request.idleThen !== undefined) out.push(["idle-then", request.idleThen]);
  if (request.lockWait !== undefined) out.push(["lock-wait", seconds("lock-wait", request.lockWait, 99999)]);
  if (request.toolWait !== undefined) out.push(["tool-wait", seconds("tool-wait", request.toolWait, 9999)]);
  if (request.healthWait !== undefined)
    out.push(["health-wait", seconds("health-wait", request.healthWait, 9999)]);
  return out;
}

/**
 * The request as `key value` lines, values percent-encoded. Throws, without telling a value, on what the agent
 * would refuse: wrong lengths, control characters, a docroot that is empty (apply) or open (close).
 */
export function requestLines(request: AgentRequest): string {
  return fields(request)
    .map(([key, value]) => `${key} ${encodeValue(value)}\n`)
    .join("");
}

/**
 * Standard input of `perl -` (or `sudo -n perl -`): program, end mark, request lines.
 * Refuses what `requestLines` refuses.
 */
export function agentStdin(request: AgentRequest): string {
  return agentInput(requestLines(request));
}
