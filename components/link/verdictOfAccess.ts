import { notProven, plain, type Rule, rightsHolder, unreachable, type Verdict } from "./words";

const refusedAssume: Rule = ({ assume, because }, { serverRole, bucketRole, sts }) => {
  if (assume === "done" || bucketRole === "") return undefined;
  if (assume.startsWith("unreachable: ")) return unreachable("STS", sts, assume);
  if (assume !== "refused")
    return notProven(`STS answered ${plain(assume)} to AssumeRole`, "run the proof again");
  const told = because === "" ? "" : ` (AWS: ${because})`;
  return {
    link: "assume refused",
    atFault: /identity-based|permissions boundary/.test(because)
      ? "server account"
      : /resource-based|trust/.test(because)
        ? "bucket account"
        : "server account or bucket account",
    nextStep:
      `the server account must let ${serverRole} assume ${bucketRole}, and that role must trust it with the external ID; ` +
      `when neither shows in this preview, look for a service control policy${told}`,
    passing: true,
  };
};

/** Worse than anything that does not work: told before it. */
const open: Rule = ({ without, wrong }, { bucketRole }) => {
  const shut =
    "the trust needs the condition StringEquals sts:ExternalId; `up` restores it where this stack holds the account";
  const found = (how: string): Verdict => ({
    link: `open: assumable ${how}`,
    atFault: "bucket account",
    nextStep: `close ${bucketRole}: ${shut}`,
    passing: true,
  });
  if (without === "done") return found("without the external ID");
  if (wrong === "done") return found("with a wrong external ID");
  for (const [outcome, how] of [
    [without, "without the external ID"],
    [wrong, "with a wrong external ID"],
  ] as const) {
    if (outcome === "refused" || outcome === "not asked") continue;
    return notProven(
      `assuming ${how} ended in ${plain(outcome)}, where a refusal was expected`,
      "run the proof again",
    );
  }
  return undefined;
};

const region: Rule = ({ bucketRegion, instanceRegion }, facts) => {
  const here = instanceRegion || facts.region;
  if (bucketRegion === "" || bucketRegion === here) return undefined;
  return {
    link: `bucket in ${bucketRegion}, server in ${here}`,
    atFault: "operator",
    nextStep:
      "Aspera serves buckets of its own region only: use a bucket there, or a server in the bucket's region",
    passing: false,
  };
};

const listing: Rule = ({ list }, facts) => {
  const { lists, bucket, prefix, s3 } = facts;
  if (!lists || list === "done") return undefined;
  const { role, atFault } = rightsHolder(facts);
  if (list === "refused") {
    const nextStep = `${role} needs s3:ListBucket on ${bucket} for ${prefix || "every key"}; look at the bucket's own policy too`;
    return { link: "list refused", atFault, nextStep, passing: true };
  }
  if (/ NoSuchBucket$/.test(list)) {
    return {
      link: `no bucket named ${bucket}`,
      atFault,
      nextStep: "make the bucket again, in the same account",
      passing: false,
    };
  }
  if (list.startsWith("unreachable: ")) return unreachable("S3", s3, list);
  return notProven(`S3 answered ${plain(list)} to a listing`, "run the proof again");
};

const outside: Rule = ({ outside: seen }, { prefix }) => {
  if (seen === "refused" || seen === "not asked") return undefined;
  if (seen === "done") {
    return {
      link: "outside the prefix is readable",
      atFault: "bucket account",
      nextStep: `narrow the rights on the bucket: s3:ListBucket only for ${prefix}*, in the role's policies and the bucket's`,
      passing: true,
    };
  }
  return notProven(`S3 answered ${plain(seen)} to a listing outside of the prefix`, "run the proof again");
};

const uploading: Rule = ({ upload, abort }, facts) => {
  const { uploads, bucket, prefix, s3 } = facts;
  if (!uploads) return undefined;
  const { role, atFault } = rightsHolder(facts);
  const rights = (right: string): Verdict => ({
    link: "upload refused",
    atFault,
    nextStep: `${role} needs ${right} on ${bucket}/${prefix}*; look at the bucket's policy and its KMS key too`,
    passing: true,
  });
  if (upload === "refused") return rights("s3:PutObject");
  if (upload.startsWith("unreachable: ")) return unreachable("S3", s3, upload);
  if (upload !== "done")
    return notProven(`S3 answered ${plain(upload)} to the start of an upload`, "run the proof again");
  if (abort === "done") return undefined;
  if (abort === "refused") return rights("s3:AbortMultipartUpload");
  return notProven(
    `S3 answered ${plain(abort)} to the end of an upload`,
    `abort it by hand: aws s3api list-multipart-uploads --bucket ${bucket} shows it`,
  );
};

/** The node user is asked last, and only where the docroot is already ours: see the agent. */
const asperaLeg: Rule = ({ aspera }) =>
  aspera === "done" || aspera === "not asked"
    ? undefined
    : {
        link: "access proven, Aspera leg not proven",
        atFault: "server",
        nextStep:
          `asperanoded, asked to list the docroot, answered ${plain(aspera)}: HTTP 401 is a wrong node user or password in ` +
          "aspera:nodeApi; else see var/log/trapd/aspera-trapd.log in Aspera's folder",
        passing: true,
      };

/** What may be wrong between the server role and the bucket, in the order of the telling. */
export const ACCESS_RULES: readonly Rule[] = [
  refusedAssume,
  open,
  region,
  listing,
  outside,
  uploading,
  asperaLeg,
];
