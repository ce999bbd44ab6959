/** Names under which proxies are set; curl and gRPC read the small ones, others the large. */
const PROXIES = ["http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"];

/** Where everything of the sandbox is. */
const HERE = ["127.0.0.1", "localhost"];

/**
 * Variables that keep the sandbox's own addresses, and the engine's, away from the person's proxy; none where there is no
 * proxy. What is exempt already stays so.
 */
export function withoutProxy(environment: NodeJS.ProcessEnv = process.env): Record<string, string> {
  if (!PROXIES.some((name) => environment[name])) return {};
  const exempt = (environment.no_proxy || environment.NO_PROXY || "").split(",").map((host) => host.trim());
  if (exempt.includes("*")) return {};
  const hosts = [...new Set([...exempt.filter(Boolean), ...HERE])].join(",");
  return { no_proxy: hosts, NO_PROXY: hosts };
}
