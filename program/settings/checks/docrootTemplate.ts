import { templateMisfits } from "../../../model/docroot/template";
import type { KeyName, Values } from "../schema/keys";
import { KEYS } from "../schema/keys";
import type { Refuse } from "../schema/refuse";
import { expectationOf } from "../schema/rules";
import { usesTwoAccounts } from "./presence";

/** Refuses a template of the docroot that does not fit the stack's bucket and accounts. */
export function checkDocrootTemplate(present: ReadonlySet<KeyName>, values: Values, refuse: Refuse): void {
  const template = values.docrootTemplate;
  if (template === undefined || !present.has("bucket")) return;
  const namesRole = usesTwoAccounts(present, values);
  const namesSession = namesRole && present.has("sessionName");
  const stack = { prefix: values.bucket?.prefix, namesRole, namesSession };
  for (const { expected = expectationOf(KEYS.docrootTemplate.schema), ...fault } of templateMisfits(
    template,
    stack,
  ))
    refuse("docrootTemplate", { expected, ...fault });
}
