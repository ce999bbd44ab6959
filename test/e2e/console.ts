// Plays EC2 for the one question that `npm run host-key` asks it and the emulator does not know: GetConsoleOutput. It looks
// neither at signatures nor at which instance is asked for.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** Starts it. `text` is what the console says; `close` ends it. */
export async function playConsole(text: () => string) {
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const part of request) body += part;
    if (new URLSearchParams(body).get("Action") !== "GetConsoleOutput") return response.writeHead(501).end();
    const output = `<output>${Buffer.from(text()).toString("base64")}</output>`;
    const xmlns = "http://ec2.amazonaws.com/doc/2016-11-15/";
    response.writeHead(200, { "content-type": "text/xml" });
    response.end(`<GetConsoleOutputResponse xmlns="${xmlns}">${output}</GetConsoleOutputResponse>`);
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => server.close(),
  };
}
