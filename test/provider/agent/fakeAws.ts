// Plays the metadata service, STS and S3 on one port, as far as a proof asks them. Every signature is checked against
// the AWS SDK's own signer. It knows one role, one bucket and no policies: what is allowed is set by the test.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { rightlySigned } from "./awsSignature";

/** What the fake world is like; the default is a link that stands. */
export interface World {
  metadata: "v2" | "v1" | "off";
  /** Role in the instance profile; empty for none. */
  role: string;
  /** Code beside its credentials. */
  code: string;
  instanceRegion: string;
  bucketRegion: string;
  /** Whether AssumeRole is allowed: with the right external ID, without one, with another. */
  assume: boolean;
  without: boolean;
  wrong: boolean;
  inside: boolean;
  outside: boolean;
  upload: boolean;
  abort: boolean;
  /** Objects: whether one may be made, read and deleted. */
  put: boolean;
  get: boolean;
  delete: boolean;
  /** Whether the bucket keeps versions, and whether those may be deleted. */
  versions: "none" | "kept" | "deletable";
  /** What asperanoded answers to a listing. */
  browse: number;
  /** Seconds by which this world's clock differs. */
  clock: number;
  /** Name that sessions must bear. */
  sessionName: string;
  /** Answers in place of the usual: `METHOD path-or-action` to status and body; status 0: the connection breaks. */
  instead: Record<string, { status: number; body: string }>;
}

export const EXTERNAL_ID = "acme-7f3c+9d/=@:,x";
export const INSTANCE = {
  id: "ASIAINSTANCEKEYEXAMPL",
  secret: "In/St+anceSecretwJalrXUtnFEMIK7MDENGbPx",
  token: "IQoJb3JpZ2luX2VjInstance/+==token",
};
export const SESSION = {
  id: "ASIASESSIONKEYEXAMPLE",
  secret: "Se/Ss+ionSecretwJalrXUtnFEMIK7MDENGbPxR",
  token: `FwoGZXIvYXdzSession/+==${"t".repeat(900)}`,
};
const ROLE_ARN = "arn:aws:iam::444455556666:role/aspera-acme";

/** One request that arrived, in short: `PUT /latest/api/token`, `AssumeRole`, `GET /acme-media prefix=incoming/`. */
export type Arrived = {
  readonly what: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
};

export class FakeAws {
  readonly arrived: Arrived[] = [];
  /** The bucket's objects, versions and delete markers: key and version to content. */
  readonly objects = new Map<string, string>();
  /** Called for each request while the client waits for its answer. */
  onRequest: (arrived: Arrived) => void = () => {};
  world: World = {
    metadata: "v2",
    role: "aspera-server",
    code: "Success",
    instanceRegion: "us-east-1",
    bucketRegion: "us-east-1",
    assume: true,
    without: false,
    wrong: false,
    inside: true,
    outside: false,
    upload: true,
    abort: true,
    put: true,
    get: true,
    delete: true,
    versions: "none",
    browse: 200,
    clock: 0,
    sessionName: "aspera-proof",
    instead: {},
  };
  private readonly server: Server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      this.answer(request, body, response).catch((error) => response.writeHead(599).end(String(error)));
    });
  });

  async start(): Promise<string> {
    this.server.listen(0, "127.0.0.1");
    await new Promise((resolve) => this.server.once("listening", resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** What was asked, in order. */
  get asked(): string[] {
    return this.arrived.map(({ what }) => what);
  }

  private async answer(request: IncomingMessage, body: string, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", "http://fake");
    const form = new URLSearchParams(body);
    const action = form.get("Action");
    const query = [...url.searchParams]
      .map(([key, value]) => ` ${key}=${value.replace(/[0-9a-f]{32}/, "HEX")}`)
      .join("");
    const path = decodeURIComponent(url.pathname).replace(/[0-9a-f]{32}/, "HEX");
    const what = action ?? `${request.method} ${path}${query}`;
    const arrived = { what, headers: request.headers, body };
    this.arrived.push(arrived);
    this.onRequest(arrived);
    const send = (status: number, text: string, headers = {}) =>
      response
        .writeHead(status, { date: new Date(Date.now() + this.world.clock * 1000).toUTCString(), ...headers })
        .end(text);
    const instead = this.world.instead[what];
    if (instead?.status === 0) return void response.destroy();
    if (instead) return void send(instead.status, instead.body);
    if (url.pathname === "/files/browse") {
      const known =
        request.headers.authorization === `Basic ${Buffer.from('acme:n"o\\de: pass').toString("base64")}`;
      const right = known && request.method === "POST" && JSON.parse(body).path === "/";
      return void send(
        right ? this.world.browse : 401,
        right && this.world.browse === 200 ? '{"items": []}' : "{}",
      );
    }
    if (url.pathname.startsWith("/latest/")) return void this.metadata(request, url.pathname, send);
    const keys = /Credential=ASIAINSTANCE/.test(request.headers.authorization ?? "") ? INSTANCE : SESSION;
    if (!(await rightlySigned(request, url, body, keys)))
      return void send(403, error("SignatureDoesNotMatch"));
    if (action) return void this.sts(action, form, send);
    this.s3(request.method ?? "", url, body, send);
  }

  private metadata(request: IncomingMessage, path: string, send: Send): unknown {
    const { metadata, role, code, instanceRegion } = this.world;
    if (metadata === "off") return send(403, "");
    if (path === "/latest/api/token") {
      const good =
        metadata === "v2" &&
        request.method === "PUT" &&
        request.headers["x-aws-ec2-metadata-token-ttl-seconds"];
      return good ? send(200, "TOKEN==") : send(404, "");
    }
    if (metadata === "v2" && request.headers["x-aws-ec2-metadata-token"] !== "TOKEN==") return send(401, "");
    if (path === "/latest/meta-data/placement/region") return send(404, "");
    if (path === "/latest/meta-data/placement/availability-zone") return send(200, `${instanceRegion}a`);
    if (path === "/latest/meta-data/iam/security-credentials/")
      return role === "" ? send(404, "") : send(200, role);
    if (path !== `/latest/meta-data/iam/security-credentials/${role}`) return send(404, "");
    const keys = {
      Code: code,
      AccessKeyId: INSTANCE.id,
      SecretAccessKey: INSTANCE.secret,
      Token: INSTANCE.token,
    };
    send(200, JSON.stringify(code === "Success" ? keys : { Code: code }, null, 2).replaceAll("/", "\\/"));
  }

  private sts(action: string, form: URLSearchParams, send: Send): unknown {
    if (action === "GetCallerIdentity") {
      const arn = `arn:aws:sts::111122223333:assumed-role/${this.world.role}/i-0123456789abcdef0`;
      return send(200, `<GetCallerIdentityResponse><Arn>${arn}</Arn></GetCallerIdentityResponse>`);
    }
    const id = form.get("ExternalId");
    const { assume, without, wrong } = this.world;
    const allowed = id === EXTERNAL_ID ? assume : id === null ? without : wrong;
    const asProofsAre =
      form.get("RoleArn") === ROLE_ARN &&
      form.get("RoleSessionName") === this.world.sessionName &&
      form.get("DurationSeconds") === "900" &&
      JSON.parse(form.get("Policy") ?? "{}").Version === "2012-10-17";
    if (!asProofsAre) return send(400, error("ValidationError"));
    if (!allowed) return send(403, error("AccessDenied"));
    const { id: key, secret, token } = SESSION;
    send(
      200,
      `<AssumeRoleResponse><Credentials><AccessKeyId>${key}</AccessKeyId><SecretAccessKey>${secret}</SecretAccessKey>` +
        `<SessionToken>${token}</SessionToken></Credentials></AssumeRoleResponse>`,
    );
  }

  private versioned(): string | undefined {
    return this.world.versions === "none" ? undefined : `version${this.objects.size}`;
  }

  private s3(method: string, url: URL, content: string, send: Send): unknown {
    const { inside, outside, upload, abort, bucketRegion } = this.world;
    const region = { "x-amz-bucket-region": bucketRegion };
    const say = (allowed: boolean, body: string, status = 200) =>
      allowed ? send(status, body, region) : send(403, error("AccessDenied"), region);
    if (bucketRegion !== "us-east-1")
      return send(301, `<Error><Code>PermanentRedirect</Code></Error>`, region);
    if (method === "PUT") {
      const version = this.versioned();
      if (this.world.put) this.objects.set(`${url.pathname} ${version ?? ""}`, content);
      return this.world.put
        ? send(200, "", { ...region, ...(version && { "x-amz-version-id": version }) })
        : say(false, "");
    }
    if (method === "GET" && url.search === "") {
      const key = [...this.objects.keys()].find((one) => one.startsWith(`${url.pathname} `));
      return say(this.world.get, this.objects.get(key ?? "") ?? "nothing is there");
    }
    if (method === "DELETE" && !url.searchParams.has("uploadId")) {
      const version = url.searchParams.get("versionId");
      if (version !== null ? this.world.versions !== "deletable" : !this.world.delete) return say(false, "");
      if (version !== null || this.world.versions === "none") {
        this.objects.delete(`${url.pathname} ${version ?? ""}`);
        return send(204, "", region);
      }
      const marker = this.versioned() ?? "";
      this.objects.set(`${url.pathname} ${marker}`, "");
      return send(204, "", { ...region, "x-amz-version-id": marker, "x-amz-delete-marker": "true" });
    }
    if (method === "GET")
      return say(url.searchParams.get("prefix") === "" ? outside : inside, "<ListBucketResult/>");
    if (method === "POST") return say(upload, "<R><UploadId>up+load/id==</UploadId></R>");
    say(abort && url.searchParams.get("uploadId") === "up+load/id==", "", 204);
  }
}

type Send = (status: number, text: string, headers?: Record<string, string>) => unknown;

const error = (code: string) =>
  `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>words ${EXTERNAL_ID}</Message></Error></ErrorResponse>`;
