import type { ServerConnection } from "../../model/ssh/connection";
import { ED25519 } from "../model/ssh/hostKeys";

/** How acme's server is reached, where no test reaches it. */
export const CONNECTION: ServerConnection = {
  host: "aspera.example.com",
  port: 33001,
  user: "ec2-user",
  hostKey: ED25519,
  sudo: true,
  asperaRoot: "/opt/aspera",
};

/** That server as sentences name it. */
export const PLACE = "aspera.example.com:33001";
