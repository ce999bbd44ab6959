/** ISO/IEC 27001:2022, Annex A: the controls that a link gives evidence for, by their titles there. */
export const ISO = {
  transfer: "A.5.14 Information transfer",
  accessControl: "A.5.15 Access control",
  authentication: "A.5.17 Authentication information",
  accessRights: "A.5.18 Access rights",
  cloud: "A.5.23 Information security for use of cloud services",
  privileged: "A.8.2 Privileged access rights",
  restriction: "A.8.3 Information access restriction",
  secureAuthentication: "A.8.5 Secure authentication",
  vulnerabilities: "A.8.8 Management of technical vulnerabilities",
  configuration: "A.8.9 Configuration management",
  logging: "A.8.15 Logging",
  monitoring: "A.8.16 Monitoring activities",
  networks: "A.8.20 Networks security",
  cryptography: "A.8.24 Use of cryptography",
  change: "A.8.32 Change management",
} as const;

/**
 * MPA Content Security Best Practices, which the Trusted Partner Network assesses: topics of the domain Technical Security,
 * and what is asked there. Not by number: those changed between versions 5.1, 5.2 and 5.3 (docs/notes/audit.md).
 */
export const MPA = {
  authentication: "Information Systems: authentication and authorization",
  access: "Information Systems: identity and access management",
  transfer: "Information Systems: content transfer systems",
  logging: "Information Systems: logging and monitoring",
  tenants: "Network Security: segregation of cloud tenants",
  connections: "Network Security: restricted and encrypted connections",
  cryptography: "Cryptography: encryption and key management",
  patches: "Vulnerability Management: patching",
  change: "Policies & Procedures: change control",
} as const;
