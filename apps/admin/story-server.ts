/** `npm run stories -w @relance/admin`: the panel answered from its stories, each at an address of its own, listed at /stories. */
import type { Plugin } from 'vite'
import type * as collected from './src/stories/index.ts'
import type * as told from './src/stories/story.ts'

type Stories = typeof collected & typeof told
type Story = told.Story

const escaped = (text: string): string => text.replace(/[<&"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

export function storyServer(): Plugin {
  return {
    name: 'story-server',
    apply: (_, { mode, command }) => command === 'serve' && mode === 'stories',
    configureServer(server) {
      const load = async (): Promise<Stories> =>
        ({
          ...(await server.ssrLoadModule('/src/stories/story.ts')),
          ...(await server.ssrLoadModule('/src/stories/index.ts')),
        }) as Stories
      server.middlewares.use(async (request, response, next) => {
        const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
        const { STORIES, answerOf } = await load()
        if (pathname === '/stories') {
          const link = ({ name }: Story) =>
            `<li><a href="/story?name=${encodeURIComponent(name)}">${escaped(name)}</a></li>`
          response.setHeader('content-type', 'text/html; charset=utf-8').end(`<ul>${STORIES.map(link).join('')}</ul>`)
        } else if (pathname === '/story') {
          const story = STORIES.find(({ name }) => name === searchParams.get('name')) ?? STORIES[0]
          response.setHeader('set-cookie', `story=${encodeURIComponent(story?.name ?? '')}; Path=/`)
          response.writeHead(302, { location: `/#${story?.at}` }).end()
        } else if (pathname === '/api/events') {
          response.writeHead(200, { 'content-type': 'text/event-stream' }).write('\n')
        } else if (/^\/(api|health)\//.test(pathname)) {
          const chosen = decodeURIComponent(/story=([^;]*)/.exec(request.headers.cookie ?? '')?.[1] ?? '')
          const answer = answerOf(STORIES.find(({ name }) => name === chosen) ?? (STORIES[0] as Story), pathname)
          if (answer) response.writeHead(answer.status, answer.headers).end(answer.body)
        } else next()
      })
    },
  }
}
