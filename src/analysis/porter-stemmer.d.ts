/** natural's single stemmer file has no types of its own; the package root must never be imported (it loads databases). */
declare module 'natural/lib/natural/stemmers/porter_stemmer.js' {
  const PorterStemmer: { stem(token: string): string };
  export default PorterStemmer;
}
