import { readFileSync } from 'node:fs'
import type { Message } from './message.ts'

export type Channel = 'nhsapp' | 'email' | 'sms' | 'letter'

/** A way of sending that was agreed at onboarding: over which channels, in which order. */
export interface RoutingPlan {
  id: string
  name: string
  channels: Channel[]
  /** Fields that its templates need. A message without them is accepted, and fails. */
  personalisation: string[]
  /** Set up wrongly: sending with it is a 500. */
  broken?: 'missing-template' | 'duplicate-templates'
}

/** What was agreed with an application at onboarding. */
export interface Account {
  onboarded: boolean
  banned: boolean
  /** Used when a message names no originator. */
  defaultOdsCode?: string
  maySetOdsCode: boolean
  maySetContactDetails: boolean
}

/** Where status callbacks go, and what they are signed with: HMAC-SHA256 of the body, keyed `<application id>.<api key>`. */
export interface Callback {
  messageStatusUrl: string
  channelStatusUrl: string
  applicationId: string
  apiKey: string
  /** PEM of the authority that the receiver's server certificate is checked against. */
  authority?: string
}

export interface AppAccount {
  nhsNumber: string
  /** ODS code of the GP practice. */
  practice: string
  notificationsEnabled: boolean
}

/** A request as Notify remembers it: for nine months the same reference is a duplicate. */
export interface Received {
  at: number
  id: string
}

export interface NotifyState {
  plans: Map<string, RoutingPlan>
  /** By application id; one nobody spoke of is onboarded and may name its originators. */
  accounts: Map<string, Account>
  messages: Map<string, Message>
  /** By application id, kind and reference. */
  received: Map<string, Received>
  /** How long a request is being processed; one with the same reference is too early until then. Milliseconds. */
  processingMs: number
  callback: Callback | undefined
  appAccounts: Map<string, AppAccount>
  pageSize: number
}

export const DEFAULT_ACCOUNT: Account = { onboarded: true, banned: false, maySetOdsCode: true, maySetContactDetails: false }

const PLANS = JSON.parse(readFileSync(new URL('routing-plans.json', import.meta.url), 'utf8')) as RoutingPlan[]

export function createState(): NotifyState {
  return {
    plans: new Map(PLANS.map((plan) => [plan.id, plan])),
    accounts: new Map(),
    messages: new Map(),
    received: new Map(),
    processingMs: 0,
    callback: undefined,
    appAccounts: new Map(),
    pageSize: 100,
  }
}
