import { notProven, plain, type Rule, unreachable } from "./words";

/** STS refuses a request whose time is more than five minutes off (IAM User Guide, "Troubleshooting signed requests"). */
const CLOCK_LIMIT = 300;

const onServer = (link: string, nextStep: string, passing = false) => ({
  link,
  atFault: "server",
  nextStep,
  passing,
});

const noCurl: Rule = ({ curl }) =>
  curl === "missing"
    ? onServer("no curl", "install curl on the server: the proof asks AWS with it")
    : undefined;

const noMetadata: Rule = ({ metadata }) =>
  metadata === "off" || metadata === "not asked"
    ? onServer(
        "metadata service off",
        "switch it on: aws ec2 modify-instance-metadata-options --http-endpoint enabled --instance-id ID; " +
          "or let the login reach 169.254.169.254",
      )
    : undefined;

const noRole: Rule = ({ instanceRole, instanceRoleTrouble }, { serverRole, region }) => {
  const name = serverRole.split("/").at(-1);
  const atFault = "server account";
  if (instanceRole === "") {
    const nextStep = `attach the instance profile: aws ec2 associate-iam-instance-profile --region ${region} --instance-id INSTANCE_ID_OF_THE_SERVER --iam-instance-profile Name=${name}`;
    return { link: "no instance role", atFault, nextStep, passing: true };
  }
  if (instanceRoleTrouble === "") return undefined;
  const nextStep = `EC2 gives no credentials of role ${instanceRole} (${instanceRoleTrouble}): its trust must name EC2`;
  return { link: "no instance role", atFault, nextStep, passing: true };
};

/** Before the words of STS: a wrong clock makes it refuse everything. */
const clock: Rule = ({ skew }) =>
  skew !== null && Math.abs(skew) >= CLOCK_LIMIT
    ? onServer(`clock off by ${Math.abs(skew)} s`, "set the server's clock and let chronyd or ntpd keep it")
    : undefined;

const whoAmI: Rule = ({ whoami }, { sts }) => {
  if (whoami.startsWith("unreachable: ")) return unreachable("STS", sts, whoami);
  if (whoami === "done") return undefined;
  return notProven(`STS answered ${plain(whoami)} to GetCallerIdentity`, "run the proof again");
};

const wrongRole: Rule = ({ caller, assume }, { serverRole }) => {
  if (isSessionOf(caller, serverRole)) return undefined;
  if (assume !== "not asked") return undefined;
  return {
    link: `wrong role: ${caller || "STS did not say which"}`,
    atFault: "server account",
    nextStep: `let the server carry ${serverRole}: associate its instance profile; a role changed inside a profile takes up to an hour`,
    passing: false,
  };
};

/** Whether `arn:aws:sts::ACCOUNT:assumed-role/NAME/SESSION` is a session of `arn:aws:iam::ACCOUNT:role/PATH/NAME`. */
function isSessionOf(caller: string, role: string): boolean {
  const [, account, name] = /:iam::(\d{12}):role\/(?:.*\/)?([^/]+)$/.exec(role) ?? [];
  return caller.includes(`:sts::${account}:assumed-role/${name}/`);
}

/** What may be wrong on the server and in its account before a bucket comes into it, in the order of the telling. */
export const SERVER_RULES: readonly Rule[] = [noCurl, noMetadata, noRole, clock, whoAmI, wrongRole];
