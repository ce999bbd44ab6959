import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import { writeReport } from "../../../commands/report/writeReport";
import { report } from "./fleet";

/** Debian's, and what a runner of GitHub has. */
const CHROMIUM = ["/usr/bin/chromium", "/usr/bin/google-chrome"].find((path) => existsSync(path));

/** Why no browser can be had on this machine; undefined where it can. */
export function whyNotHere(): string | undefined {
  return CHROMIUM ? undefined : "needs chromium: apt-get install chromium";
}

/** How a page is looked at. */
export interface Look {
  /** Width of the screen, in pixels. */
  readonly width: number;
  readonly scheme: "light" | "dark";
  /** Pixels of a picture by those of the page; default 1. */
  readonly scale?: number;
}

/** The report of the tests' fleet in a headless Chromium, opened from its file. */
export class ReportInBrowser {
  private readonly folder = mkdtempSync(join(tmpdir(), "report-page-"));
  private constructor(private readonly browser: Browser) {}

  static async start(): Promise<ReportInBrowser> {
    // As root there is no sandbox of Chromium's; the page is our own.
    const browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: ["--no-sandbox"],
    });
    const started = new ReportInBrowser(browser);
    writeReport(started.folder, report());
    return started;
  }

  get address(): string {
    return pathToFileURL(join(this.folder, "index.html")).href;
  }

  /** Opens it. @param onPage is called before anything is loaded. */
  async open({ width, scheme, scale = 1 }: Look, onPage: (page: Page) => void = () => {}): Promise<Page> {
    const page = await this.browser.newPage({
      viewport: { width, height: 860 },
      deviceScaleFactor: scale,
      colorScheme: scheme,
    });
    onPage(page);
    await page.goto(this.address);
    return page;
  }

  async stop(): Promise<void> {
    await this.browser.close();
    rmSync(this.folder, { recursive: true });
  }
}
