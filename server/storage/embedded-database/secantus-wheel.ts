/** A wheel of SecantusDB: one version for one platform, with the hash it must have. */
export interface SecantusWheel {
  version: string;
  /** pip's `--platform`. */
  platform: string;
  sha256: string;
}

export interface MachineFacts {
  platform: NodeJS.Platform;
  arch: string;
  /** Linux with musl instead of glibc (Alpine). */
  isMusl: boolean;
}

/** In order of preference. Later versions (0.7) no longer carry the native binary, so nothing floats. */
const wheels: SecantusWheel[] = [
  {
    version: '0.6.0b17',
    platform: 'manylinux_2_28_x86_64',
    sha256: 'fe8ccfd1295c872c92a4c4c13c5a6a1dead88b2ff3b9aafb361406ec8aac4d14',
  },
  {
    version: '0.6.0b17',
    platform: 'manylinux_2_28_aarch64',
    sha256: '690fed7d7268bf7e90aeb2c8a5b390b32b34685170df9a304f961713e30540fe',
  },
  {
    version: '0.6.0b17',
    platform: 'musllinux_1_2_x86_64',
    sha256: '4f648c25d5c4015fa9b37831c1caaaa3a8e7cd1bccc1c5f27c3bcb7731a1dba4',
  },
  {
    version: '0.6.0b17',
    platform: 'macosx_11_0_arm64',
    sha256: '030a69eabbbb0761c244c0d041c1aa89df17680b26c98b374030f61b1c890aec',
  },
  {
    version: '0.6.0b17',
    platform: 'win_amd64',
    sha256: '2002515e1ae0c4f419ea94f55cef2611391ca8c6e17f866284c86d033d5061c4',
  },
];

const platformTag = ({ platform, arch, isMusl }: MachineFacts): string | null => {
  if (platform === 'linux' && arch === 'x64')
    return isMusl ? 'musllinux_1_2_x86_64' : 'manylinux_2_28_x86_64';
  if (platform === 'linux' && arch === 'arm64' && !isMusl) return 'manylinux_2_28_aarch64';
  if (platform === 'darwin' && arch === 'arm64') return 'macosx_11_0_arm64';
  if (platform === 'win32' && arch === 'x64') return 'win_amd64';
  return null;
};

/** The wheels that run on such a machine, best first; empty where there is none. */
export const selectWheels = (machine: MachineFacts): SecantusWheel[] => {
  const tag = platformTag(machine);
  return wheels.filter((wheel) => wheel.platform === tag);
};

/** Folders of the unpacked wheel that the binary needs, and the binary's place in them. */
export const wheelContents = (wheel: SecantusWheel): { folders: string[]; binary: string } => {
  if (wheel.platform.includes('linux')) {
    // The binary finds its libraries by a relative path: both folders stay beside each other.
    return {
      folders: ['secantusdb.scripts', 'secantusdb.libs'],
      binary: 'secantusdb.scripts/secantusd-rs',
    };
  }
  const folder = `secantusdb-${wheel.version}.data`;
  const suffix = wheel.platform === 'win_amd64' ? '.exe' : '';
  return { folders: [folder], binary: `${folder}/scripts/secantusd-rs${suffix}` };
};
