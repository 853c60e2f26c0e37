/**
 * Keeps the shell of the panel, so that it opens at once and says what is the matter when there is no connection. What the
 * API answers is about people: it never goes through here, and is never kept. Shows what closers are to be told.
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

/** The words come from the server, which knows the language of the person. */
self.addEventListener('push', (event) => {
  const { title, body, lang, open, path } = event.data.json()
  const sign = '/icon-192.png'
  // A later one takes the place of the one before, and is heard again.
  const options = { body, lang, tag: 'due', renotify: true, icon: sign, badge: sign, data: { path } }
  event.waitUntil(Promise.all([self.registration.showNotification(title, options), setBadge(open)]))
})

self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(openPanel(event.notification.data?.path ?? '/#/inbox'))
})

/** Push services replace addresses now and then. */
self.addEventListener('pushsubscriptionchange', (event) => {
  event.waitUntil(subscribeAgain(event))
})

async function setBadge(count) {
  await self.navigator.setAppBadge?.(count).catch(() => undefined)
}

/** In the panel that is open, which asks before it leaves what is not saved; else in a new one. */
async function openPanel(path) {
  const [open] = await self.clients.matchAll({ type: 'window' })
  if (!open) return self.clients.openWindow(path)
  open.postMessage({ path })
  return open.focus()
}

async function subscribeAgain({ oldSubscription, newSubscription }) {
  const applicationServerKey = oldSubscription?.options.applicationServerKey
  const options = { userVisibleOnly: true, applicationServerKey }
  const subscription =
    newSubscription ?? (applicationServerKey && (await self.registration.pushManager.subscribe(options)))
  if (!subscription) return
  const headers = { 'Content-Type': 'application/json' }
  await fetch('/api/notices/devices', { method: 'POST', headers, body: JSON.stringify(subscription) })
}

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
