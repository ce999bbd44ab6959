import { placeOfTemplate } from "./docroot";
import { exampleOf, type KeyName, type Values } from "./keys";
import { refuseMissing } from "./missing";
import type { Refuse } from "./refuse";
import type { Customer, TwoAccountCustomer } from "./types";

/** What a second account needs, all of it. */
const SECOND_ACCOUNT_NEEDS: readonly KeyName[] = ["bucketRole", "externalId"];

/** What would do nothing with one account; `proof` asks for refusals, of which there are none. */
const SECOND_ACCOUNT_ONLY: readonly KeyName[] = [...SECOND_ACCOUNT_NEEDS, "proof"];

/** True when bucket and server are in two accounts, as in IBM's article on external IDs; else in one, as in that on IAM roles. */
export function spansTwoAccounts(customer: Customer): customer is TwoAccountCustomer {
  return customer.bucketRole !== undefined;
}

/** What the procedure that a customer's settings mean lacks, and what it has no use for. */
export function checkProcedure(present: ReadonlySet<KeyName>, values: Values, refuse: Refuse): void {
  const { serverAccount, bucketAccount, docrootTemplate, bucket } = values;
  refuseWider(docrootTemplate, bucket?.prefix ?? "", refuse);
  if (!present.has("bucketAccount") || (bucketAccount && bucketAccount.id === serverAccount?.id)) {
    refuseIdle(present, bucketAccount?.id, refuse);
    refuseTemplate(docrootTemplate, [], refuse);
  } else {
    refuseMissing(SECOND_ACCOUNT_NEEDS, present, refuse);
    refuseTemplate(docrootTemplate, ["{roleArn}", "{externalId}"], refuse);
  }
}

function refuseIdle(present: ReadonlySet<KeyName>, id: string | undefined, refuse: Refuse): void {
  const idle = SECOND_ACCOUNT_ONLY.filter((name) => present.has(name)).join(", ");
  if (idle === "") return;
  const alone = `leave ${idle} out: in one account the server role holds the rights itself`;
  if (id === undefined) {
    const hint = `for a bucket in the server's account ${alone}; for one in another: ${exampleOf("bucketAccount")}`;
    refuse("bucketAccount", { expected: `an account beside ${idle}`, got: "nothing", hint });
  } else {
    const expected = `another account than aspera:serverAccount beside ${idle}`;
    refuse("bucketAccount.id", { expected, hint: `correct one of the ids, or ${alone}` }, id);
  }
}

/** A docroot without the folder that the rights are bound to would show the user what other stacks' rights reach. */
function refuseWider(template: string | undefined, prefix: string, refuse: Refuse): void {
  if (template === undefined || prefix === "" || /\{(prefix|encodedPrefix)\}/.test(placeOfTemplate(template)))
    return;
  refuse("docrootTemplate", {
    expected: "a template that holds {prefix}, as aspera:bucket has one",
    got: "none of {prefix}",
    hint: "put {prefix} behind {bucket}, in front of any `?`; or leave `prefix` out of aspera:bucket",
  });
}

/** A docroot names the bucket role and the external ID where there are any; what is named must be there. */
function refuseTemplate(template: string | undefined, needed: readonly string[], refuse: Refuse): void {
  if (template === undefined) return;
  const lost = needed.filter((placeholder) => !template.includes(placeholder)).join(" and ");
  if (lost !== "") {
    const expected = "a template that holds {bucket}, {roleArn} and {externalId}";
    refuse("docrootTemplate", { expected, got: `none of ${lost}`, hint: `put ${lost} where it belongs` });
  }
  const idle = ["{roleArn}", "{externalId}"].filter((name) => needed.length === 0 && template.includes(name));
  if (idle.length > 0) {
    const expected = "a template of {host}, {bucket} and {prefix}";
    const hint = "in one account no role is assumed; leave it out of the template";
    refuse("docrootTemplate", { expected, got: idle.join(" and "), hint });
  }
}
