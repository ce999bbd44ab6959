import type { IncomingMessage } from "node:http";
import type { AsperaConf } from "../conf/asperaConf";
import { hostSettings } from "../settings";
import { VERSION } from "../version";

/** A response of the daemon; without `json`, the body is empty. */
export interface Answer {
  status: number;
  json?: unknown;
}

const refusal = (status: number, reason: string, message: string): Answer => ({
  status,
  json: { error: { code: status, reason, user_message: message } },
});

/** The node user of a request's basic auth; undefined if there is none or it is wrong. */
function nodeUser(conf: AsperaConf, request: IncomingMessage): string | undefined {
  const encoded = /^Basic (.+)$/.exec(request.headers.authorization ?? "")?.[1] ?? "";
  const [name = "", password = ""] = Buffer.from(encoded, "base64").toString("utf8").split(/:(.*)/s);
  return conf.users.includes(name) && password === hostSettings().instanceId ? name : undefined;
}

/** Answers one request from the configuration that the daemon has in memory. */
export async function answer(conf: AsperaConf, request: IncomingMessage, body: string): Promise<Answer> {
  const path = (request.url ?? "/").split("?")[0];
  if (request.method === "GET" && path === "/ping") return { status: 200 };
  const name = nodeUser(conf, request);
  if (!name) return refusal(401, "Unauthorized", "a node user and its password are needed");
  const user = conf.user(name);
  if (request.method === "GET" && path === "/info") {
    return {
      status: 200,
      json: { application: "node", version: VERSION, transfer_user: name, docroot: user.docroot ?? "" },
    };
  }
  if (request.method === "POST" && path === "/files/browse") {
    // Not at the daemon's start: most are never asked to browse.
    const { openStorage } = await import("../storage/storage");
    const { failureOf } = await import("../storage/failure");
    try {
      const wanted = String(JSON.parse(body || "{}").path ?? "/");
      const items = await (await openStorage(name, user)).list(wanted);
      return {
        status: 200,
        json: { self: { path: wanted, type: "directory" }, items, total_count: items.length },
      };
    } catch (error) {
      // As the vendor documents its 500: the server's configuration is invalid, or its storage does not answer.
      return refusal(500, "Internal Server Error", failureOf(error).message);
    }
  }
  return refusal(404, "Not Found", `${request.method} ${path} is not played here`);
}
