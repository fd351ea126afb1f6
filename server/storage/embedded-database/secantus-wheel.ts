/** A wheel of SecantusDB: one version for one platform, with the hash it must have. */
export interface SecantusWheel {
  version: string;
  /** pip's `--platform`. */
  platform: string;
  sha256: string;
}

interface MachineFacts {
  platform: NodeJS.Platform;
  arch: string;
  /** Linux with musl instead of glibc (Alpine). */
  isMusl: boolean;
}

/**
 * In order of preference, sha256 by platform. Later versions (0.7) no longer carry the native binary, so nothing floats;
 * the others are for the day the first is gone from the index.
 */
const releases: { version: string; sha256: Record<string, string> }[] = [
  {
    version: '0.6.0b17',
    sha256: {
      manylinux_2_28_x86_64: 'fe8ccfd1295c872c92a4c4c13c5a6a1dead88b2ff3b9aafb361406ec8aac4d14',
      manylinux_2_28_aarch64: '690fed7d7268bf7e90aeb2c8a5b390b32b34685170df9a304f961713e30540fe',
      musllinux_1_2_x86_64: '4f648c25d5c4015fa9b37831c1caaaa3a8e7cd1bccc1c5f27c3bcb7731a1dba4',
      macosx_11_0_arm64: '030a69eabbbb0761c244c0d041c1aa89df17680b26c98b374030f61b1c890aec',
      win_amd64: '2002515e1ae0c4f419ea94f55cef2611391ca8c6e17f866284c86d033d5061c4',
    },
  },
  {
    version: '0.6.0b16',
    sha256: {
      manylinux_2_28_x86_64: 'c11b7e9cc0a15d9c182aade2813ad25a02eebe900ddbc8dac6a3344a1e20c035',
      manylinux_2_28_aarch64: 'fc3c52aea242afc360f5a5597cd3adc745f50a7e2ba49b8c60378b26ba0db980',
      musllinux_1_2_x86_64: 'ea8f5e9a7ff5df29da63673da178b8b9bb4da39970565faf7c33539f5435a7c2',
      macosx_11_0_arm64: 'b46a2f5bcb35f76f3451f94ad42a2480c2167bee68ae92041da9e0a853e4ad25',
      win_amd64: '87079cb23eb4b4294011ea7b2d22da2dcefa17d5237949f15c84befed31f5430',
    },
  },
  {
    version: '0.6.0b15',
    sha256: {
      manylinux_2_28_x86_64: '6a9933360b5c8b65ad0720e621c71d523539f8f718754611f0d55f04b312d0ad',
      manylinux_2_28_aarch64: '12248d40a4e0e7ef310c0441855e8f43f728b05044efde996b95ecae4c0688f4',
      musllinux_1_2_x86_64: '6a8b7046a011a6b4df5d6c5f0a62dbaf163853189cfe15aa0e0787b218b77e2f',
      macosx_11_0_arm64: '715ef705c20816a898b0aa4627975056b7cdeb4f2b3e4d05e8abf28b43712ec9',
      win_amd64: '1c8b0327d5e34cdf0edb06b5c545d6d0dc3a573fd3f48835930fae224081f33c',
    },
  },
  {
    version: '0.6.0b14',
    sha256: {
      manylinux_2_28_x86_64: '7a90715f3fd953d02ea3526f2f05cc793d03a022e6f82ed10ff07f8d80ebb237',
      manylinux_2_28_aarch64: 'df91c7e4d551b6b93a8b096fd8200bd3c63a55404f090902c17feb6da5d48d4e',
      musllinux_1_2_x86_64: '9ecd92f464a907cfe47094d45628a7d54c2c9976c2c2d78ba5d13b47355cf4bc',
      macosx_11_0_arm64: 'b05c24e942497cf3c11a0442b8ac06c1350ce912de9032b261e9e8ff93959315',
      win_amd64: '189ea1ad225fe3b563d659b7b247e5c6db2ef20efb67fe820069b146394cfc7c',
    },
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
  const platform = platformTag(machine);
  return releases.flatMap(({ version, sha256 }) => {
    const hash = platform === null ? undefined : sha256[platform];
    return platform === null || hash === undefined ? [] : [{ version, platform, sha256: hash }];
  });
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
