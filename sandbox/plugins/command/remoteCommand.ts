import { randomBytes } from "node:crypto";
import type { ResourceHandler } from "../../../provider/protocol/handler";
import { type Properties, UNKNOWN } from "../../../provider/protocol/wire";
import { asConnection, checkConnection } from "./connection";
import { run, type Said } from "./run";

const NOTHING: Said = { stdout: "", stderr: "" };

/** Runs a resource's command, if it has one. */
async function runAs(properties: Properties, command: unknown, previous?: Said): Promise<Said | undefined> {
  if (typeof command !== "string" || command === "") return undefined;
  return run(asConnection(properties), {
    command,
    stdin: properties.stdin as string | undefined,
    environment: properties.environment as Record<string, string> | undefined,
    previous: properties.addPreviousOutputInEnv === false ? undefined : previous,
  });
}

const saidIn = ({ stdout, stderr }: Properties): Said => ({
  stdout: String(stdout ?? ""),
  stderr: String(stderr ?? ""),
});

/**
 * command:remote:Command. No Read: a refresh returns the saved state. Every input counts in a diff, secrets too; only the
 * SDK says what replaces, and says so of `triggers`.
 */
export const remoteCommand: ResourceHandler<undefined> = {
  inputs: {
    connection: { required: true },
    create: {},
    update: {},
    delete: {},
    stdin: {},
    environment: {},
    logging: {},
    triggers: {},
    addPreviousOutputInEnv: { default: true },
  },
  computed: ["stdout", "stderr"],

  check(inputs) {
    const connection = checkConnection(inputs.connection);
    return Array.isArray(connection) ? connection : { ...inputs, connection };
  },

  // Called only if an input changed, and then the command's output is not known yet.
  planned: (inputs) => ({ ...inputs, stdout: UNKNOWN, stderr: UNKNOWN }),

  async create(inputs) {
    const said = (await runAs(inputs, inputs.create)) ?? NOTHING;
    return { id: `command${randomBytes(4).toString("hex")}`, outputs: { ...inputs, ...said } };
  },

  async update(saved, inputs) {
    const before = saidIn(saved.outputs);
    const said = (await runAs(inputs, inputs.update || inputs.create, before)) ?? before;
    return { ...inputs, ...said };
  },

  // With the saved connection and command: the program may no longer know them.
  async delete(saved) {
    await runAs(saved.outputs, saved.outputs.delete, saidIn(saved.outputs));
  },
};
