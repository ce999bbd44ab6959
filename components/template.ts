import * as pulumi from "@pulumi/pulumi";
import { STORAGE_HOST, type TemplateStack, templateFault, templateMisfits } from "../model/docroot/template";
import type { DocrootPlaceArgs } from "./docrootPlace";

/**
 * The template of a docroot as it was given, once it is known to lead where the rights are granted and the proof asks.
 * @throws RunError at once where all of it is plain text; otherwise the output fails as soon as it is known.
 * @param namesRole whether a bucket role is assumed.
 */
export function checkedTemplate(
  {
    template,
    prefix,
    storageHost,
    sessionName,
  }: Pick<DocrootPlaceArgs, "template" | "prefix" | "storageHost" | "sessionName">,
  namesRole: boolean,
): pulumi.Input<string> | undefined {
  const namesSession = namesRole && sessionName !== undefined;
  if (isPlain(template) && isPlain(prefix) && isPlain(storageHost)) {
    confirm(template, storageHost, { prefix, namesRole, namesSession });
    return template;
  }
  return pulumi.all([template, prefix, storageHost]).apply(([text, folder, host]) => {
    confirm(text, host, { prefix: folder, namesRole, namesSession });
    // Nothing is known of a template that was left out but its absence.
    return text as string;
  });
}

function isPlain(given: pulumi.Input<string> | undefined): given is string | undefined {
  return given === undefined || typeof given === "string";
}

function confirm(template: string | undefined, storageHost: string | undefined, stack: TemplateStack): void {
  if (storageHost !== undefined && !STORAGE_HOST.test(storageHost))
    throw new pulumi.RunError(
      `expected storageHost to be a host, with :port if it needs one, got ${JSON.stringify(storageHost)}\n` +
        "hint: write it as in s3.amazonaws.com, with no scheme, login or path",
    );
  if (template === undefined) return;
  const fault = templateFault(template) ?? templateMisfits(template, stack)[0];
  if (!fault) return;
  const { expected = "a template that starts with s3:// and contains {bucket}", got, hint } = fault;
  throw new pulumi.RunError(
    `template of the docroot: expected ${expected}, got ${got ?? JSON.stringify(template)}\nhint: ${hint}`,
  );
}
