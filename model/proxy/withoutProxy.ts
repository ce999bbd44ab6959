/** Names under which proxies are set; curl and gRPC read the small ones, others the large. */
const PROXIES = ["http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"];

/** Where the engine and its plugins talk to each other, and where everything of the sandbox is. */
const HERE = ["127.0.0.1", "localhost"];

/**
 * Variables that keep this machine's own addresses away from the person's proxy; none where there is no proxy. What is
 * exempt already stays so. Without them Pulumi's SDK asks the proxy for the engine, and every run ends in a trace of gRPC.
 */
export function withoutProxy(environment: NodeJS.ProcessEnv): Record<string, string> {
  if (!PROXIES.some((name) => environment[name])) return {};
  const exempt = (environment.no_proxy || environment.NO_PROXY || "").split(",").map((host) => host.trim());
  if (exempt.includes("*")) return {};
  const hosts = [...new Set([...exempt.filter(Boolean), ...HERE])].join(",");
  return { no_proxy: hosts, NO_PROXY: hosts };
}
