import { createInterface } from "node:readline";
import { startAscp, TransferFailed } from "./transfer";

/** An ascp that stays for one transfer after another: it reads aspera.conf and gets its credentials anew for each. */
export class KeptAscp {
  private readonly child;
  private readonly answers;

  /** @param home the sandbox's folder. */
  constructor(home: string) {
    this.child = startAscp(home, ["--keepalive"]);
    this.child.stdin.on("error", () => {}); // It has ended: there is no answer, either.
    this.answers = createInterface({ input: this.child.stdout })[Symbol.asyncIterator]();
  }

  /**
   * Uploads a file through a user's docroot; one at a time.
   * @param localFile its absolute path.
   * @throws TransferFailed
   */
  async put(user: string, localFile: string, path: string): Promise<void> {
    this.child.stdin.write(`${JSON.stringify([localFile, `${user}@localhost:${path}`])}\n`);
    const { value, done } = await this.answers.next();
    if (done) throw new TransferFailed(-1, "ascp --keepalive has ended");
    const { code, message } = JSON.parse(value);
    if (code !== 0) throw new TransferFailed(code, `ascp: ${message} (code ${code})`);
  }

  end(): void {
    this.child.stdin.end();
  }
}
