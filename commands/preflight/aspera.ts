import type { ObserveAnswer } from "../../components/agent/answer";
import { docrootTexts } from "../../components/docroot/docrootArgs";
import { observe } from "../../components/docroot/observe";
import { ALL_WELL, type DocrootInputs } from "../../components/docroot/properties";
import { CLOSED_DOCROOT } from "../../components/docroot/uri";
import type { ServerProperties } from "../../components/server/loginTarget";
import { softwareVerdict } from "../../components/server/software/minimum";
import type { Customer } from "../../components/settings/types";
import { type Finding, note, ok, stop } from "./finding";

/** Asks the server as a refresh does: Aspera's version and services, the transfer user and its docroot. */
export async function asperaChecks(
  customer: Customer,
  server: ServerProperties,
  stack: string,
): Promise<Finding[]> {
  const { answer, failure } = await observe(inputsOf(customer, server));
  if (!answer) return [stop("aspera", failure?.sentence ?? "no answer", failure?.hint ?? "")];
  return asperaFindings(customer, answer, stack);
}

/** What the server's answer means for this stack. */
export function asperaFindings(customer: Customer, answer: ObserveAnswer, stack: string): Finding[] {
  return [
    version(customer, answer),
    services(answer),
    transferUser(customer, answer),
    docroot(customer, answer, stack),
  ];
}

function inputsOf(customer: Customer, server: ServerProperties): DocrootInputs {
  const { uri, maskedUri, externalId, mark } = docrootTexts(customer);
  return {
    ...server,
    ...ALL_WELL,
    docroot: maskedUri,
    maskedWanted: maskedUri,
    transferUser: customer.transferUser,
    wanted: uri,
    externalId,
    mark,
    takeOver: customer.docroot.takeOver ?? "",
  };
}

function version({ server }: Customer, answer: ObserveAnswer): Finding {
  const { product, version, usersServed, transfers } = answer;
  const verdict = softwareVerdict(answer);
  if (verdict.is === "too old") {
    const found = `expected version ${verdict.minimum} or newer of ${product}, got ${verdict.version}`;
    return server?.upgrade
      ? note("aspera", `${found}; up upgrades it first`)
      : stop("aspera", found, "upgrade it by hand, or by `upgrade` in aspera:server (docs/upgrade.md)");
  }
  const running = transfers === null ? "" : `, ${transfers} transfers running`;
  const found = `Aspera ${version}, ${usersServed} users${running}`;
  return version === "unknown"
    ? note("aspera", found, "ascp -A on the server should tell")
    : ok("aspera", found);
}

function services({ asperanoded, asperatrapd, s3Traffic }: ObserveAnswer): Finding {
  const found = `asperanoded ${asperanoded}; asperatrapd ${asperatrapd}; S3 over ${s3Traffic}`;
  const hints = [
    ...(asperatrapd === "running"
      ? []
      : ["/opt/aspera/bin/astrap-config.sh enable   (object storage needs asperatrapd)"]),
    ...(s3Traffic === "https" ? [] : ["s3service.https-only=true   in /opt/aspera/etc/trapd/s3.properties"]),
  ];
  if (asperanoded === "not installed" || asperanoded === "running, does not answer") {
    return stop(
      "services",
      found,
      "asperanoded must be well before anything is changed: systemctl status asperanoded",
    );
  }
  return hints.length === 0 && asperanoded === "answers"
    ? ok("services", found)
    : note("services", found, ...hints);
}

function transferUser(
  { transferUser: user, createTransferUserEntry }: Customer,
  seen: ObserveAnswer,
): Finding {
  const check = "transfer user";
  if (seen.systemUser !== "present") {
    return stop(
      check,
      `${user}: ${seen.systemUser}`,
      `sudo useradd -m -s /bin/aspshell ${user}   on the server`,
    );
  }
  if (seen.transferUserEntry === "present") return ok(check, `${user}: in aspera.conf and on the system`);
  return createTransferUserEntry
    ? ok(check, `${user}: ${seen.transferUserEntry}; up adds it`)
    : stop(
        check,
        `${user}: ${seen.transferUserEntry}`,
        "pulumi config set aspera:createTransferUserEntry true",
      );
}

function docroot({ docroot: wanted }: Customer, seen: ObserveAnswer, stack: string): Finding {
  const check = "docroot now";
  if (seen.problem) return stop(check, seen.problem, "mend aspera.conf on the server");
  if (seen.docroot === "") return ok(check, "none; up sets it");
  if (seen.same) return ok(check, "already the wanted one");
  if (seen.owner === "ours") return ok(check, `this stack's: ${seen.docroot}`);
  if (seen.docroot === CLOSED_DOCROOT) return ok(check, "closed by an earlier stack");
  const found = `somebody else's: ${seen.docroot} (fingerprint ${seen.fingerprint})`;
  if (wanted.takeOver === seen.fingerprint)
    return note(check, `${found}; aspera:takeOver allows up to replace it`);
  return stop(
    check,
    found,
    "use another transfer user, or take it over once:",
    `pulumi config set aspera:takeOver ${seen.fingerprint} --stack ${stack}`,
  );
}
