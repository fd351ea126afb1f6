import { expect } from 'chai';
import { userCacheFolder } from '../../server/storage/embedded-database/cache-folder.js';
import { parseMongodVersion } from '../../server/storage/embedded-database/mongod-find.js';
import { OutputTail } from '../../server/storage/embedded-database/output-tail.js';
import {
  saysUnreachable,
  summarizePipError,
} from '../../server/storage/embedded-database/python.js';
import {
  selectEngine,
  type SelectEngineInput,
} from '../../server/storage/embedded-database/remembered-choice.js';
import {
  selectWheels,
  wheelContents,
} from '../../server/storage/embedded-database/secantus-wheel.js';
import { restartDelayMs } from '../../server/storage/embedded-database/supervisor.js';

describe('which engine a start takes', () => {
  const select = (input: Partial<SelectEngineInput>) =>
    selectEngine({ dataFolder: '/data', choice: 'auto', remembered: null, withData: [], ...input });

  it('leaves it open on an empty folder, unless one is named', () => {
    expect(select({})).to.be.null;
    expect(select({ choice: 'mongod' })).to.equal('mongod');
  });

  it('goes on with what is remembered, and with the data there is where nothing is', () => {
    expect(select({ remembered: 'download', withData: ['download'] })).to.equal('download');
    expect(select({ remembered: 'download' })).to.equal('download');
    expect(select({ withData: ['secantus'] })).to.equal('secantus');
    expect(select({ remembered: 'mongod', withData: ['secantus'] })).to.equal('secantus');
    const both = select({ remembered: 'mongod', withData: ['mongod', 'secantus'] });
    expect(both).to.equal('mongod');
  });

  it('asks where the folder holds data of two engines and nothing says which is in use', () => {
    const undecided: Partial<SelectEngineInput> = { withData: ['mongod', 'secantus'] };
    expect(() => select(undecided)).to.throw('LINIYA_DATABASE');
    expect(select({ ...undecided, choice: 'secantus' })).to.equal('secantus');
  });

  it('refuses a named engine that would hide the data of another one', () => {
    const hiding = { choice: 'mongod', remembered: 'secantus', withData: ['secantus'] } as const;
    expect(() => select({ ...hiding, withData: ['secantus'] })).to.throw(
      'LINIYA_DATABASE=secantus',
    );
    expect(() => select({ choice: 'mongod', withData: ['secantus'] })).to.throw('/data/secantus');
    const returning = select({ ...hiding, withData: [] });
    expect(returning).to.equal('mongod');
  });
});

describe('the SecantusDB wheel', () => {
  const linux = { platform: 'linux', arch: 'x64', isMusl: false } as const;

  it('is pinned for each machine it was built for, best version first', () => {
    const versions = selectWheels(linux).map(({ version }) => version);
    expect(versions).to.deep.equal(['0.6.0b17', '0.6.0b16', '0.6.0b15', '0.6.0b14']);
    const hashes = selectWheels(linux).map(({ sha256 }) => sha256);
    expect(new Set(hashes).size).to.equal(4);
    const platformOf = (facts: Parameters<typeof selectWheels>[0]) =>
      selectWheels(facts)[0]?.platform;
    expect(platformOf({ ...linux, isMusl: true })).to.equal('musllinux_1_2_x86_64');
    expect(platformOf({ ...linux, arch: 'arm64' })).to.equal('manylinux_2_28_aarch64');
    expect(platformOf({ ...linux, platform: 'darwin', arch: 'arm64' })).to.equal(
      'macosx_11_0_arm64',
    );
    expect(platformOf({ ...linux, platform: 'win32' })).to.equal('win_amd64');
  });

  it('does not exist for other machines', () => {
    expect(selectWheels({ ...linux, arch: 'ia32' })).to.deep.equal([]);
    expect(selectWheels({ ...linux, arch: 'arm64', isMusl: true })).to.deep.equal([]);
    expect(selectWheels({ ...linux, platform: 'darwin' })).to.deep.equal([]);
  });

  it('says where its binary lies and what that needs beside it', () => {
    const [wheel] = selectWheels(linux);
    expect(wheelContents(wheel!)).to.deep.equal({
      folders: ['secantusdb.scripts', 'secantusdb.libs'],
      binary: 'secantusdb.scripts/secantusd-rs',
    });
    const [windows] = selectWheels({ ...linux, platform: 'win32' });
    expect(wheelContents(windows!).binary).to.equal(
      'secantusdb-0.6.0b17.data/scripts/secantusd-rs.exe',
    );
  });
});

describe('finding and watching a database program', () => {
  it('keeps fetched programs where the system keeps caches', () => {
    expect(userCacheFolder({ XDG_CACHE_HOME: '/x' }, 'linux', '/home/a')).to.equal('/x/liniya');
    expect(userCacheFolder({}, 'linux', '/home/a')).to.equal('/home/a/.cache/liniya');
    expect(userCacheFolder({}, 'darwin', '/Users/a')).to.equal('/Users/a/Library/Caches/liniya');
    expect(userCacheFolder({ LOCALAPPDATA: '/l' }, 'win32', '/a')).to.equal('/l/liniya');
  });

  it('reads the version of a mongod, and of nothing else', () => {
    expect(parseMongodVersion('db version v8.0.13\nBuild Info: {')).to.equal('8.0.13');
    expect(parseMongodVersion('v20.20.2')).to.be.null;
  });

  it('repeats what pip complained about without saying where packages come from', () => {
    const output = [
      'WARNING: Retrying',
      "ERROR: Could not fetch https://mirror.example/simple/: see (host='mirror.example', port=443)",
    ].join('\n');
    expect(summarizePipError(output)).to.equal('Could not fetch … see (host=…, port=443)');
    expect(summarizePipError('')).to.equal('it gave no reason');
  });

  it('tells an index that does not answer from a version that is gone', () => {
    const gone = 'ERROR: Could not find a version (from versions: 0.7.0b0, 0.7.0b1)';
    const silent = 'WARNING: Retrying (Retry(total=0\nERROR: Could not find (from versions: none)';
    expect([gone, silent].map(saysUnreachable)).to.deep.equal([false, true]);
  });

  it('waits longer before each restart, up to ten seconds', () => {
    expect([0, 1, 2, 6, 7, 50].map(restartDelayMs)).to.deep.equal([
      100, 200, 400, 6_400, 10_000, 10_000,
    ]);
  });

  it('finds a printed line, before or after it was asked for, and gives up when the output ends', async () => {
    const output = new OutputTail();
    const later = output.waitFor('listening');
    const never = output.waitFor('something else').catch((error: unknown) => error);
    output.add('now listening on 1');
    await later;
    await output.waitFor('listening');
    const cause = new Error('it ended');
    output.close(cause);
    expect(await never).to.equal(cause);
    expect(output.summary()).to.equal('It said: now listening on 1');
  });
});
