import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { callOf, helpOf, verbsHelp } from "../../commandLine/help";
import { scripts } from "../../package.json";
import { COMMANDS, WITH_VERBS, WITHOUT_HELP } from "./everyCommand";
import { lineFault } from "./lines";

const ROOT = join(__dirname, "../..");

describe("every command", () => {
  it("is here: a script is one of them, or one for whoever works on this repository", () => {
    const named = [...COMMANDS.map(({ name }) => name.split(" ")[0] ?? ""), ...WITHOUT_HELP];
    assert.deepEqual(
      Object.keys(scripts).filter((script) => !named.includes(script)),
      [],
    );
  });

  for (const command of COMMANDS) {
    const { name, options, operands = {}, examples, exits, usage } = command;
    const help = helpOf(command);

    it(`${name}: its help names every option, operand and exit code, in lines that fit`, () => {
      for (const form of usage) assert.ok(help.includes([callOf(name), form].join(" ")));
      for (const [option, { word, short }] of Object.entries(options)) {
        const label = `--${option}${short ? `, -${short}` : ""}${word ? ` ${word}` : ""}`;
        assert.match(help, new RegExp(`^ {2}${label}( |$)`, "m"));
      }
      for (const operand of Object.keys(operands)) assert.match(help, new RegExp(`^ {2}${operand} `, "m"));
      for (const code of [...Object.keys(exits), 2, 130])
        assert.match(help.replace(/\n/g, " "), new RegExp(`exit code:.* ${code} [a-z\`]`));
      for (const line of help.split("\n")) assert.ok(line.length <= 120, line);
    });

    it(`${name}: the forms of its usage name no option that it does not take`, () => {
      const named = usage.flatMap((form) =>
        [...form.matchAll(/--([a-z][\w-]*)/g)].map(([, option]) => option),
      );
      assert.deepEqual(
        named.filter((option) => !Object.hasOwn(options, option ?? "")),
        [],
      );
      if (!usage.some((form) => form.includes("[options]")))
        assert.deepEqual(
          Object.keys(options).filter((option) => !named.includes(option)),
          [],
        );
    });

    it(`${name}: it takes its own examples`, () => {
      const own = examples.filter((line) => line.startsWith("npm run "));
      assert.ok(own.some((line) => `${line} `.startsWith(`${callOf(name).replace(/ --$/, "")} `)));
      assert.deepEqual(
        own.flatMap((line) => lineFault(line) ?? []),
        [],
      );
    });
  }

  it("a line that a command does not take is seen", () => {
    for (const [line, fault] of [
      ["npm run drift -- --stak x", /Unknown option '--stak'/],
      ["npm run drift -- --json", /expected --stack NAME, or --all/],
      ["npm run kit -- --stack x", /is too little/],
      ["npm run customer -- ending x", /names no verb/],
      ["npm run sandbox -- break nothing", /is too little/],
      ["npm run fleet -- extra", /Unexpected argument 'extra'/],
      [`npm run ${"nonsense"}`, /there is no command/],
    ] as const)
      assert.match(lineFault(line) ?? "", fault);
    for (const line of ["npm run customer -- --help", 'npm run customer -- new a --host-key "ssh-ed25519 A"'])
      assert.equal(lineFault(line), undefined);
  });
});

describe("every script with --help, as npm runs it", function () {
  this.timeout(120_000);
  const all = [
    ...COMMANDS.filter(({ name }) => !name.includes(" ")).map((one) => [one.name, helpOf(one)] as const),
    ...Object.entries(WITH_VERBS).map(([name, verbs]) => [name, verbsHelp(name, verbs)] as const),
  ];
  for (const [name, help] of all)
    it(`${name}: prints it on standard output, and ends with 0`, () => {
      const [, ...args] = (scripts as Record<string, string>)[name]?.split(" ") ?? [];
      const run = spawnSync(process.execPath, [...args, "--help"], { cwd: ROOT, encoding: "utf8" });
      assert.deepEqual([run.status, run.stdout, run.stderr], [0, `${help}\n`, ""]);
    });
});
