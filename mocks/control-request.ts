import { Agent, fetch } from 'undici'
import { CONTROL_KEY_HEADER } from './control-key.ts'

/** How to reach the control API of a hub. JSON. */
export interface ControlAccess {
  /** Base URL of the hub, without a trailing slash. */
  url: string
  /** The hub's control key, or the key of the one environment that is spoken of. */
  key: string
  /** PEM; for a hub that demands a client certificate. */
  tls?: { authority: string; key: string; certificate: string }
}

/** The control API refused, or could not be asked. A fault of the set-up or the harness, never of the candidate. */
export class ControlFailed extends Error {
  /** HTTP status; absent when no answer came. */
  readonly status: number | undefined
  /** A stable code where the hub gave one. */
  readonly code: string | undefined

  constructor(message: string, { status, code, cause }: { status?: number | undefined; code?: string | undefined; cause?: unknown } = {}) {
    super(message, { cause })
    this.name = 'ControlFailed'
    this.status = status
    this.code = code
  }
}

const LIMIT_MS = 30_000

/**
 * Asks the control API for something.
 *
 * @throws ControlFailed
 */
export async function askControl<T>({ url, key, tls }: ControlAccess, method: string, path: string, body?: unknown): Promise<T> {
  const answer = await fetch(`${url}/control${path}`, {
    method,
    headers: { [CONTROL_KEY_HEADER]: key, ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(LIMIT_MS),
    ...(tls && { dispatcher: agentFor(tls) }),
  }).catch((cause: unknown) => {
    throw new ControlFailed(`Failed to reach the hub at ${url}: ${because(cause)}.`, { code: 'ASSAY_HUB_UNREACHABLE', cause })
  })
  const text = await answer.text()
  const content = (text === '' ? undefined : readJson(text)) as (T & { error?: string; code?: string }) | undefined
  if (!answer.ok) throw new ControlFailed(content?.error ?? `Failed to ${method} ${path}: the hub answered ${answer.status}.`, { status: answer.status, code: content?.code })
  return content as T
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new ControlFailed('Failed to read what the hub answered: it is no JSON. Something else may listen there.', { code: 'ASSAY_HUB_UNREACHABLE', cause })
  }
}

/** One for each certificate: connections are kept from call to call. */
const agents = new Map<string, Agent>()

function agentFor({ authority, key, certificate }: NonNullable<ControlAccess['tls']>): Agent {
  const name = authority + certificate
  let agent = agents.get(name)
  if (!agent) agents.set(name, (agent = new Agent({ connect: { ca: authority, key, cert: certificate, timeout: 10_000 } })))
  return agent
}

/** What fetch says is "fetch failed"; why is in its cause. */
function because(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? error.cause.message || String((error.cause as NodeJS.ErrnoException).code) : error.message
}
