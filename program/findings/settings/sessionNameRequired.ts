import { finding } from "../../../model/findings/finding";

/** The trust lets in only sessions of one name, which nobody has seen Aspera send. */
export const sessionNameRequired = finding<{ readonly name: string }>({
  code: "settings-session-name-required",
  owner: "operator",
  transient: false,
  text: ({ name }) =>
    `the bucket role lets in sessions named ${name} only, and the proof does not show that Aspera sends that name`,
  hint: () =>
    "transfer a file before anybody relies on it, or set aspera:nodeApi, with which asperanoded itself lists the docroot; " +
    "without `required: true` in aspera:sessionName the name is sent and not demanded",
  meaning:
    "The option for the name is in IBM's software, but how a docroot carries it is our reading. Where Aspera does not send it, " +
    "every transfer is refused although the link is proven.",
  example: { name: "acme" },
});
