import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { serverConnection } from "../../model/ssh/connection";
import { knownKeys } from "../../program/settings/schema/keys";
import { ensureEngine } from "../../sandbox/engine";
import { aws, type Judge, npm, pulumi, shellFault, sshKeyscan } from "./commandFaults";
import { filesBelow, type Message, messages, speakingFiles } from "./messages";
import { commandLines, connectionMembers, isQuoted, settingsNamed, spans, variablesNamed } from "./said";

/** Whoever reads a variable that none of our sources reads. */
const READ_ELSEWHERE: readonly (readonly [RegExp, string])[] = [
  [/^AWS_/, "AWS's SDKs"],
  [/^CAPABILITY_NAMED_IAM$/, "CloudFormation"],
  [/^PERMISSIONS_BOUNDARY$/, "the script of a kit (commands/kit/script/frame.sh)"],
  [/^PULUMI_/, "the engine"],
  [/^(NODE_NO_WARNINGS|NODE_PATH)$/, "Node"],
  [/^PIP_INDEX_URL$/, "pip"],
];

/** Names for a person to put in their own of, and what only looks like a variable. */
const PLACEHOLDERS = [
  "INSTANCE_ID",
  "INSTANCE_ID_OF_THE_SERVER",
  "ASSOCIATION_ID",
  "UPLOAD_ID",
  "AS_NULL",
  "O_EXCL",
  "O_NOFOLLOW",
  "ROLE_ARN",
];

const KEYS = new Set(knownKeys());
const MEMBERS = new Set([
  ...knownKeys().flatMap((key) => key.slice("aspera:".length).split(".")),
  // An option of every resource, which is Pulumi's.
  "customTimeouts",
]);
/** Scripts of the shell name what they read in their own way. */
const SHELL = filesBelow(["pipelines"], /\.sh$/).map((file) => readFileSync(file, "utf8"));
const SOURCES = speakingFiles().map((file) => readFileSync(file, "utf8"));

/** What is wrong with what a message tells a person to type or to set. */
function faultsOf({ text, page = false }: Message, judges: Readonly<Record<string, Judge>>): string[] {
  return [
    ...settingsNamed(text)
      .filter(isNoKey)
      .map((key) => `no setting ${key}`),
    ...(page ? [] : spans(text)).filter(isNoMember).map((span) => `no setting is called as in ${span}`),
    ...connectionMembers(text)
      .filter((name) => !(name in serverConnection.entries))
      .map((name) => `no connection.${name}`),
    ...variablesNamed(text)
      .filter(isNobodys)
      .map((name) => `nobody reads ${name}`),
    ...commandLines(text).flatMap((line) => {
      const quoted = isQuoted(text, line);
      // What a shell fills in has options of its own.
      const words = line.replace(/\$\([^)]*\)/g, "X").split(/\s+/);
      return [judges[words[0] ?? ""]?.(words, quoted), quoted ? shellFault(line) : undefined].flatMap(
        (one) => (one ? [one] : []),
      );
    }),
  ];
}

/** A part that is filled in at run time ends what can be looked up. */
function isNoKey(key: string): boolean {
  const known = key.replace(/\.?X(\..*)?$/, "");
  return known !== "aspera:" && !KEYS.has(known);
}

/** `create: true`, `allowRsaHostKey`: a member of some setting. */
function isNoMember(span: string): boolean {
  const [, name] = /^([a-z]+[A-Z]\w*|[a-z]\w*(?=: ))/.exec(span) ?? [];
  return name !== undefined && !/^http/.test(span) && !MEMBERS.has(name);
}

function isNobodys(name: string): boolean {
  if (PLACEHOLDERS.includes(name) || READ_ELSEWHERE.some(([names]) => names.test(name))) return false;
  const read = new RegExp(`\\b(env|environment)\\.${name}\\b`);
  const byName = (source: string) => source.includes(`"${name}"`) && /\b(env|environment)\[/.test(source);
  const inShell = new RegExp(`\\$\\{?${name}\\b`);
  return (
    !SOURCES.some((source) => read.test(source) || byName(source)) &&
    !SHELL.some((script) => inShell.test(script))
  );
}

describe("hints: whatever a message names is there", function () {
  this.timeout(120_000);
  let judges: Readonly<Record<string, Judge>>;
  before(async function () {
    this.timeout(1_800_000);
    const { binFolder } = await ensureEngine({ onProgress: () => {} });
    judges = { npm, aws, "ssh-keyscan": sshKeyscan, pulumi: pulumi(join(binFolder, "pulumi")) };
  });

  it("commands with their options, settings, arguments and variables", () => {
    const all = messages();
    const named = all.flatMap(({ text }) => commandLines(text));
    assert.ok(new Set(named).size > 100, "the walk found the commands");
    const faults = all.flatMap((message) =>
      faultsOf(message, judges).map((fault) => `${message.where}: ${fault}`),
    );
    assert.deepEqual([...new Set(faults)], []);
  });

  it("and what is not there is seen", () => {
    const seen = (text: string) => faultsOf({ where: "", text }, judges);
    for (const [text, fault] of [
      [`run npm run ${"nonsense"}`, "there is no script nonsense"],
      ["npm run drift -- --stak acme", "npm run drift does not know --stak"],
      ["npm run sandbox -- haal", "npm run sandbox does not know haal"],
      ["`pulumi confg set x`", "no command confg"],
      ["`pulumi config sett x`", "pulumi config has no command sett"],
      ["pulumi config set --stak x", "pulumi config set does not know --stak"],
      ["aws ec2 associate-instance-profile --region x", "aws ec2 has no associate-instance-profile"],
      [
        "`aws ec2 associate-iam-instance-profile --instance i-0`",
        "aws ec2 associate-iam-instance-profile does not know --instance",
      ],
      ["`ssh-keyscan -p 33001`", "ssh-keyscan asks for a host"],
      ["set aspera:server.prt", "no setting aspera:server.prt"],
      ["set `allowRsaKey: true` beside it", "no setting is called as in `allowRsaKey: true`"],
      ["check connection.hostkey", "no connection.hostkey"],
      ["SANDBOX_PROTS='{}' uses another", "nobody reads SANDBOX_PROTS"],
    ])
      assert.deepEqual(
        seen(text ?? "").map((one) => one.replaceAll("`", "")),
        [fault?.replaceAll("`", "")],
        text,
      );
    assert.match(seen("`echo 'print 42 | perl -`").join(), /quot/i);
    for (const text of [
      "pulumi on PATH",
      "`pulumi up`",
      "`create: true`",
      "INSTANCE_ID",
      "pulumi ended with 1, so",
    ])
      assert.deepEqual(seen(text), [], text);
  });
});
