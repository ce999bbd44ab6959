/** Product name that the stand-ins report. */
export const PRODUCT = "IBM Aspera High-Speed Transfer Server";

/** Version that the stand-ins report: one that the vendor released. */
export const VERSION = "4.4.5.1646";
