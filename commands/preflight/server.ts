import { placeOf, type ServerConnection } from "../../model/ssh/connection";
import { parseObserveAnswer } from "../../provider/agent/answer";
import { foundIn, runProgram } from "../../provider/agent/askAgent";
import { changingLogin, observingLogin, perlCommand } from "../../provider/ssh/logins";
import { runOverSsh } from "../../provider/ssh/ssh";
import { type CheckResult, ok, stop } from "./result";

const PATIENCE = { connect: 10, total: 30 };

/** SSH: every login that the program will use works, with the pinned host key. */
export async function sshCheck(connection: ServerConnection): Promise<CheckResult> {
  const { user, observer } = connection;
  try {
    await runOverSsh(changingLogin(connection), "true", "", PATIENCE);
    if (observer) await runOverSsh(observingLogin(connection), "true", "", PATIENCE);
    const users = observer ? `${user} and ${observer.user}` : user;
    return ok("ssh", `${placeOf(connection)} as ${users}, with the pinned host key`);
  } catch (error) {
    return stop("ssh", foundIn(error));
  }
}

/** A Perl program that does nothing, and reads what else comes. */
const NOTHING = "exit 0;\n__END__\n";

/** Whether changes could be made: a program that does nothing, run the way that the agent is. */
export async function sudoCheck(connection: ServerConnection): Promise<CheckResult> {
  const command = perlCommand(connection.sudo);
  try {
    const run = await runProgram(changingLogin(connection), command, NOTHING, PATIENCE);
    // It answers nothing; only what kept it from running is read.
    if (run.code !== 0) parseObserveAnswer(run);
    return ok("sudo", `\`${command}\` runs`);
  } catch (error) {
    return stop("sudo", foundIn(error));
  }
}
