/**
 * The planted pairs of the sample archive: an agency's report that was printed twice, with small changes, the earlier
 * one first.
 */
export const PRINTED_TWICE = [
  ['abroad/2019-09-05-hurricane-benedicta-san-telmo.txt', 'abroad/2019-09-07-benedicta-toll-rises.txt'],
  ['abroad/2021-02-09-norlund-squid-filmed.txt', 'science/2021-02-11-unknown-squid-on-film.txt'],
  ['abroad/2021-12-03-kestavia-troops-border.txt', 'abroad/2021-12-04-border-build-up-grows.txt'],
] as const;
