import type { SoftwareInputs, SoftwareState } from "./properties";
import type { UpgradeAnswer } from "./upgradeRequest";

/** How the resource reaches the server; the real thing in entry.js, a stand-in in unit tests. */
export interface Reach {
  /** Upgrades the server when the package is newer. Throws a sentence and a hint. */
  upgradeServer(inputs: SoftwareInputs): Promise<UpgradeAnswer>;
  /** Shows a line to the person who runs Pulumi, beside the resource. */
  say(line: string): void;
}

/** What the methods of the ServerSoftware resource do. Its state echoes at a refresh: the docroot's own look sees a version. */
export function softwareLifecycle({ upgradeServer, say }: Reach) {
  async function upgraded(inputs: SoftwareInputs, backup = ""): Promise<SoftwareState> {
    let answer: UpgradeAnswer;
    try {
      answer = await upgradeServer(inputs);
    } catch (error) {
      throw inWords(error as Error, inputs);
    }
    const { changed, package: name, from, to, putBack, reason } = answer;
    say(
      changed
        ? `${name}: ${from} => ${to}, etc of before in ${answer.backup}` +
            (putBack.length > 0 ? `, put back: ${putBack.join(", ")}` : "")
        : `${name} ${to} stays: ${reason}`,
    );
    return { ...inputs, installed: `${name} ${to}`, backup: changed ? answer.backup : backup };
  }

  return {
    async create(inputs: SoftwareInputs): Promise<{ id: string; outs: SoftwareState }> {
      return { id: `software@${inputs.host}`, outs: await upgraded(inputs) };
    },

    /** Runs again for any other input: a version that is new enough ends it at once. */
    async update(_id: string, olds: SoftwareState, news: SoftwareInputs): Promise<{ outs: SoftwareState }> {
      return { outs: await upgraded(news, olds.host === news.host ? olds.backup : "") };
    },

    /** Taken out of the settings: there is no downgrade, so the server stays as it is. */
    async remove(_id: string, { installed, host }: SoftwareState): Promise<void> {
      say(`left as it is: ${installed} on ${host}`);
    },
  };
}

function inWords(error: Error & { sentence?: string; hint?: string }, { host, port }: SoftwareInputs): Error {
  const sentence = error.sentence ?? error.message.split("\n")[0];
  const hint = error.hint ?? error.message.split("\nhint: ")[1] ?? "run `pulumi up` again";
  return new Error(
    `expected the software of ${host}:${port} to be upgraded, got: ${sentence}\nhint: ${hint}`,
  );
}
