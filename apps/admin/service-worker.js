/**
 * Keeps the shell of the panel, so that it opens at once and says what is the matter when there is no connection. What the
 * API answers is about people: it never goes through here, and is never kept.
 */
const CACHE = `relance-${'%VERSION%'}`
const SHELL = '%SHELL%'

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => cache.addAll(SHELL))
      .then(() => self.skipWaiting()),
  )
})

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  )
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== self.location.origin) return
  if (request.mode === 'navigate' && pathname === '/') event.respondWith(freshPage(request))
  else if (pathname.startsWith('/assets/')) event.respondWith(keptAsset(request))
})

/** The page as the server has it; as it was last time when there is no server. */
async function freshPage(request) {
  try {
    return await fetch(request)
  } catch {
    return (await caches.match('/', { cacheName: CACHE })) ?? Response.error()
  }
}

/** The name of an asset changes with its content. */
async function keptAsset(request) {
  const kept = await caches.match(request, { cacheName: CACHE })
  if (kept) return kept
  const answer = await fetch(request)
  if (answer.ok) await (await caches.open(CACHE)).put(request, answer.clone())
  return answer
}
