// Signature Version 4, judged by the AWS SDK's own signer.
import { createHash, createHmac, type Hash, type Hmac } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { SignatureV4 } from "@smithy/signature-v4";

class Sha256 {
  private readonly hash: Hash | Hmac;
  constructor(secret?: unknown) {
    this.hash = secret === undefined ? createHash("sha256") : createHmac("sha256", secret as Buffer);
  }
  update(data: string | Uint8Array): void {
    this.hash.update(data);
  }
  async digest(): Promise<Uint8Array> {
    return this.hash.digest();
  }
}

/** Whether the AWS SDK's signer, given the same request, comes to the same signature. */
export async function rightlySigned(
  request: IncomingMessage,
  url: URL,
  body: string,
  keys: { id: string; secret: string; token: string },
): Promise<boolean> {
  const authorization = request.headers.authorization ?? "";
  const [, scope, names, signature] =
    /^AWS4-HMAC-SHA256 Credential=[^/]+\/(\S+), SignedHeaders=(\S+), Signature=([0-9a-f]{64})$/.exec(
      authorization,
    ) ?? [];
  const [, region = "", service = ""] = scope?.split("/") ?? [];
  const header = (name: string) => String(request.headers[name]);
  const must = [
    "host",
    "x-amz-date",
    "x-amz-security-token",
    ...(service === "s3" ? ["x-amz-content-sha256"] : []),
  ];
  if (!must.every((name) => names?.split(";").includes(name))) return false;
  const signer = new SignatureV4({
    credentials: { accessKeyId: keys.id, secretAccessKey: keys.secret, sessionToken: keys.token },
    region,
    service,
    sha256: Sha256,
    uriEscapePath: service !== "s3",
    applyChecksum: service === "s3",
  });
  const [, y, mo, d, h, mi, s] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(header("x-amz-date")) ?? [];
  const signed = await signer.sign(
    {
      method: request.method ?? "",
      protocol: "http:",
      hostname: "127.0.0.1",
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      headers: Object.fromEntries((names ?? "").split(";").map((name) => [name, header(name)])),
      body,
    },
    {
      signingDate: new Date(`${y}-${mo}-${d}T${h}:${mi}:${s}Z`),
      signableHeaders: new Set(names?.split(";")),
    },
  );
  return signed.headers.authorization?.endsWith(`Signature=${signature}`) === true;
}
