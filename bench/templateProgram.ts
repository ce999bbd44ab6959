import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Sandbox } from "../sandbox/lifecycle/start";

/**
 * The resources of the two-account procedure, written as Pulumi's template suggests: one file, all of `aws` imported, type
 * checked at start. A role in each account, the trust, the rights, and a Command that asks the server something.
 */
export function templateProgram({ home, ports }: Sandbox): string {
  const key = JSON.stringify(readFileSync(join(home, "ssh/id_ed25519"), "utf8"));
  return `import * as aws from "@pulumi/aws";
import * as command from "@pulumi/command";
import * as pulumi from "@pulumi/pulumi";

const operator = new aws.Provider("operator", { region: "us-east-1", profile: "operator" });
const customer = new aws.Provider("customer", { region: "us-east-1", profile: "acme" });
const policy = (Statement: object[]) => JSON.stringify({ Version: "2012-10-17", Statement });

const serverRole = new aws.iam.Role("server", {
  name: "template-server",
  assumeRolePolicy: policy([
    { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "ec2.amazonaws.com" } },
  ]),
}, { provider: operator });
new aws.iam.InstanceProfile("server", { name: "template-server", role: serverRole.name }, { provider: operator });
const bucketRole = new aws.iam.Role("bucket", {
  name: "template-acme",
  assumeRolePolicy: serverRole.arn.apply((AWS) => policy([{
    Effect: "Allow",
    Action: "sts:AssumeRole",
    Principal: { AWS },
    Condition: { StringEquals: { "sts:ExternalId": "acme-template-0123456789" } },
  }])),
}, { provider: customer });
new aws.iam.RolePolicy("bucket", {
  name: "s3",
  role: bucketRole.name,
  policy: policy([{ Effect: "Allow", Action: ["s3:ListBucket"], Resource: "arn:aws:s3:::acme-media" }]),
}, { provider: customer });
new aws.iam.RolePolicy("server", {
  name: "assume",
  role: serverRole.name,
  policy: bucketRole.arn.apply((Resource) => policy([{ Effect: "Allow", Action: "sts:AssumeRole", Resource }])),
}, { provider: operator });
const asked = new command.remote.Command("server", {
  connection: { host: "127.0.0.1", port: ${ports.ssh}, user: "ec2-user", privateKey: pulumi.secret(${key}) },
  create: "uname -n",
});
export const server = asked.stdout;
`;
}
