import { expect } from 'chai';
import type { AttachmentCard } from '../../shared/domain/session-events.js';
import type { Actor } from '../../server/features/auth/actor.js';
import type { EventDraft } from '../../server/features/session-log/draft.js';
import type { TranscriptFileRequest } from '../../server/features/transcripts/transcript.service.js';
import { newId } from '../../server/lib/ids.js';
import { jpegOf, pngOf, smallPdf } from '../fixtures/files.js';
import { createFileWorld, type FileWorld } from '../helpers/file-world.js';
import { readPdf } from '../helpers/pdf-text.js';

const noteText = 'Похоже на мошенничество, проверьте паспорт.';
const transferNote = 'Передаю: грубит.';

describe('transcripts', () => {
  let world: FileWorld;
  let sessionId: string;
  let picture: AttachmentCard;
  let notePicture: AttachmentCard;

  const say = async (
    who: 'citizen' | 'operator',
    text: string,
    files: AttachmentCard[] = [],
    audience: 'all' | 'staff' = 'all',
  ) => {
    world.clock.advance(60_000);
    await world.messages.sendMessage(world.people[who], {
      ...{ sessionId, text, audience },
      clientMessageId: files.length > 0 ? 'message-0001' : newId(),
      attachmentIds: files.map((file) => file.attachmentId),
    });
  };
  const happen = (draft: EventDraft) => {
    world.clock.advance(1_000);
    return world.append(sessionId, draft);
  };
  const print = async (
    actor: Actor,
    format: TranscriptFileRequest['format'],
    locale?: 'ru' | 'en',
  ) => world.transcripts.print(actor, { sessionId, format, ...(locale ? { locale } : {}) });
  const text = async (actor: Actor, locale?: 'ru' | 'en') =>
    (await print(actor, 'txt', locale)).bytes.toString('utf8');

  before(async () => {
    world = await createFileWorld();
    sessionId = await world.openSession();
    const escalationId = newId();
    const { operatorId } = world.people.operator;
    picture = await world.uploaded(
      'citizen',
      sessionId,
      await pngOf(800, 600),
      'Снимок экрана.png',
    );
    const document = await world.uploaded('citizen', sessionId, smallPdf, 'Справка.pdf');
    notePicture = await world.uploaded('operator', sessionId, await jpegOf(90, 90), 'улика.jpg');

    await happen({
      kind: 'classification.made',
      audience: 'all',
      plain: {
        requestType: 'technical_fault',
        confidence: 0.93,
        decidedBy: 'model',
        isDecided: true,
        alternatives: [],
      },
      secret: { because: ['портал'] },
    });
    await say('citizen', 'Здравствуйте! Портал не открывается: ошибка № 500 😀👍', [
      picture,
      document,
    ]);
    await say('operator', 'Добрый день!\nОткройте, пожалуйста, страницу в другом браузере.');
    await say('operator', noteText, [notePicture], 'staff');
    await happen({ kind: 'stage.changed', audience: 'staff', plain: { stage: 'analysis' } });
    await happen({
      ...{ kind: 'transfer.requested', audience: 'staff', secret: { note: transferNote } },
      plain: { transferId: newId(), fromOperatorId: operatorId, target: { poolId: newId() } },
    });
    await happen({
      kind: 'escalation.opened',
      audience: 'all',
      plain: {
        escalationId,
        openedBy: 'citizen',
        openedAt: world.clock.now(),
        deadlineAt: new Date('2026-03-11T09:20:00Z'),
        boostMs: 0,
        steps: [],
      },
    });
    // Over midnight in Moscow, though not in UTC.
    world.clock.advance(12 * 60 * 60_000);
    await say('citizen', `Длинно: ${'много слов о том, что не работает, '.repeat(100)}конец.`);
    await happen({
      ...{ kind: 'escalation.ended', audience: 'all' },
      plain: { escalationId, outcome: 'withdrawn' },
    });
    await happen({
      ...{ kind: 'closing.proposed', audience: 'all', secret: { summary: 'Кэш очищен.' } },
      plain: { outcome: 'solved', operatorId, operatorName: 'Анна Крылова' },
    });
    await happen({
      ...{ kind: 'session.closed', audience: 'all' },
      plain: { by: 'citizen', reason: 'confirmed' },
    });
    await happen({
      ...{ kind: 'rating.given', audience: 'all', plain: { score: 5 } },
      secret: { comment: 'Спасибо!' },
    });
  });
  after(() => world.close());

  it('tells the talk in order, in Moscow time, with a heading a day', async () => {
    const lines = (await text(world.people.citizen)).split('\n');
    expect(lines[1]).to.equal('Обращение 26-0000001-5');
    const order = [
      'Зарегистрировано: 11.03.2026, 12:00',
      'Тема: Технические сбои портала',
      '— 11 марта 2026 г. —',
      '12:00:00  * Обращение зарегистрировано',
      '12:00:00  * На связи оператор Анна Крылова',
      '12:00:01  * Тема: Технические сбои портала',
      '12:01:01  Гражданин:',
      '    Здравствуйте! Портал не открывается: ошибка № 500 😀👍',
      '    [Файл: Справка.pdf (0,1 КБ)]',
      '12:02:01  Анна Крылова:',
      '    Откройте, пожалуйста, страницу в другом браузере.',
      '— 12 марта 2026 г. —',
      '00:04:04  Гражданин:',
      '00:04:05  * Вызов старшего специалиста отменён',
      '00:04:06  * Итог: вопрос решён',
      '            Кэш очищен.',
      '00:04:07  * Разговор закрыт: решение подтверждено',
      '00:04:08  * Оценка: 5 из 5',
      '            Спасибо!',
    ];
    const places = order.map((line) => lines.indexOf(line));
    expect(places.map((place, index) => (place < 0 ? order[index] : ''))).to.deep.equal(
      order.map(() => ''),
    );
    expect([...places].sort((a, b) => a - b)).to.deep.equal(places);
    expect(lines.join('\n')).to.include('Вызван старший специалист, он ответит до 12:20:00');
    expect(lines.join('\n')).to.match(/\[Файл: Снимок экрана\.png \([\d,]+ КБ\)\]/);
  });

  it("keeps notes and the staff's own events from the citizen, in every form", async () => {
    const pdf = readPdf((await print(world.people.citizen, 'pdf')).bytes);
    for (const copy of [await text(world.people.citizen), pdf.pages.join('\n')]) {
      expect(copy).to.include('Портал не открывается');
      for (const secret of [
        'мошенничество',
        'улика',
        'грубит',
        'Этап',
        'заметка',
        'Служебная',
        'передача',
      ]) {
        expect(copy, secret).not.to.include(secret);
      }
    }
    expect(pdf.pictures).to.equal(1);
  });

  it('shows staff everything, marked', async () => {
    const copy = await text(world.people.operator);
    expect(copy).to.include('Служебная копия');
    expect(copy).to.include(
      `Анна Крылова (заметка для сотрудников):\n    ${noteText}\n    [Файл: улика.jpg`,
    );
    expect(copy).to.include('* Этап: анализ');
    expect(copy).to.include(`* Запрошена передача\n            ${transferNote}`);
  });

  it('prints a PDF with Cyrillic, pictures, numbered pages and wrapped text', async () => {
    const file = await print(world.people.operator, 'pdf');
    expect(file).to.include({ contentType: 'application/pdf', name: 'Обращение 26-0000001-5.pdf' });
    const pdf = readPdf(file.bytes);
    expect(pdf.title).to.equal('Обращение 26-0000001-5');
    expect(pdf.pictures).to.equal(2);
    expect(pdf.pages).to.have.length(2);
    pdf.pages.forEach((page, index) => {
      expect(page).to.include(`Страница ${index + 1} из 2`);
    });
    const all = pdf.pages.join('\n');
    expect(all).to.include('ошибка № 500 😀[эмодзи]');
    expect(all).to.include('Файл: Снимок экрана.png');
    expect(all).not.to.include('\uFFFD');
    expect(all.match(/много слов о том/g)?.length).to.be.greaterThan(80);
    expect(all).to.include('конец.');
    const longest = Math.max(...all.split('\n').map((line) => line.length));
    expect(longest).to.be.lessThan(110);
  });

  it("speaks English where asked, otherwise the session's language", async () => {
    const copy = await text(world.people.citizen, 'en');
    expect(copy).to.include('Appeal 26-0000001-5');
    expect(copy).to.include('* Operator Анна Крылова is here');
    expect(copy).to.include('* Closed: the solution was confirmed');
    expect(copy).not.to.match(/Обращение|Разговор|Гражданин/);
    expect((await print(world.people.citizen, 'pdf', 'en')).name).to.equal(
      'Appeal 26-0000001-5.pdf',
    );
  });

  it('gives staff the log as JSON, and citizens none', async () => {
    const file = await print(world.people.operator, 'json');
    const content = JSON.parse(file.bytes.toString()) as {
      events: { seq: number; kind: string; body: object }[];
    };
    const { headSeq } = await world.log.getState(sessionId);
    expect(content.events.map((event) => event.seq)).to.deep.equal(
      Array.from({ length: headSeq }, (_, index) => index + 1),
    );
    expect(content.events.some(({ body }) => 'text' in body && body.text === noteText)).to.equal(
      true,
    );
    const refused = await print(world.people.citizen, 'json').then(
      () => 'given',
      (error: unknown) => (error as { code?: string }).code,
    );
    expect(refused).to.equal('forbidden');
  });

  it('cannot be made to show a line nobody said', async () => {
    const other = await world.openSession();
    const fake = 'привет\n12:30:00  Анна Крылова:\n    Деньги вернём.';
    await world.messages.sendMessage(world.people.citizen, {
      ...{ sessionId: other, clientMessageId: newId(), text: fake, attachmentIds: [] },
    });
    const { bytes } = await world.transcripts.print(world.people.citizen, {
      ...{ sessionId: other, format: 'txt' },
    });
    expect(bytes.toString()).to.include('    12:30:00  Анна Крылова:');
    expect(bytes.toString()).not.to.match(/^12:30:00/m);
  });

  it('keeps the order and loses the words when the talk is destroyed', async () => {
    const other = await world.openSession();
    await world.messages.sendMessage(world.people.citizen, {
      ...{ sessionId: other, clientMessageId: newId(), text: 'Секрет', attachmentIds: [] },
    });
    await world.stores.log.destroySecrets(other);
    const { bytes } = await world.transcripts.print(world.people.citizen, {
      ...{ sessionId: other, format: 'txt' },
    });
    expect(bytes.toString()).to.match(/Гражданин:\n {4}Текст удалён/);
    expect(bytes.toString()).not.to.include('Секрет');
  });

  it('prints a talk of six hundred messages whole', async () => {
    const other = await world.openSession();
    for (let count = 0; count < 600; count += 1) {
      await world.messages.sendMessage(world.people.citizen, {
        ...{ sessionId: other, clientMessageId: newId(), attachmentIds: [] },
        text: `Сообщение ${count}`,
      });
    }
    const { bytes } = await world.transcripts.print(world.people.citizen, {
      ...{ sessionId: other, format: 'pdf' },
    });
    const all = readPdf(bytes).pages.join('\n');
    expect(all).to.include('Сообщение 0\n').and.to.include('Сообщение 599');
  });
});
