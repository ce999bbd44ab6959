import { placeOfTemplate } from "../schema/docroot";
import type { KeyName, Values } from "../schema/keys";
import type { Refuse } from "../schema/refuse";
import { usesTwoAccounts } from "./presence";

/** What a docroot needs in order to assume the bucket role. */
const ROLE_PLACEHOLDERS = ["{roleArn}", "{externalId}"];

/** Refuses a template of the docroot that does not fit the stack's bucket and accounts. */
export function checkDocrootTemplate(present: ReadonlySet<KeyName>, values: Values, refuse: Refuse): void {
  const template = values.docrootTemplate;
  if (template === undefined || !present.has("bucket")) return;
  checkPrefix(template, values.bucket?.prefix ?? "", refuse);
  if (usesTwoAccounts(present, values)) checkNamesRole(template, refuse);
  else checkNamesNoRole(template, refuse);
}

/** Without the folder that the rights are bound to, the user would see what other stacks' rights reach. */
function checkPrefix(template: string, prefix: string, refuse: Refuse): void {
  if (prefix === "" || /\{(prefix|encodedPrefix)\}/.test(placeOfTemplate(template))) return;
  refuse("docrootTemplate", {
    expected: "a template that contains {prefix}, since aspera:bucket has one",
    got: "no {prefix}",
    hint: "put {prefix} after {bucket}, before any `?`; or remove `prefix` from aspera:bucket",
  });
}

function checkNamesRole(template: string, refuse: Refuse): void {
  const missing = ROLE_PLACEHOLDERS.filter((placeholder) => !template.includes(placeholder));
  if (missing.length === 0) return;
  refuse("docrootTemplate", {
    expected: "a template that contains {bucket}, {roleArn} and {externalId}",
    got: `no ${missing.join(" or ")}`,
    hint: `add ${missing.join(" and ")} where the option's value goes`,
  });
}

function checkNamesNoRole(template: string, refuse: Refuse): void {
  const unused = ROLE_PLACEHOLDERS.filter((placeholder) => template.includes(placeholder));
  if (unused.length === 0) return;
  refuse("docrootTemplate", {
    expected: "a template of {host}, {bucket} and {prefix}",
    got: unused.join(" and "),
    hint: "remove it from the template; with one account no role is assumed",
  });
}
