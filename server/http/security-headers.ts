import type { RequestHandler } from 'express';
import helmet from 'helmet';

interface HeaderConfig {
  embedOrigins: string[];
  isDemo: boolean;
  publicUrl?: string;
}

/** Hashes of the two style elements React Aria puts into the page; a unit test holds them to its source. */
export const reactAriaStyleHashes = [
  "'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='",
  "'sha256-gYiS/BvZvRcK27JIXTuwhZ3hs2+VJ1X+2gUlE+farlg='",
];

/** The demo stage shows pages of these beside each other, on whatever port was free. */
const demoOrigins = ['http://localhost:*', 'http://127.0.0.1:*'];

const isHttps = ({ publicUrl }: HeaderConfig): boolean => publicUrl?.startsWith('https:') ?? false;

const contentPolicy = (
  config: HeaderConfig,
  extra: { frameAncestors: string[]; otherOrigins?: string[] },
): RequestHandler => {
  const others = extra.otherOrigins ?? [];
  return helmet.contentSecurityPolicy({
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'", ...others],
      styleSrc: ["'self'", ...reactAriaStyleHashes],
      imgSrc: ["'self'", 'data:', 'blob:'],
      fontSrc: ["'self'", 'data:'],
      connectSrc: ["'self'", ...others],
      frameSrc: ["'self'", ...others],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: extra.frameAncestors,
      ...(isHttps(config) ? { upgradeInsecureRequests: [] } : {}),
    },
  });
};

/** Headers of everything: own origin only, in nobody's frame. */
export const createSecurityHeaders = (config: HeaderConfig): RequestHandler[] => [
  helmet({
    contentSecurityPolicy: false,
    crossOriginOpenerPolicy: isHttps(config) ? { policy: 'same-origin' } : false,
    strictTransportSecurity: isHttps(config),
    xFrameOptions: { action: 'deny' },
  }),
  contentPolicy(config, { frameAncestors: ["'none'"] }),
];

const withoutFrameOptions: RequestHandler = (_request, response, next) => {
  // The old header knows no list of origins; `frame-ancestors` says it better.
  response.removeHeader('X-Frame-Options');
  next();
};

/** For the widget's frame page: the sites named in `LINIYA_EMBED_ORIGINS` may show it. */
export const allowWidgetFrame = (config: HeaderConfig): RequestHandler[] => {
  const frameAncestors = ["'self'", ...config.embedOrigins, ...(config.isDemo ? demoOrigins : [])];
  return [withoutFrameOptions, contentPolicy(config, { frameAncestors })];
};

/** For the console page on the demo stage: that stage may show it. Outside a demo it stays in nobody's frame. */
export const allowStageFrame = (config: HeaderConfig): RequestHandler[] =>
  config.isDemo
    ? [withoutFrameOptions, contentPolicy(config, { frameAncestors: ["'self'", ...demoOrigins] })]
    : [];

/** For pages of the demo itself: they load the widget's script from, and show, this server under its other name. */
export const allowDemoPage = (config: HeaderConfig): RequestHandler[] =>
  config.isDemo
    ? [
        withoutFrameOptions,
        contentPolicy(config, {
          frameAncestors: ["'self'", ...demoOrigins],
          otherOrigins: demoOrigins,
        }),
      ]
    : [];

/** For the loader's script: pages of any origin may load it; who may show the frame is decided there. */
export const allowForeignPages: RequestHandler = (_request, response, next) => {
  response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
  response.setHeader('Access-Control-Allow-Origin', '*');
  next();
};
