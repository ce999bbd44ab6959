/** Public host keys made with ssh-keygen; their private halves were thrown away. */
export const ED25519 = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKZQ+aPmgqOnFnLcHoLbeTIvNlKft3X/iMlCi0tXoiSl";
/** What `ssh-keygen -lf` says of ED25519. */
export const ED25519_FINGERPRINT = "SHA256:et0uj9MJJT0eGMlArRXPOSJWktGRvN4fRPDkthalbPs";
export const ECDSA =
  "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBOEcM++sswLpntHd83gxkl5GF65aNG0qVJa9FKrCy3pCrRe2YYEpnQ2r9RmMv0b9pebc5fVmK3wRr9N7pvK1EGw=";
export const ECDSA_521 =
  "ecdsa-sha2-nistp521 AAAAE2VjZHNhLXNoYTItbmlzdHA1MjEAAAAIbmlzdHA1MjEAAACFBACqFur27YBCXRt12Mk3Qm2lqe6JTCbuGCgiVYX9tvKG4sGXNpcn8ao/9kbG7pp6amK5LVEHOo6SYNOkgi5MDoDf3AGgb2AHUjqi2s8zgyO59UoKydn2RQpEmOwhR8herOSP5palD1hKj86CuNGc3pJT4BHRRe/aDR2G2LxSF6xBS0LxZA==";
export const RSA =
  "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQDgblc2BEAXArUvze8BqcNIi8PCG+fOT8+eqPEA+PCJrbJ18Mv/sDYFVEVFP0M9Ow988phtrTna7Fqem9aXI4ydnIvYIJD17lW9okazC/JluxJHeSLD5hC0aM3CobYOIrN8p9vl1Hdl5IFUXXnFvK1r1WiKT8gK4zSg8/ep0M5yjP3WR0G+WHVYeIjl/ccIGlAHURogtN1AJcvc92jet8Q3wdsGlebVKtBZp5tRCGr0x9Mqxl5KNY/avTRwDMg/zvpwQDeMqu/Y7woKxMEzuANNGjxgUZAri1as+JhxBUcIebgYtyXySySMXCsb6rkkolr03wFYeY5SOVkfluQlyonsQT6bq456kmn6LWRVq/DhYm6heHo5r2GB9AWUdihAGrXSFLjriXT5MoPgULQ4xCNvJwooA6efzd/dcWELKyFImTOT3AQBDGHirVgNtgNJI/0zms2ODvKd9K4xhqBbqzJFW/EMeG3GTB4nQ+T2EbQfKMK9spm9zwE8GIzpUj1/4K0=";
/** `[aspera.example.com]:33001` as `ssh-keygen -H` hashed it. */
export const HASHED_NAME = "|1|N65D7Tq53ckBWuQZTVJKQucNYro=|gL2idosy+6C0Jiy8SzWe5U9plOQ=";
