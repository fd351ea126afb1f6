# The same npm scripts as in a checkout: install, build, then only what runs.
FROM node:22-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build

FROM node:22-bookworm-slim AS libraries
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev

FROM node:22-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 LINIYA_DATA=/data
WORKDIR /app
RUN mkdir -p /data /app/uploads && chown node:node /data /app/uploads
COPY --from=libraries /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY --from=build /app/package.json ./package.json
COPY --from=build /app/bin ./bin
# Read where they lie: the stage's pages, the tokens' stylesheet, the classifier's model.
COPY --from=build /app/server/demo-stage ./server/demo-stage
COPY --from=build /app/shared/design/tokens.css ./shared/design/tokens.css
COPY --from=build /app/server/features/classification/data/model.json ./server/features/classification/data/model.json
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "bin/liniya.js", "start"]
