import { refusalOf } from "../../model/findings/finding";
import { placeOf } from "../../model/ssh/connection";
import { parseKeepAnswer } from "../agent/answer";
import { askAgent, foundIn } from "../agent/askAgent";
import { requestLines } from "../agent/request";
import { changingLogin, perlCommand } from "../ssh/logins";
import { OBSERVE_PATIENCE } from "./observe";
import type { DocrootInputs } from "./properties";

/**
 * Keeps the agent on the server, for the Command that applies the docroot: with the login and the rights of that.
 * @returns where it is kept.
 * @throws when it cannot be kept; nothing else was changed.
 */
export async function keepAgent({ connection, transferUser }: DocrootInputs): Promise<string> {
  const request = requestLines({ mode: "keep", root: connection.asperaRoot, user: transferUser });
  try {
    return parseKeepAnswer(
      await askAgent(changingLogin(connection), perlCommand(connection.sudo), request, OBSERVE_PATIENCE),
    );
  } catch (error) {
    const expected = `the agent to be kept beside aspera.conf on ${placeOf(connection)}`;
    throw new Error(refusalOf(expected, foundIn(error)));
  }
}
