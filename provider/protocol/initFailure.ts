import { Metadata, type StatusObject, status } from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import { type Properties, toWire } from "./wire";

/**
 * Thrown by create or update of a resource that is made, but not as it must be: the `up` fails with the sentence, and the
 * engine keeps the resource's state, so that the next run repairs it.
 */
export class ResourceInitFailure extends Error {
  constructor(
    /** The provider's id of the resource. */
    readonly id: string,
    /** All its outputs, as they are now. */
    readonly properties: Properties,
    sentence: string,
  ) {
    super(sentence);
  }
}

/**
 * The failure as gRPC carries it: details in a header that Go's client reads
 * (PUL sdk/go/common/util/rpcutil/rpcerror; the Node SDK's own dynamic provider does the same).
 */
export function initFailureStatus(failure: ResourceInitFailure, marked: Properties): Partial<StatusObject> {
  const detail = new ErrorResourceInitFailed()
    .setId(failure.id)
    .setProperties(toWire(marked))
    .setReasonsList([failure.message]);
  const details = new Any();
  details.pack(detail.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const answer = new Status().setCode(status.UNKNOWN).setMessage(failure.message);
  answer.addDetails(details);
  const metadata = new Metadata();
  metadata.add("grpc-status-details-bin", Buffer.from(answer.serializeBinary()));
  return { code: status.UNKNOWN, details: failure.message, metadata };
}
