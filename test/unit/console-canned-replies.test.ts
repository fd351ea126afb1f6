import { expect } from 'chai';
import {
  findCannedQuery,
  insertCannedReply,
  selectCannedReplies,
} from '../../console/features/composer/canned-replies.js';
import { fillReplyVariables } from '../../shared/domain/reply-variables.js';
import { cannedReplies } from '../../server/seed/canned-replies.js';

const replies = [
  { code: 'привет', title: 'Приветствие', text: 'Здравствуйте, {{name}}.' },
  { code: 'пароль', title: 'Смена пароля', text: 'Откройте «Вход».' },
  { code: 'ждём', title: 'Просьба подождать', text: 'Проверяю, минуту.' },
];

describe('console canned replies', () => {
  it('finds the code behind a slash at the caret', () => {
    expect(findCannedQuery('/при', 4)).to.deep.equal({ code: 'при', start: 0, end: 4 });
    expect(findCannedQuery('Да. /ЖДЁМ', 9)).to.deep.equal({ code: 'ждем', start: 4, end: 9 });
    expect(findCannedQuery('/', 1)).to.deep.equal({ code: '', start: 0, end: 1 });
  });

  it('leaves addresses, fractions and finished words alone', () => {
    expect(findCannedQuery('https://gov.example', 19)).to.equal(null);
    expect(findCannedQuery('1/2', 3)).to.equal(null);
    expect(findCannedQuery('/привет ', 8)).to.equal(null);
  });

  it('offers matching codes before matching titles', () => {
    expect(selectCannedReplies(replies, 'п').map((reply) => reply.code)).to.deep.equal([
      'привет',
      'пароль',
      'ждём',
    ]);
    expect(selectCannedReplies(replies, 'ждем').map((reply) => reply.code)).to.deep.equal(['ждём']);
    expect(selectCannedReplies(replies, '', 2)).to.have.length(2);
  });

  it('fills the variables, and drops the comma before an unknown name', () => {
    const values = { operator: 'Анна', appeal: '26-0000001-5' };
    expect(fillReplyVariables('Здравствуйте, {{name}}.', { ...values, name: 'Ольга' })).to.equal(
      'Здравствуйте, Ольга.',
    );
    expect(fillReplyVariables('Здравствуйте, {{name}}.', values)).to.equal('Здравствуйте.');
    expect(fillReplyVariables('{{operator}}: {{appeal}}', values)).to.equal('Анна: 26-0000001-5');
  });

  it('puts the reply in place of its code and the caret behind it', () => {
    const query = findCannedQuery('Да. /жд И ещё', 7);
    expect(query && insertCannedReply('Да. /жд И ещё', query, 'Проверяю.')).to.deep.equal({
      text: 'Да. Проверяю. И ещё',
      caret: 13,
    });
  });

  it('leaves nothing unfilled in the twenty that are seeded, named citizen or not', () => {
    const values = { operator: 'Анна', appeal: '26-0000001-5' };
    expect(cannedReplies).to.have.length(20);
    for (const { text } of cannedReplies) {
      const named = fillReplyVariables(text, { ...values, name: 'Ольга' });
      for (const filled of [named, fillReplyVariables(text, values)]) {
        expect(filled).not.to.match(/[{}]|\p{L}Ольга| [,.]/u);
      }
    }
  });
});
