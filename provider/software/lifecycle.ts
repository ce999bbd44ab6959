import { FindingError, refusalOf } from "../../model/findings/finding";
import { placeOf } from "../../model/ssh/connection";
import type { Call } from "../protocol/handler";
import type { SoftwareInputs, SoftwareState } from "./properties";
import type { UpgradeAnswer } from "./upgradeRequest";

/** How the resource reaches the server; a stand-in in unit tests. */
export interface Reach {
  /** Upgrades the server when the package is newer. Throws a sentence and a hint. */
  upgradeServer(inputs: SoftwareInputs): Promise<UpgradeAnswer>;
  /** Shows a line to the person who runs Pulumi, beside the resource. */
  readonly log: Call["log"];
}

/** The inputs as the engine keeps them: with what may be shown of the package. */
type Checked = SoftwareInputs & { readonly package: string };

/** What the methods of the ServerSoftware resource do. */
export function softwareLifecycle({ upgradeServer, log }: Reach) {
  async function upgraded(inputs: Checked, backup = ""): Promise<SoftwareState> {
    let answer: UpgradeAnswer;
    try {
      answer = await upgradeServer(inputs);
    } catch (error) {
      throw failureOf(error, inputs);
    }
    const { changed, package: name, from, to, putBack, reason } = answer;
    await log(
      "info",
      changed
        ? `${name}: ${from} => ${to}, etc of before in ${answer.backup}` +
            (putBack.length > 0 ? `, put back: ${putBack.join(", ")}` : "")
        : `${name} ${to} stays: ${reason}`,
    );
    return { ...inputs, installed: `${name} ${to}`, backup: changed ? answer.backup : backup };
  }

  return {
    async create(inputs: Checked): Promise<{ id: string; state: SoftwareState }> {
      return { id: `software@${inputs.connection.host}`, state: await upgraded(inputs) };
    },

    /** Runs again for any other input: a version that is new enough ends it at once. */
    update(olds: SoftwareState, news: Checked): Promise<SoftwareState> {
      return upgraded(news, olds.connection.host === news.connection.host ? olds.backup : "");
    },

    /** Taken out of the settings: there is no downgrade, so the server stays as it is. */
    async remove({ installed, connection }: SoftwareState): Promise<void> {
      await log("info", `left as it is: ${installed} on ${connection.host}`);
    },
  };
}

function failureOf(error: unknown, { connection }: SoftwareInputs): Error {
  const expected = `the software of ${placeOf(connection)} to be upgraded`;
  if (error instanceof FindingError) return new Error(refusalOf(expected, error.found));
  const [sentence, hint] = (error as Error).message.split("\nhint: ");
  return new Error(`expected ${expected}, got: ${sentence}\nhint: ${hint ?? "run `pulumi up` again"}`);
}
