import { serveJobs } from '../../lib/serve-jobs.js';
import { printPdf } from './print-pdf.js';

const maxMemoryBytes = 768 * 1024 * 1024;

serveJobs({ maxMemoryBytes }, printPdf);
