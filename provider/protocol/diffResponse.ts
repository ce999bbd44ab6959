import * as rpc from "@pulumi/pulumi/proto/provider_pb";
import { type Change, differences } from "./diff";
import type { ResourceHandler } from "./handler";
import type { Properties } from "./wire";

const { ADD, ADD_REPLACE, DELETE, DELETE_REPLACE, UPDATE, UPDATE_REPLACE } = rpc.PropertyDiff.Kind;

/** How each change is told to the engine: in place, and when it makes a new resource. */
const KINDS: Record<Change, readonly [rpc.PropertyDiff.Kind, rpc.PropertyDiff.Kind]> = {
  add: [ADD, ADD_REPLACE],
  delete: [DELETE, DELETE_REPLACE],
  update: [UPDATE, UPDATE_REPLACE],
};

/** The answer to Diff: old with new inputs, path by path, which is what people then see in a preview. */
export function diffResponse<C>(
  handler: ResourceHandler<C>,
  olds: Properties,
  news: Properties,
): rpc.DiffResponse {
  const { DIFF_NONE, DIFF_SOME } = rpc.DiffResponse.DiffChanges;
  const found = differences(handler, olds, news);
  const response = new rpc.DiffResponse()
    .setChanges(found.properties.length > 0 ? DIFF_SOME : DIFF_NONE)
    .setDiffsList([...found.properties])
    .setReplacesList([...found.replaces])
    .setDeletebeforereplace(found.replaces.length > 0 && handler.deleteBeforeReplace === true)
    .setHasdetaileddiff(true);
  for (const [path, change] of Object.entries(found.paths)) {
    const replaces = found.replaces.includes(path.split(/[.[]/)[0] ?? path);
    const kind = KINDS[change][replaces ? 1 : 0];
    response.getDetaileddiffMap().set(path, new rpc.PropertyDiff().setKind(kind).setInputdiff(true));
  }
  return response;
}
