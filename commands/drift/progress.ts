import { performance } from "node:perf_hooks";

/** Where progress is shown: standard error, so that standard output is the table or the document alone. */
export interface ProgressScreen {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/**
 * A line per stack. On a terminal they stand still and change in place; elsewhere each news is a line of its own.
 */
export class Progress {
  private readonly news = new Map<string, string>();
  private readonly started = performance.now();
  private readonly timer: NodeJS.Timeout | undefined;
  private drawn = 0;

  constructor(
    stacks: readonly string[],
    private readonly screen: ProgressScreen = process.stderr,
  ) {
    for (const stack of stacks) this.news.set(stack, "waits");
    if (!screen.isTTY) return;
    this.draw();
    this.timer = setInterval(() => this.draw(), 250);
    this.timer.unref();
  }

  /** Something happened. */
  say(stack: string, what: string): void {
    this.news.set(stack, what);
    if (this.screen.isTTY) this.draw();
    else this.screen.write(`${stack}: ${what} (${this.seconds()} s)\n`);
  }

  /** Takes the lines off a terminal: the table follows. */
  end(): void {
    clearInterval(this.timer);
    if (this.screen.isTTY && this.drawn > 0) this.screen.write(`\u001b[${this.drawn}A\u001b[0J`);
    this.drawn = 0;
  }

  private draw(): void {
    const widest = Math.max(...[...this.news.keys()].map((name) => name.length));
    const room = (this.screen.columns ?? 80) - 1;
    const lines = [...this.news].map(([stack, what]) =>
      `${stack.padEnd(widest)}  ${what}  ${what.endsWith("...") ? `${this.seconds()} s` : ""}`.slice(0, room),
    );
    const back = this.drawn > 0 ? `\u001b[${this.drawn}A` : "";
    this.screen.write(`${back}${lines.map((text) => `\u001b[2K${text}\n`).join("")}`);
    this.drawn = lines.length;
  }

  private seconds(): number {
    return Math.round((performance.now() - this.started) / 1000);
  }
}
