import type { Option as CommandOption } from "../../../commandLine/command";

/** One setting of a new customer, as it is given on the command line or asked for. */
export interface Option extends CommandOption {
  /** Its place in the settings: `bucketAccount.id`. */
  readonly setting: string;
  /** How its text becomes the setting's value; default: it is the value. A flag has no text and means true. */
  readonly form?: "list" | "number" | "flag";
  /** What a person at a terminal is asked when it was not given; left out: not asked. */
  readonly question?: string;
  /** Without it there is no customer: what stands in its place while the rest is looked at. Left out: it may be missing. */
  readonly needed?: string;
  /** The value when nothing is given, by the stack's name; left out: the setting's own default. */
  readonly standard?: (stack: string) => string;
}

/** What belongs to the customer. There is none for the external ID: it is minted here, and never a customer's choice. */
export const CUSTOMER_OPTIONS: Readonly<Record<string, Option>> = {
  account: {
    setting: "bucketAccount.id",
    word: "ID",
    help: "the customer's AWS account, twelve digits",
    question: "The customer's AWS account id",
    needed: "000000000001",
  },
  bucket: {
    setting: "bucket.name",
    word: "NAME",
    help: "their bucket",
    question: "Their bucket",
    needed: "bucket",
  },
  prefix: {
    setting: "bucket.prefix",
    word: "FOLDER",
    help: "folder in it, with / at its end; default: the whole bucket",
    question: "Folder in it, with / at its end; empty for the whole bucket",
  },
  access: {
    setting: "bucket.access",
    form: "list",
    word: "WORDS",
    help: "upload, download, browse, delete, with commas between; default: all four",
    question: "Rights: upload,download,browse,delete, or some of them; empty for all",
  },
  "kms-key": {
    setting: "bucket.kmsKeyArn",
    word: "ARN",
    help: "the KMS key that the bucket is encrypted with",
  },
  role: {
    setting: "bucketRole.name",
    word: "NAME",
    help: "the role that they will make; default: aspera-STACK",
    question: "The role that they will make",
    standard: (stack) => `aspera-${stack}`,
  },
  "role-path": { setting: "bucketRole.path", word: "PATH", help: "its IAM path; default: /" },
  "transfer-user": {
    setting: "transferUser",
    word: "NAME",
    help: "their user on the server, which no other customer has",
    question: "Their transfer user on the server",
    needed: "user",
  },
  "create-user-entry": {
    setting: "createTransferUserEntry",
    form: "flag",
    help: "adds that user to aspera.conf if only the entry is missing there",
  },
  "session-name": {
    setting: "sessionName.name",
    word: "NAME",
    help: "what their CloudTrail calls transfers",
  },
  "bucket-profile": {
    setting: "bucketAccount.profile",
    word: "NAME",
    help: "with --side both: profile of their account",
  },
  "bucket-assume-role": {
    setting: "bucketAccount.assumeRole.roleArn",
    word: "ARN",
    help: "with --side both: role in their account for Pulumi, in place of a profile",
  },
};

/** The server, and how it is reached: what `--like` takes from another stack. */
export const SERVER_OPTIONS: Readonly<Record<string, Option>> = {
  "server-account": {
    setting: "serverAccount.id",
    word: "ID",
    help: "your AWS account, in which the server is",
    question: "Your AWS account id, with the server",
    needed: "000000000002",
  },
  region: {
    setting: "serverAccount.region",
    word: "NAME",
    help: "the server's region",
    question: "Its region",
    needed: "us-east-1",
  },
  profile: {
    setting: "serverAccount.profile",
    word: "NAME",
    help: "profile of that account; default: the environment's credentials",
    question: "AWS profile of that account; empty for the environment's credentials",
  },
  "assume-role": {
    setting: "serverAccount.assumeRole.roleArn",
    word: "ARN",
    help: "role in that account for Pulumi, in place of a profile",
  },
  "server-role": {
    setting: "serverRole.name",
    word: "NAME",
    help: "the server's role, made by the server's own stack",
    question: "The server's role",
    needed: "role",
  },
  "create-server-role": {
    setting: "serverRole.create",
    form: "flag",
    help: "this stack makes that role: one customer, with a server of its own",
  },
  host: {
    setting: "server.host",
    word: "HOST",
    help: "the server, a name or an address",
    question: "The server's host name",
    needed: "server",
  },
  port: { setting: "server.port", form: "number", word: "PORT", help: "of SSH; default: 33001" },
  user: { setting: "server.user", word: "NAME", help: "login of its administrator; default: ec2-user" },
  "aspera-root": {
    setting: "server.asperaRoot",
    word: "FOLDER",
    help: "Aspera's folder there; default: /opt/aspera",
  },
  "instance-id": {
    setting: "server.instanceId",
    word: "ID",
    help: "its EC2 instance, whose console shows the host key",
    question: "Its EC2 instance id; empty if it has none",
  },
  "known-hosts": {
    setting: "server.knownHostsFile",
    word: "FILE",
    help: "has its host key, else pin it afterwards",
  },
  "host-key": {
    setting: "server.hostKey",
    word: "KEY",
    help: 'in place of that file, "ssh-ed25519 AAAA..."',
  },
  "ssh-key": {
    setting: "sshPrivateKeyFile",
    word: "FILE",
    help: "private key of that login; default: the SSH agent",
    question: "File of the SSH private key; empty for the SSH agent",
  },
};

/** Every option that is a setting. */
export const OPTIONS: Readonly<Record<string, Option>> = { ...CUSTOMER_OPTIONS, ...SERVER_OPTIONS };
