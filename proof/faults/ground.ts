/** The PostgreSQL servers of a run of the proof; each is started when it is first needed. */
import { type Cluster, clusterAt, type ClusterOptions, startCluster } from './cluster.ts'

const KINDS = {
  /** No crash of PostgreSQL is played on it. */
  fast: {},
  durable: { durable: true },
  crowded: { maxConnections: 60 },
  smallDisk: { diskMegabytes: 400 },
} satisfies Record<string, ClusterOptions>
export type ClusterKind = keyof typeof KINDS

export interface Ground {
  cluster(kind: ClusterKind): Promise<Cluster>
  remove(): Promise<void>
}

/** For faults that neither kill nor fill PostgreSQL: somebody else's server. */
export const groundAt = (template: string): Ground => ({
  cluster: async () => clusterAt(template),
  remove: async () => undefined,
})

export function createGround(): Ground {
  const clusters = new Map<ClusterKind, Promise<Cluster>>()
  return {
    cluster: (kind) => {
      const known = clusters.get(kind) ?? startCluster(KINDS[kind])
      clusters.set(kind, known)
      return known
    },
    remove: async () => {
      const started = await Promise.allSettled(clusters.values())
      await Promise.all(started.map((one) => one.status === 'fulfilled' && one.value.remove()))
    },
  }
}
