import { availableParallelism } from "node:os";
import { otherStacks } from "../customer/otherStacks";
import { exported } from "../pulumi/stacks";
import { atMost } from "../sideBySide";
import { type FleetStack, fleetStack } from "./fleetStack";

/**
 * Settings and state of stacks. The program is not run, and no server or account is asked. A stack that cannot be read is
 * among them, with why.
 * @param names as the backend has them.
 */
export async function readFleet(names: readonly string[], signal: AbortSignal): Promise<FleetStack[]> {
  const inTurn = atMost(availableParallelism());
  const settings = await otherStacks(names, { secrets: true, signal });
  return Promise.all(
    settings.map((one) =>
      inTurn(async () => {
        try {
          return fleetStack(one, await exported(one.stack, signal));
        } catch (error) {
          signal.throwIfAborted();
          return fleetStack({ ...one, unread: one.unread ?? (error as Error).message }, []);
        }
      }),
    ),
  );
}
