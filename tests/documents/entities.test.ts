import { expect, test } from '@jest/globals';
import { decodeEntities } from '../../src/documents/entities.js';

test.each([
  ['AT&amp;T', 'AT&T'],
  ['&lt;b&gt; &quot;x&quot; &#39;y&#x27;', '<b> "x" \'y\''],
  ['caf&eacute; &Uuml;ber &ndash; &#8217;', 'café Über – ’'],
  ['&#x1F32B;', '🌫'],
  ['&#0;&#xD800;&#9999999;', '\ufffd\ufffd\ufffd'],
  ['&amp;lt;', '&lt;'],
  ['&unknown; & &; &#; &amp', '&unknown; & &; &#; &amp'],
  ['&constructor; &toString;', '&constructor; &toString;'],
])('%j', (input, expected) => expect(decodeEntities(input)).toBe(expected));
