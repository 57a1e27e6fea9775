/** Every row of the query language, as typed and as understood, with what looks like it and is text. */
import { describe, expect, test } from '@jest/globals';
import { parseQuery } from '../../src/query/parser.js';
import { OPTIONS, show } from './show.js';

/** Typed, then understood. */
type Row = readonly [typed: string, understood: string];

function table(rows: readonly Row[]): void {
  test.each(rows)('%s', (typed, understood) => expect(show(parseQuery(typed, OPTIONS))).toBe(understood));
}

describe('a phrase with slop', () =>
  table([
    ['"security guarantees"~3', '"security guarantee"~3'],
    ['“a b”~2 x', '("a b"~2 x)'],
    ['-"a b"~2', '(-"a b"~2)'],
    ['"a b"~3, x', '("a b"~3 x)'],
    ['"a b"~3^2', '"a b"~3^2'],
    ['"a b"~0', '"a b"'],
    ['"b"~3 x', '(b x)'],
    ['"b"~', 'b'],
    ['"a b"~x', '("a b" x)'],
    ['"a b" ~3', '("a b" 3)'],
    ['"a b"~1000', '"a b"~1000'],
    ['"a b"~1001', '("a b" 1001) !bad-number'],
    ['"a b~3', '"a b 3" !unclosed-quote'],
  ]));

describe('NEAR and PRE', () =>
  table([
    ['putin NEAR/5 biden', '{putin near/5 biden}'],
    ['putin PRE/5 biden', '{putin pre/5 biden}'],
    ['putin near/5 biden', '{putin near/5 biden}'],
    ['PUTIN NEAR/5 BIDEN', '(putin near 5 biden)'],
    ['x near y pre z', '(x near y pre z)'],
    ['x NEAR/5 y PRE/2 z', '{x near/5 y pre/2 z}'],
    ['(x NEAR/5 y) PRE/2 z', '{x near/5 y pre/2 z}'],
    ['x NEAR/5 (y PRE/2 z)', '{x near/5 {y pre/2 z}}'],
    ['the NEAR/5 who', '{the near/5 who}'],
    ['(the cat) NEAR/5 x', '{(the|cat) near/5 x}'],
    ['(x OR y) NEAR/5 "p q"~2', '{(x|y) near/5 "p q"~2}'],
    ['(x NEAR/2 y OR z) NEAR/5 v', '{({x near/2 y}|z) near/5 v}'],
    ['x NEAR/5 north-east', '{x near/5 "north east"}'],
    ['elect* NEAR/5 wom?n NEAR/5 =cats NEAR/5 cat~', '{elect* near/5 wom?n near/5 =cats near/5 cat~1}'],
    ['w x NEAR/5 y z', '(w {x near/5 y} z)'],
    ['w AND x NEAR/5 y', '(+w +{x near/5 y})'],
    ['w OR x NEAR/5 y', '(w {x near/5 y})'],
    ['-x NEAR/5 y', '(-{x near/5 y})'],
    ['+x NEAR/5 y z', '(z +{x near/5 y})'],
    ['w NOT x NEAR/5 y', '(w -{x near/5 y})'],
    ['(x NEAR/5 y)^2', '{x near/5 y}^2'],
    ['((x NEAR/5 y)^2 NEAR/5 z)^3', '{x near/5 y near/5 z}^3 !boost-ignored'],
    ['title:(x NEAR/5 y)', '{title:x near/5 title:y}'],
    ['title:x NEAR/5 y', '{title:x near/5 y}'],
    ['x NEAR/5 … y', '(x y)'],
    ['(x NEAR/5 …)^2', 'x^2'],
    ['… NEAR/5 x NEAR/2 y', '{x near/2 y}'],
    ['x NEAR/1000 y', '{x near/1000 y}'],
    ['x NEAR/1001 y', '(x near 1001 y) !bad-number'],
    ['x NEAR/0 y', '(x near 0 y) !bad-number'],
    ['x NEAR/ y', '(x near y) !stray-operator'],
    ['x NEAR y', '(x near y) !stray-operator'],
    ['x NEAR/5', '(x near 5) !stray-operator'],
    ['NEAR/5 x', '(near 5 x) !stray-operator'],
    ['x NEAR/5 -y', '(x near 5 -y) !stray-operator'],
    ['x NEAR/5 AND y', '(x (+"near 5" +y)) !stray-operator'],
    ['x NEAR/5 NEAR/3 y', '(x {"near 5" near/3 y}) !stray-operator'],
    ['x NEAR/5y NEARBY/5', '(x near 5y nearby 5)'],
    ['-NEAR/5 x', '(x -"near 5")'],
    ['(x AND y) NEAR/5 z', '(+x +y +z) !bad-near'],
    ['(x AND y)^2 NEAR/5 z^3', '(+x^2 +y^2 +z^3) !bad-near'],
    ['x NEAR/5 (y (z -v))', '(+x +(y (z -v))) !bad-near'],
    ['(x +y) NEAR/5 z', '(+(x +y) +z) !bad-near'],
    ['w ((x AND y) NEAR/5 z) NEAR/5 v', '(w (+x +y +z +v)) !bad-near !bad-near'],
    ['date:2021 NEAR/5 x', '(+[2021-01-01..2021-12-31] +x) !bad-near'],
    ['x NEAR/5 topics:y', '(+x +[topics:y]) !bad-near'],
  ]));

test('under match all, words side by side must all match, and so are not near anything', () => {
  const all = { ...OPTIONS, match: 'all' } as const;
  expect(show(parseQuery('(x y) NEAR/5 z', all))).toBe('(+x +y +z) !bad-near');
  expect(show(parseQuery('(x OR y) NEAR/5 z v', all))).toBe('(+{(x|y) near/5 z} +v)');
});

describe('a field', () =>
  table([
    ['title:word', 'title:word'],
    ['Title:Word BODY:word', '(title:word body:word)'],
    ['title:"a phrase"', 'title:"a phrase"'],
    ['title:north-east', 'title:"north east"'],
    ['title:(x OR y)', '(title:x title:y)'],
    ['title:(x AND -y) z', '((+title:x -title:y) z)'],
    ['title:(x body:y)', '(title:x body:y)'],
    ['-title:x +body:"y z"', '(+body:"y z" -title:x)'],
    ['title:x^2 title:(y z^2)^2', '(title:x^2 title:y^2 title:z^4)'],
    ['title:x* title:wo?d title:word~2 title:=cats', '(title:x title:wo?d title:word~2 title:=cats)'],
    ['title:="a b"~2', 'title:="a b"~2'],
    ['title:the cat', '(title:the cat)'],
    ['title:(the cat)', 'title:cat ignored:the'],
    ['title:(date:2021 topics:y x)', '(title:x +[2021-01-01..2021-12-31] +[topics:y])'],
    ['title:date:2021', 'title:"date 2021"'],
    ['title:x:y', 'title:"x y"'],
    ['title:', 'title'],
    ['title: x', '(title x)'],
    ['title:( x', 'title:x !unclosed-bracket'],
    ['title:" x', 'title:x !unclosed-quote'],
    ['title:() x', 'x'],
    ['title :x', '(title x)'],
    [':word', 'word'],
    ['subtitle:x', '(subtitle x) !unknown-field'],
    ['x:b:c', '(x b c) !unknown-field'],
    ['unknown:"b c" x', '(unknown "b c" x) !unknown-field'],
    ['unknown:(b c) x', '(unknown b c x) !unknown-field'],
    ['-unknown:x y', '(y -"unknown x") !unknown-field'],
    ['unknown: x', '(unknown x)'],
    ['http://example.org/x?y=z', '(http example org x y z)'],
    ['10:30', '(10 30)'],
    ['std::vector', '(std vector)'],
    ['Re: x :)', '(re x) !stray-bracket'],
  ]));

describe('an attribute', () =>
  table([
    ['topics:crude', '[topics:crude]'],
    ['Topics:Crude AUTHOR:ann', '(+[topics:crude] +[Author:ann])'],
    ['topics:"Two  Words"', '[topics:two  words]'],
    ['topics:two* x', '(x +[topics:two*])'],
    ['topics:a**b', '[topics:a*b]'],
    ['-topics:crude x', '(x -[topics:crude])'],
    ['+topics:crude x', '(x +[topics:crude])'],
    ['x OR topics:crude', '(x [topics:crude])'],
    ['the topics:crude', '(the +[topics:crude])'],
    ['path:2021/*', '[path:2021/*]'],
    ['folder:sport year:2021 month:2021-12 x', '(x +[folder:sport] +[year:2021] +[month:2021-12])'],
    ['topics:https://example.org/', '[topics:https://example.org/]'],
    ['topics:a:b^', '[topics:a:b^]'],
    ['topics:"" x', 'x !empty-phrase'],
    ['topics:" x', '[topics:x] !unclosed-quote'],
    ['topics:(x y)', '(topic x y) !stray-operator'],
    ['topics: x', '(topic x)'],
    ['topics://x', '(topic x)'],
    ['topics:crude^2 x', '(x +[topics:crude]) !boost-ignored'],
  ]));

describe('a wildcard', () =>
  table([
    ['elect*', 'elect*'],
    ['elect*, x', '(elect* x)'],
    ['wom?n', 'wom?n'],
    ['Wo*N', 'wo*n'],
    ['wo**n', 'wo*n'],
    ['?at', '?at'],
    ['w??t', 'w??t'],
    ['wo*n?x*', 'wo*n?x*'],
    ['wom?n? x', '(wom?n x)'],
    ['a?b*c', 'a?b*c'],
    ['what?', 'what'],
    ['what?5', '(what 5)'],
    ['wom?n?5', '(wom n 5)'],
    ['? x', 'x'],
    ['x ? y', '(x y)'],
    ['*ing', 'ing'],
    ['e*', 'e'],
    ['* x', 'x'],
    ['2*3', '(2 3)'],
    ['20*30', '(20 30)'],
    ['f*ck', '(f ck)'],
    ['**bold**', 'bold'],
    ['north-eas*', '(north ea) !needs-one-word'],
    ['twenty-f?ve', '(twenty f ve) !needs-one-word'],
    ['-twenty-f?ve x', '(x -"twenty f ve") !needs-one-word'],
    [`x${'?y'.repeat(200)}`, `(x${' y'.repeat(200)})`],
  ]));

describe('a fuzzy word', () =>
  table([
    ['word~', 'word~1'],
    ['Word~1', 'word~1'],
    ['word~2', 'word~2'],
    ['word~2^3', 'word~2^3'],
    ['word~, x', '(word~1 x)'],
    ['-word~', '(-word~1)'],
    ['e~', 'e'],
    ['word~0', '(word 0) !bad-number'],
    ['word~9', '(word 9) !bad-number'],
    ['word~0.5', '(word 0 5) !bad-number'],
    ['north-east~', '(north east) !needs-one-word'],
    ['~/home', 'home'],
    ['~ x', 'x'],
    ['~5 x', '(5 x)'],
    ['x~y', '(x y)'],
  ]));

describe('an exact form', () =>
  table([
    ['=elections', '=elections'],
    ['=Elections, x', '(=elections x)'],
    ['-=cats', '(-=cats)'],
    ['=the x', '(=the x)'],
    ['=cats^2', '=cats^2'],
    ['=north-east', '="north east"'],
    ['="two words"', '="two words"'],
    ['=“cats”', '=cats'],
    ['="two', '=two !unclosed-quote'],
    ['=', '()'],
    ['= x', 'x'],
    ['==x', 'x'],
    ['x=y', '(x y)'],
    ['=(x y)', '(x y)'],
  ]));

describe('a boost', () =>
  table([
    ['word^2', 'word^2'],
    ['word^0.5 x', '(word^0.5 x)'],
    ['word^1 x', '(word x)'],
    ['word^2, x', '(word^2 x)'],
    ['"a b"^1.50', '"a b"^1.5'],
    ['elect*^2 wom?n^3', '(elect*^2 wom?n^3)'],
    ['(x y)^2', '(x^2 y^2)'],
    ['((x^2 y)^3 z)^2', '(x^12 y^6 z^2)'],
    ['((x)^50)^50', 'x^100'],
    ['((x)^0.001)^0.001', 'x^0.0001'],
    ['+x^2 y', '(y +x^2)'],
    ['north-east^2', '"north east"^2'],
    ['the^2 cat', '(the^2 cat)'],
    ['(the cat)^2', 'cat^2 ignored:the'],
    ['10^6', '10^6'],
    ['(x -y date:2021)^2', '(x^2 +[2021-01-01..2021-12-31] -y)'],
    ['date:2021^2', '[2021-01-01..2021-12-31] !boost-ignored'],
    ['(date:2021)^2', '[2021-01-01..2021-12-31] !boost-ignored'],
    ['-x^2 y', '(y -x) !boost-ignored'],
    ['x^2 NEAR/5 y', '{x near/5 y} !boost-ignored'],
    ['word^0', '(word 0) !bad-number'],
    ['word^101', '(word 101) !bad-number'],
    ['"a b"^500', '("a b" 500) !bad-number'],
    ['(x y)^0', '(x y 0) !bad-number'],
    [')^2 x', 'x !stray-bracket'],
    ['^2', '2'],
    ['x^', 'x'],
    ['x^y', '(x y)'],
    ['x^2^3', '(x 2 3)'],
    ['x^-1', '(x 1)'],
    ['() ^2 x', '(2 x)'],
    ['C++', 'c'],
  ]));

test('a word in a field clause is meant as it stands', () => {
  expect(parseQuery('title:word', OPTIONS).query).toMatchObject({ asTyped: true });
  expect(parseQuery('word^2', OPTIONS).query).not.toHaveProperty('asTyped');
});
