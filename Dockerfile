# Two stages: everything to build, then what tools/image.mjs has put together: API, command line, panel and what they need. The database
# is a service of its own.
FROM node:22-bookworm-slim AS build
WORKDIR /app
ENV NX_DAEMON=false NX_NO_CLOUD=true
COPY package.json package-lock.json nx.json tsconfig.base.json .npmrc ./
COPY apps/api/package.json apps/api/
COPY apps/admin/package.json apps/admin/
COPY apps/cli/package.json apps/cli/
COPY apps/demo/package.json apps/demo/
COPY apps/whatsapp-sandbox/package.json apps/whatsapp-sandbox/
COPY libs/contract/package.json libs/contract/
COPY libs/leads/package.json libs/leads/
COPY libs/relance/package.json libs/relance/
COPY libs/sending/package.json libs/sending/
COPY libs/testing/package.json libs/testing/
COPY libs/trigger/package.json libs/trigger/
COPY libs/whatsapp/package.json libs/whatsapp/
RUN npm ci --no-audit --no-fund
COPY apps apps
COPY libs libs
RUN npx nx run-many -t build --output-style=static -p @relance/cli,@relance/admin
COPY tools/image.mjs tools/
COPY LICENSE ./
RUN node tools/image.mjs /image

FROM node:22-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production PORT=3000
COPY --from=build --chown=node:node /image /app
USER node
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/live`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "apps/api/dist/main.js"]
