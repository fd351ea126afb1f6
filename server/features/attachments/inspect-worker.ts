import { serveJobs } from '../../lib/serve-jobs.js';
import { inspectFile } from './inspect-file.js';

/** 40 megapixels decoded are 160 MB, and an upright turn needs them twice; the rest is room for Node and libvips. */
const maxMemoryBytes = 768 * 1024 * 1024;

serveJobs({ maxMemoryBytes }, inspectFile);
