/** A program that does nothing: what Node's own start takes. */
export {};
