import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { KeptAscp } from "../server";

/** One transfer that nobody could make. */
export interface Failure {
  /** What was being done at that time. */
  readonly during: string;
  /** Why it failed, user by user. */
  readonly why: string;
}

/** Transfers a file every half second, as customers do who know nothing of an `up`. */
export class SteadyTransfers {
  readonly failures: Failure[] = [];
  /** How many went through, by what was being done. */
  readonly done = new Map<string, number>();
  private during = "nothing";
  private going = true;
  private readonly ended: Promise<void>;

  /**
   * @param home the sandbox's folder.
   * @param users whoever may transfer: one of them must get through. More than one only while a user is renamed.
   */
  constructor(
    private readonly home: string,
    public users: readonly string[],
  ) {
    this.ended = this.transferUntilEnded();
  }

  /** Names what is being done from now on. */
  now(during: string): void {
    this.during = during;
  }

  /** Waits until transfers went through at this very step, and gives what failed since the last call. */
  async settled(): Promise<Failure[]> {
    const { during } = this;
    const before = this.done.get(during) ?? 0;
    const failures = this.failures.length;
    while ((this.done.get(during) ?? 0) < before + 2 && this.failures.length < failures + 3) await pause(50);
    return this.failures.splice(0);
  }

  async end(): Promise<void> {
    this.going = false;
    await this.ended;
  }

  private async transferUntilEnded(): Promise<void> {
    const localFile = join(this.home, "steady.txt");
    writeFileSync(localFile, "steady\n");
    const ascp = new KeptAscp(this.home);
    for (let number = 0; this.going; number += 1) {
      const { during } = this;
      const why: string[] = [];
      for (const user of this.users) {
        const failed = await ascp.put(user, localFile, `/steady-${number % 10}.txt`).then(
          () => undefined,
          (error: Error) => `${user}: ${error.message}`,
        );
        if (failed === undefined) break;
        why.push(failed);
      }
      if (why.length === this.users.length) this.failures.push({ during, why: why.join("; ") });
      else this.done.set(during, (this.done.get(during) ?? 0) + 1);
      await pause(500);
    }
    ascp.end();
  }
}
