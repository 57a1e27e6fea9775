import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readMarkdown } from '../../../src/documents/readers/markdown.js';

function read(text: string) {
  return readMarkdown({ path: 'a.md', bytes: Buffer.from(text) })[0];
}

describe('text', () => {
  test.each([
    { name: 'emphasis', input: 'One *two* **three** ~~four~~ _five_', expected: 'One two three four five' },
    {
      name: 'links',
      input: 'See [the port](http://x.test "title"), <http://y.test>',
      expected: 'See the port, http://y.test',
    },
    { name: 'link definitions', input: 'See [the port][1].\n\n[1]: http://x.test', expected: 'See the port.' },
    { name: 'images', input: 'A ![boat *in* fog](boat.png) here', expected: 'A boat in fog here' },
    { name: 'code', input: 'Run `a &amp; *b*`\n\n```sh\nmake\nfog\n```', expected: 'Run a &amp; *b*\n\nmake fog' },
    { name: 'headings', input: 'Intro\n\n## Second *part*\n\nText', expected: 'Intro\n\nSecond part\n\nText' },
    { name: 'lists', input: '- [x] one\n- two\n  1. three\n\n     more\n', expected: 'one\n\ntwo\n\nthree\n\nmore' },
    { name: 'quotations', input: '> One\n> two\n>\n> > three', expected: 'One two\n\nthree' },
    { name: 'tables', input: '|a|b|\n|-|-|\n|1|*2*|', expected: 'a, b\n\n1, 2' },
    { name: 'rules', input: 'One\n\n* * *\n\nTwo', expected: 'One\n\nTwo' },
    { name: 'line breaks', input: 'One  \ntwo<br>three\\\nfour', expected: 'One two three four' },
    { name: 'escapes and entities', input: '\\*One\\* &amp; two&nbsp;three &#8217;', expected: '*One* & two three ’' },
    { name: 'inline HTML', input: 'One <b title="x">two</b>', expected: 'One two' },
    {
      name: 'blocks of HTML',
      input: '<div class="x">\nOne <i>two</i>\n</div>\n\n<!-- not this -->',
      expected: 'One two',
    },
    { name: 'HTML that does not end', input: '<div>One <b', expected: 'One' },
    { name: 'control characters from entities', input: 'One&#8203;&#7; two', expected: 'One two' },
    { name: 'Windows line ends', input: 'One\r\ntwo\r\n\r\nThree', expected: 'One two\n\nThree' },
  ])('$name', ({ input, expected }) => expect(read(input)).toMatchObject({ document: { body: expected } }));
});

describe('title', () => {
  test.each([
    { name: 'a first heading', input: '\n# Fog *at* sea\n\nText.', title: 'Fog at sea', body: 'Text.' },
    { name: 'an underlined heading', input: 'Fog\n===\n\nText.', title: 'Fog', body: 'Text.' },
    { name: 'front matter', input: '---\ntitle: Fog\n---\nText.', title: 'Fog', body: 'Text.' },
    { name: 'both, the same', input: '---\ntitle: Fog\n---\n# Fog\n\nText.', title: 'Fog', body: 'Text.' },
    { name: 'both, different', input: '---\ntitle: Fog\n---\n# Sea\n\nText.', title: 'Fog', body: 'Sea\n\nText.' },
    { name: 'a heading alone', input: '# Fog', title: 'Fog', body: '' },
  ])('$name', ({ input, title, body }) => {
    expect(read(input)).toMatchObject({ document: { title, titleFrom: 'given', body } });
  });
  test.each([
    { name: 'a smaller heading', input: '## Fog\n\nText.', title: 'Fog', body: 'Fog\n\nText.' },
    { name: 'a later heading', input: 'Text.\n\n# Fog', title: 'Text.', body: 'Text.\n\nFog' },
  ])('$name is no title', ({ input, title, body }) => {
    expect(read(input)).toMatchObject({ document: { title, titleFrom: 'first-sentence', body } });
  });
});

describe('front matter', () => {
  test('gives fields and attributes as they are written', () => {
    const input =
      '---\ndate: 2021-12-29\nlang: en\nauthor: Ada\ntags: [sea, 007, 1.10]\nyes: true\nnone: ~\nempty:\nnested: {a: 1}\n---\nText.';
    expect(read(input)).toMatchObject({
      document: {
        date: '2021-12-29',
        language: 'en',
        attributes: { author: ['Ada'], tags: ['sea', '007', '1.10'], yes: ['true'] },
      },
      notices: [],
    });
    expect(Object.keys(attributesOf(input))).toEqual(['author', 'tags', 'yes']);
  });

  test('a time stamp is taken as written', () => {
    expect(read('---\ndate: 2021-12-29T23:30:00-05:00\n---\nText.')).toMatchObject({
      document: { date: '2021-12-29' },
    });
  });

  test('an impossible date is reported', () => {
    expect(read('---\ndate: 2021-02-30\n---\nText.')).toMatchObject({
      notices: [expect.stringContaining('"2021-02-30"')],
    });
  });

  test('a date line gives the date where front matter does not', () => {
    const input = ' date 2021-12-29 \n\n# Fog\n\nText.';
    expect(read(input)).toMatchObject({ document: { title: 'Fog', date: '2021-12-29', body: 'Text.' } });
    expect(read(`---\nauthor: Ada\n---\n${input}`)).toMatchObject({ document: { date: '2021-12-29', body: 'Text.' } });
    expect(read('# Fog\n\n date 2021-12-29 Text.')).toMatchObject({ document: { date: '2021-12-29', body: 'Text.' } });
  });

  test.each([
    { name: 'empty front matter', input: '---\n---\nText.', expected: 'Text.' },
    { name: 'front matter that ends in dots', input: '---\na: 1\n...\nText.', expected: 'Text.' },
    { name: 'a rule that nothing closes', input: '---\nText: one', expected: 'Text: one' },
    {
      name: 'a sentence between rules',
      input: '---\nText one.\n\n---\n\nText two.',
      expected: 'Text one.\n\nText two.',
    },
    { name: 'front matter that is not first', input: 'Text.\n\n---\na: 1\n---', expected: 'Text.\n\na: 1' },
  ])('$name', ({ input, expected }) => expect(read(input)).toMatchObject({ document: { body: expected } }));

  test('__proto__ is a name like any other', () => {
    expect(Object.entries(attributesOf('---\n__proto__: x\n---\nText.'))).toEqual([['__proto__', ['x']]]);
  });

  test.each([
    {
      name: 'broken YAML',
      input: '---\nauthor: Ada\ntags: [sea\n---\nText.',
      reason: /^front matter is not valid YAML \(line \d\)$/,
    },
    {
      name: 'a key that comes twice',
      input: '---\na: 1\na: 2\n---\nText.',
      reason: /^front matter is not valid YAML \(line 3\)$/,
    },
    {
      name: 'aliases that multiply',
      input: `---\n${multiplyingAliases()}---\nText.`,
      reason: /^front matter is not valid YAML$/,
    },
    {
      name: 'too much of it',
      input: `---\na: ${'x'.repeat(65_536)}\n---\nText.`,
      reason: /^front matter longer than 65536 characters$/,
    },
  ])('$name is skipped with its reason', ({ input, reason }) => {
    expect(read(input)).toMatchObject({ kind: 'skipped', path: 'a.md', reason: expect.stringMatching(reason) });
  });
});

test.each([
  { name: 'brackets', input: `${'>'.repeat(10_000)} a` },
  { name: 'lists', input: `${'- '.repeat(6_000)}a` },
])('$name nested too deeply are skipped', ({ input }) => {
  expect(read(input)).toMatchObject({ kind: 'skipped', reason: 'Markdown too deep or too long to parse' });
});

test.each([
  { name: 'nothing', input: '', reason: 'no text' },
  { name: 'front matter only', input: '---\nauthor: Ada\n---\n', reason: 'no text' },
])('$name is skipped', ({ input, reason }) => expect(read(input)).toMatchObject({ kind: 'skipped', reason }));

test('no Markdown makes the reader throw', () => {
  const unit = fc.constantFrom(
    '# ',
    '*',
    '_',
    '`',
    '[',
    ']',
    '(',
    ')',
    '<',
    '>',
    '!',
    '|',
    '-',
    '\n',
    ' ',
    'a',
    '&#0;',
    '---\n',
    ': ',
  );
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 40 }), (input) => {
      const result = read(input);
      if (result?.kind === 'document') expect(result.document.body).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]| {2}/u);
      else expect(result?.reason).toMatch(/^(no text|front matter is not valid YAML.*)$/);
    }),
    { numRuns: 2000 },
  );
});

function attributesOf(input: string) {
  const result = read(input);
  return result?.kind === 'document' ? result.document.attributes : {};
}

function multiplyingAliases(): string {
  let yaml = 'a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n';
  for (let level = 1; level < 9; level++)
    yaml += `a${level}: &a${level} [${`*a${level - 1}, `.repeat(9)}*a${level - 1}]\n`;
  return yaml;
}
