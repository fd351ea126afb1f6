import { expect } from 'chai';
import mongoose from 'mongoose';
import { DomainError } from '../../server/lib/domain-error.js';
import { createLogger } from '../../server/lib/logger.js';

describe('The log', () => {
  let text = '';
  const out = { write: (more: string) => void (text += more) };
  const lines = () => text.trim().split('\n');
  beforeEach(() => {
    text = '';
  });

  it('carries the fields it knows and drops every other one', () => {
    const logger = createLogger({ level: 'info', pretty: false, out });
    const fields = { event: 'session.opened', sessionId: 's', text: 'Моя тайна' };
    logger.info(fields);
    const line = JSON.parse(text) as Record<string, unknown>;
    expect(line).to.include({ event: 'session.opened', sessionId: 's' });
    expect(text).not.to.include('тайна');
  });

  it('calls for somebody to act only where nobody tries again', () => {
    const logger = createLogger({ level: 'warn', pretty: false, out });
    const levelOf = (error: unknown) => {
      text = '';
      logger.error({ event: 'listener.failed', error });
      return (JSON.parse(text) as { level: number }).level;
    };
    const { error, warn } = { error: 50, warn: 40 };
    expect(levelOf(new Error('Broken.'))).to.equal(error);
    expect(levelOf(new DomainError('not_found', 'No such session.'))).to.equal(error);
    expect(levelOf(new DomainError('retry', 'Not now.'))).to.equal(warn);
    expect(levelOf(new mongoose.mongo.MongoNetworkError('connection 3 closed'))).to.equal(warn);
  });

  it('shows people a stack of what is broken, and of an outage its name alone', () => {
    const logger = createLogger({ level: 'warn', pretty: true, out });
    logger.error({ event: 'job.failed', error: new Error('Broken.') });
    expect(lines()[0]).to.match(/^\d\d:\d\d:\d\d ERROR job\.failed /);
    expect(lines().length).to.be.greaterThan(2);
    text = '';
    logger.error({ event: 'job.failed', error: new mongoose.mongo.MongoNetworkError('gone') });
    expect(lines()).to.have.length(2);
    expect(text).to.match(/ WARN job\.failed .*\n {2}MongoNetworkError: gone/);
  });

  it('keeps silent below its level', () => {
    const logger = createLogger({ level: 'warn', pretty: true, out });
    logger.info({ event: 'session.opened' });
    expect(text).to.equal('');
  });
});
