import { finding } from "../finding";

interface Facts {
  /** Name of the role. */
  readonly role: string;
  /** What the metadata service says: `AssumeRoleUnauthorizedAccess`. */
  readonly reason: string;
}

export const instanceRoleWithoutCredentials = finding<Facts>({
  code: "link-instance-role-without-credentials",
  owner: "server account",
  transient: true,
  text: ({ role, reason }) => `the server gets no credentials for its instance role ${role}: ${reason}`,
  hint: ({ role }) =>
    `make the trust policy of role ${role} allow ec2.amazonaws.com sts:AssumeRole, and check that a date condition ` +
    "in it has not expired",
  meaning:
    "The instance profile is attached, but EC2 may not assume its role: the trust policy does not name EC2, or its date " +
    "window is over. Every customer's transfers to S3 fail.",
  example: { role: "aspera-server", reason: "AssumeRoleUnauthorizedAccess" },
});
