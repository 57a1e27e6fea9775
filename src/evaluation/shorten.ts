/**
 * Long topics cut to the few words that a visitor would type: those stems that the fewest documents hold, which have
 * the highest idf. What stays, stays in its order and as often as it stood there.
 */
import { analyzer } from '../analysis/analyzer.js';
import type { Topic } from './topics.js';

/**
 * `documentFrequency` tells how many documents hold a stem; one that none holds is dropped, and so are stop words. Of
 * equal stems the first is kept. A topic of which nothing would be left stays as it is: it finds nothing either way.
 */
export function shortenTopic(topic: Topic, words: number, documentFrequency: (term: string) => number): Topic {
  const tokens = analyzer.analyze(topic.text).filter(({ stopWord }) => !stopWord);
  const frequencies = new Map(tokens.map(({ term }) => [term, documentFrequency(term)]));
  const rarest = [...frequencies]
    .filter(([, frequency]) => frequency > 0)
    .sort(([, one], [, other]) => one - other)
    .slice(0, words);
  if (rarest.length === 0) return topic;
  const kept = new Set(rarest.map(([term]) => term));
  const texts = tokens.filter(({ term }) => kept.has(term)).map(({ start, end }) => topic.text.slice(start, end));
  return { ...topic, text: texts.join(' ') };
}
