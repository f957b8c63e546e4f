import { readFileSync } from 'node:fs'

/** What a message of a kind has to contain, as its MessageDefinition says. */
export interface Definition {
  event: string
  /** Category of the ServiceRequest; empty where there is none. */
  category: string
  /** Type of the resource from which a message is read. */
  focus: string
  url: string
  name: string
  profile: string
  /** How many there may be at most of each type that there has to be. */
  needs: Record<string, number | '*'>
}

export const DEFINITIONS = JSON.parse(readFileSync(new URL('definitions.json', import.meta.url), 'utf8')) as readonly Definition[]
