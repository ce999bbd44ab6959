import { accountOfArn, roleNameOf } from "../../model/aws/arn";
import { found, refusalOf } from "../../model/findings/finding";
import { otherProcedure } from "../../model/findings/handover/otherProcedure";
import { roleGivenAway } from "../../model/findings/handover/roleGivenAway";
import { sameNameElsewhere } from "../../model/findings/handover/sameNameElsewhere";
import type { HandoverInputs } from "./properties";

/** @throws for a change that no handover can carry over without an outage. Asked before anything is changed. */
export function refuseWhatCutsOff(olds: HandoverInputs, news: HandoverInputs): void {
  const { transferUser, bucketRoleArn, awaits } = olds;
  const hadTwoAccounts = bucketRoleArn !== undefined;
  if (hadTwoAccounts !== (news.bucketRoleArn !== undefined)) {
    const one = found(otherProcedure, { transferUser, hadTwoAccounts });
    throw new Error(refusalOf("a link to stay within one account, or over two", one));
  }
  // What a stack of the server's side does not make, it does not take away either.
  if (bucketRoleArn === undefined || news.bucketRoleArn === undefined || awaits !== undefined) return;
  if (news.awaits === undefined) refuseSameNameElsewhere(bucketRoleArn, news.bucketRoleArn);
  if (news.awaits === undefined || bucketRoleArn !== news.bucketRoleArn) return;
  const one = found(roleGivenAway, { bucketRoleArn, account: news.awaits });
  throw new Error(refusalOf("this stack to keep the bucket role that the running docroot uses", one));
}

/** A role's name in the program holds its name in AWS, and not its account. */
function refuseSameNameElsewhere(olds: string, news: string): void {
  const [roleName, is, wanted] = [roleNameOf(olds), accountOfArn(olds), accountOfArn(news)];
  if (roleName !== roleNameOf(news) || is === wanted) return;
  const one = found(sameNameElsewhere, { roleName, is, wanted });
  throw new Error(refusalOf("another name for a bucket role in another account", one));
}
