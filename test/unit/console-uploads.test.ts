import { expect } from 'chai';
import type { StaffHttp, Upload } from '../../console/live/staff-http.js';
import { createUploads } from '../../console/live/uploads.js';
import { limits } from '../../shared/limits.js';

const fileOf = (name: string, bytes = 3) =>
  new File([new Uint8Array(bytes)], name, { type: 'image/png' });

describe('console uploads', () => {
  let running: Upload[];
  const build = () => {
    running = [];
    const http = {
      upload: (upload: Upload) => {
        running.push(upload);
        const { name, size: bytes } = upload.file;
        return Promise.resolve({ attachmentId: name, name, mediaType: 'image/png', bytes });
      },
    } as unknown as StaffHttp;
    return createUploads(http);
  };
  const settle = () => new Promise((resolve) => setImmediate(resolve));

  it('keep the files of each chat apart, under the id of the message they will go with', async () => {
    const uploads = build();
    uploads.add('first', [fileOf('a.png'), fileOf('b.png')]);
    uploads.add('second', [fileOf('c.png')]);
    await settle();
    const first = uploads.take('first');
    expect(first.attachments.map(({ name }) => name)).to.deep.equal(['a.png', 'b.png']);
    expect(running.slice(0, 2).map(({ clientMessageId }) => clientMessageId)).to.deep.equal([
      first.clientMessageId,
      first.clientMessageId,
    ]);
    expect(uploads.store.getState()['second']?.files).to.have.length(1);
    expect(uploads.take('first')).to.deep.include({ attachments: [] });
  });

  it('refuse before sending what would be refused after it', () => {
    const uploads = build();
    const many = Array.from({ length: limits.message.maxAttachments + 1 }, (_none, index) =>
      fileOf(`${index}.png`),
    );
    uploads.add('first', many);
    uploads.add('second', [fileOf('huge.png', limits.attachment.maxBytes + 1)]);
    const codesOf = (id: string) =>
      uploads.store.getState()[id]?.files.flatMap(({ code }) => code ?? []);
    expect(codesOf('first')).to.deep.equal(['too_many']);
    expect(codesOf('second')).to.deep.equal(['file_too_large']);
    expect(running).to.have.length(limits.message.maxAttachments);
  });

  it('stop what is removed', () => {
    const uploads = build();
    uploads.add('first', [fileOf('a.png')]);
    const [file] = uploads.store.getState()['first']?.files ?? [];
    uploads.remove('first', file?.id ?? '');
    expect(running[0]?.signal.aborted).to.equal(true);
    expect(uploads.store.getState()['first']?.files).to.deep.equal([]);
  });
});
