import type { ObserveAnswer } from "../../../model/agent/serverAnswer";
import { CLOSED_DOCROOT } from "../../../model/docroot/uri";
import { placeOf } from "../../../model/ssh/connection";
import { restartArgs } from "../../../program/arguments/asperaLinkArgs";
import { docrootPlace } from "../../../program/arguments/docrootPlace";
import type { Customer } from "../../../program/settings";
import { observe } from "../../../provider/docroot/observe";
import { askToClose } from "../../../provider/former/askToClose";
import type { Ending } from "./ending";
import type { Proof } from "./evidence";
import type { Look, Step } from "./step";

/** Points the docroot to a path that leads nowhere. An empty one would open the server's whole file system. */
export function closeTheDocroot({ customer, connection }: Ending): Step {
  const place = placeOf(connection);
  const { transferUser } = customer;
  const whose = `the docroot of transfer user ${transferUser} on ${place}`;
  const proof = (outcome: string, said: string): Omit<Proof, "at">[] => [{ what: whose, outcome, said }];
  return {
    name: "close the docroot",
    by: [`${connection.user} on ${place}`],
    async look(): Promise<Look> {
      const inputs = { connection, transferUser, ...docrootPlace(customer) };
      const { answer, failure } = await observe(inputs);
      if (!answer) {
        const said = failure?.text ?? "no answer";
        const cannot = `${said}; ${whose} stays as it is`;
        return {
          cannot,
          proofs: proof("not proven", said),
          open: [`${whose} was not closed: ${said}; ${until(customer)}`],
        };
      }
      return lookAt(answer);
    },
    async act() {
      const meant = { connection, transferUser, ...docrootPlace(customer) };
      const { changed, docroot, reason, restarted } = await askToClose(meant, restartArgs(customer.restart));
      const closed = docroot === CLOSED_DOCROOT;
      const service =
        restarted === "pending" ? "asperanoded is still to be restarted" : `asperanoded: ${restarted}`;
      return {
        did: changed
          ? `${whose} leads to ${CLOSED_DOCROOT}; ${service}`
          : `left ${whose} as it is: ${reason}; ${service}`,
        proofs: proof(closed ? "closed" : "open", `reads ${docroot || "(none)"}`),
        open: [
          ...(closed ? [] : [`${whose} was not closed: ${reason}`]),
          ...(restarted === "pending"
            ? [`asperanoded on ${place} serves the docroot of before until it is restarted`]
            : []),
        ],
      };
    },
  };

  function lookAt({ docroot, owner, transferUserEntry, asperanoded }: ObserveAnswer): Look {
    const reads = `reads ${docroot || "(none)"}`;
    if (transferUserEntry !== "present") {
      const already = `aspera.conf on ${place} has no entry for transfer user ${transferUser}`;
      return { already, proofs: proof("no entry", already) };
    }
    if (docroot === CLOSED_DOCROOT) {
      if (asperanoded !== "answers, restart pending")
        return { already: `${whose} leads to ${CLOSED_DOCROOT}`, proofs: proof("closed", reads) };
      return {
        will: `${restartWords(customer)}: it still serves the docroot of before, and ${whose} is closed already`,
      };
    }
    if (owner !== "ours")
      return {
        cannot: `${whose} is not this stack's, and stays as it is: ${docroot || "(none)"}`,
        proofs: proof("another's", reads),
        open: [`${whose} is not this stack's and was left as it is: ${docroot || "(none)"}`],
      };
    return { will: `point ${whose} to ${CLOSED_DOCROOT}, where nothing is, and ${restartWords(customer)}` };
  }
}

/** What a docroot that stays as it is leads to. */
function until({ bucketRole }: Customer): string {
  return bucketRole
    ? "it names the bucket role, and leads nowhere without it; run this again when the server can be reached"
    : "it names no role, and leads on wherever the server role's other rights reach; run this again when the server can be reached";
}

function restartWords({ restart }: Customer): string {
  if (restart.mode === "none") return "restart nothing, as aspera:restart says";
  if (restart.mode === "reload") return "have asperanoded reload its configuration";
  return restart.mode === "whenIdle" ? "restart asperanoded when no transfer runs" : "restart asperanoded";
}
