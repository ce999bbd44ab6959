import type { ServerProperties } from "../server/loginTarget";
import { softwareVerdict } from "../server/software/minimum";
import type { Observation } from "./observation";

/**
 * The next step for everything observed that `pulumi up` cannot put right: one line each, shown beside the diff. What up
 * repairs (the docroot, a stopped asperanoded) needs no hint.
 */
export function hints(
  { answer, failure }: Observation,
  { host, asperaRoot }: Pick<ServerProperties, "host" | "asperaRoot">,
): string[] {
  const on = (what: string, next: string) => `${what} on ${host}\nhint: ${next}`;
  if (failure) return [`${failure.sentence}\nhint: ${failure.hint}`];
  if (!answer) return [];
  const found: string[] = [];
  if (answer.problem !== "")
    found.push(on(answer.problem, "mend the file on the server; up changes nothing before"));
  if (answer.systemUser === "missing on the server") {
    found.push(
      on("the transfer user is no system user", "make it on the server, with aspshell as its shell"),
    );
  }
  if (answer.asperanoded === "not installed") {
    found.push(on("there is no asperanoded", "is this the Aspera server, and `asperaRoot` its folder?"));
  }
  if (answer.asperatrapd !== "running") {
    const enable = `${asperaRoot}/bin/astrap-config.sh enable`;
    found.push(
      on(`asperatrapd is ${answer.asperatrapd}: no transfer reaches S3`, `as root: ${enable}, then start it`),
    );
  }
  if (answer.s3Traffic === "http") {
    const file = `${asperaRoot}/etc/trapd/s3.properties`;
    found.push(
      on(
        "asperatrapd talks to S3 over plain HTTP",
        `set s3service.https-only=true in ${file} and restart asperatrapd`,
      ),
    );
  }
  if (answer.s3Traffic === "unknown") {
    const file = `${asperaRoot}/etc/trapd/s3.properties`;
    found.push(on("whether S3 is reached over HTTPS is not visible", `let this login read ${file}`));
  }
  const software = softwareVerdict(answer);
  if (software.is === "unknown") {
    found.push(
      on(
        "whether the software is new enough to use a role is not known",
        `see \`${asperaRoot}/bin/ascp -A\`: 3.3.74992 or newer, Aspera On Demand 3.4.0 or newer`,
      ),
    );
  }
  if (software.is === "too old") {
    found.push(
      on(
        `${answer.product} is ${software.version}, older than ${software.minimum}`,
        "it cannot use a role; upgrade it (docs/upgrade.md)",
      ),
    );
  }
  return found;
}
