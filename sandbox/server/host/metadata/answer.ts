import { randomBytes } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { hostSettings } from "../settings";
import { carriedRole, profileArn, roleSession } from "./instance";

/** A response of the endpoint. */
export interface Answer {
  status: number;
  text: string;
  headers?: Record<string, string>;
}

/** IMDSv2 tokens with their expiry time, in milliseconds. */
const tokens = new Map<string, number>();

const CREDENTIALS = "/latest/meta-data/iam/security-credentials/";
const NOT_FOUND: Answer = { status: 404, text: "" };
const json = (value: unknown): Answer => ({ status: 200, text: `${JSON.stringify(value, null, 2)}\n` });
const now = () => new Date().toISOString().replace(/\.\d+Z$/, "Z");

function newToken(request: IncomingMessage): Answer {
  const seconds = Number(request.headers["x-aws-ec2-metadata-token-ttl-seconds"]);
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > 21_600) return { status: 400, text: "" };
  // AWS too refuses it from behind a proxy.
  if (request.headers["x-forwarded-for"]) return { status: 403, text: "" };
  const token = randomBytes(32).toString("base64");
  tokens.set(token, Date.now() + seconds * 1000);
  return { status: 200, text: token, headers: { "x-aws-ec2-metadata-token-ttl-seconds": String(seconds) } };
}

async function credentials(wanted: string): Promise<Answer> {
  const role = await carriedRole();
  if (!role) return NOT_FOUND;
  if (wanted === "") return { status: 200, text: role.RoleName ?? "" };
  if (wanted !== role.RoleName) return NOT_FOUND;
  const session = await roleSession(role);
  if (!session) {
    const Message = `EC2 cannot assume the role ${role.RoleName}.`;
    return json({ Code: "AssumeRoleUnauthorizedAccess", Message, LastUpdated: now() });
  }
  return json({ Code: "Success", LastUpdated: now(), Type: "AWS-HMAC", ...session });
}

/** Answers one request. */
export async function answer(request: IncomingMessage): Promise<Answer> {
  const path = (request.url ?? "/").split("?")[0] as string;
  if (path === "/latest/api/token")
    return request.method === "PUT" ? newToken(request) : { status: 405, text: "" };
  if (request.method !== "GET") return { status: 405, text: "" };
  const { instanceId, region, serverAccount, httpTokens } = hostSettings();
  const token = request.headers["x-aws-ec2-metadata-token"];
  const known = typeof token === "string" && (tokens.get(token) ?? 0) > Date.now();
  if (token === undefined ? httpTokens === "required" : !known) return { status: 401, text: "" };

  if (path === "/latest/meta-data/instance-id") return { status: 200, text: instanceId };
  if (path === "/latest/meta-data/placement/region") return { status: 200, text: region };
  if (path === "/latest/meta-data/placement/availability-zone") return { status: 200, text: `${region}a` };
  if (path === "/latest/dynamic/instance-identity/document") {
    return json({
      accountId: serverAccount,
      instanceId,
      region,
      availabilityZone: `${region}a`,
      version: "2017-09-30",
    });
  }
  if (path === "/latest/meta-data/iam/info") {
    const InstanceProfileArn = await profileArn();
    return InstanceProfileArn ? json({ Code: "Success", LastUpdated: now(), InstanceProfileArn }) : NOT_FOUND;
  }
  if (path.startsWith(CREDENTIALS)) return credentials(path.slice(CREDENTIALS.length));
  return path === CREDENTIALS.slice(0, -1) ? credentials("") : NOT_FOUND;
}
