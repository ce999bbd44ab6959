import { type PolicyDocument, policyDocument, type Statement } from "./policyDocument";

/** Actions that change nothing, by AWS's own names for them. */
const LOOKS = /^[a-z0-9]+:(Get|List|Describe)/;

/**
 * What of a deployer's rights a preview or a drift check uses: it changes nothing, so neither do these.
 * @param deployer rights as `serverSideRights` and `bucketSideRights` make them, each statement with a list of actions.
 */
export function lookingRights(deployer: PolicyDocument): PolicyDocument {
  return policyDocument(...deployer.Statement.flatMap(onlyLooks));
}

function onlyLooks(statement: Statement): Statement[] {
  const Action = [statement.Action].flat().filter((action) => LOOKS.test(action));
  return Action.length === 0 ? [] : [{ ...statement, Action }];
}
