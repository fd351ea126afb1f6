import { expect } from 'chai';
import { buildBrief } from '../../console/features/conversation/brief.js';
import {
  addEscalation,
  addSenior,
  addSummary,
  buildLongTalk,
} from '../../console/gallery/sample/long-talk.js';
import { anna, pavel } from '../../console/gallery/sample/people.js';
import { buildSession, openEscalation } from '../../console/gallery/sample/sessions.js';

const talk = buildLongTalk();
const called = addEscalation(talk);
const joined = addSenior(called, pavel);
const bySenior = { operatorId: pavel.operatorId, name: pavel.name, tier: 'senior' as const };

describe('console brief of a call for a senior', () => {
  it('is there from the call on, with the request, the last answer and every file', () => {
    const view = buildSession(1, { escalation: openEscalation(400) });
    expect(buildBrief(view, talk)).to.equal(null);
    const brief = buildBrief(view, called);
    expect(brief).to.include({ openedBy: 'citizen' });
    expect(brief?.request).to.be.a('string').and.not.equal('');
    expect(brief?.lastAnswer?.name).to.equal(anna.name);
    expect(brief?.files).to.have.length.greaterThan(0);
    expect(brief).not.to.have.property('summary');
  });

  it('gives the summary in place of the last answer as soon as it is written', () => {
    const view = buildSession(1, { owner: bySenior });
    expect(buildBrief(view, joined)?.lastAnswer?.name).to.equal(anna.name);
    const brief = buildBrief(view, addSummary(joined, anna));
    expect(brief?.summary?.name).to.equal(anna.name);
    expect(brief).not.to.have.property('lastAnswer');
  });

  it('is gone with the senior who was called', () => {
    expect(buildBrief(buildSession(1), joined)).to.equal(null);
  });
});
