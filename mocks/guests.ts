import { randomBytes } from 'node:crypto'
import { HubRefusal } from './hub-refusal.ts'
import type { Environment } from './kit/environment.ts'
import { JOURNAL_LIMITS, type JournalLimits } from './kit/journal.ts'
import { sameSecret } from './same-secret.ts'

/** What environments that others open in a hub may take of it. The hub's own are not limited. */
export interface SharingLimits {
  /** How many may be open at once. */
  environments: number
  /** What the journal of each keeps, bytes; see `JournalLimits`. */
  journalBytes: number
  /** What the services of each store; one in which they hold more is closed. Bytes, as `weigh` reckons them. */
  storedBytes: number
  /** One that nobody has used for so long is closed, ms. */
  idleMs: number
  /** One that is older is closed, used or not, ms. */
  ageMs: number
}

export const SHARING_LIMITS: SharingLimits = { environments: 64, journalBytes: 64 * 1024 * 1024, storedBytes: 256 * 1024 * 1024, idleMs: 30 * 60_000, ageMs: 12 * 3_600_000 }

/** Why an environment is no longer open. */
export type ClosedBecause = 'asked' | 'idle' | 'old' | 'owner-gone' | 'full'

/** An environment that was open. */
export interface Closed {
  id: string
  /** Instant (ms since the epoch). */
  at: number
  because: ClosedBecause
  /** A sentence for people. */
  why: string
}

/** What somebody asks for who opens an environment. */
export interface GuestRequest {
  id: string
  /** 1 unless said otherwise. */
  seed?: number
  /** See `Environment.livesOn`. */
  livesOn?: boolean
  /** The token of its address, where the address has to be known beforehand; a random one otherwise. */
  token?: string
  /** The owner promises to renew within so many seconds; who does not is taken for gone. Without it only idleness and age count. */
  leaseSeconds?: number
}

/** An environment that somebody opened in the hub through the control API. */
export interface Guest {
  environment: Environment
  /** Opens the control API of this environment, and of no other. Not the token of its address, which the candidate knows. */
  key: string
}

/** Environments of others in a hub. */
export interface Guests {
  /** @throws HubRefusal when the hub is full, or the name is taken or not allowed */
  open(request: GuestRequest): Guest
  /**
   * Whether a key is that of the environment that is open under this name.
   *
   * @throws HubRefusal when it is the key of one that was closed: its owner is told, and sees nothing of a later one of the same name
   */
  admits(id: string, key: string): boolean
  /** Somebody steers the environment or looks into it. */
  used(id: string): void
  /**
   * Something has come that its services may have stored: a call, which the journal has counted, or a control with a body of so many bytes.
   * Closes it when they hold too much; looks only when enough has come since the last look.
   */
  brought(id: string, bytes?: number): void
  /** Its owner is still there. */
  renewed(id: string): void
  /** @throws HubRefusal when it is closed already */
  close(id: string): void
  /** Closes what is idle, old, too large, or without its owner. */
  sweep(): void
  /** Environments that were open, the latest last. */
  closed: readonly Closed[]
  /** @throws HubRefusal when an environment of this name was closed, saying why. Nothing when there never was one. */
  refuseClosed(id: string): void
}

interface Tenancy extends Guest {
  openedAt: number
  usedAt: number
  /** How far its journal was when it was last looked at: what came since is use. */
  position: number
  lease: { ms: number; renewedAt: number } | undefined
  /** Bytes that controls have brought. */
  steered: number
  /** What its services held at the last look, and how much had been brought until then. */
  weighed: { bytes: number; at: number }
}

const ID = /^[a-z0-9][a-z0-9-]{0,79}$/
const TOKEN = /^[\w-]{24,64}$/
const LEASE_SECONDS = { least: 10, most: 3600 }
/** What services hold is looked at when this share of the limit has been brought; and at a sweep, when this share of what they held has. */
const LOOK_AT = { call: 1 / 8, sweep: 1 / 32 }
/** How many that were closed are remembered. */
const REMEMBERED = 500

/** @param place opens an environment in the hub under a name that is free */
export function hostGuests({ environments, place, limits, now, onClose }: { environments: Map<string, Environment>; place: (id: string, seed: number, options: { token: string; journalLimits: JournalLimits }) => Environment; limits: SharingLimits; now: () => number; onClose: (environment: Environment) => void }): Guests {
  const guests = new Map<string, Tenancy>()
  const closed: (Closed & { key: string })[] = []

  const end = ({ environment, key }: Guest, because: ClosedBecause, why: string): void => {
    guests.delete(environment.id)
    environments.delete(environment.id)
    onClose(environment)
    closed.push({ id: environment.id, key, at: now(), because, why })
    if (closed.length > REMEMBERED) closed.shift()
  }

  const broughtTo = ({ environment, steered }: Tenancy): number => environment.journal.brought + steered
  /** Closes what holds too much; whether it did. */
  const weighed = (guest: Tenancy): boolean => {
    const bytes = guest.environment.stored(limits.storedBytes)
    guest.weighed = { bytes, at: broughtTo(guest) }
    if (bytes <= limits.storedBytes) return false
    end(guest, 'full', `its services hold more than the ${Math.round(limits.storedBytes / 2 ** 20)} MB that each may store`)
    return true
  }

  return {
    closed,
    open({ id, seed = 1, livesOn = false, token = secret(), leaseSeconds }) {
      if (typeof id !== 'string' || !ID.test(id)) throw new Error('Failed to open an environment: its id has to be of small letters, digits and hyphens, at most 80.')
      if (!Number.isInteger(seed)) throw new Error('Failed to open an environment: its seed has to be a whole number.')
      if (typeof token !== 'string' || !TOKEN.test(token)) throw new Error('Failed to open an environment: its token has to be of 24 to 64 letters, digits, hyphens and underscores.')
      if (leaseSeconds !== undefined && !(leaseSeconds >= LEASE_SECONDS.least && leaseSeconds <= LEASE_SECONDS.most)) throw new Error(`Failed to open an environment: its lease has to be of ${LEASE_SECONDS.least} to ${LEASE_SECONDS.most} seconds.`)
      if (environments.has(id)) throw new HubRefusal(409, 'ASSAY_HUB_ENVIRONMENT_TAKEN', `Failed to open environment ${id}: it is open already. Close it first or choose another id.`)
      if (guests.size >= limits.environments) throw new HubRefusal(429, 'ASSAY_HUB_FULL', `Failed to open environment ${id}: ${guests.size} are open, and the hub takes no more. Close one, or wait until one is.`)
      const environment = place(id, seed, { token, journalLimits: { entries: JOURNAL_LIMITS.entries, bytes: limits.journalBytes } })
      environment.livesOn = livesOn === true
      const at = now()
      const guest: Tenancy = { environment, key: secret(), openedAt: at, usedAt: at, position: 0, steered: 0, weighed: { bytes: 0, at: 0 }, lease: leaseSeconds === undefined ? undefined : { ms: leaseSeconds * 1000, renewedAt: at } }
      guests.set(id, guest)
      return guest
    },
    admits(id, key) {
      if (sameSecret(key, guests.get(id)?.key ?? NOBODYS)) return true
      const before = closed.findLast((each) => each.id === id && sameSecret(key, each.key))
      if (before) throw gone(before)
      return false
    },
    used(id) {
      const guest = guests.get(id)
      if (guest) guest.usedAt = now()
    },
    brought(id, bytes = 0) {
      const guest = guests.get(id)
      if (!guest) return
      guest.steered += bytes
      if (broughtTo(guest) - guest.weighed.at > limits.storedBytes * LOOK_AT.call) weighed(guest)
    },
    renewed(id) {
      const lease = guests.get(id)?.lease
      if (lease) lease.renewedAt = now()
    },
    close(id) {
      const guest = guests.get(id)
      if (guest) end(guest, 'asked', 'somebody with its key asked for that')
      else environments.delete(id)
    },
    sweep() {
      const at = now()
      for (const guest of guests.values()) {
        const { position } = guest.environment.journal
        if (position !== guest.position) guest.usedAt = at
        guest.position = position
        if (broughtTo(guest) - guest.weighed.at > guest.weighed.bytes * LOOK_AT.sweep && weighed(guest)) continue
        if (guest.lease && at - guest.lease.renewedAt > guest.lease.ms) end(guest, 'owner-gone', `whoever opened it has not been heard of for ${span(at - guest.lease.renewedAt)}`)
        else if (at - guest.usedAt > limits.idleMs) end(guest, 'idle', `nobody has used it for ${span(at - guest.usedAt)}`)
        else if (at - guest.openedAt > limits.ageMs) end(guest, 'old', `it was open for ${span(at - guest.openedAt)}`)
      }
    },
    refuseClosed(id) {
      const last = closed.findLast((each) => each.id === id)
      if (last) throw gone(last)
    },
  }
}

const gone = ({ id, at, why }: Closed): HubRefusal =>
  new HubRefusal(410, 'ASSAY_HUB_ENVIRONMENT_CLOSED', `Failed to use environment ${id}: the hub closed it at ${new Date(at).toISOString()}, since ${why}. What was in it is gone; open another.`)

/** 192 bits: nobody guesses that. */
const secret = () => randomBytes(24).toString('base64url')
const NOBODYS = secret()

const span = (ms: number): string => (ms < 120_000 ? `${Math.round(ms / 1000)} s` : `${Math.round(ms / 60_000)} min`)
