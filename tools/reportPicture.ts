import { statSync } from "node:fs";
import { join } from "node:path";
import { ReportInBrowser } from "../test/commands/report/browser";

const PICTURE = join(__dirname, "../docs/pictures/report.png");

/** Takes the README's picture of a report: the page of the tests' fleet, as far as the first link's picture. */
async function take(): Promise<void> {
  const browser = await ReportInBrowser.start();
  try {
    const page = await browser.open({ width: 1280, scheme: "light", scale: 0.85 });
    const bottom = await page.evaluate(
      () => document.querySelector(".picture")?.getBoundingClientRect().bottom ?? 0,
    );
    const clip = { x: 0, y: 0, width: 1280, height: Math.ceil(bottom) + 16 };
    await page.screenshot({ path: PICTURE, fullPage: true, clip });
    console.log(`${PICTURE}: ${statSync(PICTURE).size} bytes`);
  } finally {
    await browser.stop();
  }
}

take().catch((error: Error) => {
  console.error(`record: ${error.message}`);
  process.exitCode = 1;
});
