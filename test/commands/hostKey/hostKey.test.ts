import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import type { AddressInfo } from "node:net";
import type { EC2Client } from "@aws-sdk/client-ec2";
import { Server } from "ssh2";
import { withAnyHostKey } from "../../../commands/hostKey/anyHostKey";
import { compareKeys } from "../../../commands/hostKey/compare";
import { consoleFingerprints } from "../../../commands/hostKey/consoleKeys";
import { readConsole } from "../../../commands/hostKey/readConsole";
import { scanHostKeys } from "../../../commands/hostKey/scan";
import { codeIn } from "../../../model/findings/finding";
import type { HostKey } from "../../../model/ssh/hostKey";
import { parseSettings } from "../../../program/settings";
import { ED25519, ED25519_FINGERPRINT } from "../../model/ssh/hostKeys";
import { CUSTOMER, configuration } from "../../program/settings/stack";

const OTHER = "SHA256:l5Xcqkwcl5Xcqkwcl5Xcqkwcl5Xcqkwcl5Xcqkwcl5X";
const KEY: HostKey = { type: "ssh-ed25519", text: ED25519, fingerprint: ED25519_FINGERPRINT };

/** What cloud-init prints, among what everybody else prints. */
function bootOf(...fingerprints: string[]): string {
  return [
    "[    0.000000] Linux version 4.14",
    "ci-info: no authorized SSH keys fingerprints found for user ec2-user.",
    "ec2: ",
    "ec2: #############################################################",
    "ec2: -----BEGIN SSH HOST KEY FINGERPRINTS-----",
    ...fingerprints.map((text) => `ec2: 256 ${text} root@ip-10-0-0-1 (ED25519)`),
    "ec2: -----END SSH HOST KEY FINGERPRINTS-----",
    `login: user ${OTHER} from 203.0.113.7`,
  ].join("\r\n");
}

describe("host key: the console's fingerprints (instance)", () => {
  it("are those between cloud-init's marks, and no others", () => {
    assert.deepEqual(consoleFingerprints(bootOf(ED25519_FINGERPRINT)), [ED25519_FINGERPRINT]);
    assert.deepEqual(consoleFingerprints(`256 ${OTHER} root@x (ED25519)`), []);
    assert.deepEqual(consoleFingerprints(""), []);
  });

  it("count as the first boot printed them", () => {
    const later = bootOf(OTHER);
    assert.deepEqual(consoleFingerprints(bootOf(ED25519_FINGERPRINT) + later), [ED25519_FINGERPRINT]);
  });
});

describe("host key: a stack that has none yet (instance)", () => {
  const server = (value: object) => ({ server: value });
  const read = (value: object) =>
    parseSettings(withAnyHostKey(configuration({ ...CUSTOMER, ...server(value) })), { stack: "acme-prod" });

  it("is read all the same, for a launched server and for an adopted one", () => {
    const adopted = { host: "aspera.example.com", port: 2222, instanceId: "i-0123456789abcdef0" };
    const launched = {
      host: "aspera.example.com",
      instance: { amiId: "ami-0123456789abcdef0", type: "m5.xlarge" },
    };
    for (const value of [adopted, launched, { ...adopted, knownHostsFile: "not/there/yet" }]) {
      const { settings, faults } = read(value);
      assert.deepEqual(faults, []);
      assert.equal(settings?.server?.host, "aspera.example.com");
    }
    assert.equal(read(adopted).settings?.server?.port, 2222);
  });

  it("is refused for everything else, as ever", () => {
    assert.deepEqual(
      read({ host: "https://aspera.example.com" }).faults.map(({ key }) => key),
      ["aspera:server.host"],
    );
    assert.deepEqual(withAnyHostKey({ "aspera:server": "{" }), { "aspera:server": "{" });
    assert.deepEqual(withAnyHostKey({}), {});
  });
});

describe("host key: waiting for the console (instance)", () => {
  /** A client that has the output only after some calls; the emulator knows no such call. */
  function consoleAfter(calls: number, latest: "has it" | "UnsupportedOperation" = "has it") {
    const asked: (boolean | undefined)[] = [];
    const send = async ({ input }: { input: { Latest?: boolean } }) => {
      asked.push(input.Latest);
      if (input.Latest && latest === "UnsupportedOperation")
        throw Object.assign(new Error("not on this instance"), { name: latest });
      const text = asked.length > calls ? bootOf(ED25519_FINGERPRINT) : "booting";
      return { Output: Buffer.from(text).toString("base64") };
    };
    return { ec2: { send } as unknown as EC2Client, asked };
  }

  it("asks again until the boot has been printed", async () => {
    const { ec2, asked } = consoleAfter(3);
    let told = 0;
    const patience = {
      every: 0.01,
      longest: 5,
      onWait: () => {
        told += 1;
      },
    };
    assert.deepEqual(await readConsole(ec2, "i-0123456789abcdef0", patience), [ED25519_FINGERPRINT]);
    assert.deepEqual(asked, [undefined, true, undefined, true]);
    assert.equal(told, 1);
  });

  it("gives up in time, also where there is no latest output", async () => {
    const { ec2 } = consoleAfter(1_000, "UnsupportedOperation");
    assert.deepEqual(await readConsole(ec2, "i-0123456789abcdef0", { every: 0.01, longest: 0.05 }), []);
  });

  it("does not take a refusal for an empty console", async () => {
    const denied = Object.assign(new Error("no"), { name: "UnauthorizedOperation" });
    const ec2 = { send: () => Promise.reject(denied) } as unknown as EC2Client;
    await assert.rejects(readConsole(ec2, "i-0123456789abcdef0"), /no/);
    const send = async ({ input }: { input: { Latest?: boolean } }) => {
      if (input.Latest) throw denied;
      return {};
    };
    await assert.rejects(
      readConsole({ send } as unknown as EC2Client, "i-0123456789abcdef0", { every: 0.01, longest: 0.05 }),
      /no/,
    );
  });

  it("believes the output of the first boot before a later one, which whoever is in may write", async () => {
    const send = async ({ input }: { input: { Latest?: boolean } }) => ({
      Output: Buffer.from(bootOf(input.Latest ? OTHER : ED25519_FINGERPRINT)).toString("base64"),
    });
    assert.deepEqual(await readConsole({ send } as unknown as EC2Client, "i-0123456789abcdef0"), [
      ED25519_FINGERPRINT,
    ]);
  });
});

describe("host key: what the network shows (instance)", () => {
  const instance = { place: "203.0.113.7:33001", instanceId: "i-0123456789abcdef0" };

  it("is confirmed by the console, or it is not pinned", () => {
    assert.deepEqual(compareKeys([KEY], [OTHER, ED25519_FINGERPRINT], instance), { key: KEY });
    for (const [shown, printed, code] of [
      [[KEY], [OTHER], "launch-host-key-not-confirmed"],
      [[KEY], [], "launch-host-key-not-printed"],
      [[], [OTHER], "launch-host-key-not-shown"],
    ] as [HostKey[], string[], string][]) {
      const verdict = compareKeys(shown, printed, instance);
      assert.ok("wrong" in verdict);
      assert.deepEqual([verdict.wrong.code, verdict.wrong.owner], [code, "operator"]);
    }
  });

  it("is told with both keys where they differ", () => {
    const verdict = compareKeys([KEY], [OTHER], instance);
    assert.ok("wrong" in verdict);
    for (const said of [instance.place, instance.instanceId, ED25519_FINGERPRINT, OTHER])
      assert.ok(verdict.wrong.text.includes(said), verdict.wrong.text);
  });

  it("takes the best key that is confirmed", () => {
    const second: HostKey = { ...KEY, fingerprint: OTHER };
    assert.deepEqual(compareKeys([second, KEY], [ED25519_FINGERPRINT], instance), { key: KEY });
  });

  it("is asked for kind by kind, without logging in", async () => {
    const pem = (key: { export(options: object): string | Buffer }) =>
      key.export({ type: "pkcs1", format: "pem" }) as string;
    const rsa = pem(generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey);
    const ec = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({
      type: "sec1",
      format: "pem",
    }) as string;
    let logins = 0;
    const server = new Server({ hostKeys: [rsa, ec] }, (client) => {
      client
        .on("authentication", () => {
          logins += 1;
        })
        .on("error", () => {});
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    try {
      const { port } = server.address() as AddressInfo;
      const keys = await scanHostKeys("127.0.0.1", port, 5);
      assert.deepEqual(
        keys.map(({ type }) => type),
        ["ecdsa-sha2-nistp256"],
      );
      assert.match(keys[0]?.fingerprint ?? "", /^SHA256:/);
      assert.equal(logins, 0);
    } finally {
      server.close();
    }
  });

  it("says when nobody answers", async () => {
    await assert.rejects(scanHostKeys("127.0.0.1", 1, 2), (error: Error) => {
      assert.equal(codeIn(error.message), "server-unreachable");
      return error.message.startsWith("127.0.0.1:1 is unreachable: connection refused");
    });
  });
});
