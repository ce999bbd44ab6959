import * as v from "valibot";
import { accountOfArn, roleArn } from "./arn";
import { externalId } from "./externalId";
import { type Check, firstOf, like, must, text, unlike } from "./rules";

const TWELVE_DIGITS = /^\d{12}$/;

const accountId = text(
  "an account id: twelve digits in quotes",
  firstOf(
    unlike(/^\d{4}-\d{4}-\d{4}$/, "leave out the dashes"),
    like(TWELVE_DIGITS, "`aws sts get-caller-identity` prints it"),
  ),
);

const region = text(
  "a region such as us-east-1",
  firstOf(
    unlike(/^[a-z]+(-[a-z]+)+-\d+[a-z]$/, "that is an availability zone; leave out the last letter"),
    like(/^[a-z]{2,4}(-[a-z]+){1,2}-\d{1,2}$/, "`aws ec2 describe-regions` lists them, in lower case"),
  ),
);

const profile = text(
  "the name of a profile in the AWS configuration files",
  like(/^[^\s\p{C}[\]]+$/u, "`aws configure list-profiles` prints the names"),
);

/** The shape of an account, before it is known whether its parts agree. */
interface AccountText {
  id: string;
  region: string;
  profile?: string | undefined;
  assumeRole?: { roleArn: string; externalId?: string | undefined } | undefined;
}

const oneWayIn: Check<AccountText> = ({ profile, assumeRole }) =>
  profile !== undefined && assumeRole !== undefined
    ? { expected: "`profile` or `assumeRole`", got: "both", hint: "leave one out" }
    : undefined;

const roleOfThisAccount: Check<AccountText> = ({ id, assumeRole }) => {
  const other = assumeRole && accountOfArn(assumeRole.roleArn);
  return other === undefined || other === id || !TWELVE_DIGITS.test(id) || !TWELVE_DIGITS.test(other)
    ? undefined
    : {
        expected: `an assumeRole.roleArn of account ${id}`,
        got: `one of account ${other}`,
        hint: "correct `id` or `assumeRole.roleArn`",
      };
};

/** `aspera:serverAccount` and `aspera:bucketAccount`. */
export const account = v.pipe(
  v.object({
    id: accountId,
    region,
    profile: v.optional(profile),
    assumeRole: v.optional(
      v.pipe(
        v.object(
          { roleArn, externalId: v.optional(externalId) },
          "give `roleArn`, and `externalId` if asked for",
        ),
        v.description("an object with roleArn"),
      ),
    ),
  }),
  must(firstOf<AccountText>(oneWayIn, roleOfThisAccount)),
  v.description("an object with id, region and profile or assumeRole"),
);
