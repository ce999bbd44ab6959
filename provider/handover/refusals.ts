import { found, refusalOf } from "../../model/findings/finding";
import { otherProcedure } from "../../model/findings/handover/otherProcedure";
import { roleGivenAway } from "../../model/findings/handover/roleGivenAway";
import type { HandoverInputs } from "./properties";

/** @throws for a change that no handover can carry over without an outage. Asked before anything is changed. */
export function refuseWhatCutsOff(olds: HandoverInputs, news: HandoverInputs): void {
  const { transferUser, bucketRoleArn, awaits } = olds;
  const hadTwoAccounts = bucketRoleArn !== undefined;
  if (hadTwoAccounts !== (news.bucketRoleArn !== undefined)) {
    const one = found(otherProcedure, { transferUser, hadTwoAccounts });
    throw new Error(refusalOf("a link to stay within one account, or over two", one));
  }
  if (awaits !== undefined || news.awaits === undefined || bucketRoleArn !== news.bucketRoleArn) return;
  if (bucketRoleArn === undefined) return;
  const one = found(roleGivenAway, { bucketRoleArn, account: news.awaits });
  throw new Error(refusalOf("this stack to keep the bucket role that the running docroot uses", one));
}
