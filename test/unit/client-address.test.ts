import { expect } from 'chai';
import { readClientAddress } from '../../server/http/client-address.js';

describe('the address limits count under', () => {
  const cases: [string | undefined, string][] = [
    ['203.0.113.9', '203.0.113.9'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8::5', '2001:db8:0:0::/64'],
    ['2001:db8:1:2::', '2001:db8:1:2::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    [undefined, 'unknown'],
  ];
  for (const [ip, expected] of cases)
    it(`of ${ip ?? 'a closed socket'} is ${expected}`, () => {
      expect(readClientAddress({ ip })).to.equal(expected);
    });
});
