import * as v from "valibot";
import { accountOfArn, partitionOfArn, partitionOfRegion } from "../../../model/aws/arn";
import { roleArn } from "./arn";
import { externalId } from "./externalId";
import type { Setting } from "./readonly";
import { type Check, firstOf, like, must, text, unlike } from "./rules";
import { Secret } from "./secret";

const TWELVE_DIGITS = /^\d{12}$/;

/** Twelve digits, in quotes. */
export const accountId = text(
  "an account ID: twelve digits in quotes",
  firstOf(
    unlike(/^\d{4}-\d{4}-\d{4}$/, "remove the dashes"),
    like(TWELVE_DIGITS, "`aws sts get-caller-identity` prints it"),
  ),
);

const region = text(
  "a region such as us-east-1",
  firstOf(
    unlike(/^[a-z]+(-[a-z]+)+-\d+[a-z]$/, "that is an Availability Zone; drop the last letter"),
    like(/^[a-z]{2,4}(-[a-z]+){1,2}-\d{1,2}$/, "`aws ec2 describe-regions` lists them, in lower case"),
  ),
);

const profile = text(
  "the name of a profile in the AWS configuration files",
  like(/^[^\s\p{C}[\]]+$/u, "`aws configure list-profiles` prints the names"),
);

const assumeRole = v.pipe(
  v.object(
    {
      /** ARN of the role that Pulumi works as; needed. Refuses malformed ARNs and a role in another account. */
      roleArn,
      /** External ID the role asks for; default none. Refuses what `aspera:externalId` refuses; no message shows it. */
      externalId: v.optional(externalId),
    },
    "give `roleArn`, and `externalId` if the role asks for one",
  ),
  v.description("an object with roleArn"),
);

const shape = v.object({
  /** Twelve digits in quotes; needed. Refuses a number, since YAML drops leading zeros, and dashes. */
  id: accountId,
  /**
   * AWS region, such as `us-east-1`; needed where this stack holds the account's credentials, default the other account's.
   * Refuses an Availability Zone and upper case.
   */
  region: v.optional(region),
  /** Profile in the AWS configuration files; default: the environment's credentials. Refuses whitespace. */
  profile: v.optional(profile),
  /** Role to assume with the environment's credentials; default none. Refused next to `profile`. */
  assumeRole: v.optional(assumeRole),
});

type Shape = v.InferOutput<typeof shape>;

const oneWayIn: Check<Shape> = ({ profile, assumeRole }) =>
  profile !== undefined && assumeRole !== undefined
    ? { expected: "`profile` or `assumeRole`", got: "both", hint: "remove one of them" }
    : undefined;

const roleOfThisAccount: Check<Shape> = ({ id, assumeRole }) => {
  const other = assumeRole && accountOfArn(assumeRole.roleArn);
  return other === undefined || other === id || !TWELVE_DIGITS.test(id) || !TWELVE_DIGITS.test(other)
    ? undefined
    : {
        expected: `an assumeRole.roleArn in account ${id}`,
        got: `one in account ${other}`,
        hint: "correct `id` or `assumeRole.roleArn`",
      };
};

const roleOfThisPartition: Check<Shape> = ({ region = "", assumeRole }) => {
  const partition = partitionOfRegion(region);
  const other = assumeRole && partitionOfArn(assumeRole.roleArn);
  return other === undefined || other === partition || !/^[a-z0-9-]+$/.test(region) || !/^aws/.test(other)
    ? undefined
    : {
        expected: `an assumeRole.roleArn in partition ${partition}, that of region ${region}`,
        got: `one in partition ${other}`,
        hint: "correct `region` or `assumeRole.roleArn`; credentials of one partition are none in another",
      };
};

/** `aspera:serverAccount` and `aspera:bucketAccount`: an AWS account and the credentials that reach it. */
export const account = v.pipe(
  shape,
  must(firstOf(oneWayIn, roleOfThisAccount, roleOfThisPartition)),
  v.transform(({ assumeRole, ...account }) => ({
    ...account,
    ...(assumeRole && {
      assumeRole: {
        roleArn: assumeRole.roleArn,
        ...(assumeRole.externalId !== undefined && { externalId: new Secret(assumeRole.externalId) }),
      },
    }),
  })),
  v.description("an object with id, region and profile or assumeRole"),
);

/** One AWS account, and whose credentials reach it; of the other side's alone, no credentials. */
export type Account = Omit<Setting<typeof account>, "region"> & { readonly region: string };
