import { expect } from 'chai';
import { readSeniorPhrase } from '../../server/features/escalation/senior-phrases.js';

describe('Calling a senior specialist in words', () => {
  it('a command or a bare phrase, the whole message, calls', () => {
    const calls = [
      ...[
        '/старший',
        '/senior',
        '/СТАРШИЙ',
        ' /senior. ',
        'Позовите старшего!',
        'старшего, пожалуйста',
      ],
      ...['ПОЗОВИТЕ  СТАРШЕГО СПЕЦИАЛИСТА', 'Соедините меня со старшим', 'Senior, please!'],
    ];
    for (const text of calls) expect(readSeniorPhrase(text), text).to.equal('call');
  });

  it('inside a longer message it only asks', () => {
    const mentions = [
      ...['не зовите старшего', 'Не надо старшего специалиста, спасибо', 'а старший когда придёт?'],
      ...['Позовите старшего, у меня не проходит оплата', '/старший где вы', 'is a senior there?'],
    ];
    for (const text of mentions) expect(readSeniorPhrase(text), text).to.equal('mention');
  });

  it('words that only look like it say nothing', () => {
    for (const text of ['постарше', 'старшеклассник', 'seniority list', 'не прошла оплата', '']) {
      expect(readSeniorPhrase(text), text).to.equal(null);
    }
  });
});
