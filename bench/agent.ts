// Time and memory of the agent by size of aspera.conf: 100, 1,000 and 10,000 users.
import { Fixture } from "../test/provider/agent/fixture";
import { median, timed } from "./median";

const SIZES = [100, 1_000, 10_000];
const ROUNDS = 5;

/** An aspera.conf in the shape of real ones, about 900 bytes per user. */
function conf(users: number): string {
  const rights = ["read_allowed", "write_allowed", "dir_allowed"];
  const one = (n: number) => `    <user>
      <name>user${n}</name>
      <authorization>
${Array.from({ length: 8 }, (_, i) => `        <transfer_value_${i}>token</transfer_value_${i}>`).join("\n")}
      </authorization>
      <file_system>
        <access>
          <paths>
            <path>
              <absolute>s3://s3.amazonaws.com/bucket-${n}/incoming?storage-class=STANDARD&amp;x=y</absolute>
${rights.map((right) => `              <${right}>true</${right}>`).join("\n")}
            </path>
          </paths>
        </access>
      </file_system>
    </user>`;
  const all = Array.from({ length: users }, (_, n) => one(n)).join("\n");
  return `<?xml version='1.0' encoding='UTF-8'?>\n<CONF version="2">\n<aaa>\n <realms>\n  <realm>\n   <users>\n${all}\n   </users>\n  </realm>\n </realms>\n</aaa>\n</CONF>\n`;
}

interface Measured {
  bytes: number;
  observe: number;
  edit: number;
  peak: number;
}

async function measure(users: number): Promise<Measured> {
  const text = conf(users);
  const fixture = new Fixture(text, ["user7"]);
  // We do not measure the vendor's reader: this stand-in only greps.
  fixture.tool(
    "asuserdata",
    `#!/bin/sh\n[ $1 = -u ] && grep -m1 -F 'bucket-7/' @ROOT@/etc/aspera.conf | sed 's/.*<absolute>/absolute: "/; s/<.*/"/'\nexit 0\n`,
  );
  try {
    const observe: number[] = [];
    const edit: number[] = [];
    let peak = 0;
    for (let round = 0; round < ROUNDS; round++) {
      let expect = "none";
      observe.push(
        await timed(async () => {
          expect = (await fixture.observe({ user: "user7" })).fingerprint;
        }),
      );
      const docroot = `s3://s3.amazonaws.com/bucket-7/${round}`;
      edit.push(await timed(() => fixture.apply({ user: "user7", docroot, expect })));
    }
    const end =
      "END { open my $s, '<', \"/proc/$$/status\"; while (<$s>) { print STDERR qq(peak $1\\n) if /VmHWM:\\s+(\\d+)/ } }";
    const { fingerprint } = await fixture.observe({ user: "user7" });
    const run = await fixture.run(
      fixture.request({ user: "user7", docroot: "s3://s3.amazonaws.com/bucket-7/x", expect: fingerprint }),
      end,
    );
    peak = Number(/peak (\d+)/.exec(run.stderr)?.[1] ?? 0);
    return { bytes: Buffer.byteLength(text), observe: median(observe), edit: median(edit), peak };
  } finally {
    fixture.dispose();
  }
}

/** Prints a table: medians of five runs, each a whole process; the restart is a stand-in that takes no time. */
export async function benchAgent(): Promise<void> {
  console.log("agent: whole process, medians of 5, without the restart of asperanoded");
  console.log("users    file      observe   edit      ratio  peak memory");
  let before: Measured | undefined;
  let last: Measured | undefined;
  for (const users of SIZES) {
    const now = await measure(users);
    const ratio = before ? `${(now.edit / before.edit).toFixed(1)}x` : "";
    console.log(
      [
        String(users).padEnd(8),
        `${(now.bytes / 1e6).toFixed(2)} MB`.padEnd(9),
        `${now.observe.toFixed(0)} ms`.padEnd(9),
        `${now.edit.toFixed(0)} ms`.padEnd(9),
        ratio.padEnd(6),
        `${(now.peak / 1024).toFixed(0)} MiB`,
      ].join(" "),
    );
    before = now;
    last = now;
  }
  const goal = last && last.edit < 1000 ? "met" : "missed";
  console.log(`goal: under 1 s to edit a file of 10,000 users: ${goal}`);
}
